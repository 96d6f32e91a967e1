"""`index.cdxj` beside the archive files of a source: one CDXJ line for each answer, in the order of archiving.

It saves reading the files again and can be deleted at any time: that costs one reading of the archive and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawlers.archive.reader import in_order, read_placed
from crawlers.archive.records import CRAWL_ENDED, ArchiveError, Capture, Note, RecordLocation
from crawlers.web.addresses import canonical
from crawlers.web.http_date import served_at
from crawlers.web.meta_refresh import refresh_target
from crawlers.web.wordpress_posts import listed_posts

INDEX = "index.cdxj"

Line = dict[str, Any]
"""What is noted of an answer (`url`, `status`, `role`, place in the archive …), or of a crawl's end (`ended`)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of an archived answer when it was read."""

    outcome: str
    """`document`, or why it is none."""
    documents: tuple[str, ...] = ()
    """Canonical addresses of the documents in it."""
    text: str | None = None
    """Digest of the title and text of the only one."""
    dated: bool = False
    """Whether the only one says when it was published: walls do not."""


Reader = Callable[[Capture], Reading]
"""Reads an archived answer as extraction will; handed in, because a crawl knows no pages."""


class ArchiveIndex:
    """The lines of one folder's index, which is mended where it is behind its archive files."""

    def __init__(self, folder: Path, reader: Reader | None = None) -> None:
        """Read the index of `folder`, and from the archive files what it lacks.

        With a `reader`, each archived article is read, and its line says what became of it.
        """
        self._path, self._reader = folder / INDEX, reader
        lines, intact = _read(self._path)
        if reader and any("outcome" not in line for line in lines if _is_article(line)):
            lines, intact = [], False  # written before articles were read at once
        ends: dict[str, int] = {}
        for line in lines:
            ends[line["filename"]] = max(
                ends.get(line["filename"], 0), int(line["offset"]) + int(line["length"])
            )
        shrunken = {
            name
            for name, end in ends.items()
            if (folder / name).exists() and (folder / name).stat().st_size < end
        }
        lines = [line for line in lines if line["filename"] not in shrunken]
        missed = [
            line
            for path in in_order(folder)
            if path.stat().st_size > (start := 0 if path.name in shrunken else ends.get(path.name, 0))
            for line in _lines_of(path, start, reader)
        ]
        self.lines = lines + missed
        """Those that were there when it was read."""
        if missed or shrunken or not intact:
            _write(self._path, self.lines)
        self._file = self._path.open("ab", buffering=0)

    def add(self, path: Path, place: RecordLocation) -> list[Line]:
        """Note what has just been written at a place of an archive file; return its lines."""
        lines = list(_lines_of(path, place.offset, self._reader))
        for line in lines:
            self._file.write(_written(line))
        return lines

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _read(path: Path) -> tuple[list[Line], bool]:
    """Return the lines of the index and whether all of it could be read; a torn last line is left out."""
    lines: list[Line] = []
    try:
        with path.open("rb") as stream:
            for raw in stream:
                _, stamp, content = raw.decode().split(" ", 2)
                line = json.loads(content)
                line["timestamp"] = datetime.strptime(f"{stamp}+0000", "%Y%m%d%H%M%S%z").isoformat()
                lines.append(line)
    except FileNotFoundError:
        return [], True
    except (ValueError, KeyError):
        return lines, False
    return lines, not lines or raw.endswith(b"\n")


def _write(path: Path, lines: Iterable[Line]) -> None:
    partial = path.with_suffix(".partial")
    partial.write_bytes(b"".join(map(_written, lines)))
    partial.replace(path)


def _written(line: Line) -> bytes:
    stamp = datetime.fromisoformat(line["timestamp"]).strftime("%Y%m%d%H%M%S")
    rest = {key: value for key, value in line.items() if key != "timestamp"}
    return f"{_sort_key(line['url'])} {stamp} {json.dumps(rest, ensure_ascii=False)}\n".encode()


def _sort_key(url: str) -> str:
    """Write an address the way CDXJ sorts it: `kz,daz)/ru/page?p=1`."""
    if not url.startswith("http"):
        return url
    try:
        parts = urlsplit(canonical(url))
    except ValueError:  # in a file that others wrote
        return url.replace(" ", "%20")
    host, _, port = parts.netloc.partition(":")
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{':' + port if port else ''}){parts.path}{query}".replace(
        " ", "%20"
    )


def _is_article(line: Line) -> bool:
    return line.get("role") == "article" and line.get("status") == 200


def _lines_of(path: Path, start: int, reader: Reader | None) -> Iterator[Line]:
    try:
        for place, item in read_placed(path, start):
            if isinstance(item, Capture):
                yield _line_of_capture(item, path.name, place, reader)
            elif isinstance(item, Note) and item.what == CRAWL_ENDED:
                yield _line_of_end(item, path.name, place)
    except ArchiveError:  # killed before its first record was whole: it holds nothing
        return


def _line_of_capture(capture: Capture, filename: str, place: RecordLocation, reader: Reader | None) -> Line:
    line: Line = {
        "timestamp": capture.captured_at.isoformat(timespec="seconds"),
        "url": capture.url,
        "mime": capture.mime,
        "status": capture.status,
        "digest": capture.payload_digest,
        "length": place.length,
        "offset": place.offset,
        "filename": filename,
        "role": capture.role,
    }
    if capture.role == "article":
        location = capture.header("Location") if 300 <= capture.status < 400 else _refresh(capture)
        if target := _web_address(capture.url, location):
            line["location"] = target
        if reader and capture.status == 200:
            reading = reader(capture)
            line |= {"outcome": reading.outcome} | (
                {"text": reading.text, "dated": reading.dated} if reading.text else {}
            )
        return line
    optional = {"etag": capture.header("ETag"), "last_modified": capture.header("Last-Modified")}
    if served := served_at(capture.header("Date")):
        optional["served_at"] = served.isoformat()
    line |= {key: value for key, value in optional.items() if value}
    if capture.role == "api" and capture.status == 200:
        posts = [post.url for post in listed_posts(capture.body) or () if post.has_content]
        read = reader(capture).documents if reader else ()
        line["documents"] = [url for url in posts if reader is None or _canonical(url) in read]
    return line


def _canonical(url: str) -> str | None:
    try:
        return canonical(url)
    except ValueError:
        return None


def _refresh(capture: Capture) -> str | None:
    """Where an article's page sends its visitor on to, which is a redirect too."""
    if capture.role != "article" or capture.status != 200:
        return None
    return refresh_target(capture.url, capture.body.decode("latin-1"))


def _web_address(base: str, location: str | None) -> str | None:
    try:
        target = urljoin(base, location or "")
        canonical(target)
    except ValueError:
        return None
    return target if location else None


def _line_of_end(note: Note, filename: str, place: RecordLocation) -> Line:
    return {
        "timestamp": note.noted_at.isoformat(timespec="seconds"),
        "url": f"urn:diaspora:{note.what}",
        "length": place.length,
        "offset": place.offset,
        "filename": filename,
        "ended": note.facts,
    }
