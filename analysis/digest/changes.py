"""What may be said of a count beside an earlier one, given the exact limits of both rates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A count of a month, its rate, and the limits of the rate (Poisson, 95 %)."""

    n: int
    rate: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.n} ({_short(self.rate)}; {_short(self.low)} to {_short(self.high)})"


def _short(rate: float) -> str:
    """Two digits of a rate, which is as much as its limits allow to say; of more than a hundred, the whole number.

    >>> [_short(rate) for rate in (0.0, 0.0245, 0.968, 5.39, 26.9, 1141.6)]
    ['0', '0.025', '0.97', '5.4', '27', '1,142']
    """
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.2g}"


def verdict(now: Level | None, before: Level | None) -> str:
    """Say how `now` stands to `before`: rose or fell only where the limits of the two do not touch.

    >>> verdict(Level(30, 30.0, 20.2, 42.8), Level(8, 8.0, 3.5, 15.8))
    'rose'
    >>> verdict(Level(0, 0.0, 0.0, 3.7), Level(2, 2.0, 0.2, 7.2))
    'silent; so few before that it may be chance'
    >>> verdict(None, Level(8, 8.0, 3.5, 15.8))
    'not known'
    """
    if now is None:
        return "not known"
    if before is None:
        return "nothing known to compare with"
    if now.n == 0 and before.n > 0:
        return "fell silent" if now.high < before.low else "silent; so few before that it may be chance"
    if before.n == 0 and now.n > 0:
        return "spoke again" if now.low > before.high else "spoke again; so few that it may be chance"
    if now.n == 0:
        return "silent as before"
    if now.low > before.high:
        return "rose"
    return "fell" if now.high < before.low else "no clear change"


CLEAR = frozenset({"rose", "fell", "fell silent", "spoke again"})
"""Verdicts that are news."""
