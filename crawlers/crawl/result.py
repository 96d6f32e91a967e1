"""How a crawl went: its counts while it runs, and what it can vouch for when it has ended."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

Outcome = Literal["complete", "partial", "blocked", "login_wall", "not_configured", "broken", "interrupted"]
"""`complete`: everything in the asked period was looked at. `partial`: something was left out. `blocked`: the
site, or its robots.txt, does not let us. `login_wall`: shown only to who logs in, and there is no token.
`not_configured`: an account whose id nobody has filled in. `broken`: nothing could be found, a person has to look.
`interrupted`: stopped from outside."""
STANDING: frozenset[Outcome] = frozenset({"login_wall", "not_configured"})
"""States that a person has chosen, or has yet to end; no run has to alarm anybody for them."""


class CrawlAborted(Exception):  # noqa: N818  the end of a crawl is no error
    """Ends a crawl before everything was looked at, and says with what outcome and why."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


def sentence(text: str) -> str:
    """Return `text` with a capital, unless it begins with an address, and a full stop."""
    first = text[:1] if text.startswith("http") else text[:1].upper()
    return f"{first}{text[1:].rstrip('.')}."


@dataclass
class Tally:
    """Counts of a crawl under way."""

    requests: int = 0
    responses: Counter[int] = field(default_factory=Counter)
    """Answers by status, those to robots.txt and to repeated requests included."""
    bytes: int = 0
    """Of bodies, as they came over the wire."""
    found: int = 0
    """Addresses of documents that lists named."""
    fetched: int = 0
    """Documents newly archived, or archived again because they changed."""
    unchanged: int = 0
    """Documents found that were archived already."""
    failed: int = 0
    """Documents found that gave no usable answer."""

    def answered(self, status: int, size: int) -> None:
        """Count one answer."""
        self.responses[status] += 1
        self.bytes += size


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlResult:
    """How the crawl of one source went; also the last record of its archive file."""

    source_id: str
    crawl_id: str
    archive_file: Path | None
    """None when the crawl could not begin."""
    outcome: Outcome
    reason: str
    """A sentence for people; empty when there is nothing to explain."""
    discovery: str
    """How pages were found, and why the ways tried before did not work."""
    requests: int = 0
    responses: dict[int, int] = field(default_factory=dict)
    found: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    bytes: int = 0
    started_at: datetime
    finished_at: datetime
    covers_from: date | None = None
    """The first local day that the crawl vouches for; None: it vouches for none."""
    covers_until: date | None = None

    def facts(self) -> dict[str, Any]:
        """Return the same as JSON, moments in ISO 8601."""
        return {key: _plain(value) for key, value in asdict(self).items()}


def not_begun(source_id: str, outcome: Outcome, reason: str) -> CrawlResult:
    """Return the result of a crawl that asked for nothing."""
    now = datetime.now(UTC)
    return CrawlResult(
        source_id=source_id,
        crawl_id="",
        archive_file=None,
        outcome=outcome,
        reason=reason,
        discovery="",
        started_at=now,
        finished_at=now,
    )


def _plain(value: object) -> object:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Path):
        return value.name
    return value
