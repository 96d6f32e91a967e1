"""The corpus itself: the world is as varied as promised, and the warehouse holds exactly what crawls saw of it."""

from __future__ import annotations

from collections import Counter

from tests.corpus.truth import tell
from tests.corpus.warehouse import Corpus
from tests.corpus.world import FETCHED, TOPICS, invent


def test_it_is_as_varied_as_promised() -> None:
    documents = tell().documents
    assert len(documents) == FETCHED
    assert len({name for one in documents for name in one.concerns}) == 9
    assert {topic for one in documents for topic in one.topics} == set(TOPICS)
    kinds = Counter(kind for one in documents for kind in one.concerns.values())
    assert min(kinds.values()) >= 20, kinds
    assert min(Counter(one.language for one in documents).values()) >= 100
    assert 150 < sum(one.held_out for one in documents) < 250
    assert sum(one.duplicate_of is not None for one in documents) >= 30
    assert len(invent().told) > FETCHED  # some days no crawl ever saw


def test_held_out_documents_share_no_sentence_with_the_others() -> None:
    openings: dict[bool, set[str]] = {True: set(), False: set()}
    for one in invent().told:
        if not one.original and "\n" in one.text:
            openings[one.held_out].add(one.text.split("\n")[0])
    assert openings[True] & openings[False] == set()


def test_the_warehouse_holds_what_crawls_saw(corpus_warehouse: Corpus) -> None:
    with corpus_warehouse.reading() as warehouse:
        rows = warehouse.execute(
            "SELECT document_id, source_id, published_day, title, text FROM documents"
        ).fetchall()
    truth = corpus_warehouse.truth
    assert {row[0] for row in rows} == set(truth.by_id)
    wrong = [
        (one, row)
        for row in rows
        if (one := truth.by_id[row[0]]) and (one.source_id, one.day, one.title, one.text) != row[1:]
    ]
    assert wrong == []


def test_its_languages_are_told_apart(corpus_warehouse: Corpus) -> None:
    with corpus_warehouse.reading() as warehouse:
        found = dict(warehouse.execute('SELECT document_id, "language" FROM documents').fetchall())
    wrong = [one.title for one in corpus_warehouse.truth.documents if found[one.document_id] != one.language]
    assert len(wrong) <= 3, wrong
