"""Addresses of the list of documents: a number's link states what it counts, and the list filters by the same words."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

LIST = "documents.html"

FILTERS = (
    "community", "naming", "own", "target", "relevance", "topic", "direction", "title", "life",
    "source", "kind", "platform", "medium", "language", "since", "until", "first", "known", "undated",
)  # fmt: skip
"""What a list can be narrowed by. `community` and those up to `life` are asked of one community together."""


def listing(**filters: object) -> str:
    """Return the address of the documents that fit all `filters`; those that are None do not narrow.

    >>> listing(community="polish", naming=True, kind="newspaper", topic=None)
    'documents.html#community=polish&naming=1&kind=newspaper'
    """
    if unknown := filters.keys() - set(FILTERS):
        raise TypeError(f"no list can be narrowed by {', '.join(sorted(unknown))}")
    given = {
        name: "1" if filters[name] is True else str(filters[name])
        for name in FILTERS
        if filters.get(name) not in (None, False)
    }
    return f"{LIST}#{urlencode(given)}" if given else LIST


def opens(number: float | None, counts: str = "documents", **filters: object) -> Markup:
    """Return a number that opens to what it counts: `documents`, `mentions` in them, or `events` told in them.

    None, which is not known, is a dash and opens nothing; neither does 0.
    """
    if number is None:
        return UNKNOWN
    shown = grouped(number)
    if not number:
        return Markup(shown)
    return Markup('<a class="opens" data-counts="{}" data-n="{}" href="{}">{}</a>').format(
        counts, int(number), listing(**filters), shown
    )


UNKNOWN = Markup('<span class="unknown" title="not known">–</span>')


def grouped(number: float) -> str:
    """Return a whole number with its thousands apart, as the list prints it.

    >>> grouped(1234567)
    '1\\u202f234\\u202f567'
    """
    return f"{int(number):,}".replace(",", "\u202f")
