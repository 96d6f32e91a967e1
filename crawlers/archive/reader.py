"""Reads WARC files, ours and others', record by record; what cannot be read is told and passed over."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawlers.archive.records import CRAWL_BEGUN, ROLE, ArchiveError, Capture, Damage, Note, RecordLocation
from crawlers.digests import digest

_LARGEST_BODY = 64 * 2**20
_UNREADABLE = (ArchiveLoadFailed, EOFError, OSError, zlib.error, ValueError, AttributeError, TypeError)
"""What warcio raises for a torn or foreign file; the last two for a record whose own headers are cut."""


def in_order(folder: Path) -> list[Path]:
    """Return the archive files of one source in the order of their crawls, also of those begun in one second."""
    files = folder.glob("*.warc.gz")
    return sorted(files, key=lambda path: (path.name.rpartition("-")[0], path.stat().st_mtime_ns))


def read(path: Path) -> Iterator[Capture | Note | Damage]:
    """Yield what a WARC file (plain or gzip) holds, in its order; a torn tail is yielded as `Damage`.

    Request, revisit and other records are passed over. Raises ArchiveError when the file cannot be opened
    or is no WARC file at all.
    """
    for _, item in read_placed(path):
        yield item


def read_record(content: bytes) -> Capture | None:
    """Read the response in a piece of a WARC file that holds one record, as Common Crawl gives it out."""
    try:
        return next((item for _, item in _placed(BytesIO(content), "") if isinstance(item, Capture)), None)
    except ArchiveError:
        return None


def read_placed(path: Path, start: int = 0) -> Iterator[tuple[RecordLocation, Capture | Note | Damage]]:
    """Like `read`, with the place of each record, from the record that begins at byte `start`."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ArchiveError(
            f"{path}: cannot be opened ({error.strerror}). Check the path and its permissions."
        ) from None
    with stream:
        stream.seek(start)
        yield from _placed(stream, path, start)


def _placed(
    stream: BinaryIO, name: object, start: int = 0
) -> Iterator[tuple[RecordLocation, Capture | Note | Damage]]:
    records = ArchiveIterator(stream)
    item: Capture | Note | Damage | None = None
    found = offset = start
    while True:
        try:
            if item is not None:
                yield RecordLocation(offset, records.get_record_length()), item
                item = None
            record = next(records)
            offset = records.offset
            item = _item(record, offset)
            if item is not None and _torn(record):
                item = Damage(offset, "the file ends in the middle of this record")
            found += 1
        except StopIteration:
            return
        except _UNREADABLE as error:
            if not found:
                raise ArchiveError(f"{name}: is not a WARC file ({_one_line(error)}).") from None
            end = stream.tell()
            if item is not None:
                yield RecordLocation(offset, end - offset), item
            yield RecordLocation(end, 0), Damage(end, _one_line(error))
            return


def _torn(record: ArcWarcRecord) -> bool:
    """Whether less is left of the record than its length promises (asked after its content was read)."""
    return bool(getattr(record.raw_stream, "limit", 0))


def _item(record: ArcWarcRecord, offset: int) -> Capture | Note | Damage | None:
    if record.rec_type == "response" and record.http_headers is not None:
        return _capture(record, offset)
    if record.rec_type == "metadata":
        uri = record.rec_headers.get_header("WARC-Target-URI") or ""
        if uri.startswith("urn:diaspora:"):
            content = record.content_stream().read()
            return (
                None
                if _torn(record)
                else Note(uri.removeprefix("urn:diaspora:"), _instant(record), json.loads(content))
            )
    if record.rec_type == "warcinfo":
        for line in record.content_stream().read().decode("utf-8", "replace").splitlines():
            key, _, value = line.partition(": ")
            if key == CRAWL_BEGUN:
                return Note(CRAWL_BEGUN, _instant(record), json.loads(value))
    return None


def _capture(record: ArcWarcRecord, offset: int) -> Capture | Damage:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http://", "https://")):
        return Damage(offset, f"not a web address: {url[:100]!r}")
    try:
        status = int(record.http_headers.get_statuscode())
        body = _read(record.content_stream(), _LARGEST_BODY + 1)
    except (ValueError, OSError, EOFError, zlib.error) as error:
        return Damage(offset, f"{url}: unreadable response ({_one_line(error)})")
    if len(body) > _LARGEST_BODY:
        return Damage(offset, f"{url}: larger than {_LARGEST_BODY >> 20} MiB")
    headers = list(record.http_headers.headers)
    mime = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return Capture(
        url=url,
        captured_at=_instant(record),
        status=status,
        headers=headers,
        body=body,
        mime=mime,
        payload_digest=record.rec_headers.get_header("WARC-Payload-Digest") or digest(body.hex()),
        role=record.rec_headers.get_header(ROLE),
        offset=offset,
    )


def _read(stream: Any, most: int) -> bytes:
    """Read up to `most` bytes; a chunked stream gives them piece by piece."""
    body = bytearray()
    while len(body) < most and (piece := stream.read(most - len(body))):
        body += piece
    return bytes(body)


def _instant(record: ArcWarcRecord) -> datetime:
    return datetime.fromisoformat(
        record.rec_headers.get_header("WARC-Date").replace("Z", "+00:00")
    ).astimezone(UTC)


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]
