"""When a page says it was published and changed: all dates it names are candidates, and are weighed together."""

from __future__ import annotations

from datetime import datetime

from lxml.html import HtmlElement

from crawlers.extract.dates.machine import stamp
from crawlers.extract.dates.moment import plausible
from crawlers.extract.documents import PublishedDate
from crawlers.extract.metadata.publication_date.candidate import Candidate
from crawlers.extract.metadata.publication_date.declared import (
    changed_days,
    day_in_address,
    declared_dates,
    month_in_address,
)
from crawlers.extract.metadata.publication_date.visible import visible_dates
from crawlers.extract.metadata.publication_date.weighing import Context, decide
from crawlers.extract.metadata.structured_data import Declarations, text_of
from crawlers.extract.page_input import PageInput

__all__ = ["LEAST_PROBABILITY", "candidates", "modified", "published"]

_MODIFIED = (
    "article:modified_time", "article_modified_time", "og:updated_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified",
)  # fmt: skip
LEAST_PROBABILITY = 0.5
"""Below which a page has no date: a wrong day is worse than none."""


def published(
    page: PageInput, tree: HtmlElement, declared: Declarations, url: str, title: str
) -> PublishedDate | None:
    """Return the date of publication, or None if neither the page nor its address `url` gives one surely enough."""
    month = month_in_address(url)
    found = candidates(page, tree, declared, url, title)
    context = Context(changed_days(declared, page.timezone), month.moment.day if month else None)
    decision = decide(found, context)
    if decision and decision.probability >= LEAST_PROBABILITY:
        return _dated(decision.candidate)
    return _dated(month) if month and plausible(month.moment, page.captured_at) else None


def candidates(
    page: PageInput, tree: HtmlElement, declared: Declarations, url: str, title: str
) -> list[Candidate]:
    """Return every date that the page or its address may mean as that of publication."""
    zone = page.timezone
    found = [
        *declared_dates(tree, declared, zone),
        *visible_dates(tree, title, url, zone, page.captured_at),
        *day_in_address(url),
    ]
    return [candidate for candidate in found if plausible(candidate.moment, page.captured_at)]


def modified(page: PageInput, declared: Declarations) -> datetime | None:
    """Return the instant (UTC) at which the page says it was last changed, if it gives one with a time."""
    for value in (text_of(declared.article.get("dateModified")), declared.meta(*_MODIFIED)):
        moment = stamp(value, page.timezone)
        if moment and plausible(moment, page.captured_at):
            return moment.instant
    return None


def _dated(candidate: Candidate) -> PublishedDate:
    return candidate.moment.found_by(candidate.method, candidate.raw)
