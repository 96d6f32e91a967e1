"""What the study brings to the warehouse: communities, censuses, coded statements, windows, weights, thresholds.

Also the limits of Poisson means, which models look up because SQL has no chi-squared distribution.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from scipy.stats import chi2

from crawlers.catalogue.communities import Diaspora, Evidence
from crawlers.catalogue.study import Study, Typology
from crawlers.warehouse.connection import count

OF_THE_STUDY = "The study, "
"""How the `source` of a statement begins that the study itself makes."""

_FEWEST_LIMITS = 1_000
_ENRICH = Path(__file__).parent / "enrich"
_ERRORS = _ENRICH / "mentions" / "evidence" / "weights" / "errors.tsv"
"""What `make model` counted on sentences that the models were not learned from."""
_JUDGEMENT_ERRORS = _ENRICH / "relevance" / "errors.tsv"
"""What was counted on texts that nobody read while rules were tuned (tests/corpus/certainty.py)."""


def seed_study(
    connection: duckdb.DuckDBPyConnection,
    diasporas: Iterable[Diaspora],
    study: Study,
) -> None:
    """Replace the rows that come from `config/` and the table of Poisson limits."""
    diasporas, experience, typology = tuple(diasporas), study.experience, study.typology
    _replace(connection, "study", [{"timezone": study.timezone}])
    _replace(connection, "diasporas", [_community(one) for one in diasporas])
    _replace(
        connection,
        "census",
        [
            {"diaspora": one.slug, **count.model_dump(exclude={"note"}), "note": count.note or None}
            for one in diasporas
            for count in one.census
        ],
    )
    _replace(
        connection,
        "evidence",
        [_statement(one.slug, fact, typology) for one in diasporas for fact in one.evidence],
    )
    _replace(
        connection,
        "windows",
        [{"window_name": w.name, "since": w.since, "until": w.until} for w in study.windows],
    )
    _replace(
        connection,
        "experience_components",
        [
            {"component": name, "weight": part.weight, "half": part.half}
            for name, part in experience.components.items()
        ],
    )
    limits = {
        "broad_experience": experience.broad,
        "known_weight": experience.known_weight,
        "statements": typology.statements,
        "more_than": typology.more_than,
    }
    _replace(
        connection,
        "thresholds",
        [{"threshold": name, "value": float(value)} for name, value in limits.items()],
    )
    _replace(connection, "mention_errors", mention_errors())
    _replace(connection, "judgement_errors", judgement_errors())
    _extend_poisson_limits(connection)


def mention_errors() -> list[dict[str, Any]]:
    """How often the models of mentions err, with Wilson's 95 % limits (JASA 22, 1927), by language and target."""
    rows = []
    for row in csv.DictReader(_ERRORS.read_text(encoding="utf-8").splitlines(), delimiter="\t"):
        told = {name: int(row[name]) for name in ("found", "right", "there", "candidates")}
        rows.append(
            {
                "language": row["language"],
                "target": row["target"],
                "found": told["found"],
                "correct": told["right"],
                "present": told["there"],
                "candidates": told["candidates"],
                **_limits(told["found"], told["right"], told["there"]),
            }
        )
    return rows


def judgement_errors() -> list[dict[str, Any]]:
    """How often relevance and topics err, with Wilson's 95 % limits."""
    rows = []
    for row in csv.DictReader(_JUDGEMENT_ERRORS.read_text(encoding="utf-8").splitlines(), delimiter="\t"):
        told = {name: int(row[name]) for name in ("found", "correct", "present")}
        rows.append({"judgement": row["judgement"], **told, **_limits(**told)})
    return rows


def _limits(found: int, correct: int, present: int) -> dict[str, float]:
    told = {"sensitivity": wilson(correct, present), "precision": wilson(correct, found)}
    return {
        f"{name}{limit}": value
        for name, values in told.items()
        for limit, value in zip(("", "_low", "_high"), values, strict=True)
    }


def wilson(part: int, whole: int) -> tuple[float, float, float]:
    """A share with its 95 % limits.

    >>> [round(one, 3) for one in wilson(95, 100)]
    [0.95, 0.888, 0.978]
    """
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    spread = z * float(np.sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole)))
    return share, (middle - spread) / (1 + z * z / whole), (middle + spread) / (1 + z * z / whole)


def poisson_limits(events: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return lower and upper exact 95 % limits of the Poisson means behind `events`, an array of counts.

    Garwood, Biometrika 28 (1936): chi-squared quantiles with 2k and 2k + 2 degrees of freedom, halved. The lower
    limit of no event is 0.
    """
    low = np.where(events > 0, chi2.ppf(0.025, np.maximum(2 * events, 1)) / 2, 0.0)
    return low, chi2.ppf(0.975, 2 * events + 2) / 2


def _extend_poisson_limits(connection: duckdb.DuckDBPyConnection) -> None:
    """Have limits for every count that a model can come to: no more than there are mentions or documents."""
    held = count(connection, "poisson_limits")
    wanted = max(
        _FEWEST_LIMITS,
        count(connection, "mentions"),
        count(connection, "documents"),
    )
    if held <= wanted:
        events = np.arange(held, wanted + 1)
        low, high = poisson_limits(events)
        _insert(connection, "poisson_limits", pa.table({"events": events, "low": low, "high": high}))


def _community(one: Diaspora) -> dict[str, Any]:
    return {
        "diaspora": one.slug,
        "homeland": one.homeland,
        "name": one.slug.title(),
        "homeland_name": one.names.country.en,
        "heritage_language": one.own_language,
    }


def _statement(slug: str, fact: Evidence, typology: Typology) -> dict[str, Any]:
    speaks_until = typology.study_speaks_until if fact.source.startswith(OF_THE_STUDY) else None
    return {
        "diaspora": slug,
        "axis": fact.axis,
        "kind": fact.kind,
        "statement": fact.statement,
        "weight": fact.weight if fact.direction == "supports" else -fact.weight,
        "since": fact.since,
        "until": min(filter(None, (fact.until, speaks_until)), default=None),
        "source": fact.source,
        "page": fact.page,
    }


def _replace(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    connection.execute(f"DELETE FROM {table}")
    if rows:
        _insert(connection, table, pa.Table.from_pylist(rows))


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    connection.register("given_rows", rows)
    try:
        connection.execute(f"INSERT INTO {table} BY NAME FROM given_rows")
    finally:
        connection.unregister("given_rows")
