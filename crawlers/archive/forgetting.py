"""Takes documents out of archive files for good: every record of theirs, and what lists and other pages tell of them.

A file is written anew beside itself and then takes its place, so that a crash leaves the old or the new one, whole.
What says nothing of the forgotten keeps its bytes, member by member. In a file compressed as a whole, the records are
packed one by one from then on, and so they are in one with a dictionary, which is made of pieces of its texts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from urllib.parse import urljoin

from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.archive.forgotten import Forgotten
from crawlers.archive.framing import Frame, frames
from crawlers.archive.index import INDEX
from crawlers.archive.members import Bytes, Member, has_dictionary, members, packed_like, salvaged
from crawlers.archive.reader import body_of
from crawlers.archive.records import ROLE, Damage

_OF_THE_TRANSFER = {"transfer-encoding", "content-encoding", "content-length"}
_ABOUT_THE_CONTENT = {
    "content-length",
    "content-type",
    "warc-type",
    "warc-block-digest",
    "warc-payload-digest",
}
_SHORTEST = 20
"""Characters that a piece of a forgotten text must have to be looked for in other pages by itself."""
_LARGEST = 2**27
"""Bytes of a record beyond which its content is not looked at: no reader takes it for a page."""
_ENCODINGS = ("utf-8", "cp1251", "koi8-r", "iso8859-5", "utf-16-le", "utf-16-be")
_LOADER = ArcWarcRecordLoader(verify_http=False)


def forget_in(paths: Iterable[Path], forgotten: Forgotten, texts: Iterable[str] = ()) -> list[Path]:
    """Take what is `forgotten`, and wherever they stand the `texts` (of its documents), out of these archive files.

    Returns those that were changed or deleted. The sources' indexes go with them; they are made anew. Raises OSError.
    """
    pieces = sorted({line.strip() for text in texts for line in text.splitlines()}, key=len, reverse=True)
    censor = _Censor(forgotten, tuple(piece for piece in pieces if len(piece) >= _SHORTEST))
    changed = []
    for path in paths:
        if path.parent.name in forgotten.sources:
            path.unlink()
        elif not _rewritten(path, censor):
            continue
        changed.append(path)
        (path.parent / INDEX).unlink(missing_ok=True)
    return changed


def _rewritten(path: Path, censor: _Censor) -> bool:
    partial = path.with_name(f"{path.name}.part")
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    touched = False
    try:
        with path.open("rb") as stream, partial.open("wb") as out:
            data = mmap(stream.fileno(), 0, access=ACCESS_READ) if path.stat().st_size else b""
            anew = has_dictionary(data) and any(changed for _, changed in _left(data, censor))
            for kept, changed in _left(data, censor, anew=anew):
                touched = touched or changed
                out.write(kept)
        if touched:
            partial.replace(path)
            os.utime(path, ns=times)  # crawls begun within one second keep their order
    finally:
        partial.unlink(missing_ok=True)
    return touched


def _left(data: Bytes, censor: _Censor, *, anew: bool = False) -> Iterator[tuple[bytes, bool]]:
    """Yield, piece by piece, what is to be left of an archive file, and whether that is other than it was.

    With `anew` every member is packed again, and what stands between them (a dictionary, damage) is left out.
    """
    position, is_torn = 0, False
    for member in members(data):
        if isinstance(member, Damage):
            continue
        yield _junk(data[position : member.offset], censor, drop=anew or is_torn)
        position, is_torn = member.end, False
        if member.fault:
            position, member = member.offset, replace(member, content=salvaged(data, member.offset))
        spans = list(_spans(member))
        if member.plain:
            for begin, end in spans:
                raw = data[begin:end]
                yield (kept := censor.without(raw)), kept is not raw
            continue
        if not anew and all(_is_kept(member.content[begin:end], censor) for begin, end in spans):
            yield data[member.offset : position], False
            continue
        for begin, end in spans:
            if kept := censor.without(member.content[begin:end]):
                yield packed_like(data[member.offset : member.offset + 4], kept), True
        yield b"", True
        is_torn = bool(member.fault)
    yield _junk(data[position:], censor, drop=anew or is_torn)


def _junk(raw: bytes, censor: _Censor, *, drop: bool) -> tuple[bytes, bool]:
    """What is to be left of bytes that are no record, and whether that is less."""
    kept = b"" if drop or censor.is_told_of(raw) else raw
    return kept, kept != raw


def _is_kept(raw: bytes, censor: _Censor) -> bool:
    return censor.without(raw) is raw


def _spans(member: Member) -> Iterator[tuple[int, int]]:
    """Yield where each record of a member begins, and where the next one does; all of its content lies in a span."""
    begin = member.begin
    for found in frames(member.content, member.begin):
        at = found.begin if isinstance(found, Frame) else found.offset
        if at > begin:
            yield begin, at
        begin = at
    if begin < len(member.content):
        yield begin, len(member.content)


@dataclass(frozen=True, slots=True)
class _Censor:
    """Knows what is to be forgotten, and crosses it out."""

    forgotten: Forgotten
    pieces: tuple[str, ...]
    """Of its texts, the longest first."""

    def without(self, raw: bytes) -> bytes:
        """Return a record as it stands in a file without what it tells of the forgotten; the same object if nothing."""
        try:
            record = _LOADER.parse_record_stream(BytesIO(raw))
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            if self._is_of_the_forgotten(record, url):
                return b""
            if len(raw) > _LARGEST:
                return raw
            content = body_of(record)
        except Exception:  # noqa: BLE001  warcio raises anything for what is torn or foreign; some codings nobody can unpack
            return b"" if self.is_told_of(raw) else raw
        if record.rec_type == "metadata":
            return b"" if _tells_of(content, self.forgotten) else raw
        if record.rec_type not in {"response", "resource", "conversion"} or not content:
            return raw
        role = record.rec_headers.get_header(ROLE)
        body = content
        if record.rec_type == "response":
            body = self.forgotten.without(body, url, is_list=role not in {None, "article"})
        body = _blotted(body, self.pieces)
        if body == content:
            return raw
        return _written(record, body) if raw.lstrip()[:5].upper() == b"WARC/" else _arc(raw, record, body)

    def is_told_of(self, raw: bytes) -> bool:
        """Whether bytes that cannot be read as a record name a forgotten address or hold a piece of text."""
        lower = raw.lower()
        named = any(_bare(address) in lower for address in self.forgotten.addresses)
        return named or _blotted(raw, self.pieces) != raw

    def _is_of_the_forgotten(self, record: ArcWarcRecord, url: str) -> bool:
        """Whether a record is of a forgotten address, repeats it, or leads to it."""
        named = [url, record.rec_headers.get_header("WARC-Refers-To-Target-URI") or ""]
        if record.http_headers is not None and record.rec_type == "response":
            leads = (record.http_headers.get_header(name) for name in ("Location", "Content-Location"))
            named += [urljoin(url, target) for target in leads if target]
        return any(one.startswith("http") and self.forgotten.covers(one) for one in named)


def _bare(address: str) -> bytes:
    return address.partition("//")[2].lower().encode()


def _tells_of(content: bytes, forgotten: Forgotten) -> bool:
    """Whether a note (why an address gave no answer) is about a forgotten one."""
    try:
        facts = json.loads(content)
    except ValueError:
        return False
    return isinstance(facts, dict) and forgotten.covers(str(facts.get("url") or ""))


def _blotted(body: bytes, pieces: Iterable[str]) -> bytes:
    """Return `body` with each piece of text crossed out, in the spellings of HTML and JSON."""
    for piece in pieces:
        for written in {piece, escape(piece), escape(piece, quote=False), json.dumps(piece)[1:-1]}:
            for encoding in _ENCODINGS:
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


def _written(record: ArcWarcRecord, body: bytes) -> bytes:
    """Return a WARC record with another body, its digests and lengths made anew."""
    headers = record.rec_headers.headers
    kept = {key: value for key, value in headers if key.lower() not in _ABOUT_THE_CONTENT}
    buffer = BytesIO()
    writer = _Writer(buffer, gzip=False, warc_version="1.1")
    writer.write_record(
        writer.create_warc_record(
            kept.pop("WARC-Target-URI", ""),
            record.rec_type,
            payload=BytesIO(body),
            http_headers=_http(record, body),
            warc_content_type=record.rec_headers.get_header("Content-Type") or "",
            warc_headers_dict=kept,
        )
    )
    return buffer.getvalue()


def _arc(raw: bytes, record: ArcWarcRecord, body: bytes) -> bytes:
    """Return a record of an ARC file with another body: its line says how long it is."""
    http = _http(record, body)
    content = (http.to_bytes() if http else b"") + body
    told = raw.lstrip().partition(b"\n")[0].split()
    return b" ".join([*told[:-1], b"%d" % len(content)]) + b"\n" + content + b"\n"


def _http(record: ArcWarcRecord, body: bytes) -> StatusAndHeaders | None:
    status = record.http_headers
    if status is None:
        return None
    headers = [(key, value) for key, value in status.headers if key.lower() not in _OF_THE_TRANSFER]
    length = ("Content-Length", str(len(body)))
    return StatusAndHeaders(status.statusline, [*headers, length], protocol=status.protocol)
