"""Reads exports too large for memory, row by row: tables, JSON lines, and lists inside one JSON document.

A row that cannot be read is passed on with its line number and the reason; the rows after it are read all the same.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TextIO

from crawlers.extract.imports.record import Rejected

Row = dict[str, Any]
Shape = Literal["table", "lines", "list"]

_DELIMITERS = ",;\t"
_CHUNK = 2**16
_LOOKED_AT = 50
"""Objects; not every one has all keys."""
_LONGEST_ITEM = 2**24
_LONGEST_CELL = 2**18
"""Characters: longer than any post. A stray quote cannot swallow more than this."""
_UNDECODED = re.compile("[\udc80-\udcff]")
_NOT_UTF8 = "holds bytes that are not UTF-8: save the file in UTF-8"


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning of a file tells of its form."""

    shape: Shape
    names: tuple[str, ...]
    """Columns of the table, or keys of the first objects."""
    delimiter: str = ","


def header(path: Path) -> Header | None:
    """Read how the file at `path` begins; None when that is neither a table nor JSON objects.

    Raises OSError when it cannot be read.
    """
    with _opened(path) as stream:
        start = stream.read(_CHUNK)
    lines = [line for line in start.splitlines() if line.strip()]
    if not lines:
        return None
    if lines[0].lstrip()[0] in "{[":
        return _json_header(path, lines[0])
    delimiter = max(_DELIMITERS, key=lines[0].count)
    names = next(csv.reader([lines[0]], delimiter=delimiter))
    return (
        Header("table", tuple(name.strip("\ufeff ") for name in names), delimiter) if len(names) > 1 else None
    )


def rows(path: Path, form: Header) -> Iterator[tuple[int, Row] | Rejected]:
    """Yield each row of the file with the line it begins on, or why it cannot be read."""
    with _opened(path) as stream:
        match form.shape:
            case "table":
                yield from _table(stream, form)
            case "lines":
                yield from _lines(stream)
            case "list":
                yield from _list(stream)


def _json_header(path: Path, first_line: str) -> Header | None:
    shape: Shape = "list"
    if first_line.lstrip().startswith("{"):
        try:
            json.loads(first_line)
            shape = "lines"
        except ValueError:
            pass
    first = [
        one[1] for one in islice(rows(path, Header(shape, ())), _LOOKED_AT) if not isinstance(one, Rejected)
    ]
    return Header(shape, tuple(dict.fromkeys(key for row in first for key in row))) if first else None


def _opened(path: Path) -> TextIO:
    with path.open("rb") as stream:
        start = stream.read(2)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        return path.open(encoding="utf-16", errors="replace", newline="")  # half a letter cannot be escaped
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _table(stream: TextIO, form: Header) -> Iterator[tuple[int, Row] | Rejected]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(stream, delimiter=form.delimiter)
    seen_header = False
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejected(line, f"a quote is not closed, or a cell is too long ({error})")
            continue
        if not any(cells):
            continue
        if not seen_header:
            seen_header = True
        elif len(cells) != len(form.names):
            yield Rejected(line, f"has {len(cells)} cells where the header has {len(form.names)}")
        elif _broken("".join(cells)):
            yield Rejected(line, _NOT_UTF8)
        else:
            yield line, dict(zip(form.names, cells, strict=True))


def _lines(stream: TextIO) -> Iterator[tuple[int, Row] | Rejected]:
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Rejected(number, f"is not JSON ({error})")
            continue
        yield _checked(number, item, line)


def _list(stream: TextIO) -> Iterator[tuple[int, Row] | Rejected]:
    """Read the objects of the first list in the document, wherever it begins."""
    decoder = json.JSONDecoder()
    text, line, ended = "", 1, False
    while "[" not in text:
        if not (piece := stream.read(_CHUNK)):
            return
        text += piece
    begin = text.index("[") + 1
    line += text.count("\n", 0, begin)
    text = text[begin:]
    while True:
        rest = text.lstrip(" \t\r\n,")
        line += text.count("\n", 0, len(text) - len(rest))
        text = rest
        if text.startswith("]"):
            return
        try:
            item, end = decoder.raw_decode(text)
        except (ValueError, RecursionError) as error:
            if ended or len(text) > _LONGEST_ITEM:
                if text:
                    yield Rejected(
                        line, f"is not JSON from here on ({error}); the rest of the file is not read"
                    )
                return
            piece = stream.read(max(_CHUNK, len(text)))  # ever larger pieces keep the work linear
            ended = not piece
            text += piece
            continue
        yield _checked(line, item, text[:end])
        line += text.count("\n", 0, end)
        text = text[end:]


def _checked(line: int, item: object, source: str) -> tuple[int, Row] | Rejected:
    if _broken(source):
        return Rejected(line, _NOT_UTF8)
    return (line, item) if isinstance(item, dict) else Rejected(line, "is no JSON object")


def _broken(text: str) -> bool:
    return not text.isascii() and bool(_UNDECODED.search(text))
