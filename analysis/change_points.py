"""Changes of level in what a community publishes and in how often papers name it: when, from what to what, how sure.

A month has a count and an exposure (days known, documents printed); between two changes the counts are taken for
Poisson counts of one rate. `ruptures` finds the set of changes whose likelihood, less a penalty for each, is best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import ruptures
from scipy.stats import chi2

FEWEST_MONTHS = 3
"""A level holds for at least so many known months; a series of fewer than twice as many has no shifts."""
PENALTY = 3.0
"""Times the logarithm of the number of months: what a change must gain in likelihood ratio, as in the modified
Bayes information criterion of Zhang and Siegmund, Biometrics 63 (2007)."""
CERTAINTY = 0.95

_SERIES = {
    "activity": """
        SELECT diaspora, period_start, own_first_publications, own_days_known / 30.0
        FROM intermediate.int_measured
        WHERE period = 'month' AND own_days_known >= 7
        ORDER BY ALL
    """,
    "attention": """
        SELECT diaspora, period_start, press_first_naming, press_first_publications / 1000.0
        FROM intermediate.int_measured
        WHERE period = 'month' AND press_days_known >= 7 AND press_first_publications > 0
        ORDER BY ALL
    """,
}
"""Community, month, count and exposure; months of which less than a week is known are left out."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of level."""

    month: date
    """First month of the new level, the most likely one."""
    earliest: date
    """The change fell between this month and `latest`, with 95 % probability."""
    latest: date
    before: tuple[float, float, float]
    """Level before, with its lower and upper limit (95 %): counts per unit of exposure."""
    after: tuple[float, float, float]


class PoissonRate(ruptures.base.BaseCost):  # type: ignore[misc]
    """Minus twice the log likelihood of one Poisson rate; the signal's columns are counts and exposures."""

    model = "poisson_rate"
    min_size = FEWEST_MONTHS

    def __init__(self, dispersion: float) -> None:
        self.dispersion = dispersion

    def fit(self, signal: np.ndarray[Any, Any]) -> PoissonRate:
        """Keep running sums, so that the cost of any stretch is two subtractions."""
        self.signal = signal
        self.sums = np.vstack([np.zeros(2), np.cumsum(signal, axis=0)])
        return self

    def error(self, start: int, end: int) -> float:
        """Cost of the months from `start` up to and without `end`."""
        counted, exposed = self.sums[end] - self.sums[start]
        if counted == 0:
            return 0.0
        return float(-2 * (counted * np.log(counted / exposed) - counted) / self.dispersion)


def find_shifts(months: Sequence[date], counts: Sequence[int], exposures: Sequence[float]) -> list[Shift]:
    """Return the changes of level in a series, in order of time. Months that are not known are simply not given."""
    if len(months) < 2 * FEWEST_MONTHS:
        return []
    signal = np.column_stack([np.asarray(counts, float), np.asarray(exposures, float)])
    cost = PoissonRate(_dispersion(signal)).fit(signal)
    search = ruptures.Pelt(custom_cost=cost, min_size=FEWEST_MONTHS, jump=1).fit(signal)
    bounds = [0, *search.predict(pen=PENALTY * np.log(len(months)))]
    return [
        _shift(months, cost, first, change, end)
        for first, change, end in zip(bounds, bounds[1:], bounds[2:], strict=False)
    ]


def refresh_shifts(connection: duckdb.DuckDBPyConnection) -> int:
    """Fill the table `shifts` from the staging models. Returns how many were found."""
    found = []
    for series, query in _SERIES.items():
        rows = connection.execute(query).fetchall()
        for diaspora in sorted({row[0] for row in rows}):
            own = [row[1:] for row in rows if row[0] == diaspora]
            months, counts, exposures = zip(*own, strict=True)
            found += [
                _row(diaspora, series, len(months), shift)
                for shift in find_shifts(months, counts, [float(exposed) for exposed in exposures])
            ]
    connection.execute("DELETE FROM shifts")
    if found:
        connection.register("found_shifts", pa.Table.from_pylist(found))
        connection.execute("INSERT INTO shifts BY NAME FROM found_shifts")
        connection.unregister("found_shifts")
    return len(found)


def _dispersion(signal: np.ndarray[Any, Any]) -> float:
    """Return how many times more neighbouring months differ than Poisson counts would, at least 1.

    The median of squared differences over their Poisson variance, over the median of chi-squared with one degree of
    freedom: a few jumps do not move it.
    """
    counted, exposed = signal.T
    rates = counted / exposed
    pooled = (counted[1:] + counted[:-1]) / (exposed[1:] + exposed[:-1])
    usual = pooled * (1 / exposed[1:] + 1 / exposed[:-1])
    squares = np.diff(rates)[usual > 0] ** 2 / usual[usual > 0]
    return max(1.0, float(np.median(squares) / chi2.median(1))) if squares.size else 1.0


def _shift(months: Sequence[date], cost: PoissonRate, first: int, change: int, end: int) -> Shift:
    candidates = range(first + FEWEST_MONTHS, end - FEWEST_MONTHS + 1)
    costs = np.array([cost.error(first, k) + cost.error(k, end) for k in candidates])
    weights = np.exp(-(costs - costs.min()) / 2)
    weights /= weights.sum()
    order = np.argsort(-weights, kind="stable")
    enough = int(np.searchsorted(np.cumsum(weights[order]), CERTAINTY)) + 1
    likely = [candidates[int(place)] for place in order[:enough]]
    return Shift(
        month=months[change],
        earliest=_month_after(months[min(likely) - 1]),
        latest=months[max(likely)],
        before=_level(cost, first, change),
        after=_level(cost, change, end),
    )


def _level(cost: PoissonRate, start: int, end: int) -> tuple[float, float, float]:
    """Return the rate of a stretch with its limits; the limits are Garwood's for the count over the dispersion."""
    counted, exposed = cost.sums[end] - cost.sums[start]
    events, unit = counted / cost.dispersion, cost.dispersion / exposed
    low = chi2.ppf(0.025, 2 * events) / 2 if events > 0 else 0.0
    return counted / exposed, low * unit, chi2.ppf(0.975, 2 * events + 2) / 2 * unit


def _month_after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _row(diaspora: str, series: str, months_known: int, shift: Shift) -> dict[str, Any]:
    names = ("level_before", "before_low", "before_high", "level_after", "after_low", "after_high")
    levels = dict(zip(names, (round(float(x), 4) for x in (*shift.before, *shift.after)), strict=True))
    return {
        "diaspora": diaspora,
        "series": series,
        "month": shift.month,
        "earliest": shift.earliest,
        "latest": shift.latest,
        "months_known": months_known,
        **levels,
    }
