"""How well words fit each language: letter n-grams, all languages of a script added up at once.

For each letter, and for the end of each word, the longest known n-gram that ends with it (up to five characters, a
space for either edge of a word) says what it costs in each language: -ln of its probability after the letters before
it, in steps of 1/STEPS nat. The costs of one n-gram stand side by side, 16 bits a language, in one long integer, so
that one addition of Python's adds up some fifty languages. The tables are made by `making.py`, which says from what.
"""

from __future__ import annotations

import gzip
import struct
from functools import cache
from importlib.resources import files

STEPS = 6
"""Steps of cost to the nat."""
_UNKNOWN = 95
"""Cost of a letter that no language of the script uses."""
_REMEMBERED = 50_000
"""Words whose costs are kept, some 300 bytes each, before they are forgotten all at once."""
_LEARNED = 250_000
"""The same of windows of five letters."""
_LONGEST_REMEMBERED = 40
MOST = 0xFFFF // _UNKNOWN - 1
"""Letters and ends of words whose costs surely fit into 16 bits."""


class Table:
    """The languages of one script and what n-grams cost in each."""

    def __init__(self, languages: tuple[str, ...], places: dict[str, int], cells: bytes) -> None:
        """`cells` are rows of one 16-bit cost a language; `places` are the numbers of the rows of the n-grams."""
        self.languages = languages
        self._windows = _Windows(places, cells, len(languages))
        self._words: dict[str, int] = {}

    def costs(self, words: list[str]) -> tuple[int, ...]:
        """What `words` (lower case) cost in each of `languages`, in steps; the cheapest language is likeliest.

        Words and letters must not be more than `MOST` together.
        """
        known = self._words
        total = 0
        for word in words:
            cost = known.get(word)
            if cost is None:
                cost = self._cost(word)
                if len(word) < _LONGEST_REMEMBERED:
                    if len(known) >= _REMEMBERED:
                        known.clear()
                    known[word] = cost
            total += cost
        count = len(self.languages)
        return struct.unpack(f"<{count}H", total.to_bytes(2 * count, "little"))

    def _cost(self, word: str) -> int:
        word = f"\0\0\0 {word} "  # begun so that every letter has four before it; no n-gram holds a \0
        windows = [word[start : start + 5] for start in range(len(word) - 4)]
        return sum(map(self._windows.__getitem__, windows))


class _Windows(dict[str, int]):
    """What the last of five letters costs after the four before it, for the windows that were looked up."""

    def __init__(self, places: dict[str, int], cells: bytes, languages: int) -> None:
        super().__init__()
        self._places, self._cells, self._width = places, cells, 2 * languages
        self._unknown = int.from_bytes(struct.pack(f"<{languages}H", *[_UNKNOWN] * languages), "little")

    def __missing__(self, window: str) -> int:
        if len(self) >= _LEARNED:
            self.clear()
        for start in range(5):
            place = self._places.get(window[start:])
            if place is not None:
                row = self._cells[place * self._width : (place + 1) * self._width]
                cost = self[window] = int.from_bytes(row, "little")
                return cost
        self[window] = self._unknown
        return self._unknown


def pack(languages: list[str], rows: dict[str, bytes]) -> bytes:
    """A table as a file: a line of languages, a line of n-grams, then one column of costs a language."""
    cells = b"".join(rows.values())
    columns = b"".join(cells[column :: len(languages)] for column in range(len(languages)))
    head = " ".join(languages) + "\n" + "\t".join(rows) + "\n"
    return gzip.compress(head.encode() + columns, mtime=0)


def unpack(file: bytes) -> Table:
    """The reverse of `pack`."""
    languages_line, _, rest = gzip.decompress(file).partition(b"\n")
    ngrams_line, _, columns = rest.partition(b"\n")
    languages, ngrams = languages_line.decode().split(), ngrams_line.decode().split("\t")
    width = 2 * len(languages)
    cells = bytearray(width * len(ngrams))
    for number in range(len(languages)):
        cells[2 * number :: width] = columns[number * len(ngrams) : (number + 1) * len(ngrams)]
    return Table(tuple(languages), dict(zip(ngrams, range(len(ngrams)), strict=True)), bytes(cells))


@cache
def table(script: str) -> Table:
    """The table of `cyrillic` or `latin`, read when first asked for (some tenth of a second)."""
    package = files("analysis.enrich.language")
    return unpack((package / f"{script}.ngrams.gz").read_bytes())
