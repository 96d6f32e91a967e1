"""Which of the dates that a page names is the day of its publication: all weighed together, the likeliest wins.

Each day that some candidate names is scored by the sum of the weights of all signs that speak of it (a conditional
logit). `weights.toml` holds the weights, `training.py` learns them from pages whose day people have marked.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from crawlers.extract.documents import DATE_METHODS
from crawlers.extract.metadata.publication_date.candidate import REFUSED, Candidate

_SHOWN = frozenset(("time-element", "microdata", "printed", "guess"))
_RANKS = ("microdata", "says_published", "in_block", "under", "named_date", "stamped", "alone", "near")
"""Signs by which, the first one first, the best of the places is chosen in which a page shows the same day."""
_DECLARED = frozenset(("json_ld_own", "meta_published"))
_DOUBTFUL = frozenset(("in_list", "repeated", "linked", "far"))
_MOST_KINDS, _MOST_DAYS_OFF = 4, 16
_NOON, _ELSEWHERE = time(12), timedelta(hours=24)
"""An instant is of a day in some zone if it is less than so far from its noon in UTC (zones lie within 12 hours)."""


class Context(NamedTuple):
    """What a page tells about its time beside the candidates."""

    changed: frozenset[date]
    """Days on which it says that it was changed."""
    month: date | None
    """First day of the month that its address names."""


class Decision(NamedTuple):
    """The candidate that names the day of publication, and how likely it is to be right."""

    candidate: Candidate
    probability: float


@cache
def weights() -> Mapping[str, float]:
    """The weight of each sign, in logits; a sign that is not named weighs nothing."""
    text = (files("crawlers.extract.metadata.publication_date") / "weights.toml").read_text(encoding="utf-8")
    signs: dict[str, float] = tomllib.loads(text)["signs"]
    return signs


def decide(
    candidates: Iterable[Candidate], context: Context, worth: Mapping[str, float] | None = None
) -> Decision | None:
    """Return the likeliest day of publication, told by its best candidate; None if there is no candidate.

    `worth` is what each sign weighs, by itself that of `weights.toml`.
    """
    worth = weights() if worth is None else worth
    credible = _credible(candidates, context)
    signs = _signs_by_day(credible, context)
    if not signs:
        return None
    scores = {day: sum(worth.get(sign, 0.0) for sign in of_day) for day, of_day in signs.items()}
    day = max(scores, key=lambda day: scores[day])
    probability = math.exp(scores[day]) / (1 + sum(map(math.exp, scores.values())))
    return Decision(_teller(day, credible), probability)


def signs_by_day(candidates: Iterable[Candidate], context: Context) -> dict[date, frozenset[str]]:
    """Return for each day that a credible candidate names all signs that speak of it."""
    return _signs_by_day(_credible(candidates, context), context)


def _credible(candidates: Iterable[Candidate], context: Context) -> list[Candidate]:
    """The candidates that nothing rules out.

    A day is that of a change where the page declares it so, and an earlier one as that of publication. An address that
    names the month is right about it, though an article may be finished later.
    """
    likely = [
        candidate for candidate in candidates if not (candidate.signs & REFUSED or _is_of_list(candidate))
    ]
    declared = [candidate.moment.day for candidate in likely if candidate.signs & _DECLARED]
    changed = {day for day in context.changed if declared and day > min(declared)}
    return [
        one
        for one in likely
        if "json_ld_own" in one.signs
        or (
            one.moment.day not in changed
            and not (one.method in _SHOWN and _is_far(one.moment.day, context.month))
        )
    ]


def _is_of_list(candidate: Candidate) -> bool:
    """Whether a date is one of many that look alike, of teasers, answers or entries, or of a link in a list."""
    signs = candidate.signs
    return {"linked", "in_list"} <= signs or (
        "repeated" in signs and bool(signs & {"in_list", "linked", "far"})
    )


def _is_far(day: date, month: date | None) -> bool:
    return month is not None and not -_MOST_DAYS_OFF <= (day - month).days <= 31 + _MOST_DAYS_OFF


def _signs_by_day(credible: list[Candidate], context: Context) -> dict[date, frozenset[str]]:
    days = sorted({candidate.moment.day for candidate in credible})
    return {day: frozenset(_signs(day, days, credible, context)) for day in days}


def _signs(day: date, days: list[date], candidates: list[Candidate], context: Context) -> set[str]:
    mine = [one for one in candidates if one.moment.day == day]
    if any(_is_local(one) for one in mine):
        mine += [one for one in candidates if one.moment.day != day and _may_be_of(one, day)]
    signs = {sign for one in mine if one.method not in _SHOWN for sign in one.signs}
    kinds = len({sign.partition("_of_")[0].removesuffix("_likely") for sign in signs})
    shown = [one for one in mine if one.method in _SHOWN]
    if shown:
        best = max(shown, key=lambda one: tuple(sign in one.signs for sign in _RANKS))
        signs |= {"shown", *best.signs}
        kinds += 1
        if any("stamped" in one.signs for one in shown) and any("beside_stamp" in one.signs for one in shown):
            signs.add("shown_and_stamped")
    signs.add(f"kinds_{min(kinds, _MOST_KINDS)}")
    if context.month:
        signs.add("month_agrees" if day.replace(day=1) == context.month else "month_differs")
    if day in context.changed and not signs & {"json_ld_own", "meta_published"}:
        signs.add("day_of_change")
    if context.changed and day > max(context.changed):
        signs.add("after_change")
    if len(days) == 1:
        signs.add("only_day")
    elif day in {days[0], days[-1]}:
        signs.add("oldest" if day == days[0] else "newest")
    return signs


def _is_local(candidate: Candidate) -> bool:
    """Whether it is the day on the writer's calendar, and in no doubtful place."""
    return not candidate.in_utc and not candidate.signs & _DOUBTFUL


def _may_be_of(candidate: Candidate, day: date) -> bool:
    """Whether it is an instant in UTC that was on that day where the page was written, for all we know."""
    instant = candidate.moment.instant
    if not candidate.in_utc or not instant:
        return False
    return abs(instant.replace(tzinfo=None) - datetime.combine(day, _NOON)) < _ELSEWHERE


def _teller(day: date, candidates: list[Candidate]) -> Candidate:
    """The candidate for `day` that is read where dates are surest, with a time rather than without."""
    mine = [one for one in candidates if one.moment.day == day or _may_be_of(one, day)]
    first = min(mine, key=lambda one: (DATE_METHODS.index(one.method), one.moment.instant is None))
    return first._replace(moment=first.moment._replace(day=day))
