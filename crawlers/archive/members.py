"""The outer form of archive files: gzip members, zstd frames or plain records, and the way from damage to the next of them.

Files are compressed record by record (WARC 1.1, annex D; for zstd IIPC's `warc-zstd` draft), so damage costs one record:
behind it the next member is looked for by its mark. What some tools compress as a whole is one member of many records.
"""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from tempfile import TemporaryFile

from crawlers.archive.records import Damage

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Bytes = bytes | mmap
"""An archive file, or what is unpacked from it."""

RECORD = re.compile(
    rb"WARC/[01]\.\d+[ \t]*\r?\n|(?:filedesc|https?|dns|ftp):\S* \S+ \d{8,17} [^\r\n]{1,400}\r?\n",
    re.IGNORECASE,
)
"""How a record of a WARC file begins, or one of an ARC file (a line: address, IP, time, media type, length)."""
_GZIP, _ZSTD, _DICTIONARY = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
_SKIPPABLE = re.compile(rb"[\x50-\x5f]\x2a\x4d\x18", re.DOTALL)
_MARK = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|WARC/[01]\.|(?<=\n)https?:", re.DOTALL)
_HELD = 2**26
"""Bytes of a member that are held in memory; a larger one is unpacked to a temporary file."""
_LARGEST_RATIO = 200
"""How much a member beyond that may grow: text grows tenfold, a bomb a thousandfold."""
_FIRST_PIECE, _PIECE = 2**14, 2**20
_GRAIN = 16


@dataclass(frozen=True, slots=True)
class Member:
    """A piece of a file that is unpacked by itself; a plain file is one."""

    offset: int
    """Where it begins in the file, bytes."""
    end: int
    content: Bytes
    begin: int = 0
    """Where in `content` its first record begins."""
    plain: bool = False
    """Whether `content` is the file itself, so that places in it are places in the file."""
    fault: str | None = None
    """Why `content` is cut, if it is."""


def members(data: Bytes, start: int = 0) -> Iterator[Member | Damage]:
    """Yield the members of an archive file from byte `start` on, and where something else lies between them."""
    position, dictionary = start, _dictionary(data)
    while position < len(data):
        if _is_packed(data, position):
            member = _unpacked(data, position, dictionary)
            yield member
            position = _next(data, position + 1, dictionary) if member.fault else member.end
        elif skippable := _SKIPPABLE.match(data, position):
            size = data[skippable.end() : skippable.end() + 4]
            position = skippable.end() + 4 + int.from_bytes(size, "little")
        elif RECORD.match(data, position):
            end = len(data) if position == 0 else _next(data, position, dictionary, packed=True)
            if end == len(data):
                yield Member(position, end, data, position, plain=True)
            else:
                yield Member(position, end, data[position:end])
            position = end
        else:
            begin, position = position, _next(data, position + 1, dictionary)
            if data[begin : min(position, begin + 64)].strip(b"\r\n"):
                zeros = not data[begin : min(position, begin + 4096)].strip(b"\0")
                yield Damage(begin, f"{position - begin} bytes {'are zeros' if zeros else 'are no record'}")


def has_dictionary(data: Bytes) -> bool:
    """Whether the frames of a `.warc.zst` are packed with a dictionary, which stands at its beginning."""
    return data[:4] == _DICTIONARY


def packed_like(mark: bytes, record: bytes) -> bytes:
    """Return `record` packed by itself, as the member is that begins with `mark`; as it is, if that is not packed."""
    if mark.startswith(_GZIP):
        return gzip.compress(record)
    return zstd.compress(record) if mark.startswith(_ZSTD) else record


def salvaged(data: Bytes, position: int) -> bytes:
    """Unpack a damaged member as far as it goes, to the byte. Behind a damage that its sum alone shows, that is nonsense:
    nothing for readers, but for whoever has to know what may still be in it."""
    dictionary, held = _dictionary(data), bytearray()
    decoder = _decoder(data, position, dictionary)
    with suppress(EOFError, zlib.error, zstd.ZstdError):
        for at in range(position, len(data), _GRAIN):
            held += decoder.decompress(data[at : at + _GRAIN], _PIECE)
            if decoder.eof or len(held) > _HELD:
                break
    return bytes(held)


def _is_packed(data: Bytes, position: int) -> bool:
    return data[position : position + 3] == _GZIP or data[position : position + 4] == _ZSTD


def _next(data: Bytes, position: int, dictionary: zstd.ZstdDict | None, *, packed: bool = False) -> int:
    """Where the next member or plain record (with `packed`, no plain one) begins; the file's end when there is none."""
    for mark in _MARK.finditer(data, position):
        at = mark.start()
        if _is_packed(data, at):
            if _holds_records(data, at, dictionary):
                return at
        elif not packed and RECORD.match(data, at):
            return at
    return len(data)


def _holds_records(data: Bytes, position: int, dictionary: zstd.ZstdDict | None) -> bool:
    try:
        start, _ = next(_pieces(data, position, dictionary))
    except (EOFError, zlib.error, zstd.ZstdError):
        return False
    return RECORD.match(start) is not None


def _unpacked(data: Bytes, position: int, dictionary: zstd.ZstdDict | None) -> Member:
    held, size, end, fault = bytearray(), 0, position, None
    spool = None
    try:
        for piece, end in _pieces(data, position, dictionary):
            size += len(piece)
            if size > _HELD and spool is None:
                spool = TemporaryFile()  # noqa: SIM115  closed below; the map of it lives on
                spool.write(held)
            if size > max(_HELD, _LARGEST_RATIO * (end - position)):
                fault = f"unpacks to more than {_LARGEST_RATIO} times its size"
                break
            if spool:
                spool.write(piece)
            else:
                held += piece
    except (EOFError, zlib.error, zstd.ZstdError, MemoryError) as error:
        fault = str(error)
    if spool is None:
        return Member(position, end, bytes(held), fault=fault)
    with spool:
        spool.flush()
        return Member(position, end, mmap(spool.fileno(), 0, access=ACCESS_READ), fault=fault)


def _pieces(data: Bytes, position: int, dictionary: zstd.ZstdDict | None) -> Iterator[tuple[bytes, int]]:
    """Unpack the member at `position` piece by piece, with the place in the file up to which it was read.

    Raises EOFError when the file ends before the member does, zlib.error or ZstdError where it is damaged.
    """
    decoder = _decoder(data, position, dictionary)
    size, fed = _FIRST_PIECE, b""
    while not decoder.eof:
        if decoder.needs_input:
            fed = data[position : position + size]
            position, size = position + len(fed), min(2 * size, _PIECE)
        piece = decoder.decompress(fed if decoder.needs_input else b"", _PIECE)
        if not piece and not fed and not decoder.eof:
            raise EOFError("the file ends in the middle of it")
        yield piece, position - len(decoder.unused_data)


def _decoder(data: Bytes, position: int, dictionary: zstd.ZstdDict | None) -> _Gunzip | zstd.ZstdDecompressor:
    packed_by_zlib = data[position : position + 3] == _GZIP
    return _Gunzip() if packed_by_zlib else zstd.ZstdDecompressor(zstd_dict=dictionary)


class _Gunzip:
    """Zlib's decompressor with the manners of zstd's."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)

    @property
    def eof(self) -> bool:
        """Whether the member ended."""
        return self._inflater.eof

    @property
    def unused_data(self) -> bytes:
        """What was handed over behind its end."""
        return self._inflater.unused_data

    @property
    def needs_input(self) -> bool:
        """Whether all that was handed over is unpacked."""
        return not self._inflater.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return the next piece."""
        return self._inflater.decompress(self._inflater.unconsumed_tail or data, max_length)


def _dictionary(data: Bytes) -> zstd.ZstdDict | None:
    """The dictionary with which the frames of a `.warc.zst` are packed: its first frame, itself packed or not."""
    if not has_dictionary(data):
        return None
    content = data[8 : 8 + int.from_bytes(data[4:8], "little")]
    try:
        return zstd.ZstdDict(zstd.decompress(content) if content.startswith(_ZSTD) else content)
    except (zstd.ZstdError, ValueError):
        return None
