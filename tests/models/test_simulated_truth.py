"""Simulated truth for the index and the typology: worlds are drawn, published by chance, and read with known errors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from analysis.build import ancestors
from analysis.enrich.mentions.evidence.scores import calibration_error, perfect_error

PERIOD = date(2015, 4, 1), date(2016, 7, 31)
DAYS, WEEKS, PRINTED = 488, 69, 2000
DOMAINS = dict(
    zip("dance music theatre lecture course memorial visit prayer".split(), "aaabbcde", strict=True)
)
HALVES = {
    "activity": 4.0,
    "regularity": None,
    "breadth": None,
    "domains": None,
    "exchange": 1.0,
    "press": 2.0,
}
BROAD, HIGH = 0.4, 1.0
PLACES = {
    (True, True): "valued",
    (False, True): "expressive",
    (True, False): "symbolic",
    (False, False): "nominal",
}
"""Places of the typology by formalised relations and a broad experience."""
MEASURED = 400
"""Mentions and judgements on which the error of reading was measured."""
MODELS = (
    "int_reading_errors int_expected_life int_normal_draws int_weight_draws int_experience_components "
    "int_experience_draws lived_experience int_evidence_sums typology"
).split()

Rows = list[dict[str, Any]]
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass
class World:
    """One community: what it truly is, and what a warehouse holds of it."""

    index: float
    formalised: bool
    rows: dict[str, Rows]


def world(name: str, chance: np.random.Generator) -> World:
    """Draw rates and weights, then what is published, then how it is read."""
    rates = chance.dirichlet(np.full(len(DOMAINS), chance.choice([0.3, 1.0]))) * chance.choice(
        [4, 15, 40, 120]
    )
    activity, press, comes, turns = chance.choice([3, 20, 60, 200]), *chance.choice([1.0, 3, 10, 30], 3)
    regularity = chance.random()
    precision, sensitivity = chance.beta(360, 40, 2)
    found, there = chance.binomial(MEASURED, (precision, sensitivity))
    bias = sensitivity / (there / MEASURED) * (found / MEASURED) / precision
    rows: dict[str, Rows] = {
        "mention_errors": [{"language": name, "target": "people", "found": MEASURED, "present": MEASURED, "correct": int(min(found, there))}],
        "documents": [], "topics_told": [],
    }  # fmt: skip
    parts = {"press": press, "comes": comes, "turns": turns, **dict(zip(DOMAINS, rates, strict=True))}
    for part, rate in parts.items():
        sure = chance.beta(2, 0.5, chance.poisson(rate * bias / 0.8))
        for number, likely in enumerate(sure.tolist()):
            likelihoods = {one: likely if one == part else 0.0 for one in ("comes", "turns")}
            rows["documents"].append({
                "document_id": f"{name} {part} {number}", "diaspora": name, "language": name, "day": PERIOD[0],
                "source_kind": "newspaper" if part == "press" else "centre",
                "community": 0.0 if part in likelihoods else likely, **likelihoods,
            })  # fmt: skip
            if part in DOMAINS:
                rows["topics_told"].append(
                    {"document_id": f"{name} {part} {number}", "topic": part, "probability": 1.0}
                )
    own = int(chance.poisson(activity))
    rows["measured"] = [{
        "diaspora": name, "own_days_known": DAYS, "own_best_days_known": DAYS, "press_days_known": DAYS,
        "own_first_publications": own, "own_per_30_days": 30 * own / DAYS, "press_first_publications": PRINTED,
        "own_weeks_known": WEEKS, "own_weeks_active": int(chance.binomial(WEEKS, regularity)),
        "breadth": 0.5, "domains": 3, "from_homeland": 1, "to_homeland": 1, "press_community_documents": 1,
        "events": 5, "folk_events": 2,
    }]  # fmt: skip
    support, statements = chance.random(), int(chance.integers(4, 12))
    weights = np.where(chance.random(statements) < support, 1.0, -1.0) * chance.choice(
        [0.5, 1.0, 2.0], statements
    )
    rows["evidence"] = [
        {"diaspora": name, "axis": "formalisation", "statement": f"s{n}", "weight": float(weight)}
        for n, weight in enumerate(weights)
    ]
    share = rates / rates.sum()
    by_domain = [
        sum(rate for rate, own in zip(rates, DOMAINS.values(), strict=True) if own == one)
        for one in set(DOMAINS.values())
    ]
    values = {
        "activity": activity * 30 / DAYS,
        "regularity": regularity,
        "breadth": -np.sum(share * np.log(np.maximum(share, 1e-300))) / np.log(len(DOMAINS)) * (1 - np.exp(-rates.sum())),
        "domains": np.mean([1 - np.exp(-rate) for rate in by_domain]),
        "exchange": np.sqrt(comes * turns) * 30 / DAYS,
        "press": 1000 * press / PRINTED,
    }  # fmt: skip
    mixture = chance.dirichlet(np.ones(len(HALVES)))
    index = sum(
        weight * (values[name] if half is None else values[name] / (values[name] + half))
        for weight, (name, half) in zip(mixture, HALVES.items(), strict=True)
    )
    return World(float(index), bool(statements * (2 * support - 1) * 3.5 / 3 > HIGH), rows)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((150, 200, 1), id="short"),
        pytest.param((1000, 1000, 2), id="long", marks=pytest.mark.soak),
    ],
)
def told(request: pytest.FixtureRequest) -> Iterator[tuple[list[World], duckdb.DuckDBPyConnection]]:
    """Worlds, and a database with the marts made of what is held of them."""
    number, draws, seed = request.param
    chance = np.random.default_rng(seed)
    worlds = [world(f"w{n:04}", chance) for n in range(number)]
    rows = {table: [row for one in worlds for row in one.rows[table]] for table in worlds[0].rows}
    rows["diasporas"] = [{"diaspora": f"w{n:04}"} for n in range(number)]
    rows["topics"] = [{"topic": topic, "domain": domain} for topic, domain in DOMAINS.items()]
    rows["judgement_errors"] = [
        {"judgement": name, "found": 10**6, "correct": 10**6, "present": 10**6} for name in ("community", "bilateral", "topic")
    ]  # fmt: skip
    rows["experience_components"] = [
        {"component": name, "weight": 1 / 6, "half": half} for name, half in HALVES.items()
    ]
    rows["thresholds"] = [
        {"threshold": name, "value": value}
        for name, value in (
            ("broad_experience", BROAD),
            ("known_weight", 0.5),
            ("statements", 2.0),
            ("more_than", HIGH),
        )
    ]
    with duckdb.connect() as warehouse:
        warehouse.execute("CREATE SCHEMA intermediate")
        for table, told in rows.items():
            warehouse.register("told", pa.Table.from_pylist(told))
            warehouse.execute(f"CREATE TABLE {table} AS FROM told")
        since, until = PERIOD
        period = f"'window:study' AS period, DATE '{since}' AS period_start, DATE '{until}' AS period_end"
        for name, query in {
            "int_draws": f"SELECT range::INTEGER AS draw FROM range(1, {draws + 1})",
            "int_periods": f"SELECT {period}",
            "int_measured": f"SELECT *, {period} FROM measured",
            "int_likely_documents": "FROM documents",
            "int_likely_topics": "FROM topics_told",
            "int_study_dates": f"SELECT DATE '{until}' AS as_of",
        }.items():
            warehouse.execute(f"CREATE VIEW intermediate.{name} AS {query}")
        warehouse.execute(
            'ALTER TABLE evidence ADD COLUMN since DATE; ALTER TABLE evidence ADD COLUMN "until" DATE'
        )
        for model in ancestors("typology"):
            if model.name in MODELS:
                warehouse.execute(
                    f"CREATE {'TABLE' if model.layer == 'marts' else 'VIEW'} {model.relation} AS {model.sql}"
                )
        yield worlds, warehouse


Told = tuple[list[World], duckdb.DuckDBPyConnection]


def test_limits_of_the_index_hold_the_truth(told: Told) -> None:
    worlds, warehouse = told
    limits = warehouse.execute(
        "SELECT index_low, index_high FROM lived_experience ORDER BY diaspora"
    ).fetchall()
    held = [low <= one.index <= high for one, (low, high) in zip(worlds, limits, strict=True)]
    assert np.mean(held) >= 0.93


def test_probabilities_of_quadrants_are_calibrated(told: Told) -> None:
    worlds, warehouse = told
    names = tuple(PLACES.values())
    columns = ", ".join(f"probability_{name}" for name in names)
    rows = warehouse.execute(
        f"SELECT {columns} FROM typology WHERE basis = 'media' ORDER BY diaspora"
    ).fetchall()
    for name, column in zip(names, zip(*rows, strict=True), strict=True):
        likely = np.array(column)
        true = np.array([PLACES[one.formalised, one.index > BROAD] == name for one in worlds], dtype=float)
        assert calibration_error(likely, true) <= perfect_error(likely, 500), name
