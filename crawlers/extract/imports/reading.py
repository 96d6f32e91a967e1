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
Shape = Literal["table", "lines", "list", "entries", "document"]
"""A table; JSON objects line by line; the first list in a JSON document; its `entries`; or that one object itself."""

_DELIMITERS = ",;\t|"
_CHUNK = 2**16
_BEFORE, _WARNINGS = 20, 1000
"""Lines in which the header of a table, and the first object of JSON, are looked for."""
_SEPARATOR = re.compile(r'"?sep\s*=\s*(.)"?', re.IGNORECASE)
_FORMULA = re.compile(
    r"""=\s*(?:HYPERLINK\s*\(\s*)?"([^"]*)"(?:\s*[,;].*)?\)?|'(?=[\d=+@-]|https?:)([^']*)""",
    re.IGNORECASE | re.DOTALL,
)
"""How a cell is kept from being taken for a number or a formula: `="112233"`, `'112233`; and a link as Excel writes it."""
_LARGEST_DOCUMENT = 2**28
"""Characters of a JSON document that is read as a whole."""
_LOOKED_AT = 50
"""Objects; not every one has all keys."""
_LONGEST_ITEM = 2**24
_LONGEST_CELL = 2**18
"""Characters: longer than any post. A stray quote cannot swallow more than this."""
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
_UNDECODED = re.compile("[\udc80-\udcff]")
_NOT_UTF8 = "holds bytes that are not UTF-8: save the file in UTF-8"


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning of a file tells of its form."""

    shape: Shape
    names: tuple[str, ...]
    """Columns of the table, or keys of the first objects."""
    delimiter: str = ","
    skip: int = 0
    """Lines before it: titles, what Excel is told (`sep=;`), warnings of the program that wrote the file."""


def headers(path: Path) -> Iterator[Header]:
    """Yield the ways in which the file at `path` may begin, the likeliest first; none when it is neither table nor JSON.

    Raises OSError when it cannot be read.
    """
    told = ""
    with _opened(path) as stream:
        for skip, line in enumerate(islice(iter(lambda: stream.readline(_LONGEST_ITEM), ""), _WARNINGS)):
            if said := _SEPARATOR.fullmatch(line.strip("\r\n ")):
                told = said[1]
            elif line.lstrip()[:1] in {"{", "["}:
                if found := list(_json_headers(path, line, skip)):
                    yield from found
                    return
            elif line.strip() and skip < _BEFORE:
                delimiter = told or max(_DELIMITERS, key=line.count)
                names = _cells(line, delimiter)
                if len(names) > 1:
                    yield Header("table", names, delimiter, skip)


def rows(path: Path, form: Header) -> Iterator[tuple[int, Row] | Rejected]:
    """Yield each row of the file with the line it begins on, or why it cannot be read."""
    with _opened(path) as stream:
        for _ in range(form.skip):
            stream.readline()
        match form.shape:
            case "table":
                yield from _table(stream, form)
            case "lines":
                yield from _lines(stream, form.skip + 1)
            case "list":
                yield from _list(stream, form.skip + 1)
            case "entries" | "document":
                yield from _document(stream, form)


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(name.strip("\ufeff ") for name in next(csv.reader([line], delimiter=delimiter)))
    except csv.Error:
        return ()


def _json_headers(path: Path, line: str, skip: int) -> Iterator[Header]:
    shapes: tuple[Shape, ...] = ("list",)
    if line.lstrip().startswith("{"):
        shapes = ("entries", "lines", "list") if _is_json(line) else ("entries", "document", "lines", "list")
    for shape in shapes:
        read = islice(rows(path, Header(shape, (), skip=skip)), _LOOKED_AT)
        first = [one[1] for one in read if not isinstance(one, Rejected)]
        if first:
            yield Header(shape, tuple(dict.fromkeys(key for row in first for key in row)), skip=skip)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _opened(path: Path) -> TextIO:
    with path.open("rb") as stream:
        start = stream.read(2)
    if start in (b"\xff\xfe", b"\xfe\xff"):  # half a letter cannot be escaped
        return path.open(encoding="utf-16", errors="replace", newline="")
    if len(start) == 2 and b"\0" in start:
        encoding = "utf-16-be" if start[0] == 0 else "utf-16-le"
        return path.open(encoding=encoding, errors="replace", newline="")
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def _table(stream: TextIO, form: Header) -> Iterator[tuple[int, Row] | Rejected]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(stream, delimiter=form.delimiter)
    seen_header = False
    while True:
        line = form.skip + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejected(line, f"a quote is not closed, or a cell is too long ({error})")
            continue
        if not any(cells):
            continue
        while len(cells) > len(form.names) and not cells[-1]:
            cells.pop()
        if not seen_header:
            seen_header = True
        elif len(cells) != len(form.names):
            yield Rejected(line, f"has {len(cells)} cells where the header has {len(form.names)}")
        elif _broken("".join(cells)):
            yield Rejected(line, _NOT_UTF8)
        else:
            yield line, dict(zip(form.names, map(_undressed, cells), strict=True))


def _undressed(cell: str) -> str:
    """A cell without what keeps a spreadsheet from taking it for a number."""
    found = _FORMULA.fullmatch(cell) if cell[:1] in {"=", "'"} else None
    return cell if found is None else found[1] or found[2] or ""


def _lines(stream: TextIO, first: int) -> Iterator[tuple[int, Row] | Rejected]:
    """Read objects that follow one another: as a rule one a line, but also several on one, or one laid out over several."""
    held: list[str] = []
    size, begun, trouble = 0, first, ""
    for number, line in enumerate(stream, first):
        if held and (line.startswith("{") or size > _LONGEST_ITEM):
            yield Rejected(begun, trouble)
            held = []
        if not held:
            begun, size = number, 0
        elif not line.startswith("}"):  # as laid out, an object ends at the margin
            held.append(line)
            size += len(line)
            continue
        source = "".join([*held, line])
        try:
            items = _objects(source)
        except (ValueError, RecursionError) as error:
            trouble, begins = f"is not JSON ({error})", line.startswith("{")
            if not begins:
                yield Rejected(begun, trouble)
            held = [line] if begins else []
        else:
            held = []
            yield from (_checked(begun, item, source) for item in items)
    if held:
        yield Rejected(begun, trouble)


def _objects(source: str) -> list[object]:
    """The objects in a text, with or without commas between. Raises ValueError, RecursionError."""
    found, at = [], _between(source, 0)
    while at < len(source):
        item, end = _DECODER.raw_decode(source, at)
        found.append(item)
        at = _between(source, end)
    return found


def _between(source: str, at: int) -> int:
    blank = _BETWEEN.match(source, at)
    return blank.end() if blank else at


def _document(stream: TextIO, form: Header) -> Iterator[tuple[int, Row] | Rejected]:
    """Read one object as it is, or its `entries`: what is said of them all, such as the channel, goes to each."""
    line, source = form.skip + 1, stream.read(_LARGEST_DOCUMENT + 1)
    try:
        whole = json.loads(source) if len(source) <= _LARGEST_DOCUMENT else None
    except (ValueError, RecursionError):
        return
    if isinstance(whole, dict):
        found = _entries(whole) if form.shape == "entries" else [whole]
        yield from (_checked(line, one, source if one is whole else json.dumps(one)) for one in found)


def _entries(whole: Row, above: Row | None = None) -> Iterator[object]:
    """The entries of a playlist, those of the playlists in it included."""
    common = dict(above or {}) | ({"epoch": whole["epoch"]} if "epoch" in whole else {})
    common |= {f"playlist_{key}": value for key, value in whole.items() if isinstance(value, str | int)}
    for one in whole["entries"] if isinstance(whole.get("entries"), list) else ():
        if isinstance(one, dict) and isinstance(one.get("entries"), list):
            yield from _entries(one, common)
        else:
            yield common | one if isinstance(one, dict) else one


def _list(stream: TextIO, line: int) -> Iterator[tuple[int, Row] | Rejected]:
    """Read the objects of the first list in the document, wherever it begins."""
    decoder = json.JSONDecoder()
    text, ended = "", False
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
