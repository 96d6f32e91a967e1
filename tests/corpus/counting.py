"""Every measure counted in Python from the corpus's truth: loops and dictionaries, no SQL, nothing of `analysis`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import log, sqrt

from tests.corpus.truth import TrueDocument, Truth
from tests.corpus.world import PAPERS

HERITAGE = {
    "bulgarian": "bg", "estonian": "et", "finnish": "fi", "german": "de", "greek": "el", "hungarian": "hu",
    "lithuanian": "lt", "polish": "pl", "romanian": "ro",
}  # fmt: skip
FOLK = {"dance", "music", "cuisine"}

Named = dict[tuple[str, str], list[tuple[str, str]]]
"""Targets and parts of the spans that name a community, by document and community."""


@dataclass(frozen=True)
class Period:
    """A dated period, both days included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Each day of it."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1))


@dataclass(frozen=True)
class Counting:
    """Counts what the truth says."""

    truth: Truth
    named: Named
    domains: dict[str, str]
    """Domain by topic."""

    @cached_property
    def dated(self) -> list[TrueDocument]:
        """Documents that stand in time series."""
        return [one for one in self.truth.documents if one.day]

    def own(self, diaspora: str) -> list[str]:
        """The community's own sources."""
        return [source for source, whose in self.truth.own_sources.items() if whose == diaspora]

    def known_days(self, source: str, period: Period) -> list[date]:
        """The days of a period that are known of a source."""
        return [day for day in period.days() if self.truth.is_known(source, day)]

    def printed(self, sources: Iterable[str], period: Period) -> list[TrueDocument]:
        """What the sources published in the period on the days that are known."""
        wanted = set(sources)
        return [
            one
            for one in self.dated
            if one.source_id in wanted
            and one.day
            and period.first <= one.day <= period.last
            and self.truth.is_known(one.source_id, one.day)
        ]

    # --- months of a source

    def activity(self, diaspora: str, month: Period) -> dict[str, float | None] | None:
        """What `activity_monthly` says on the web; None: not known."""
        if not any(self.known_days(source, month) for source in self.own(diaspora)):
            return None
        printed = self.printed(self.own(diaspora), month)
        written = Counter[str]()
        for one in printed:
            written[one.language] += words(one)
        total = sum(written.values())
        return {
            "documents": len(printed),
            "first_publications": sum(one.duplicate_of is None for one in printed),
            "words": sum(words(one) for one in printed),
            "active_weeks": len({week(one) for one in printed}),
            "longest_silence": self.longest_silence(diaspora, month),
            "topics": len({topic for one in printed for topic in one.topics}),
            "share_heritage": round(written[HERITAGE[diaspora]] / total, 4) if total else None,
            "share_russian": round(written["ru"] / total, 4) if total else None,
        }

    def longest_silence(self, diaspora: str, month: Period) -> int | None:
        """Days in a row on which no own source published, all being known; None: no day is known of all."""
        busy = {(one.source_id, one.day) for one in self.dated}
        longest, run, any_known = 0, 0, False
        for day in month.days():
            asked = [s for s in self.own(diaspora) if (s, day) in self.truth.coverage]
            known = bool(asked) and all(self.truth.is_known(s, day) for s in asked)
            run = run + 1 if known and not any((s, day) in busy for s in asked) else 0
            longest, any_known = max(longest, run), any_known or known
        return longest if any_known else None

    def naming(self, diaspora: str, source: str, month: Period) -> dict[str, int] | None:
        """What `homeland_mentions_monthly` counts; None: not known."""
        if not self.known_days(source, month):
            return None
        printed = self.printed([source], month)
        spans = {
            one.document_id: [t for t, _ in self.named.get((one.document_id, diaspora), ()) if t != "city"]
            for one in printed
        }
        naming = [one for one in printed if spans[one.document_id]]
        first = [one for one in naming if one.duplicate_of is None]
        return {
            "documents": len(printed),
            "words": sum(words(one) for one in printed),
            "documents_naming": len(naming),
            "first_naming": len(first),
            "mentions": sum(len(spans[one.document_id]) for one in naming),
            "first_mentions": sum(len(spans[one.document_id]) for one in first),
            "homeland_mentions": sum(spans[one.document_id].count("homeland") for one in naming),
        }

    def visibility(self, diaspora: str, paper: str, month: Period) -> dict[str, int] | None:
        """What `press_visibility_monthly` counts; None: not known."""
        if not self.known_days(paper, month):
            return None
        first = [one for one in self.printed([paper], month) if one.duplicate_of is None]
        classes = Counter(one.concerns.get(diaspora) for one in first)
        kinds = ("community", "bilateral", "history", "sport", "reverse_diaspora", "homeland_news", "other")
        return {
            "first_publications": len(first),
            **{kind: classes[kind] for kind in kinds},
            "titles": sum(
                any(
                    part == "title" and t != "city"
                    for t, part in self.named.get((one.document_id, diaspora), ())
                )
                for one in first
            ),
        }

    # --- periods: what was printed on known days

    def events(self, diaspora: str, period: Period) -> Counter[str] | None:
        """Documents by type of event on the community's life; None: not known."""
        if not self.life_is_known(diaspora, period):
            return None
        sources = {source for source, _ in self.truth.coverage}
        return Counter(
            topic
            for one in self.printed(sources, period)
            if one.duplicate_of is None and one.concerns.get(diaspora) == "community"
            for topic in one.topics
        )

    def life_is_known(self, diaspora: str, period: Period) -> bool:
        """Whether an own source is known in the period, or, where none was asked, a paper."""
        own = self.own(diaspora)
        asked = any((source, day) in self.truth.coverage for source in own for day in period.days())
        return any(self.known_days(source, period) for source in (own if asked else PAPERS))

    def contacts(self, diaspora: str, period: Period) -> tuple[int, int]:
        """Contacts from and to the homeland, on days that are known."""
        comes = turns = 0
        sources = {source for source, _ in self.truth.coverage}
        for one in self.printed(sources, period):
            relevance = one.concerns.get(diaspora)
            if one.duplicate_of or relevance is None:
                continue
            targets = {target for target, _ in self.named.get((one.document_id, diaspora), ())}
            offered = one.topics & {"official_visit", "scholarship"}
            comes += relevance == "community" and bool(targets & {"institution", "office_holder"} or offered)
            own = self.truth.own_sources.get(one.source_id) == diaspora
            turns += own and ("homeland" in targets or relevance == "bilateral")
        return comes, turns

    def components(self, diaspora: str, period: Period) -> dict[str, float | None]:
        """The components of the index, scaled as config/study.toml says."""
        known = {source: self.known_days(source, period) for source in self.own(diaspora)}
        enough = max(map(len, known.values()), default=0) >= 28
        press_days = sum(len(self.known_days(paper, period)) for paper in PAPERS)
        events = self.events(diaspora, period)
        comes, turns = self.contacts(diaspora, period)
        press = [one for one in self.printed(PAPERS, period) if one.duplicate_of is None]
        on_it = sum(one.concerns.get(diaspora) == "community" for one in press)
        weeks, active = self.weeks(diaspora, period)
        rate = sum(
            30 * sum(one.duplicate_of is None for one in self.printed([source], period)) / len(days)
            for source, days in known.items()
            if days
        )
        exchange = sqrt(comes * turns) * 30 / max(sum(map(len, known.values())), 1)
        per_1000 = 1000 * on_it / len(press) if press else None
        return {
            "activity": rate / (rate + 4) if enough else None,
            "regularity": active / weeks if enough and weeks else None,
            "breadth": evenness(events, len(self.domains)) if events is not None else None,
            "domains": len({self.domains[t] for t in events}) / len(set(self.domains.values()))
            if events is not None
            else None,
            "exchange": exchange / (exchange + 1) if enough else None,
            "press": per_1000 / (per_1000 + 2) if per_1000 is not None and press_days >= 28 else None,
        }

    def weeks(self, diaspora: str, period: Period) -> tuple[int, int]:
        """Weeks of the period of which every day is known of some own source, and those with a first publication."""
        known: dict[tuple[int, int], set[date]] = defaultdict(set)
        for source in self.own(diaspora):
            for day in self.known_days(source, period):
                known[day.isocalendar()[:2]].add(day)
        whole = {one for one, days in known.items() if len(days) == 7}
        busy = {week(one) for one in self.printed(self.own(diaspora), period) if one.duplicate_of is None}
        return len(whole), len(whole & busy)


def words(one: TrueDocument) -> int:
    """Words as the warehouse counts them: runs of letters, with hyphens and apostrophes inside; no figures."""
    text = f"{one.title} {one.text}"
    kept = "".join(letter if letter.isalpha() or letter in "-'’" else " " for letter in text)
    return sum(any(letter.isalpha() for letter in word) for word in kept.split())


def week(one: TrueDocument) -> tuple[int, int]:
    """The calendar week of a document."""
    assert one.day
    return one.day.isocalendar()[:2]


def evenness(events: Counter[str], kinds: int) -> float:
    """Shannon's entropy over types of event, divided by that of `kinds` equal ones."""
    total = sum(events.values())
    return -sum(n / total * log(n / total) for n in events.values()) / log(kinds) if total else 0.0
