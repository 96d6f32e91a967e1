"""Reads archive files, ours and others', record by record; what cannot be read is told, and what follows it is read.

WARC and ARC files, plain, gzipped or in zstd. Damage costs the record it lies in.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from crawlers.archive.capture_time import UnknownTimeError, capture_time
from crawlers.archive.content_codings import CodingError, decoded
from crawlers.archive.framing import Frame, frames
from crawlers.archive.members import Bytes, Member, members
from crawlers.archive.records import (
    CRAWL_BEGUN,
    ROLE,
    ArchiveError,
    Capture,
    Damage,
    Headers,
    Note,
    RecordLocation,
)
from crawlers.digests import digest

_LARGEST_BODY = 64 * 2**20
_LONGEST_HEAD = 2**20
_UNREADABLE = (
    ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError, TypeError, OverflowError,
    RecursionError,
)  # fmt: skip
"""What warcio and the standard library raise for a record whose headers are cut or foreign."""
_MOST_WAITING = 100
"""Answers without a time that are held until one has one."""
_NOT_OF_THE_WEB = ("dns:", "whois:", "ftp:", "urn:")
_TEXTUAL = (
    "text/",
    "application/json",
    "application/xml",
    "application/xhtml",
    "application/rss",
    "application/atom",
)

_TYPE = re.compile(rb"\nwarc-type[ \t]*:[ \t]*(\w+)", re.IGNORECASE)
_READ_TYPES = frozenset((b"response", b"metadata", b"warcinfo"))
logging.getLogger("warcio").setLevel(logging.ERROR)  # it warns of every blank in an address
_LOADER = ArcWarcRecordLoader(verify_http=False)

Item = Capture | Note | Damage


@dataclass(frozen=True, slots=True)
class _Undated:
    """An answer that does not say when it was captured, and what it says instead."""

    capture: Capture
    reason: str


def in_order(folder: Path) -> list[Path]:
    """Return the archive files of one source in the order of their crawls, also of those begun in one second."""
    files = folder.glob("*.warc.gz")
    return sorted(files, key=lambda path: (path.name.rpartition("-")[0], path.stat().st_mtime_ns))


def read(path: Path) -> Iterator[Item]:
    """Yield what an archive file holds, in its order; what cannot be read is yielded as `Damage`.

    An answer that does not say when it was captured was so when its neighbours were; that is told as a `Damage` before it.
    Request, revisit and other records are passed over. Raises ArchiveError when the file cannot be opened
    or holds no record at all.
    """
    for _, item in read_placed(path):
        yield item


def read_record(content: bytes) -> Capture | None:
    """Read the response in a piece of a WARC file that holds one record, as Common Crawl gives it out."""
    try:
        found = next((item for _, item in _placed(content, "") if isinstance(item, Capture)), None)
    except ArchiveError:
        return None
    return found if found and not found.unreadable else None


def read_placed(path: Path, start: int = 0) -> Iterator[tuple[RecordLocation, Item]]:
    """Like `read`, with the place of each record, from the record that begins at byte `start`."""
    try:
        with path.open("rb") as stream:
            content = mmap(stream.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ArchiveError(f"{path}: cannot be opened ({why}). Check the path and its permissions.") from None
    yield from _placed(content, path, start)


def _placed(content: Bytes, name: object, start: int = 0) -> Iterator[tuple[RecordLocation, Item]]:
    """Yield the records with their places; one without a time has that of its neighbours, the later of them."""
    before: datetime | None = None
    waiting: list[tuple[RecordLocation, _Undated]] = []
    for place, item in _records(content, name, start):
        if isinstance(item, _Undated):
            waiting.append((place, item))
        elif waiting and isinstance(item, Capture) and not item.coarse:
            yield from _dated(waiting, max(before or item.captured_at, item.captured_at))
            waiting = []
        if len(waiting) > _MOST_WAITING:
            yield from _dated(waiting, before)
            waiting = []
        if isinstance(item, Capture) and not item.coarse:
            before = item.captured_at
        if not isinstance(item, _Undated):
            yield place, item
    yield from _dated(waiting, before)


def _dated(
    waiting: list[tuple[RecordLocation, _Undated]], at: datetime | None
) -> Iterator[tuple[RecordLocation, Item]]:
    for place, item in waiting:
        told = f"{item.capture.url}: {item.reason}: "
        if at is None:
            yield place, Damage(item.capture.offset, f"{told}when it was captured is not known")
        else:
            told += f"taken as captured by {at:%Y-%m-%d}, as what stands beside it"
            yield place, Damage(item.capture.offset, told)
            yield place, replace(item.capture, captured_at=at)


def _records(content: Bytes, name: object, start: int) -> Iterator[tuple[RecordLocation, Item | _Undated]]:
    records, first = 0, None
    for member in members(content, start):
        if isinstance(member, Damage):
            first = first or member
            yield RecordLocation(member.offset, 0), member
            continue
        for place, frame in _in(member):
            if isinstance(frame, Frame):
                records += 1
                if (item := _item(member.content, frame, place.offset)) is not None:
                    yield place, item
            else:
                first = first or frame
                yield place, frame
    if first and not records:
        raise ArchiveError(f"{name}: is not a WARC file ({first.reason}).")


def _in(member: Member) -> Iterator[tuple[RecordLocation, Frame | Damage]]:
    """Yield the records of a member, with their places in the file; the one in which its fault lies is left out."""
    whole = RecordLocation(member.offset, member.end - member.offset)
    last: Frame | Damage | None = None
    for frame in frames(member.content, member.begin):
        if last is not None:
            yield _place(last, member, whole)
        last = frame
    if member.fault:
        last = Damage(member.offset, member.fault)
    if last is not None:
        yield _place(last, member, whole)


def _place(
    found: Frame | Damage, member: Member, whole: RecordLocation
) -> tuple[RecordLocation, Frame | Damage]:
    if isinstance(found, Frame):
        return (RecordLocation(found.begin, found.end - found.begin) if member.plain else whole), found
    offset = found.offset if member.plain else member.offset
    return RecordLocation(offset, 0), Damage(offset, found.reason)


def _item(content: Bytes, frame: Frame, offset: int) -> Item | _Undated | None:
    kind = _TYPE.search(content[frame.begin : frame.body])
    if kind and kind[1].lower() not in _READ_TYPES:
        return None
    try:
        end = min(frame.end, frame.body + _LARGEST_BODY + _LONGEST_HEAD)
        record = _LOADER.parse_record_stream(BytesIO(content[frame.begin : end]))
        if record.rec_type == "response":
            return _capture(record, offset, cut=end < frame.end)
        if record.rec_type == "metadata":
            return _note(record)
        return _beginning(record) if record.rec_type == "warcinfo" else None
    except _UNREADABLE as error:
        return Damage(offset, _one_line(error))


def _note(record: ArcWarcRecord) -> Note | None:
    uri = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not uri.startswith("urn:diaspora:"):
        return None
    return Note(uri.removeprefix("urn:diaspora:"), _instant(record)[0], json.loads(record.raw_stream.read()))


def _beginning(record: ArcWarcRecord) -> Note | None:
    for line in record.raw_stream.read().decode("utf-8", "replace").splitlines():
        key, _, value = line.partition(": ")
        if key == CRAWL_BEGUN:
            return Note(CRAWL_BEGUN, _instant(record)[0], json.loads(value))
    return None


def _capture(record: ArcWarcRecord, offset: int, *, cut: bool) -> Capture | _Undated | Damage | None:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http://", "https://")):
        return (
            None if url.startswith(_NOT_OF_THE_WEB) else Damage(offset, f"not a web address: {url[:100]!r}")
        )
    headers = list(record.http_headers.headers) if record.http_headers else []
    try:
        status = int(record.http_headers.get_statuscode())
    except (AttributeError, ValueError):
        return Damage(offset, f"{url}: holds no answer of HTTP")
    mime = _mime(headers)
    undated = ""
    try:
        captured_at, exact = _instant(record, _header(headers, "Date"))
    except UnknownTimeError as error:
        captured_at, exact, undated = datetime.max.replace(tzinfo=UTC), False, str(error)
    except ValueError as error:
        return Damage(offset, f"{url}: {error}")
    body, unreadable = record.raw_stream.read(), ""
    try:
        body = _body(body, headers, mime)
        if cut or len(body) > _LARGEST_BODY:
            unreadable = f"larger than {_LARGEST_BODY >> 20} MiB"
    except CodingError as error:
        unreadable = str(error)
    capture = Capture(
        url=url,
        captured_at=captured_at,
        status=status,
        headers=headers,
        body=b"" if unreadable else body,
        mime=mime,
        payload_digest=record.rec_headers.get_header("WARC-Payload-Digest") or digest(body.hex()),
        role=record.rec_headers.get_header(ROLE),
        offset=offset,
        coarse=not exact,
        unreadable=unreadable,
    )
    return _Undated(capture, undated) if undated else capture


def body_of(record: ArcWarcRecord) -> bytes:
    """Return the content of a record of warcio's, that of a response without its codings. Raises CodingError."""
    raw: bytes = record.raw_stream.read()
    if record.http_headers is None:
        return raw
    headers = list(record.http_headers.headers)
    return _body(raw, headers, _mime(headers))


def _mime(headers: Headers) -> str:
    return _header(headers, "Content-Type").partition(";")[0].strip().lower()


def _body(raw: bytes, headers: Headers, mime: str) -> bytes:
    """The body without its transfer and content codings. Raises CodingError."""
    if "chunked" in _header(headers, "Transfer-Encoding").lower():
        stream, pieces = ChunkedDataReader(BytesIO(raw)), []
        while piece := stream.read(_LARGEST_BODY):
            pieces.append(piece)
        raw = b"".join(pieces)
    declared = [value for name, value in headers if name.lower() == "content-encoding"]
    textual = not mime or mime.startswith(_TEXTUAL) or mime.endswith(("+xml", "+json"))
    return decoded(raw, declared, textual=textual, largest=_LARGEST_BODY)


def _header(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def _instant(record: ArcWarcRecord, served: str | None = None) -> tuple[datetime, bool]:
    return capture_time(record.rec_headers.get_header("WARC-Date"), served, datetime.now(UTC))


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
