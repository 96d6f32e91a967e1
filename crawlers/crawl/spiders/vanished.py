"""Documents that a site has taken down: its list does not name them any more, and their own address says so.

A list is compared with the archive once in `politeness.vanished_days`. That costs a request for a hundred posts of an
API, or for each file of a sitemap, and one for each document that is missing, `_MOST` at most. Lists that show only the
newest (feeds, pages of links) prove nothing: there `_SPOT_CHECKS` documents are asked for, those first that were not
seen for the longest time.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from crawlers.crawl.history import CrawlHistory

_MOST, _SPOT_CHECKS = 20, 5
_TOO_MANY = 0.5
"""If a list names less than this share of what is held, it is the list that is broken."""
_FEWER = 0.1
"""A list that leaves out more than this share of what is held, and what it leaves out is there, does not name all."""


@dataclass(frozen=True, slots=True)
class Vanished:
    """What a comparison showed."""

    held: int
    missing: int
    """Of the documents held, how many the list does not name."""
    asked: int = 0
    standing: int = 0
    """Of those asked for, how many are there all the same."""

    @property
    def gap(self) -> str | None:
        """What is wrong with the list, in words, if it leaves out what is there."""
        too_many = self.missing > _TOO_MANY * self.held
        left_out = self.missing > _FEWER * self.held and self.standing * 2 > self.asked
        if self.missing > 1 and (too_many or left_out):
            return f"its list leaves out {self.missing} of {self.held} documents that it named before"
        return None


async def compare(
    history: CrawlHistory, site: str, listed: Collection[str], ask: Callable[[str], Awaitable[None]]
) -> Vanished:
    """Ask for the documents of a site that a list (canonical addresses) does not name; the archive keeps the answers.

    What had vanished and is named again is asked for as well: its list may tell of it with the day it had before.
    """
    await _ask_who_is_back(history, site, listed, ask)
    held = history.documents(site)
    missing = [address for address in held if address not in listed]
    if len(missing) > _TOO_MANY * len(held):
        return Vanished(len(held), len(missing))
    asked = missing[:_MOST]
    for address in asked:
        await ask(held[address])
    standing = sum(history.trouble(held[address]) is None for address in asked)
    return Vanished(len(held), len(missing), len(asked), standing)


async def spot_check(
    history: CrawlHistory, site: str, listed: Collection[str], ask: Callable[[str], Awaitable[None]]
) -> None:
    """Ask for the documents of a site that no list names now and that were not seen for the longest time.

    What had vanished and is named again is asked for as well.
    """
    await _ask_who_is_back(history, site, listed, ask)
    unlisted = [url for address, url in history.documents(site).items() if address not in listed]
    for url in unlisted[:_SPOT_CHECKS]:
        await ask(url)


async def _ask_who_is_back(
    history: CrawlHistory, site: str, listed: Collection[str], ask: Callable[[str], Awaitable[None]]
) -> None:
    back = [url for address, url in history.vanished(site).items() if address in listed]
    for url in back[:_MOST]:
        await ask(url)
