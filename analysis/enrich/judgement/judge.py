"""Judges one document: its class for each community it concerns, and its topics, each with its reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.enrich.judgement.cues import CueFinder, Hit, Sentences
from analysis.enrich.judgement.rules import RELEVANCES, Rules
from analysis.enrich.mentions import Mention

_BESIDE = 14
"""Characters that may lie between a cue and the mention it must stand beside."""
_ASSUMED = {"und": "ru", "be": "ru", "uk": "ru", "ky": "kk"}


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it is judged."""

    title: str
    body: str
    language: str
    mentions: tuple[Mention, ...]
    """Offsets count in `joined`."""
    source_id: str = ""
    own_diaspora: str = ""
    """Community of the source, if it has one."""

    @property
    def joined(self) -> str:
        """Title and body, one line apart; a text without a title is its body."""
        return f"{self.title}\n{self.body}" if self.title else self.body


@dataclass(slots=True)
class Verdict:
    """What a document is to one community."""

    diaspora: str
    relevance: str = "other"
    score: float = 0.0
    scores: dict[str, float] = field(default_factory=dict)
    reasons: list[tuple[str, dict[str, float]]] = field(default_factory=list)
    """What was found, and what it adds to each class."""

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


@dataclass(frozen=True, slots=True)
class Topic:
    """One type of event that a document is about."""

    topic: str
    domain: str
    evidence: str


class Judge:
    """The rules, compiled for each language when its first text comes."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._finders: dict[str, tuple[CueFinder, CueFinder]] = {}

    def judge(self, text: Text) -> tuple[list[Verdict], list[Topic]]:
        """What `text` is to each community it names or belongs to, and its topics."""
        verdicts = self.relevance(text)
        if {verdict.relevance for verdict in verdicts} & set(self.rules.topics.for_relevance):
            return verdicts, self.topics(text)
        return verdicts, []

    def relevance(self, text: Text) -> list[Verdict]:
        """One verdict a community, in the order of their slugs."""
        candidates = {mention.diaspora for mention in text.mentions}
        if text.own_diaspora and text.source_id.partition(":")[0] not in self.rules.relevance.source.papers:
            candidates.add(text.own_diaspora)
        if not candidates:
            return []
        joined = text.joined
        hits = self._for(text.language)[0].find(joined)
        sentences = Sentences(joined)
        return [self._verdict(text, name, hits, sentences) for name in sorted(candidates)]

    def _verdict(self, text: Text, diaspora: str, hits: list[Hit], sentences: Sentences) -> Verdict:
        rules, verdict = self.rules.relevance, Verdict(diaspora)
        mentions = [mention for mention in text.mentions if mention.diaspora == diaspora]
        named: dict[str, str] = {}
        for mention in mentions:
            named.setdefault(mention.target, mention.surface)
        for target, weights in rules.named.items():
            if target in named:
                verdict.reasons.append((f"«{named[target]}» ({target})", weights.by_class()))
        own = text.own_diaspora == diaspora
        if own:
            paper = text.source_id.partition(":")[0] in rules.source.papers
            weights = rules.source.paper if paper else rules.source.own
            verdict.reasons.append(
                ("the community's paper" if paper else "the community's own site", weights.by_class())
            )
        near = {0} | {sentences.number(mention.start) for mention in mentions}
        everywhere = own and not mentions
        for number, group in enumerate(rules.cues):
            best: dict[str, tuple[float, str]] = {}
            if group.only and group.only != diaspora:
                continue
            for hit in hits:
                if hit.group != number or (group.beside and not _beside(hit, mentions, group.beside)):
                    continue
                share = 1.0 if everywhere or sentences.number(hit.start) in near else rules.far
                if share > best.get(hit.cue, (0.0, ""))[0]:
                    best[hit.cue] = share, text.joined[hit.start : hit.end]
            for share, surface in sorted(best.values(), reverse=True)[: group.at_most]:
                by = {name: round(weight * share, 2) for name, weight in group.weight.by_class().items()}
                if any(by.values()):
                    verdict.reasons.append((f"«{surface}» ({group.name})", by))
        self._decide(verdict)
        return verdict

    def _decide(self, verdict: Verdict) -> None:
        scores: dict[str, float] = defaultdict(float)
        for _, by in verdict.reasons:
            for name, weight in by.items():
                scores[name] += weight
        verdict.scores = {name: round(score, 2) for name, score in scores.items()}
        thresholds = self.rules.relevance.threshold
        reached = [
            name
            for name in RELEVANCES
            if name != "other" and verdict.scores.get(name, 0.0) >= getattr(thresholds, name)
        ]
        if reached:
            verdict.relevance = max(reached, key=lambda name: verdict.scores[name])
            verdict.score = verdict.scores[verdict.relevance]

    def topics(self, text: Text) -> list[Topic]:
        """The topics of `text`, in the order of the rules."""
        rules, joined, title = self.rules.topics, text.joined, len(text.title)
        weights: dict[int, dict[str, tuple[float, str]]] = defaultdict(dict)
        for hit in self._for(text.language)[1].find(joined):
            number, strong = divmod(hit.group, 2)
            weight = rules.strong if strong else rules.weak
            weight *= rules.headline if hit.start < title else 1.0
            found = weights[number]
            if weight > found.get(hit.cue, (0.0, ""))[0]:
                found[hit.cue] = weight, joined[hit.start : hit.end]
        topics = []
        for number, found in sorted(weights.items()):
            if sum(weight for weight, _ in found.values()) >= rules.threshold:
                told = sorted(found.values(), key=lambda one: (-one[0], one[1]))
                evidence = " + ".join(f"«{surface}» {weight:g}" for weight, surface in told)
                topic = rules.topics[number]
                topics.append(Topic(topic.slug, topic.domain, evidence))
        return topics

    def _for(self, language: str) -> tuple[CueFinder, CueFinder]:
        if language not in self._finders:
            known = _ASSUMED.get(language, language)
            relevance = [getattr(cue, known, ()) for cue in self.rules.relevance.cues]
            topics = [
                getattr(words, known, ())
                for topic in self.rules.topics.topics
                for words in (topic.weak, topic.strong)
            ]
            self._finders[language] = CueFinder(known, relevance), CueFinder(known, topics)
        return self._finders[language]


def _beside(hit: Hit, mentions: Iterable[Mention], targets: tuple[str, ...]) -> bool:
    return any(
        mention.target in targets
        and mention.start - _BESIDE <= hit.end
        and hit.start <= mention.end + _BESIDE
        for mention in mentions
    )
