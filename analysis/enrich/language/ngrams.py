"""How well words fit each language: letter n-grams, all languages of a script added up at once.

For each letter the longest known n-gram that ends with it (up to five letters) says what the letter costs in
each language: -ln of its probability after the letters before it, in steps of 1/STEPS nat. The costs of one
n-gram stand side by side, 32 bits a language, in one long integer, so that one addition of Python's adds up some
fifty languages. The tables are made by `making.py`, which says from what.
"""

from __future__ import annotations

import lzma
import struct
import tomllib
from functools import cache
from importlib.resources import files

STEPS = 6
"""Steps of cost to the nat."""
_LONGEST = 5
_UNKNOWN = 95
"""Cost of a letter that no language of the script uses."""
_FUNCTION_WORD = 2 * STEPS
"""Steps by which a function word is cheaper in its own language than its letters are: e² times likelier."""
_REMEMBERED = 50_000
"""Words whose costs are kept, some 250 bytes each."""


class Table:
    """The languages of one script and what n-grams cost in each."""

    def __init__(self, languages: tuple[str, ...], costs: dict[str, int]) -> None:
        self.languages = languages
        self._costs = costs
        self._unknown = int.from_bytes(
            struct.pack(f"<{len(languages)}I", *[_UNKNOWN] * len(languages)), "little"
        )
        self._words: dict[str, int] = {}

    def learn(self, function_words: dict[str, frozenset[str]]) -> None:
        """Make each function word cheaper in the languages that say it all the time."""
        speakers: dict[str, set[str]] = {}
        for language, words in function_words.items():
            for word in words:
                speakers.setdefault(word, set()).add(language)
        width = 4 * len(self.languages)
        for word, languages in speakers.items():
            costs = struct.unpack(f"<{len(self.languages)}I", self._cost(word).to_bytes(width, "little"))
            lowered = (
                max(0, cost - _FUNCTION_WORD) if language.partition("-")[0] in languages else cost
                for cost, language in zip(costs, self.languages, strict=True)
            )
            self._words[word] = int.from_bytes(struct.pack(f"<{len(self.languages)}I", *lowered), "little")

    def costs(self, words: list[str]) -> tuple[int, ...]:
        """What `words` (lower case) cost in each of `languages`, in steps; the cheapest language is likeliest."""
        known = self._words
        total = 0
        for word in words:
            cost = known.get(word)
            if cost is None:
                cost = self._cost(word)
                if len(known) < _REMEMBERED and len(word) < 40:
                    known[word] = cost
            total += cost
        count = len(self.languages)
        return struct.unpack(f"<{count}I", total.to_bytes(4 * count, "little"))

    def _cost(self, word: str) -> int:
        get = self._costs.get
        total = 0
        for end in range(1, len(word) + 1):
            for length in range(min(_LONGEST, end), 0, -1):
                cost = get(word[end - length : end])
                if cost is not None:
                    total += cost
                    break
            else:
                total += self._unknown
        return total


def pack(languages: list[str], rows: dict[str, bytes]) -> bytes:
    """A table as a file: a line of languages, a line of n-grams, then one column of costs a language."""
    cells = b"".join(rows.values())
    columns = b"".join(cells[column :: len(languages)] for column in range(len(languages)))
    head = " ".join(languages) + "\n" + " ".join(rows) + "\n"
    return lzma.compress(head.encode() + columns, preset=9 | lzma.PRESET_EXTREME)


def unpack(file: bytes) -> Table:
    """The reverse of `pack`."""
    languages_line, _, rest = lzma.decompress(file).partition(b"\n")
    ngrams_line, _, columns = rest.partition(b"\n")
    languages, ngrams = languages_line.decode().split(), ngrams_line.decode().split()
    width = 4 * len(languages)
    cells = bytearray(width * len(ngrams))
    for number in range(len(languages)):
        cells[4 * number :: width] = columns[number * len(ngrams) : (number + 1) * len(ngrams)]
    costs = {
        ngram: int.from_bytes(cells[place * width : (place + 1) * width], "little")
        for place, ngram in enumerate(ngrams)
    }
    return Table(tuple(languages), costs)


@cache
def table(script: str) -> Table:
    """The table of `cyrillic` or `latin`, read when first asked for (a quarter of a second)."""
    package = files("analysis.enrich.language")
    found = unpack((package / f"{script}.ngrams.xz").read_bytes())
    lists = tomllib.loads((package / "function_words.toml").read_text(encoding="utf-8"))
    found.learn({language: frozenset(words.split()) for language, words in lists.items()})
    return found
