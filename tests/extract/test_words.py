"""Python counts words when a page is read, SQL when lines are taken away from it: both must count alike."""

from __future__ import annotations

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.extract.rows import WORD_IN_SQL, words

CONNECTION = duckdb.connect()
LETTERS = st.text(alphabet="aзқіąß'’-_ 0.\n«»", max_size=40)


@settings(max_examples=200, deadline=None)
@given(
    LETTERS | st.text(alphabet=st.characters(categories=("Ll", "Lu", "Lo", "Nd", "Po", "Zs")), max_size=30)
)
def test_both_count_the_same_words(text: str) -> None:
    (in_sql,) = CONNECTION.execute("SELECT len(regexp_extract_all(?, ?))", [text, WORD_IN_SQL]).fetchone()
    assert words(text) == in_sql
