"""Takes documents out of archive files for good: every record of theirs, and what lists and other pages tell of them.

A file is written anew beside itself and then takes its place, so that a crash leaves the old or the new one, whole.
Records that say nothing of what is forgotten keep their bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.archive.forgotten import Forgotten
from crawlers.archive.index import INDEX
from crawlers.archive.reader import body_of
from crawlers.archive.records import ROLE, ArchiveError

_OF_THE_TRANSFER = {"transfer-encoding", "content-encoding", "content-length"}
_SHORTEST = 20
"""Characters that a piece of a forgotten text must have to be looked for in other pages by itself."""


def warc_files(archive: Path) -> list[Path]:
    """Return every WARC file below `archive`."""
    return sorted([*archive.rglob("*.warc.gz"), *archive.rglob("*.warc")])


def forget_in(paths: Iterable[Path], forgotten: Forgotten, texts: Iterable[str] = ()) -> list[Path]:
    """Take what is `forgotten`, and wherever they stand the `texts` (of its documents), out of these WARC files.

    Returns those that were changed or deleted. The sources' indexes go with them; they are made anew.
    Raises ArchiveError, OSError.
    """
    pieces = sorted({line.strip() for text in texts for line in text.splitlines()}, key=len, reverse=True)
    wanted = [piece for piece in pieces if len(piece) >= _SHORTEST]
    changed = []
    for path in paths:
        if path.parent.name in forgotten.sources:
            path.unlink()
        elif not _rewritten(path, forgotten, wanted):
            continue
        changed.append(path)
        (path.parent / INDEX).unlink(missing_ok=True)
    return changed


def _rewritten(path: Path, forgotten: Forgotten, pieces: list[str]) -> bool:
    partial = path.with_name(f"{path.name}.part")
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    touched = False
    try:
        with path.open("rb") as whole, partial.open("wb") as out:
            for record, raw in _records(path, whole):
                kept = raw if record is None else _kept(record, raw, forgotten, pieces, path.suffix == ".gz")
                touched = touched or kept is not raw
                out.write(kept)
        if touched:
            partial.replace(path)
            os.utime(path, ns=times)  # crawls begun within one second keep their order
    finally:
        partial.unlink(missing_ok=True)
    return touched


def _records(path: Path, whole: Any) -> Iterator[tuple[_Read | None, bytes]]:
    """Yield each record with its bytes as they stand in the file; a torn tail without a record."""
    with path.open("rb") as stream:
        records, end = ArchiveIterator(stream), 0
        while True:
            try:
                record = next(records)
                read = _Read(record)
                begin, length = records.offset, records.get_record_length()
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001  warcio raises anything for a torn or foreign file
                if not end:
                    raise ArchiveError(f"{path}: is not a WARC file ({error}).") from None
                break
            whole.seek(begin)
            yield read, whole.read(length)
            end = begin + length
    whole.seek(end)
    if rest := whole.read():
        yield None, rest


class _Read:
    """A record, its content read before the iterator goes on."""

    def __init__(self, record: ArcWarcRecord) -> None:
        self.record = record
        self.role = record.rec_headers.get_header(ROLE)
        self.url = record.rec_headers.get_header("WARC-Target-URI") or ""
        try:
            self.content = body_of(record)
        except Exception:  # noqa: BLE001  an encoding that nobody can unpack says nothing to anybody
            self.content = b""


def _kept(read: _Read, raw: bytes, forgotten: Forgotten, pieces: list[str], gzip: bool) -> bytes:
    if read.url.startswith("http") and forgotten.covers(read.url):
        return b""
    if read.record.rec_type == "metadata" and _tells_of(read.content, forgotten):
        return b""
    if read.record.rec_type != "response" or not read.content:
        return raw
    body = _blotted(
        forgotten.without(read.content, read.url, is_list=read.role not in {None, "article"}), pieces
    )
    return raw if body == read.content else _written(read.record, body, gzip)


def _tells_of(content: bytes, forgotten: Forgotten) -> bool:
    """Whether a note (why an address gave no answer) is about a forgotten one."""
    try:
        facts = json.loads(content)
    except ValueError:
        return False
    return isinstance(facts, dict) and forgotten.covers(str(facts.get("url") or ""))


def _blotted(body: bytes, pieces: list[str]) -> bytes:
    """Return `body` with each piece of text crossed out, in the spellings of HTML and JSON."""
    for piece in pieces:
        for written in {piece, escape(piece), escape(piece, quote=False), json.dumps(piece)[1:-1]}:
            for encoding in ("utf-8", "cp1251"):
                try:
                    encoded = written.encode(encoding)
                except UnicodeEncodeError:
                    continue
                body = body.replace(encoded, b"x" * len(encoded))
    return body


class _Writer(WARCWriter):  # type: ignore[misc]
    @staticmethod
    def _create_temp_file() -> BytesIO:  # warcio's is never closed
        return BytesIO()


def _written(record: ArcWarcRecord, body: bytes, gzip: bool) -> bytes:
    """Return a response record with another body, its digests and lengths made anew."""
    status = record.http_headers
    headers = [(key, value) for key, value in status.headers if key.lower() not in _OF_THE_TRANSFER]
    http = StatusAndHeaders(
        status.statusline, [*headers, ("Content-Length", str(len(body)))], protocol=status.protocol
    )
    of_the_record = {
        key: value
        for key, value in record.rec_headers.headers
        if key.lower()
        not in {"content-length", "content-type", "warc-type", "warc-block-digest", "warc-payload-digest"}
    }
    buffer = BytesIO()
    writer = _Writer(buffer, gzip=gzip, warc_version="1.1")
    url = of_the_record.pop("WARC-Target-URI")
    writer.write_record(
        writer.create_warc_record(
            url, "response", payload=BytesIO(body), http_headers=http, warc_headers_dict=of_the_record
        )
    )
    return buffer.getvalue()
