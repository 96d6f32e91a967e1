"""What a document is to one community: reasons that speak for and against each class, and their sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.enrich.relevance.belonging import Belonging
from analysis.enrich.relevance.certainty import of_classes
from analysis.enrich.relevance.keywords import Hit
from analysis.enrich.relevance.rules import RELEVANCES, CueGroup, RelevanceRules
from analysis.enrich.relevance.text import Beside, Text
from analysis.enrich.relevance.topics import Topic

Reason = tuple[str, dict[str, float]]
"""What was found, and what it adds to each class."""


@dataclass(slots=True)
class Relevance:
    """What a document is to one community."""

    diaspora: str
    relevance: str = "other"
    score: float = 0.0
    scores: dict[str, float] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)
    chances: dict[str, float] = field(default_factory=dict)
    """How likely each class is; empty where the rules do not say how sure they are."""

    @property
    def evidence(self) -> str:
        """What decided it, heaviest first, and what came next."""
        own = [(text, by[self.relevance]) for text, by in self.reasons if by.get(self.relevance)]
        own.sort(key=lambda reason: -abs(reason[1]))
        others = sorted(
            ((score, name) for name, score in self.scores.items() if score > 0 and name != self.relevance),
            reverse=True,
        )
        told = " + ".join(f"{text} {weight:g}" for text, weight in own) or "named, and nothing more"
        return f"{told}; next {others[0][1]} {others[0][0]:g}" if others else told


def candidates(text: Text, rules: RelevanceRules) -> list[str]:
    """The communities that a text may concern: those it names, and the one that publishes it.

    A community's paper that names only others speaks of those.
    """
    if not text.own_diaspora or (text.named and _is_paper(text, rules)):
        return sorted(text.named)
    return sorted(text.named | {text.own_diaspora})


def verdicts(
    text: Text, hits: Mapping[int, Sequence[Hit]], topics: Sequence[Topic], rules: RelevanceRules
) -> list[Relevance]:
    """What a text is to each candidate. `hits` are numbered by cue group."""
    belonging = Belonging(text, rules.far)
    told = [_verdict(text, name, hits, topics, rules, belonging) for name in candidates(text, rules)]
    paper = _is_paper(
        text, rules
    )  # of what does not name its own community, only its community's life concerns it
    return [one for one in told if not paper or one.diaspora in text.named or one.relevance == "community"]


def _is_paper(text: Text, rules: RelevanceRules) -> bool:
    return text.source_id in rules.source.papers


def _verdict(
    text: Text,
    diaspora: str,
    hits: Mapping[int, Sequence[Hit]],
    topics: Sequence[Topic],
    rules: RelevanceRules,
    belonging: Belonging,
) -> Relevance:
    reasons = [
        *_by_names_and_source(text, diaspora, rules),
        *_by_topics(text, diaspora, topics, rules, belonging),
        *_by_cues(text, diaspora, hits, rules, belonging),
    ]
    sums: dict[str, float] = defaultdict(float)
    for _, by in reasons:
        for name, weight in by.items():
            sums[name] += weight
    verdict = Relevance(
        diaspora, scores={name: round(score, 2) for name, score in sums.items()}, reasons=reasons
    )
    verdict.chances = of_classes(verdict.scores, rules)
    thresholds = rules.threshold.by_class
    reached = [
        name for name in RELEVANCES if verdict.scores.get(name, 0.0) >= thresholds.get(name, float("inf"))
    ]
    if reached:
        verdict.relevance = max(reached, key=lambda name: verdict.scores[name])
        verdict.score = verdict.scores[verdict.relevance]
    return verdict


def _by_names_and_source(text: Text, diaspora: str, rules: RelevanceRules) -> Iterator[Reason]:
    own, paper = text.own_diaspora == diaspora, _is_paper(text, rules)
    named: dict[str, str] = {}
    for mention in text.mentions:
        if mention.diaspora == diaspora:
            named.setdefault(text.kind(mention), mention.surface)
    silent = rules.source.silent if own and not paper else ()
    for kind, weights in rules.named.items():
        if kind in named and kind not in silent:
            yield f"«{named[kind]}» ({kind.replace('_', ' ')})", weights.by_class
    if own and paper:
        yield "the community's paper", rules.source.paper.by_class
    elif own:
        yield "the community's own site", rules.source.own.by_class


def _speaks_for_itself(text: Text, diaspora: str, rules: RelevanceRules) -> bool:
    """Whether its own site tells of nobody by name: then everything is about the community."""
    return text.own_diaspora == diaspora and diaspora not in text.named and not _is_paper(text, rules)


def _by_topics(
    text: Text, diaspora: str, topics: Sequence[Topic], rules: RelevanceRules, belonging: Belonging
) -> Iterator[Reason]:
    everywhere = _speaks_for_itself(text, diaspora, rules)
    for domain, weights in rules.topics.items():
        found = [
            topic.topic.replace("_", " ")
            for topic in topics
            if topic.domain == domain
            and (
                everywhere
                or weights.community <= 0
                or any(belonging.share(place, diaspora) for place in topic.places)
            )
        ]
        if found:
            yield f"{', '.join(found)} (topics of {domain.replace('_', ' ')})", weights.by_class


def _by_cues(
    text: Text, diaspora: str, hits: Mapping[int, Sequence[Hit]], rules: RelevanceRules, belonging: Belonging
) -> Iterator[Reason]:
    mentions = [mention for mention in text.mentions if mention.diaspora == diaspora]
    own, everywhere = text.own_diaspora == diaspora, _speaks_for_itself(text, diaspora, rules)
    for number, group in enumerate(rules.cues):
        if (group.only and group.only != diaspora) or (group.of_others and own):
            continue
        there = hits.get(number, ())
        if not there and not own and (weights := group.absent.by_class):
            yield f"no {group.name}", weights
        if not there:
            continue
        if group.beside:
            beside = Beside(text, [mention for mention in mentions if text.kind(mention) in group.beside])
            there = [hit for hit in there if hit in beside]
        shares = [(1.0 if everywhere else belonging.share(hit.start, diaspora), hit) for hit in there]
        if group.weight.community <= 0 or group.absent.by_class:  # states are spoken of by the whole text
            shares = [(max(share, rules.far), hit) for share, hit in shares]
        yield from _of_group(group, shares, text.joined)


def _of_group(group: CueGroup, shares: list[tuple[float, Hit]], text: str) -> Iterator[Reason]:
    """Each cue and each word once, where it weighs most; at most so many as the group allows."""
    counted: list[tuple[float, str]] = []
    seen: set[str | int] = set()
    for share, hit in sorted(shares, key=lambda one: (-one[0], one[1].start)):
        if seen.isdisjoint({hit.cue, hit.start}):
            counted.append((share, text[hit.start : hit.end]))
            seen |= {hit.cue, hit.start}
    for share, surface in counted[: group.at_most]:
        by = {name: round(weight * share, 2) for name, weight in group.weight.by_class.items()}
        if any(by.values()):
            yield f"«{surface}» ({group.name}{'' if share == 1.0 else ', elsewhere in the text'})", by
