"""One date that a page names, before it is known which of them is that of publication."""

from __future__ import annotations

from typing import NamedTuple

from crawlers.extract.dates.moment import Moment
from crawlers.extract.documents import DateMethod

REFUSED = frozenset(
    ("says_updated", "says_other", "in_comment", "in_related", "in_notice", "in_clock", "in_frame")
)
"""Signs of a date that is never that of publication, wherever else it stands."""


class Candidate(NamedTuple):
    """A date with everything that speaks for or against it."""

    moment: Moment
    raw: str
    """The words it was read from, as the page has them, e.g. `5 декабря 2019, 18:30`."""
    method: DateMethod
    signs: frozenset[str]
    """Names of what was seen; `weights.toml` says what each is worth."""
    in_utc: bool = False
    """Whether it is a time in UTC, whose local day is then that of a zone which is only presumed."""
