"""What was fetched as an article and is none: walls told by their sameness, and crawls that cannot vouch for a day.

The invariant: an answer to a request for an article is a document, or a capture with a named reason. A crawl whose
articles mostly became none saw a wall, a bad deploy or a redesign, not a quiet site.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from crawlers.warehouse import scripts

WALL = "the same page as for other addresses"
"""Outcome of a capture that shows what many addresses of its crawl were answered with."""
ALIKE, MANY_ALIKE, SHARE_ALIKE, ALIKE_UNDATED = 3, 8, 0.2, 2
"""Pages of one crawl that show the same title and text are a wall if they are so many and name no date, or are such a
share of its pages, or very many: sites that show one article under several addresses show few, and its date. So is a page
that so many addresses lead to; without a date, two are enough, and one where no other address leads to an article with
its date. A date is missed only where the others have one. A crawl judges alike: `crawl.history`."""
MOSTLY, FEWEST = 0.5, 3
"""A crawl vouches for no day when more than this share of its articles, and at least so many, became no documents."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A crawl whose articles mostly became no documents."""

    source_id: str
    crawl_id: str
    unread: int
    articles: int
    why: str
    """The reasons with their numbers, the most frequent first."""

    def __str__(self) -> str:
        return (
            f"Most of its articles cannot be read: {self.unread} of {self.articles} became no document ({self.why}). "
            "The crawl vouches for no day; what it fetched is archived and is asked for again."
        )


def take_down_walls(connection: duckdb.DuckDBPyConnection) -> None:
    """Call the walls among the `incoming_` tables by their name, so that they become no documents."""
    limits = {
        "alike": ALIKE,
        "many_alike": MANY_ALIKE,
        "share_alike": SHARE_ALIKE,
        "alike_undated": ALIKE_UNDATED,
    }
    scripts.run(connection, __package__, "walls", wall=WALL, **limits)


def mark_unread(connection: duckdb.DuckDBPyConnection) -> list[Unread]:
    """Find crawls that became mostly no documents and call them `broken`.

    Like a redesign's mark, it goes when the archive file is read anew.
    """
    asked = scripts.ask(connection, __package__, "unread_crawls", fewest=FEWEST, mostly=MOSTLY)
    found = [Unread(*row) for row in asked]
    for one in found:
        scripts.run(connection, __package__, "vouches_for_nothing", crawl_id=one.crawl_id, reason=str(one))
    return found
