"""Where records begin and end in what a member holds, and where the next begins behind one that does not end as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawlers.archive.members import RECORD, Bytes
from crawlers.archive.records import Damage

_LONGEST_HEAD = 2**16
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?\n", re.IGNORECASE)
_BETWEEN = re.compile(rb"[\r\n]*")
_NEXT = re.compile(
    rb"WARC/[01]\.\d+[ \t]*\r?\n(?=[\w-]+[ \t]*:)|(?<=\n)(?:%s)" % RECORD.pattern, re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A record as it lies in a member's content."""

    begin: int
    body: int
    """Where its own headers end."""
    end: int


def frames(content: Bytes, begin: int = 0) -> Iterator[Frame | Damage]:
    """Yield the records in `content` from `begin` on; a Damage's offset is one in `content`.

    A record that does not end where it says is whole if no other begins before that place.
    """
    blank = _BETWEEN.match(content, begin)
    position = blank.end() if blank else begin
    while position < len(content):
        body, length = _head(content, position)
        end = body + length
        if length >= 0 and (after := _begins_after(content, end)) is not None:
            yield Frame(position, body, end)
            position = after
            continue
        following = _NEXT.search(content, body)
        resumed = following.start() if following else len(content)
        if length < 0:
            yield Damage(position, "is no record of an archive")
        elif end > resumed:
            where = "the next record begins" if following else "the file ends"
            yield Damage(position, f"{where} in the middle of this record")
        else:
            yield Frame(position, body, end)
            yield Damage(end, f"{resumed - end} bytes behind this record are no record")
        position = resumed


def _head(content: Bytes, position: int) -> tuple[int, int]:
    """Where a record's own headers end, and how long it says it is; -1 when it does not say."""
    start = RECORD.match(content, position)
    if start is None:
        return position, -1
    if start[0][:5].upper() != b"WARC/":
        return start.end(), int(start[0].split()[-1]) if start[0].split()[-1].isdigit() else -1
    blank = _HEAD_END.search(content, start.end() - 2, position + _LONGEST_HEAD)
    if blank is None or _NEXT.search(content, start.end(), blank.end()):  # it ends before its headers do
        return start.end(), -1
    length = _LENGTH.search(content, position, blank.end())
    return blank.end(), int(length[1]) if length else -1


def _begins_after(content: Bytes, end: int) -> int | None:
    """Where the record behind `end` begins, or all ends; None if something else is there, or `end` lies beyond."""
    if end > len(content):
        return None
    blank = _BETWEEN.match(content, end)
    after = blank.end() if blank else end
    return after if after == len(content) or RECORD.match(content, after) else None
