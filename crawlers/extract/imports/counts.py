"""Counts as people's programs write them: the cells of a column are read one way, or are unknown.

`1.000` is a thousand in one country and one in another, so what separates groups and what begins decimals is learnt from
all cells of a column. A cell that stays doubtful is unknown; its row is kept. Rounded counts (`1.2K`) are read as
what they say; bounds (`<100`, `100+`) are no counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

LARGEST = 2**63 - 1
"""What the warehouse can hold of a count."""
UNKNOWN = frozenset(
    "n/a na null (null) none nan nil undefined \\n - – — ? #n/a #na #value! #ref! #name? #num! #null! #div/0!".split()
) | {""}
"""What programs and spreadsheets write where there is nothing, in lower case."""
_CELL = re.compile(r"(\d[\d.,]*)\s*([^\W\d_]*)\.?")
_ALWAYS_GROUPS = re.compile(r"(?<=\d)[\s\u00a0\u2009\u202f'’ʼ](?=\d{3}(?!\d))")
_WESTERN = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_INDIAN = re.compile(r"[1-9]\d?(?:([.,])\d\d)(?:\1\d\d)*\1\d{3}")
_TIMES = {"": 1} | {
    name: factor
    for factor, names in {
        1000: "k тыс tsd tys th",
        10**6: "m mln млн mio mn",
        10**9: "b bn mrd млрд mlrd",
    }.items()
    for name in names.split()
}


@dataclass(slots=True)
class CountColumn:
    """What the cells of one column show."""

    groups: set[str] = field(default_factory=set)
    """Signs that stand between groups of digits in some cell, beyond doubt."""
    decimals: set[str] = field(default_factory=set)
    """Signs that begin decimals in some cell, beyond doubt."""

    def look(self, value: object) -> None:
        """Learn from one cell."""
        number, _ = _parts(value)
        dots, commas = number.count("."), number.count(",")
        if dots and commas:
            last = max(".,", key=number.rfind)
            self.decimals.add(last)
            self.groups.add("," if last == "." else ".")
        elif sign := "." if dots else "," if commas else "":
            doubtful = _WESTERN.fullmatch(number) and dots + commas == 1
            (self.groups if dots + commas > 1 else self.decimals).update(() if doubtful else sign)

    def read(self, value: object) -> int | None:
        """Read a cell. None when it is empty; raises ValueError when it is no count, or may be one of two."""
        plain = str("" if value is None else value).strip()
        if plain.lower() in UNKNOWN:
            return None
        number, unit = _parts(plain)
        count = (
            Decimal(self._plain(number, bool(unit))) * _TIMES[unit]
            if number and unit in _TIMES
            else Decimal("0.5")
        )
        if count != count.to_integral_value() or count > LARGEST:
            raise ValueError(f"{plain[:40]!r} is no count")
        return int(count)

    def _plain(self, number: str, rounded: bool) -> str:
        """The number with a dot before its decimals and no other sign; a `rounded` one (`1.234K`) may well have some."""
        signs = [sign for sign in ".," if sign in number]
        if not signs:
            return number
        if len(signs) == 2:
            last = max(signs, key=number.rfind)
            whole, _, decimals = number.rpartition(last)
            return f"{_ungrouped(whole)}.{decimals}"
        (sign,) = signs
        if number.count(sign) > 1:
            return _ungrouped(number)
        if _WESTERN.fullmatch(number):
            if sign in self.decimals and rounded:
                return number.replace(sign, ".")
            if sign in self.decimals or (rounded and sign not in self.groups):
                raise ValueError(f"{number!r} may be two numbers in this column")
            return _ungrouped(number)
        return number.replace(sign, ".")


@dataclass(slots=True)
class CountColumns:
    """All columns of counts of one table."""

    columns: dict[str, CountColumn] = field(default_factory=dict)
    unread: Counter[str] = field(default_factory=Counter)
    """How many cells of a column are no counts."""

    def learn(self, names: Iterable[str], rows: Iterable[Mapping[str, object]]) -> None:
        """Look at all rows; a column that holds nothing but digits needs no more."""
        self.columns = {name: CountColumn() for name in names}
        wanted = tuple(self.columns.items())
        for row in rows:
            for name, column in wanted:
                if (cell := row.get(name)) and not str(cell).isdecimal():
                    column.look(cell)

    def read(self, row: Mapping[str, object], name: str) -> int | None:
        """Read the cell of a row in the column `name`; None when it is not there, empty, or no count."""
        try:
            return self.columns.get(name, CountColumn()).read(row.get(name))
        except ValueError:
            self.unread[name] += 1
            return None


def _parts(value: object) -> tuple[str, str]:
    """The number in a cell, signs and all, and its unit; empty when there is none."""
    found = _CELL.fullmatch(_ALWAYS_GROUPS.sub("", str(value).strip()))
    return (found[1], found[2].lower()) if found else ("", "")


def _ungrouped(number: str) -> str:
    """Take out the signs between groups. Raises ValueError when they are not where groups end."""
    if not number.isdecimal() and not _WESTERN.fullmatch(number) and not _INDIAN.fullmatch(number):
        raise ValueError(f"{number!r} is no number")
    return re.sub("[.,]", "", number)
