"""The topics of a text: for each type of event, the cues that tell of it, weighed and added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.enrich.relevance.certainty import of_topic
from analysis.enrich.relevance.keywords import Hit
from analysis.enrich.relevance.rules import LEVELS, TopicRules
from analysis.enrich.relevance.text import Beside, Text

_NAMES_OF_PEOPLE = {"people", "adjective"}


@dataclass(frozen=True, slots=True)
class Topic:
    """One type of event that a document is, or might be, about."""

    topic: str
    domain: str
    evidence: str
    weight: float = 0.0
    """Sum of the cues."""
    probability: float | None = None
    """How likely it is; None where the rules do not say how sure they are."""
    places: tuple[int, ...] = ()
    """Offsets of the cues that tell of it."""


def topics_of(text: Text, hits: Mapping[int, Sequence[Hit]], rules: TopicRules) -> list[Topic]:
    """The topics whose cues weigh enough. `hits` are numbered by topic, and within it by level."""
    return [topic for topic in weighed_topics(text, hits, rules) if topic.weight >= rules.threshold]


def weighed_topics(text: Text, hits: Mapping[int, Sequence[Hit]], rules: TopicRules) -> list[Topic]:
    """Every topic of which a cue tells, also those whose cues weigh too little."""
    beside = Beside(text, [one for one in text.mentions if text.kind(one) in _NAMES_OF_PEOPLE])
    by_topic: dict[int, list[tuple[float, Hit]]] = defaultdict(list)
    for group, there in hits.items():
        number, level = divmod(group, len(LEVELS))
        for hit in there:
            if LEVELS[level] == "beside" and hit not in beside:
                continue
            weight = rules.weight(LEVELS[level]) * (rules.headline if hit.start < len(text.title) else 1.0)
            by_topic[number].append((round(weight, 2), hit))
    topics = []
    for number, found in sorted(by_topic.items()):
        counted = _each_once(found, text.joined)
        told = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
        evidence = " + ".join(f"«{surface}» {weight:g}" for surface, weight in told)
        weight = sum(counted.values())
        places = tuple(sorted({hit.start for _, hit in found}))
        rule = rules.topics[number]
        topics.append(Topic(rule.slug, rule.domain, evidence, weight, of_topic(weight, rules), places))
    return topics


def _each_once(found: list[tuple[float, Hit]], text: str) -> dict[str, float]:
    """Weights by surface: of cues that share a word the heaviest counts, and each cue and each surface once."""
    counted: dict[str, float] = {}
    seen: set[str] = set()
    taken: list[Hit] = []
    for weight, hit in sorted(found, key=lambda one: (-one[0], one[1].start - one[1].end, one[1].start)):
        surface = text[hit.start : hit.end]
        if not seen.isdisjoint({hit.cue, surface.lower()}):
            continue
        if all(hit.end <= other.start or other.end <= hit.start for other in taken):
            counted[surface] = weight
            seen |= {hit.cue, surface.lower()}
            taken.append(hit)
    return counted
