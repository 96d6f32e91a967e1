"""What a walk may claim when it has come to its end, told from what became of its articles."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from crawlers.catalogue.sources import Site
from crawlers.crawl.discovery.context import DiscoveryContext
from crawlers.crawl.discovery.history import Checkpoint
from crawlers.crawl.spiders.coverage_claim import Claim, covered, verdict

TODAY, OLDEST, ASKED = date(2016, 8, 1), date(2015, 6, 1), date(2016, 1, 1)
LATER = date(2016, 3, 1)


def a_context(**given: Any) -> DiscoveryContext:
    never = cast(Any, None)
    usual = {
        "site": Site(url="https://paper.example"),  # type: ignore[arg-type]
        "since": None, "until": None, "history": never, "baseline": None, "entry": None, "robots_sitemaps": (), "fetch": never,
    }  # fmt: skip
    set_later = {name: given.pop(name) for name in ("reaches_back_to", "vouches", "gaps") if name in given}
    return DiscoveryContext(**cast(Any, usual | given), **set_later)


def a_claim(**given: Any) -> Claim:
    usual = {"gaps": [], "found": 100, "read": 100, "forbidden": 0, "lost": 0, "given_up": 0}
    return Claim(**cast(Any, usual | {"something_else": 0, "troubles": ""} | given))


def a_baseline(covers_from: date | None) -> Checkpoint:
    begun = cast(Any, None)
    return Checkpoint(
        ended_at=begun, as_of=begun, covers_from=covers_from, whole=True, strategy="sitemap", entry=""
    )


@pytest.mark.parametrize(
    ("became", "outcome"),
    [
        pytest.param({}, "complete", id="all read"),
        pytest.param({"lost": 1, "read": 99}, "partial", id="one that the next crawl asks for again"),
        pytest.param({"given_up": 10, "read": 90}, "complete", id="one in ten unreadable for good"),
        pytest.param({"given_up": 11, "read": 89}, "partial", id="more than one in ten"),
        pytest.param(
            {"found": 4, "given_up": 1, "read": 3}, "complete", id="the only one unreadable for good"
        ),
        pytest.param({"found": 4, "given_up": 2, "read": 2}, "partial", id="two of four"),
        pytest.param({"given_up": 51, "read": 49}, "broken", id="most unreadable"),
        pytest.param({"given_up": 50, "read": 50}, "partial", id="half unreadable"),
        pytest.param({"found": 2, "lost": 2, "read": 0}, "partial", id="two may be chance"),
        pytest.param({"found": 3, "lost": 3, "read": 0}, "broken", id="three are not"),
        pytest.param({"read": 0, "something_else": 3}, "broken", id="nothing but lists and files"),
        pytest.param({"read": 9, "something_else": 91}, "complete", id="lists and files beside articles"),
        pytest.param({"read": 0, "forbidden": 100}, "blocked", id="all forbidden"),
        pytest.param({"read": 1, "forbidden": 99}, "complete", id="what is forbidden is no gap"),
        pytest.param({"gaps": ["a list broke off"]}, "partial", id="a list that broke off"),
    ],
)
def test_what_became_of_the_articles_decides_the_outcome_and_whether_days_are_vouched_for(
    became: dict[str, Any], outcome: str
) -> None:
    claim, context = a_claim(**became), a_context()
    assert verdict(context, claim)[0] == outcome
    days = covered(context, claim, OLDEST, TODAY)
    assert days == ((OLDEST, TODAY) if outcome == "complete" else None)


@pytest.mark.parametrize(
    ("given", "days"),
    [
        pytest.param({}, (OLDEST, TODAY), id="from the oldest day its lists show"),
        pytest.param({"since": ASKED}, (ASKED, TODAY), id="from the day asked for"),
        pytest.param({"until": ASKED}, (OLDEST, ASKED), id="to the day asked for"),
        pytest.param({"until": date(2030, 1, 1)}, (OLDEST, TODAY), id="but not into the future"),
        pytest.param({"reaches_back_to": LATER}, (LATER, TODAY), id="a feed, from its oldest item"),
        pytest.param(
            {"since": ASKED, "reaches_back_to": LATER}, (LATER, TODAY), id="which may not reach far"
        ),
        pytest.param({"baseline": a_baseline(LATER)}, (LATER, TODAY), id="from where the earlier crawl did"),
        pytest.param(
            {"baseline": a_baseline(None)},
            (TODAY, TODAY),
            id="from today, if the earlier one vouched for none",
        ),
        pytest.param({"vouches": False}, None, id="never, by links alone"),
        pytest.param({"since": date(2030, 1, 1)}, None, id="for no day that has not come"),
    ],
)
def test_which_days_a_walk_vouches_for(given: dict[str, Any], days: tuple[date, date] | None) -> None:
    assert covered(a_context(**given), a_claim(), OLDEST, TODAY) == days
