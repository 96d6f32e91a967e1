"""Whatever interrupts the walks through an account's list, in the end every entry is known."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from crawlers.listing_known import KnownList

SIZE = 5
NOW = datetime(2016, 7, 20, tzinfo=UTC)


def walk(known: KnownList, entries: list[int], *, pages: int, everything: bool = False) -> tuple[bool, int]:
    """Walk through the list, newest first, at most so many pages; tell whether it came to its end and how many it took."""
    token: str | None = None
    for taken in range(1, pages + 1):
        start = int(token or 0)
        shown = {str(entry): None for entry in entries[start : start + SIZE]}
        following = str(start + SIZE) if start + SIZE < len(entries) else None
        joined, jump = known.reaches(shown), known.jumps_to(shown) if token is None else None
        known.page(token, following, shown, NOW)
        if following is None or (joined and not everything):
            return True, taken
        token = jump or following
    return False, pages


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4), st.booleans()), max_size=12))
def test_in_the_end_every_entry_is_known(runs: list[tuple[int, int, bool]]) -> None:
    known, entries, newest = KnownList(), list(range(40, 0, -1)), 40
    for new, pages, everything in runs:
        entries = [*range(newest + new, newest, -1), *entries]
        newest += new
        walk(known, entries, pages=pages, everything=everything)
    ended, _ = walk(known, entries, pages=100)
    assert ended
    assert set(known.whole) == {str(entry) for entry in entries}
    assert walk(known, entries, pages=100) == (True, 1)


def test_a_walk_that_was_cut_short_goes_on_where_it_stopped() -> None:
    known, entries = KnownList(), list(range(40, 0, -1))
    assert walk(known, entries, pages=6) == (False, 6)
    assert walk(known, entries, pages=100) == (True, 1 + 2)


def test_a_walk_through_everything_forgets_what_is_no_longer_there() -> None:
    known, entries = KnownList(), list(range(20, 0, -1))
    walk(known, entries, pages=100)
    entries.remove(7)
    walk(known, entries, pages=100, everything=True)
    assert set(known.whole) == {str(entry) for entry in entries}
