"""Lists are read within bounds of work, as pages are: one that keeps the reader busy costs itself, and no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from crawlers.crawl.discovery.context import Answer, FetchFailed
from crawlers.extract.limits import OverLimitError, time_limit

T = TypeVar("T")


def within_bounds(read: Callable[[Answer], T], answer: Answer) -> T:
    """Return what `read` makes of a list. Raises FetchFailed when that is more work than any list is worth."""
    try:
        with time_limit(len(answer.body), holds_many=True):
            return read(answer)
    except OverLimitError as limit:
        raise FetchFailed(f"{answer.url} is unreadable: {limit}") from None
