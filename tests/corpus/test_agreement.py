"""The measures agree with what is true of the corpus, and of the sample, at least so far."""

from __future__ import annotations

import pytest

from analysis.enrich.mentions import Matcher
from analysis.enrich.mentions.evidence.scores import calibration_error, perfect_error
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import RELEVANCES, load_rules
from crawlers.catalogue.communities import load_diasporas
from tests.corpus import articles, certainty
from tests.corpus.bank import diasporas
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


@pytest.mark.parametrize(("held_out", "of_relevance", "of_topics"), [(False, 0.90, 0.86), (True, 0.86, 0.78)])
def test_articles_in_the_manner_of_papers(held_out: bool, of_relevance: float, of_topics: float) -> None:
    told = articles.judged(Matcher(load_diasporas(articles.CONFIG)), Classifier(load_rules(articles.CONFIG)))
    relevance, topics = told.agree_with(*articles.labels(), lambda one: ("held_out" in one) == held_out)
    assert relevance.micro_f1 >= of_relevance
    assert topics.micro_f1 >= of_topics


def test_every_class_topic_language_and_community_has_articles() -> None:
    told = articles.articles()
    assert {kind for one in told for kind in one.concerns.values()} == set(RELEVANCES)
    assert {topic for one in told for topic in one.topics} == {
        topic.slug for topic in load_rules(articles.CONFIG).topics.topics
    }
    assert {one.language for one in told} == {"de", "en", "kk", "pl", "ru"}
    assert {name for one in told for name in one.concerns} == set(diasporas())


def test_duplicates(corpus_warehouse: Corpus) -> None:
    with corpus_warehouse.reading() as warehouse:
        assert pairwise_f1(duplicate_pairs(warehouse), corpus_warehouse.truth.pairs) >= 0.98


def test_the_first_publication_is_the_one_pointed_to(corpus_warehouse: Corpus) -> None:
    with corpus_warehouse.reading() as warehouse:
        found = dict(warehouse.execute("SELECT document_id, duplicate_of FROM documents").fetchall())
    truth = corpus_warehouse.truth
    wrong = [one for one in truth.documents if found[one.document_id] != one.duplicate_of]
    assert len(wrong) <= 0.02 * len(truth.documents), wrong


@pytest.mark.soak
def test_certainty_is_what_unread_texts_give_and_as_calibrated_as_a_perfect_model() -> None:
    its, rules = certainty.judged(), load_rules(articles.CONFIG)
    assert rules.relevance.certainty
    assert rules.topics.certainty
    how, of_topics = rules.relevance.certainty, rules.topics.certainty
    fitted = certainty.fit_classes(its.sums, its.true).tolist()
    assert [how.slope, *how.shift.model_dump().values()] == pytest.approx(fitted, abs=0.02)
    fitted = certainty.fit_topics(its.topic_sums, its.topics_true).tolist()
    assert [of_topics.slope, of_topics.shift] == pytest.approx(fitted, abs=0.02)
    classes, topics = certainty.unseen(its)
    for likely, so in (
        (classes[:, 0], its.true == 0),
        (classes[:, 1], its.true == 1),
        (topics, its.topics_true),
    ):
        assert calibration_error(likely, so.astype(float)) <= perfect_error(likely, 500)
