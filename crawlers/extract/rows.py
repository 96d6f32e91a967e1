"""The rows that extraction hands to the warehouse: their Arrow schemas and how each is made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from crawlers.archive.records import Capture, Note
from crawlers.digests import digest
from crawlers.extract.documents import AccountCounts, Counts, Document
from crawlers.web.addresses import canonical

_INSTANT: pa.DataType = pa.timestamp("us")
_TEXT: pa.DataType = pa.string()
_TEXTS: pa.DataType = pa.list_(pa.string())
_NUMBER: pa.DataType = pa.int64()
_SMALL: pa.DataType = pa.int32()
_DAY: pa.DataType = pa.date32()

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
WORD_IN_SQL = r"\p{L}+(?:['’-]\p{L}+)*"
"""What counts as a word; the same for RE2, whose `\\w` knows ASCII alone."""

ARCHIVES = pa.schema(
    {
        "archive_file": _TEXT,
        "bytes": _NUMBER,
        "extractor": _TEXT,
        "captures": _NUMBER,
        "documents": _NUMBER,
        "damage": _TEXT,
    }
)

CRAWLS = pa.schema(
    {
        "crawl_id": _TEXT,
        "source_id": _TEXT,
        "via": _TEXT,
        "started_at": _INSTANT,
        "finished_at": _INSTANT,
        "outcome": _TEXT,
        "reason": _TEXT,
        "discovery": _TEXT,
        "asked_since": _DAY,
        "asked_until": _DAY,
        "covers_from": _DAY,
        "covers_until": _DAY,
        "requests": _NUMBER,
        "found": _NUMBER,
        "fetched": _NUMBER,
        "failed": _NUMBER,
        "archive_file": _TEXT,
    }
)

CAPTURES = pa.schema(
    {
        "capture_id": _TEXT,
        "source_id": _TEXT,
        "crawl_id": _TEXT,
        "url": _TEXT,
        "document_url": _TEXT,
        "captured_at": _INSTANT,
        "status": _SMALL,
        "mime": _TEXT,
        "payload_digest": _TEXT,
        "role": _TEXT,
        "bytes": _NUMBER,
        "archive_file": _TEXT,
        "record_offset": _NUMBER,
        "outcome": _TEXT,
    }
)

DOCUMENTS = pa.schema(
    {
        "document_id": _TEXT,
        "capture_id": _TEXT,
        "source_id": _TEXT,
        "url": _TEXT,
        "kind": _TEXT,
        "title": _TEXT,
        "text": _TEXT,
        "captions": _TEXTS,
        "left_out": _TEXTS,
        "section": _TEXT,
        "declared_language": _TEXT,
        "published_at": _INSTANT,
        "published_day": _DAY,
        "published_precision": _TEXT,
        "published_method": _TEXT,
        "published_raw": _TEXT,
        "modified_at": _INSTANT,
        "captured_at": _INSTANT,
        "text_digest": _TEXT,
        "words": _SMALL,
        "extraction": _TEXT,
        "aliases": _TEXTS,
        "duration": _SMALL,
    }
)

PASSED_OVER = pa.schema(
    {
        "document_id": _TEXT,
        "capture_id": _TEXT,
        "source_id": _TEXT,
        "published_day": _DAY,
    }
)

DOCUMENT_STATS = pa.schema(
    {
        "document_id": _TEXT,
        "observed_at": _INSTANT,
        "views": _NUMBER,
        "likes": _NUMBER,
        "comments": _NUMBER,
        "shares": _NUMBER,
        "capture_id": _TEXT,
    }
)

ACCOUNT_STATS = pa.schema(
    {
        "source_id": _TEXT,
        "observed_at": _INSTANT,
        "followers": _NUMBER,
        "documents": _NUMBER,
        "views": _NUMBER,
        "capture_id": _TEXT,
    }
)

QUARANTINE = pa.schema(
    {"archive_file": _TEXT, "record_offset": _NUMBER, "line": _NUMBER, "url": _TEXT, "reason": _TEXT}
)
"""What could not be read."""

ACCOUNTS = pa.schema({"source_id": _TEXT, "platform": _TEXT, "name": _TEXT, "url": _TEXT})
"""Accounts that an export names and the catalogue does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All rows that one capture gives, by table; a batch of them goes to Parquet together."""

    captures: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    passed_over: list[dict[str, Any]] = field(default_factory=list)
    document_stats: list[dict[str, Any]] = field(default_factory=list)
    account_stats: list[dict[str, Any]] = field(default_factory=list)


SHOWN = {
    "captures": CAPTURES,
    "documents": DOCUMENTS,
    "passed_over": PASSED_OVER,
    "document_stats": DOCUMENT_STATS,
    "account_stats": ACCOUNT_STATS,
}
"""The schema of each table of `Shown`."""
FILES = (*SHOWN, "crawls", "accounts", "archives", "quarantine")
"""The Parquet files that extraction writes for an archive file, each of one schema above."""


def words(text: str) -> int:
    """Count the words of `text`: runs of letters, with hyphens and apostrophes inside.

    >>> words("Казахстанско-немецкий фестиваль, 2016")
    2
    """
    return len(_WORD.findall(text))


def capture(item: Capture, source_id: str, crawl_id: str, archive_file: str, outcome: str) -> dict[str, Any]:
    """Return the row of CAPTURES for one archived response."""
    return {
        "capture_id": item.capture_id,
        "source_id": source_id,
        "crawl_id": crawl_id,
        "url": item.url,
        "document_url": canonical(item.url),
        "captured_at": _utc(item.captured_at),
        "status": item.status,
        "mime": item.mime,
        "payload_digest": item.payload_digest,
        "role": item.role,
        "bytes": len(item.body),
        "archive_file": archive_file,
        "record_offset": item.offset,
        "outcome": outcome,
    }


GONE = "gone"
"""Outcome of a capture that shows that a document, asked for by its name, is not there any more."""


def gone(shown_by: dict[str, Any], url: str) -> dict[str, Any]:
    """Return a row of CAPTURES for the document at `url`, which the answer of the row `shown_by` leaves out."""
    return shown_by | {
        "capture_id": digest(shown_by["capture_id"], url),
        "url": url,
        "document_url": canonical(url),
        "outcome": GONE,
    }


def document(item: Document, capture_id: str, captured_at: datetime) -> dict[str, Any]:
    """Return the row of DOCUMENTS for one document as one capture shows it."""
    published = item.published
    return {
        "document_id": item.document_id,
        "capture_id": capture_id,
        "source_id": item.source_id,
        "url": item.url,
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "captions": list(item.captions),
        "left_out": list(item.left_out),
        "section": item.section,
        "declared_language": item.declared_language,
        "published_at": _utc(published.instant) if published else None,
        "published_day": published.day if published else None,
        "published_precision": published.precision if published else None,
        "published_method": published.method if published else None,
        "published_raw": published.raw if published else None,
        "modified_at": _utc(item.modified_at),
        "captured_at": _utc(captured_at),
        "text_digest": item.text_digest,
        "words": words(f"{item.title}\n{item.text}"),
        "extraction": item.extraction,
        "aliases": list(item.aliases),
        "duration": item.duration,
    }


def passed_over(item: Document, capture_id: str) -> dict[str, Any]:
    """Return the row of PASSED_OVER for an article of the press watch that names no community."""
    day = item.published.day if item.published else None
    return {
        "document_id": item.document_id,
        "capture_id": capture_id,
        "source_id": item.source_id,
        "published_day": day,
    }


def document_stats(item: Document, observed_at: datetime, capture_id: str) -> list[dict[str, Any]]:
    """Return the row of DOCUMENT_STATS for one document; none when no counter is known."""
    counts = _counters(item.counts) if item.counts else {}
    if all(value is None for value in counts.values()):
        return []
    row = {"document_id": item.document_id, "observed_at": _utc(observed_at), "capture_id": capture_id}
    return [row | counts]


def account_stats(
    source_id: str, counts: AccountCounts, observed_at: datetime, capture_id: str
) -> list[dict[str, Any]]:
    """Return the row of ACCOUNT_STATS for one account; none when no counter is known."""
    known = _counters(counts)
    if all(value is None for value in known.values()):
        return []
    return [{"source_id": source_id, "observed_at": _utc(observed_at), "capture_id": capture_id} | known]


def crawl(begun: Note, ended: Note | None, archive_file: str) -> dict[str, Any]:
    """Return the row of CRAWLS for a crawl of ours; one without a closing note was interrupted."""
    facts = begun.facts | (
        ended.facts if ended else {"outcome": "interrupted", "reason": "The crawl was cut short."}
    )
    return {
        "crawl_id": facts["crawl_id"],
        "source_id": facts["source_id"],
        "via": facts.get("via", "live"),
        "started_at": _moment(facts.get("started_at")) or _utc(begun.noted_at),
        "finished_at": _moment(facts.get("finished_at")) or (_utc(ended.noted_at) if ended else None),
        "outcome": facts.get("outcome", "interrupted"),
        "reason": facts.get("reason"),
        "discovery": facts.get("discovery"),
        "asked_since": _day(facts.get("since")),
        "asked_until": _day(facts.get("until")),
        "covers_from": _day(facts.get("covers_from")),
        "covers_until": _day(facts.get("covers_until")),
        "requests": facts.get("requests"),
        "found": facts.get("found"),
        "fetched": facts.get("fetched"),
        "failed": facts.get("failed"),
        "archive_file": archive_file,
    }


def imported_crawl(
    crawl_id: str, source_id: str, first: datetime, last: datetime, archive_file: str
) -> dict[str, Any]:
    """Return the row of CRAWLS for one source of an archive that others made: it vouches for no day."""
    nothing_known = dict.fromkeys(CRAWLS.names)
    return nothing_known | {
        "crawl_id": crawl_id,
        "source_id": source_id,
        "via": "import",
        "started_at": _utc(first),
        "finished_at": _utc(last),
        "outcome": "partial",
        "reason": "Imported: what else the source published then is not known.",
        "archive_file": archive_file,
    }


def _counters(counts: Counts | AccountCounts) -> dict[str, int | None]:
    """What `asdict` gives, which copies deeply and takes ten times as long."""
    return {name: getattr(counts, name) for name in counts.__slots__}


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _moment(text: str | None) -> datetime | None:
    return _utc(datetime.fromisoformat(text)) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
