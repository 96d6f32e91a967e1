"""The measures agree with what is true of the corpus, and of the sample, at least so far."""

from __future__ import annotations

import pytest

from tests.corpus.scores import Judgements, duplicate_pairs, judgements, labels, pairwise_f1
from tests.corpus.warehouse import Corpus


@pytest.fixture(scope="module")
def told(corpus_warehouse: Corpus) -> Judgements:
    with corpus_warehouse.reading() as warehouse:
        return judgements(warehouse)


@pytest.mark.parametrize("held_out", [False, True], ids=["tuned on", "held out"])
def test_relevance_and_topics(corpus_warehouse: Corpus, told: Judgements, held_out: bool) -> None:
    truth = corpus_warehouse.truth
    relevance, topics = told.agree_with(
        *labels(truth), lambda document: truth.by_id[document].held_out == held_out
    )
    assert relevance.macro_f1 >= 0.90
    assert topics.macro_f1 >= 0.85


def test_duplicates(corpus_warehouse: Corpus) -> None:
    with corpus_warehouse.reading() as warehouse:
        assert pairwise_f1(duplicate_pairs(warehouse), corpus_warehouse.truth.pairs) >= 0.98


def test_the_first_publication_is_the_one_pointed_to(corpus_warehouse: Corpus) -> None:
    with corpus_warehouse.reading() as warehouse:
        found = dict(warehouse.execute("SELECT document_id, duplicate_of FROM documents").fetchall())
    truth = corpus_warehouse.truth
    wrong = [one for one in truth.documents if found[one.document_id] != one.duplicate_of]
    assert len(wrong) <= 0.02 * len(truth.documents), wrong
