"""What a crawl may claim when it has come to its end: that it saw everything, and for which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crawlers.crawl.discovery.context import DiscoveryContext
from crawlers.crawl.result import Outcome, sentence

_MOSTLY, _FEWEST = 0.5, 3
"""A crawl cannot vouch where more than this share of its articles, and at least so many, became no documents."""
_FEW_GIVEN_UP = 0.1
"""Of the articles found, how many may be unreadable for good without leaving a gap: one in ten, or the only one."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What became of the articles that a walk found."""

    gaps: list[str]
    """What of the lists could not be read."""
    found: int
    read: int
    """Those of which a document is held."""
    forbidden: int
    """Those that robots.txt, or a rule of ours, does not let us ask for."""
    lost: int
    """Those that gave nothing readable and are asked again by the next crawl."""
    given_up: int
    """Those that gave nothing readable in several crawls, and are asked again after a while."""
    something_else: int
    """Those that turned out to be no article: a list, a file, a page behind a password."""
    troubles: str
    """Why, in words."""

    @property
    def is_mostly_unread(self) -> bool:
        """Whether so much became no document that not even what was read can be trusted to be all."""
        return self.unread >= _FEWEST and self.unread > _MOSTLY * (self.unread + self.read)

    @property
    def unread(self) -> int:
        """How many gave nothing readable; of a source of which nothing was read, also what was something else."""
        return self.lost + self.given_up + (0 if self.read else self.something_else)

    @property
    def lacks_articles(self) -> bool:
        """Whether articles are missing that nobody has seen."""
        return self.lost > 0 or self.given_up > max(1, _FEW_GIVEN_UP * self.found)


def verdict(context: DiscoveryContext, claim: Claim) -> tuple[Outcome, str]:
    """Say whether everything asked for was looked at and could be read."""
    if claim.found and claim.forbidden == claim.found:
        return (
            "blocked",
            f"None of the {claim.found} articles found can be read: forbidden by robots.txt, or elsewhere.",
        )
    if claim.is_mostly_unread:
        return "broken", (
            f"Most of its articles cannot be read: {claim.unread} of "
            f"{claim.found} became no document ({claim.troubles or 'no answer'}). {sentence('; '.join(claim.gaps)) if claim.gaps else ''}"
        ).rstrip()
    missing = list(claim.gaps)
    if claim.lacks_articles:
        why = f" ({claim.troubles})" if claim.troubles else ""
        missing.append(f"{claim.lost + claim.given_up} articles gave no usable answer{why}")
    if _falls_short(context):
        missing.append(f"its list reaches back to {context.reaches_back_to} only")
    return ("partial", sentence("; ".join(missing))) if missing else ("complete", "")


def covered(
    context: DiscoveryContext, claim: Claim, oldest: date | None, today: date
) -> tuple[date, date] | None:
    """Return the first and last local day that a context that came to its end vouches for, if any.

    `oldest` is the oldest day seen in its lists. A list that ends before the source does (a feed) vouches from
    its oldest day on; a context that builds on an earlier crawl, from where that one did.
    """
    if claim.gaps or claim.lacks_articles or claim.is_mostly_unread or not context.vouches:
        return None
    if claim.found and claim.forbidden == claim.found:
        return None
    first = context.since or date.min
    if context.reaches_back_to:
        first = max(first, context.reaches_back_to)
    elif context.baseline:
        first = max(first, context.baseline.covers_from or today)
    elif context.since is None:
        first = min(filter(None, (context.site.since, oldest)), default=today)
    last = min(context.until or today, today)
    return (first, last) if first <= last else None


def is_whole(context: DiscoveryContext) -> bool:
    """Whether the context, with what it builds on, saw all that the source shows, not only its newest part."""
    return context.reaches_back_to is None and (context.baseline is None or context.baseline.whole)


def _falls_short(context: DiscoveryContext) -> bool:
    reach = context.reaches_back_to
    return bool(reach and context.since and reach > context.since)
