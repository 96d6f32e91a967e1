"""Every feature of the classifier's table, and how firm ranks are, counted from the corpus's truth."""

from __future__ import annotations

from hashlib import md5
from math import cos, log, pi, sqrt

from tests.corpus.counting import FOLK, Counting, Period, evenness, month_of, words
from tests.corpus.world import PAPERS

Number = float | int | None

WEIGHTS = {
    "activity": 0.20, "regularity": 0.20, "breadth": 0.20, "domains": 0.15, "exchange": 0.15, "press": 0.10,
}  # fmt: skip
"""Of config/study.toml."""


def features(counting: Counting, diaspora: str, period: Period, people: int | None) -> dict[str, Number]:
    """What `classifier_features` says of a community in a period."""
    counted = (
        own(counting, diaspora, period) | press(counting, diaspora, period) | life(counting, diaspora, period)
    )
    return counted | {
        "census_people": people,
        "own_first_publications_per_30_days_per_1000_people": per(
            counted["own_first_publications_per_30_days"], people
        ),
        "events_per_1000_people": per(counted["events"], people),
        "press_first_naming_per_1000_people": per(counted["press_first_naming"], people),
    }


def own(counting: Counting, diaspora: str, period: Period) -> dict[str, Number]:
    """Of its own sources."""
    sources = counting.own(diaspora)
    known = {source: days for source in sources if (days := counting.known_days(source, period))}
    asked = sum((source, day) in counting.truth.coverage for source in sources for day in period.days())
    printed = counting.printed(sources, period)
    first = [one for one in printed if one.duplicate_of is None]
    weeks, active = counting.weeks(diaspora, period)
    silences = [counting.longest_silence(diaspora, month) for month in months(period)]
    counted: dict[str, Number] = {
        "own_documents": len(printed),
        "own_first_publications": len(first),
        "own_words": sum(map(words, printed)),
        "own_first_publications_per_30_days": sum(
            30 * sum(one.source_id == source for one in first) / len(days) for source, days in known.items()
        ),
        "own_weeks_known": weeks,
        "own_active_weeks": active,
        "own_regularity": active / weeks if weeks else None,
        "own_longest_silence": max((days for days in silences if days is not None), default=None),
    }
    days = sum(map(len, known.values()))
    return {
        "own_days_known": days,
        "own_share_known": days / asked if asked else None,
        **{name: value if known else None for name, value in counted.items()},
    }


def press(counting: Counting, diaspora: str, period: Period) -> dict[str, Number]:
    """Of the papers."""
    days = sum(len(counting.known_days(paper, period)) for paper in PAPERS)
    printed = counting.printed(PAPERS, period)
    spans = {
        one.document_id: [t for t, _ in counting.named.get((one.document_id, diaspora), ()) if t != "city"]
        for one in printed
    }
    naming = [one for one in printed if spans[one.document_id]]
    first = [one for one in printed if one.duplicate_of is None]
    about = [one.concerns.get(diaspora) for one in first]
    mentions, written = sum(map(len, spans.values())), sum(map(words, printed))
    counted: dict[str, Number] = {
        "press_documents": len(printed),
        "press_documents_naming": len(naming),
        "press_first_naming": sum(one.duplicate_of is None for one in naming),
        "press_mentions": mentions,
        "press_homeland_mentions": sum(found.count("homeland") for found in spans.values()),
        "press_naming_per_1000_documents": 1000 * len(naming) / len(printed) if printed else None,
        "press_mentions_per_10000_words": 10_000 * mentions / written if written else None,
        "press_community_documents": about.count("community"),
        "press_bilateral_documents": about.count("bilateral"),
        "press_community_per_1000": 1000 * about.count("community") / len(first) if first else None,
    }
    return {"press_days_known": days, **{n: value if days else None for n, value in counted.items()}}


def life(counting: Counting, diaspora: str, period: Period) -> dict[str, Number]:
    """Of the community's life, told by anybody."""
    events = counting.events(diaspora, period)
    comes, turns = counting.contacts(diaspora, period)
    to_homeland = turns if any(counting.known_days(s, period) for s in counting.own(diaspora)) else None
    names = "community_documents events topics domains breadth folklorisation contacts_from_homeland".split()
    if events is None:
        return dict.fromkeys(names) | {"contacts_to_homeland": to_homeland}
    total = sum(events.values())
    told = (
        sum(
            one.duplicate_of is None and one.concerns.get(diaspora) == "community"
            for one in counting.printed({source for source, _ in counting.truth.coverage}, period)
        ),
        total,
        len(events),
        len({counting.domains[topic] for topic in events}),
        evenness(events, len(counting.domains)),
        sum(events[topic] for topic in FOLK) / total if total else None,
        comes,
    )
    return dict(zip(names, told, strict=True)) | {"contacts_to_homeland": to_homeland}


def months(period: Period) -> list[Period]:
    """The calendar months that a period is made of."""
    return list({month_of(day): None for day in period.days()})


def per(count: Number, people: int | None) -> float | None:
    """A count per 1,000 people."""
    return None if count is None or not people else 1000 * count / people


def share_of_draws_that_hold(
    parts: dict[str, dict[str, float | None]], drawn: dict[int, dict[str, dict[str, float | None]]]
) -> dict[str, float]:
    """Of a thousand draws, the share that leaves each community the rank that the weights of config/study.toml give.

    `parts` is each community's components of one period, `drawn` what each draw makes of them; the weights are read
    from digests as docs/methodology.md tells, and ranks from the means they give.
    """
    names = sorted({name for part in parts.values() for name in part})
    tables = []
    for draw in range(1, 1001):
        weights = {name: exponential(f"weight/{name}/{draw}") for name in names}
        tables.append(ranks({who: mean(part, weights) for who, part in drawn[draw].items()}))
    settled = ranks({who: mean(part, WEIGHTS) for who, part in parts.items()})
    return {who: sum(table[who] == settled[who] for table in tables) / 1000 for who in parts}


def mean(part: dict[str, float | None], weights: dict[str, float]) -> float:
    """The weighted mean of the components that are known."""
    known = {name: value for name, value in part.items() if value is not None}
    total = sum(weights[name] for name in known)
    return round(sum(weights[name] * value for name, value in known.items()) / total, 6)


def ranks(index: dict[str, float]) -> dict[str, int]:
    """1 for the highest; equals share a rank."""
    return {who: 1 + sum(other > value for other in index.values()) for who, value in index.items()}


def gamma(count: float, variance: float, name: str, draw: int) -> float:
    """The mean behind a count, drawn by name as docs/methodology.md tells; `name` is `community/part`."""
    radius, angle = (uniform(f"{what}/{name}/{draw}") for what in ("radius", "angle"))
    normal = sqrt(-2 * log(radius)) * cos(2 * pi * angle)
    shape = (count + 0.5) ** 2 / (variance + 0.5)
    return (count + 0.5) * max(1 - 1 / (9 * shape) + normal / (3 * sqrt(shape)), 0.0) ** 3


def exponential(name: str) -> float:
    """A number drawn by name: exponential with mean 1."""
    return -log(uniform(name))


def uniform(name: str) -> float:
    """A number drawn by name, between 0 and 1."""
    number = int.from_bytes(md5(name.encode()).digest()[8:], "little")
    return (number % 1_000_003 + 1) / 1_000_004
