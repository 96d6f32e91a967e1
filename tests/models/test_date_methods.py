"""The ways in which days are read: each is known to the models, with the figure that the methodology prints."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

from crawlers.extract.documents import DATE_METHODS

ROOT = Path(__file__).parents[2]
MODEL = (ROOT / "analysis/models/staging/stg_date_methods.sql").read_text(encoding="utf-8")
METHODOLOGY = (ROOT / "docs/methodology.md").read_text(encoding="utf-8")


def test_every_way_is_known() -> None:
    known = duckdb.sql(f"SELECT published_method FROM ({MODEL})").fetchall()

    assert tuple(method for (method,) in known) == DATE_METHODS


def test_the_methodology_prints_what_counts() -> None:
    printed = re.findall(r"^\| `([\w-]+)` \|.*\| (\d+|–) \| ([\d.]+)? ?.*\|$", METHODOLOGY, re.MULTILINE)
    figures = {
        method: (int(pages), float(share))
        for method, pages, share in printed
        if method in DATE_METHODS and pages != "–"
    }
    measured = duckdb.sql(f"SELECT * FROM ({MODEL}) WHERE pages IS NOT NULL").fetchall()

    assert figures == {method: (pages, float(precision)) for method, pages, precision, _ in measured}


def test_a_way_that_is_right_on_fewer_than_nine_in_ten_is_not_counted() -> None:
    worse = MODEL.replace("('guess', 294, 0.96)", "('guess', 294, 0.89)")
    uncounted = duckdb.sql(f"SELECT published_method FROM ({worse}) WHERE NOT is_counted").fetchall()

    assert uncounted == [("guess",)]
