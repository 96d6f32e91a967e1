"""The whole chain in one command, for cron: run."""

from __future__ import annotations

from typing import Annotated

import typer

from diaspora.collecting import bring_in, crawl, drop_expired_answers
from diaspora.command import Place
from diaspora.measuring import build, enrich, report
from diaspora.telling import GOOD, log


def run(
    place: Place,
    sample: Annotated[
        bool, typer.Option("--sample", help="Use the synthetic sample in place of a crawl.")
    ] = False,
) -> int:
    """Crawl, extract, enrich, build, report: what cron calls."""
    status = max(
        GOOD if sample else crawl(place, None),
        bring_in(place, sample=sample),
        drop_expired_answers(place),
        enrich(place),
        build(place),
        report(place),
    )
    if status != GOOD:
        _tell_who_needs_a_person(place)
    return status


def _tell_who_needs_a_person(place: Place) -> None:
    """End with what a person has to look at, so that nobody has to search the log for it."""
    from analysis.query import WORRYING, health

    with place.built() as warehouse:
        for source, state, *_, reason in health(warehouse):
            if state in WORRYING:
                log.warning("Look at %s: %s. %s", source, state.replace("_", " "), reason or "")
