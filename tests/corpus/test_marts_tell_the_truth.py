"""Every number of the marts on the corpus is the number counted in Python (`counting.py`) from the same truth.

The rules that read texts are measured elsewhere; here their tables hold the truth, so that what is tested is the SQL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from math import exp, lgamma, log
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from analysis.build import build, check
from analysis.enrich.relevance.rules import load_rules
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import Experience, load_study
from crawlers.warehouse.connection import open_warehouse
from tests.corpus.counting import FOLK, HERITAGE, Counting, Period, month_of
from tests.corpus.features import features, gamma, share_of_draws_that_hold
from tests.corpus.warehouse import CONFIG, Corpus
from tests.corpus.world import PAPERS

DOMAINS = {topic.slug: topic.domain for topic in load_rules(CONFIG).topics.topics}
WEIGHTS = {name: part.weight for name, part in Experience().components.items()}


@pytest.fixture(scope="module")
def marts(
    corpus_warehouse: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    path = corpus_warehouse.copy(tmp_path_factory.mktemp("marts") / "w.duckdb")
    study = load_study(CONFIG)
    with open_warehouse(path) as warehouse:
        label(warehouse, corpus_warehouse)
        build(warehouse, load_diasporas(CONFIG), study)
        assert list(check(warehouse)) == []
        yield warehouse


@pytest.fixture(scope="module")
def counting(corpus_warehouse: Corpus, marts: duckdb.DuckDBPyConnection) -> Counting:
    named: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for document, diaspora, target, part in marts.execute(
        "SELECT document_id, diaspora, target, part FROM mentions"
    ).fetchall():
        named[document, diaspora].append((target, part))
    return Counting(corpus_warehouse.truth, named, DOMAINS)


def label(warehouse: duckdb.DuckDBPyConnection, corpus: Corpus) -> None:
    """Put the truth where the rules put their judgement."""
    told = corpus.truth.documents
    tables = {
        "document_diasporas": [
            {"document_id": one.document_id, "diaspora": diaspora, "relevance": relevance}
            for one in told
            for diaspora, relevance in one.concerns.items()
        ],
        "document_topics": [
            {"document_id": one.document_id, "topic": topic, "domain": DOMAINS[topic]}
            for one in told
            for topic in sorted(one.topics)
        ],
        "document_languages": [
            {"document_id": one.document_id, "language": one.language, "share": 1.0} for one in told
        ],
    }
    for table, rows in tables.items():
        given = pa.Table.from_pylist(rows)
        warehouse.execute(f"DELETE FROM {table}")
        warehouse.execute(f"INSERT INTO {table} BY NAME SELECT * FROM given")
        assert given.num_rows
    repeats = pa.Table.from_pylist(
        [{"document_id": one.document_id, "first_id": one.duplicate_of} for one in told]
    )
    assert repeats.num_rows
    warehouse.execute(
        "UPDATE documents SET duplicate_of = repeats.first_id FROM repeats WHERE documents.document_id = repeats.document_id"
    )


def rows(marts: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = marts.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def chosen(row: dict[str, Any], like: dict[str, Any] | None, names: tuple[str, ...]) -> dict[str, Any] | None:
    """The columns that were counted; None where all are NULL and nothing could be counted."""
    found = {name: row[name] for name in like or names}
    return None if like is None and set(found.values()) == {None} else found


def test_the_corpus_has_gaps_and_zeroes_to_confuse(marts: duckdb.DuckDBPyConnection) -> None:
    [found] = rows(
        marts,
        "SELECT count(*) FILTER (documents = 0) AS zeroes, count(*) FILTER (documents IS NULL) AS gaps FROM activity_monthly",
    )
    assert found["zeroes"] > 3
    assert found["gaps"] > 3


def test_days(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    truth = counting.truth
    counted = {
        (source, day): sum(one.source_id == source and one.day == day for one in counting.dated)
        if truth.is_known(source, day)
        else None
        for source, day in truth.coverage
    }
    held = {(row["source_id"], row["day"]): row["documents"] for row in rows(marts, "FROM coverage")}
    assert held == counted


def test_activity_monthly(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    found = rows(marts, "FROM activity_monthly WHERE platform = 'web'")
    assert len(found) == 9 * 16
    for row in found:
        counted = counting.activity(row["diaspora"], month_of(row["month"]))
        assert chosen(row, counted, ("documents", "words", "longest_silence", "topics")) == counted, row


def test_homeland_mentions_monthly(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    for row in rows(marts, "FROM homeland_mentions_monthly"):
        counted = counting.naming(row["diaspora"], row["source_id"], month_of(row["month"]))
        assert chosen(row, counted, ("documents", "mentions", "first_mentions")) == counted, row
        if counted and counted["documents"]:
            per_1000 = round(1000 * counted["documents_naming"] / counted["documents"], 2)
            assert row["naming_per_1000_documents"] == pytest.approx(per_1000, abs=0.011)
            per_10000 = 10_000 * counted["mentions"] / counted["words"]
            assert row["mentions_per_10000_words"] == pytest.approx(per_10000, abs=0.011)
            low, high = limits(counted["documents_naming"])
            assert row["naming_per_1000_low"] == pytest.approx(1000 * low / counted["documents"], abs=0.011)
            assert row["naming_per_1000_high"] == pytest.approx(1000 * high / counted["documents"], abs=0.011)


def limits(events: int) -> tuple[float, float]:
    """Exact 95 % limits of a Poisson mean: the means of which as many events or more, or as few or fewer, are a 1 in 40 chance."""

    def at_most(n: int, mean: float) -> float:
        return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(n + 1))

    def solve(reached: Callable[[float], bool]) -> float:
        low, high = 1e-9, 10.0 * events + 10
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (low, middle) if reached(middle) else (middle, high)
        return low

    return (
        solve(lambda mean: 1 - at_most(events - 1, mean) > 0.025) if events else 0.0,
        solve(lambda mean: at_most(events, mean) < 0.025),
    )


def test_press_visibility_monthly(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    found = rows(marts, "FROM press_visibility_monthly")
    assert {row["source_id"] for row in found} == PAPERS
    for row in found:
        counted = counting.visibility(row["diaspora"], row["source_id"], month_of(row["month"]))
        assert chosen(row, counted, ("first_publications", "community", "titles")) == counted, row
        if counted and (printed := counted["first_publications"]):
            assert row["community_per_1000"] == pytest.approx(
                1000 * counted["community"] / printed, abs=0.011
            )
            low, high = limits(counted["community"])
            assert row["community_per_1000_low"] == pytest.approx(1000 * low / printed, abs=0.011)
            assert row["community_per_1000_high"] == pytest.approx(1000 * high / printed, abs=0.011)


def test_community_events_monthly(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    for row in rows(marts, "FROM community_events_monthly"):
        counted = counting.events(row["diaspora"], month_of(row["month"]))
        assert row["documents"] == (None if counted is None else counted[row["topic"]]), row


def test_two_way(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    for row in rows(marts, "FROM two_way"):
        month = month_of(row["month"])
        comes, turns = counting.contacts(row["diaspora"], month)
        own = any(counting.known_days(source, month) for source in counting.own(row["diaspora"]))
        assert (row["from_homeland"], row["to_homeland"]) == (
            comes if counting.life_is_known(row["diaspora"], month) else None,
            turns if own else None,
        ), row


def test_lived_experience(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    found = rows(marts, "FROM lived_experience")
    assert {row["period"] for row in found} == {"rolling_year", "window:study"}
    for row in found:
        period = Period(row["period_start"], row["period_end"])
        parts = counting.components(row["diaspora"], period)
        for name, value in parts.items():
            assert row[name] == (pytest.approx(value, abs=1e-4) if value is not None else None), (name, row)
        known = {name: value for name, value in parts.items() if value is not None}
        weight = sum(WEIGHTS[name] for name in known)
        index = (
            sum(WEIGHTS[name] * value for name, value in known.items()) / weight if weight >= 0.5 else None
        )
        assert row["index"] == (pytest.approx(index, abs=1e-4) if index is not None else None), row
        events = counting.events(row["diaspora"], period)
        if events:
            folk = sum(events[topic] for topic in FOLK) / sum(events.values())
            assert row["folklorisation"] == pytest.approx(folk, abs=1e-4)


def test_how_often_ranks_hold(marts: duckdb.DuckDBPyConnection, counting: Counting) -> None:
    found = [
        row for row in rows(marts, "FROM lived_experience WHERE period = 'window:study'") if row["index"]
    ]
    period = Period(found[0]["period_start"], found[0]["period_end"])
    ranked = {row["diaspora"] for row in found}
    drawn: dict[int, dict[str, dict[str, float | None]]] = defaultdict(lambda: defaultdict(dict))
    for draw, diaspora, component, value in marts.execute(
        "SELECT draw, diaspora, component, value "
        "FROM (UNPIVOT intermediate.int_experience_draws "
        "ON activity, regularity, breadth, domains, exchange, press INTO NAME component VALUE value) "
        "WHERE period = 'window:study'"
    ).fetchall():
        if diaspora in ranked:
            drawn[draw][diaspora][component] = value
    hold = share_of_draws_that_hold({who: counting.components(who, period) for who in ranked}, drawn)
    for row in found:
        assert row["rank_held"] == pytest.approx(hold[row["diaspora"]], abs=2e-3), row


def test_what_is_published_is_drawn_by_name(marts: duckdb.DuckDBPyConnection) -> None:
    for diaspora, documents, per_30_days, draw, value in marts.execute(
        "SELECT diaspora, own_first_publications, own_per_30_days, draw, draws.activity "
        "FROM intermediate.int_experience_draws AS draws JOIN intermediate.int_measured USING (diaspora, period, period_start) "
        "WHERE period = 'window:study' AND draw < 4 AND own_first_publications > 0"
    ).fetchall():
        rate = gamma(documents, documents, f"{diaspora}/activity", draw) * per_30_days / documents
        assert value == pytest.approx(rate / (rate + 4), abs=1e-6)


def test_ranks_follow_the_index(marts: duckdb.DuckDBPyConnection) -> None:
    for _, index, rank, low, held, high in marts.execute(
        "SELECT period_end, index, rank, rank_low, rank_held, rank_high FROM lived_experience ORDER BY period, period_end, index DESC"
    ).fetchall():
        assert (index is None) == (rank is None) == (held is None)
        if rank is not None:
            assert 1 <= low <= high <= 9
            assert 0 <= held <= 1


@pytest.mark.parametrize("kind", ["month", "quarter", "window:study"])
def test_classifier_features(marts: duckdb.DuckDBPyConnection, counting: Counting, kind: str) -> None:
    found = rows(marts, f"FROM classifier_features WHERE period = '{kind}'")
    assert {row["diaspora"] for row in found} == HERITAGE.keys()
    for row in found:
        period = Period(row["period_start"], row["period_end"])
        counted = features(counting, row["diaspora"], period, people(row["diaspora"], period.last.year))
        assert row.keys() - counted.keys() == {"diaspora", "period", "period_start", "period_end"}
        for name, value in counted.items():
            assert row[name] == (value if value is None else pytest.approx(value, abs=1e-4)), (name, row)


def people(diaspora: str, year: int) -> int | None:
    """The newest count of an earlier year."""
    [counts] = [one.census for one in load_diasporas(CONFIG) if one.slug == diaspora]
    earlier = {count.year: count.people for count in counts if count.year < year}
    return earlier[max(earlier)] if earlier else None


def test_months_end_where_knowledge_ends(marts: duckdb.DuckDBPyConnection) -> None:
    [(last_known, last_period)] = marts.execute(
        "SELECT (SELECT max(day) FROM coverage WHERE is_known), (SELECT max(period_end) FROM classifier_features)"
    ).fetchall()
    assert date(2016, 7, 1) <= last_period <= last_known
