"""Notices that a site's markup has changed under its page function: pages still come, and cannot be read any more."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from crawlers.warehouse import scripts

_MEANING = {
    "title": "has no headline that the page function finds",
    "text": "has no text that the page function finds",
    "date": "has no date of publication that the page function finds",
    "markup": "is read by the general extractor, because the site's own page function does not know its markup",
}

_LIMITS = {"in_a_row": 3, "before": 3, "bad_before": 0.2}
"""So many articles in a row must lack what, of at least so many before them, fewer than this share lacked."""

_EDITION = "^https?://(?:www[.])?([^/]+(?:/[a-z][a-z][a-z]?/)?)"
"""Host and language of an address: editions of a source are redesigned one by one."""


@dataclass(frozen=True, slots=True)
class Redesign:
    """A source whose newest articles all lack what its earlier ones had."""

    source_id: str
    field: str
    """`title`, `text`, `date` or `markup`."""
    first_bad: str
    """The first address that could not be read."""
    lately: int
    """How many articles in a row."""

    def __str__(self) -> str:
        return (
            f"Its {self.field} cannot be read any more: {self.first_bad} {_MEANING[self.field]}, and so it is with "
            f"{self.lately - 1} more, all that came since. The site was probably redesigned; what came before stands."
        )


def mark_redesigns(connection: duckdb.DuckDBPyConnection) -> list[Redesign]:
    """Find redesigned sources and call their crawls since then `broken`: they vouch for no day.

    A crawl's own words come back when its archive file is read anew, as it is once a page function has changed.
    """
    found: dict[str, Redesign] = {}
    for source_id, field, first_bad, lately, since in scripts.ask(
        connection, __package__, "redesigned_sources", edition=_EDITION, **_LIMITS
    ):
        if source_id not in found:
            found[source_id] = one = Redesign(source_id, field, first_bad, lately)
            scripts.run(
                connection,
                __package__,
                "redesigned_crawls",
                reason=str(one),
                source_id=source_id,
                since=since,
            )
    return list(found.values())
