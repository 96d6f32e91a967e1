"""A change of level is found, dated and bounded; a steady series has none, and a gap is no fall."""

from datetime import date

import numpy as np
import pytest

from analysis.build import build
from analysis.change_points import (
    FEWEST_MONTHS,
    PENALTY,
    PoissonRate,
    _dispersion,
    find_shifts,
    refresh_shifts,
)
from analysis.seeds import poisson_limits
from crawlers.catalogue.study import Study, Window
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_row


def months(n: int) -> list[date]:
    return [date(2012 + k // 12, k % 12 + 1, 1) for k in range(n)]


def poisson(level: float, n: int, seed: int) -> list[int]:
    return [int(x) for x in np.random.Generator(np.random.PCG64(seed)).poisson(level, n)]


def test_the_cuts_are_the_best_of_all() -> None:
    """Compared with an exact search through every way to cut a series into stretches of three months or more."""
    dice = np.random.Generator(np.random.PCG64(5))
    for _ in range(60):
        n = int(dice.integers(6, 30))
        levels = np.repeat(dice.choice([0.3, 1, 3, 8, 20, 60], 3), -(-n // 3))[:n]
        counts, exposures = dice.poisson(levels), dice.choice([0.3, 0.5, 1.0], n)
        signal = np.column_stack([counts.astype(float), exposures])
        cost, fee = PoissonRate(_dispersion(signal)).fit(signal), PENALTY * np.log(n)
        best = [-fee, *[np.inf] * n]
        for end in range(FEWEST_MONTHS, n + 1):
            starts = range(end - FEWEST_MONTHS + 1)
            best[end] = min(best[start] + cost.error(start, end) + fee for start in starts)
        found = [months(n).index(shift.month) for shift in find_shifts(months(n), counts, exposures)]
        bounds = [0, *found, n]
        paid = sum(map(cost.error, bounds, bounds[1:])) + fee * len(found)
        assert paid == pytest.approx(best[n])


def test_a_rise_like_the_polish_one_is_dated() -> None:
    counts = poisson(2, 24, 1) + poisson(9, 24, 2)
    [shift] = find_shifts(months(48), counts, [1.0] * 48)
    assert shift.earliest <= shift.month <= shift.latest
    assert abs((shift.month - date(2014, 1, 1)).days) <= 62
    assert shift.before[1] < 2 < shift.before[2]
    assert shift.after[1] < 9 < shift.after[2]


def test_a_fall_like_the_greek_one_is_dated() -> None:
    [shift] = find_shifts(months(36), poisson(8, 20, 3) + poisson(2, 16, 4), [1.0] * 36)
    assert abs((shift.month - date(2013, 9, 1)).days) <= 62
    assert shift.before[0] > shift.after[0]


def test_steady_series_have_no_shifts() -> None:
    found = [find_shifts(months(40), poisson(5, 40, seed), [1.0] * 40) for seed in range(100)]
    assert sum(map(bool, found)) <= 5


def test_half_the_days_known_is_no_fall() -> None:
    exposures = [1.0] * 20 + [0.5] * 20
    assert find_shifts(months(40), [10] * 20 + [5] * 20, exposures) == []


def test_a_change_within_a_gap_may_have_come_at_any_month_of_it() -> None:
    known = months(12) + [date(2013, month, 1) for month in range(7, 13)]
    [shift] = find_shifts(known, [3] * 12 + [30] * 6, [1.0] * 18)
    assert (shift.earliest, shift.month) == (date(2013, 1, 1), date(2013, 7, 1))


@pytest.mark.parametrize("n", [0, 1, 5])
def test_too_short_a_series_says_nothing(n: int) -> None:
    assert find_shifts(months(n), [1] * n, [1.0] * n) == []


def test_a_level_holds_for_three_months_or_is_none() -> None:
    assert find_shifts(months(5), [1, 1, 90, 90, 90], [1.0] * 5) == []
    assert [one.month for one in find_shifts(months(6), [1, 1, 1, 90, 90, 90], [1.0] * 6)] == [months(6)[3]]


def test_a_series_of_zeroes_has_no_shift() -> None:
    assert find_shifts(months(12), [0] * 12, [1.0] * 12) == []


def test_an_empty_warehouse_has_no_shifts(tmp_path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        build(warehouse, (), Study(window=[Window(name="w", since=date(2015, 4, 1), until=date(2015, 5, 1))]))
        add_row(
            warehouse, "shifts", diaspora="greek", series="activity", month=date(2015, 1, 1),
            earliest=date(2015, 1, 1), latest=date(2015, 1, 1), level_before=1, before_low=1, before_high=1,
            level_after=2, after_low=2, after_high=2, months_known=9,
        )  # fmt: skip
        assert refresh_shifts(warehouse) == 0
        assert warehouse.execute("SELECT count(*) FROM shifts").fetchall() == [(0,)]


def test_poisson_limits_are_those_of_the_tables() -> None:
    low, high = poisson_limits(np.array([0, 1, 2, 10, 100]))
    assert list(np.round(low, 3)) == [0.0, 0.025, 0.242, 4.795, 81.364]
    assert list(np.round(high, 3)) == [3.689, 5.572, 7.225, 18.39, 121.627]
