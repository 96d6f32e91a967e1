"""What a model declares of its columns is checked after a build, and told in words in the database."""

from __future__ import annotations

import duckdb
import pytest

from analysis.build import models
from analysis.constraints import constraints, description

SQL = """-- One row per community and month.
SELECT
    diaspora,  -- The community. {key; in diasporas.diaspora}
    month,     -- First day of the month. {key}
    state,     -- How it is. {one of good, bad}
    n          -- Documents. {not null}
FROM given
"""
GOOD = ("greek", 1, "good", 1)


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        ([GOOD, ("greek", 2, None, 0)], []),
        ([GOOD, GOOD], ["mart: key"]),
        ([("greek", None, "good", 1)], ["mart.month: key"]),
        ([("turk", 1, "good", 1)], ["mart.diaspora: in diasporas.diaspora"]),
        ([("greek", 1, "so so", 1)], ["mart.state: one of good, bad"]),
        ([("greek", 1, "good", None)], ["mart.n: not null"]),
    ],
)
def test_rows_that_break_a_rule_are_found(rows: list[tuple[object, ...]], broken: list[str]) -> None:
    with duckdb.connect(":memory:") as connection:
        connection.execute("CREATE TABLE diasporas AS SELECT 'greek' AS diaspora")
        connection.execute("CREATE TABLE mart (diaspora VARCHAR, month INT, state VARCHAR, n INT)")
        connection.executemany("INSERT INTO mart VALUES (?, ?, ?, ?)", rows)
        found = [rule.name for rule in constraints("mart", SQL) if connection.execute(rule.query).fetchall()]
    assert found == broken


def test_a_rule_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match=r"mart\.n: unique: no such rule"):
        list(constraints("mart", "SELECT\n    n  -- Documents. {unique}\n"))


def test_every_mart_has_a_key() -> None:
    keyless = {
        model.name
        for model in models()
        if model.layer == "marts"
        and not any(rule.name.endswith(": key") for rule in constraints(model.relation, model.sql))
    }
    assert keyless == {"press_watch_daily"}, "undated articles of a portal share a row without a day"


def test_people_read_a_rule_in_words() -> None:
    assert description("The community. {key; in diasporas.diaspora}") == (
        "The community. Part of the key; in diasporas.diaspora."
    )
