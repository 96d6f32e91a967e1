"""Whatever interrupts the walks through an account's list, in the end every entry is known."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.crawl.result import CrawlAborted
from crawlers.crawl.spiders.pagination import ListPage, PaginationCursor, StaleToken, read_list

SIZE = 5


def walk(
    known: PaginationCursor, entries: list[int], *, pages: int, everything: bool = False, epoch: int = 0
) -> tuple[bool, int]:
    """Walk through the list, newest first, at most so many pages; tell whether it came to its end and how many it took.

    Tokens hold for one `epoch` only.
    """
    taken = 0

    async def page(token: str | None) -> ListPage:
        nonlocal taken
        if taken == pages:
            raise CrawlAborted("partial", "the budget is used up")
        taken += 1
        made_in, _, place = (token or f"{epoch}:0").partition(":")
        if made_in != str(epoch):
            raise StaleToken("broken", "an old token")
        start = int(place)
        shown = {str(entry): None for entry in entries[start : start + SIZE]}
        return ListPage(shown, f"{epoch}:{start + SIZE}" if start + SIZE < len(entries) else None)

    try:
        asyncio.run(read_list(known, page, everything=everything))
    except StaleToken:
        raise
    except CrawlAborted:
        return False, taken
    return True, taken


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4), st.booleans(), st.integers(0, 2)), max_size=12)
)
def test_in_the_end_every_entry_is_known(runs: list[tuple[int, int, bool, int]]) -> None:
    known, entries, newest = PaginationCursor(), list(range(40, 0, -1)), 40
    for new, pages, everything, epoch in runs:
        entries = [*range(newest + new, newest, -1), *entries]
        newest += new
        walk(known, entries, pages=pages, everything=everything, epoch=epoch)
    ended, _ = walk(known, entries, pages=100)
    assert ended
    assert set(known.whole) == {str(entry) for entry in entries}
    assert walk(known, entries, pages=100) == (True, 1)


def test_a_walk_that_was_cut_short_goes_on_where_it_stopped() -> None:
    known, entries = PaginationCursor(), list(range(40, 0, -1))
    assert walk(known, entries, pages=6) == (False, 6)
    assert walk(known, entries, pages=100) == (True, 1 + 2)


def test_where_the_platform_has_forgotten_the_place_all_is_read_anew() -> None:
    known, entries = PaginationCursor(), list(range(40, 0, -1))
    assert walk(known, entries, pages=6, epoch=1) == (False, 6)
    assert walk(known, entries, pages=100, epoch=2) == (True, 1 + 1 + 7)
    assert set(known.whole) == {str(entry) for entry in entries}


def test_a_platform_that_forgets_at_once_is_not_asked_for_ever() -> None:
    async def page(token: str | None) -> ListPage:
        if token:
            raise StaleToken("broken", "forgotten")
        return ListPage({"a": None}, "next")

    with pytest.raises(StaleToken):
        asyncio.run(read_list(PaginationCursor(), page, everything=False))


def test_a_walk_through_everything_forgets_what_is_no_longer_there() -> None:
    known, entries = PaginationCursor(), list(range(20, 0, -1))
    walk(known, entries, pages=100)
    entries.remove(7)
    walk(known, entries, pages=100, everything=True)
    assert set(known.whole) == {str(entry) for entry in entries}
