"""Simulated truth: worlds are drawn, read with known errors, and the limits of the model must hold the mean behind each."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from analysis.seeds import poisson_limits

MODEL = Path(__file__).parents[2] / "analysis" / "models" / "intermediate" / "int_expected_mentions.sql"


def held(worlds: int, seed: int) -> float:
    """The share of drawn worlds whose mean lies within the limits.

    A world has a mean of true mentions; candidates have probabilities that are right on average (calibrated), but come
    from a model whose sensitivity and precision were themselves measured on a sample of sentences only.
    """
    chance = np.random.default_rng(seed)
    found = 600
    errors, spans, documents, means = [], [], [], []
    for world in range(worlds):
        mean = float(chance.choice([1, 3, 10, 40, 150]))
        means.append(mean)
        precision, sensitivity = chance.beta(95, 5), chance.beta(97, 3)
        measured = int(chance.binomial(found, precision)), int(chance.binomial(found, sensitivity))
        errors.append((f"l{world}", "people", found, min(measured), int(found * 1.02), 2 * found))
        mentions = int(chance.poisson(mean))
        seen = int(chance.binomial(mentions, sensitivity / 0.97)) if sensitivity < 0.97 else mentions
        wrong = int(chance.poisson(mean * (1 - precision) / 9))
        documents.append((f"d{world}", f"s{world}", f"l{world}"))
        for true in (*[True] * seen, *[False] * wrong):
            likely = chance.beta(6, 0.4) if true else chance.beta(0.5, 3)
            spans.append((f"d{world}", "people", float(likely)))
    with duckdb.connect() as warehouse:
        warehouse.execute("CREATE SCHEMA intermediate")
        low, high = poisson_limits(np.arange(2000))
        limits = list(zip(range(2000), low.tolist(), high.tolist(), strict=True))
        for table, columns, rows in (
            ("poisson_limits", "events BIGINT, low DOUBLE, high DOUBLE", limits),
            ("mention_errors", '"language" VARCHAR, target VARCHAR, found BIGINT, correct BIGINT, present BIGINT, candidates BIGINT', errors),
            ("documents", 'document_id VARCHAR, source_id VARCHAR, "language" VARCHAR', documents),
            ("spans", "document_id VARCHAR, target VARCHAR, probability DOUBLE", spans),
        ):  # fmt: skip
            warehouse.execute(f"CREATE TABLE {table} ({columns})")
            arrow = dict(
                zip(
                    (c.split()[0].strip('"') for c in columns.split(", ")),
                    zip(*rows, strict=True),
                    strict=True,
                )
            )
            import pyarrow as pa

            rows_table = pa.table({name: pa.array(list(column)) for name, column in arrow.items()})
            warehouse.register("rows_table", rows_table)
            warehouse.execute(f"INSERT INTO {table} BY NAME FROM rows_table")
            warehouse.unregister("rows_table")
        warehouse.execute(
            "CREATE TABLE judgement_errors (judgement VARCHAR, found BIGINT, correct BIGINT, present BIGINT)"
        )
        errors_model = MODEL.with_name("int_reading_errors.sql").read_text()
        warehouse.execute(f"CREATE VIEW intermediate.int_reading_errors AS {errors_model}")
        warehouse.execute(
            "CREATE VIEW intermediate.int_known_documents AS SELECT document_id, source_id, DATE '2015-05-01' AS month FROM documents"
        )
        warehouse.execute(
            "CREATE VIEW intermediate.int_settled_mentions AS SELECT *, 'polish' AS diaspora FROM spans"
        )
        told = {
            source: (low, high)
            for source, low, high in warehouse.execute(
                f"SELECT source_id, expected_low, expected_high FROM ({MODEL.read_text()})"
            ).fetchall()
        }
    nothing = (0.0, 3.69)
    return float(np.mean([
        told.get(f"s{world}", nothing)[0] <= mean <= told.get(f"s{world}", nothing)[1] for world, mean in enumerate(means)
    ]))  # fmt: skip


def test_limits_hold_the_mean_of_most_worlds() -> None:
    assert held(200, seed=1) >= 0.93


@pytest.mark.soak
def test_limits_hold_the_mean_of_a_thousand_worlds() -> None:
    assert held(1000, seed=2) >= 0.93
