"""Judges one document: its class for each community it concerns, and its topics, each with its reasons."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
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
        self._finders: dict[str, CueFinder] = {}

    def judge(self, text: Text) -> tuple[list[Verdict], list[Topic]]:
        """What `text` is to each community it names or belongs to, and its topics."""
        candidates = self._candidates(text)
        if not candidates:
            return [], []  # most of what a paper prints
        hits = self._hits(text)
        verdicts = self._relevance(text, candidates, hits)
        if {verdict.relevance for verdict in verdicts} & set(self.rules.topics.for_relevance):
            return verdicts, self._topics(text, hits)
        return verdicts, []

    def topics(self, text: Text) -> list[Topic]:
        """The topics of `text`, whatever it is to the communities."""
        return self._topics(text, self._hits(text))

    def _hits(self, text: Text) -> dict[int, list[Hit]]:
        """The cues by group: those of relevance, then the weak and the strong ones of each topic."""
        language = _ASSUMED.get(text.language, text.language)
        if language not in self._finders:
            groups: list[tuple[str, ...]] = [getattr(cue, language, ()) for cue in self.rules.relevance.cues]
            for topic in self.rules.topics.topics:
                groups += [getattr(words, language, ()) for words in (topic.weak, topic.strong)]
            self._finders[language] = CueFinder(language, groups)
        hits: dict[int, list[Hit]] = defaultdict(list)
        for hit in self._finders[language].find(text.joined):
            hits[hit.group].append(hit)
        return hits

    def _candidates(self, text: Text) -> list[str]:
        """The communities that the text names, and the one that publishes it; in a paper that one must be named."""
        named = {mention.diaspora for mention in text.mentions}
        own = {text.own_diaspora} if text.own_diaspora and not self._is_paper(text) else set()
        return sorted(named | own)

    def _is_paper(self, text: Text) -> bool:
        return text.source_id in self.rules.relevance.source.papers

    def _relevance(self, text: Text, candidates: list[str], hits: dict[int, list[Hit]]) -> list[Verdict]:
        joined = text.joined
        sentences = Sentences(joined)
        return [self._verdict(text, joined, name, hits, sentences) for name in candidates]

    def _verdict(
        self, text: Text, joined: str, diaspora: str, hits: dict[int, list[Hit]], sentences: Sentences
    ) -> Verdict:
        rules, verdict = self.rules.relevance, Verdict(diaspora)
        mentions = [mention for mention in text.mentions if mention.diaspora == diaspora]
        own = text.own_diaspora == diaspora
        paper = self._is_paper(text)
        named: dict[str, str] = {}
        for mention in mentions:
            named.setdefault(_kind(mention), mention.surface)
        for kind, weights in rules.named.items():
            if kind in named and not (own and not paper and kind in rules.source.silent):
                verdict.reasons.append((f"«{named[kind]}» ({kind})", weights.by_class()))
        if own:
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
            beside = sorted((m.start, m.end) for m in mentions if _kind(m) in group.beside)
            for hit in hits[number]:
                if group.beside and not _stands_beside(hit, beside):
                    continue
                share = 1.0 if everywhere or sentences.number(hit.start) in near else rules.far
                if share > best.get(hit.cue, (0.0, ""))[0]:
                    best[hit.cue] = share, joined[hit.start : hit.end]
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

    def _topics(self, text: Text, hits: dict[int, list[Hit]]) -> list[Topic]:
        rules, joined = self.rules.topics, text.joined
        opening = len(text.title) + rules.opening
        by_topic: dict[int, list[tuple[float, Hit]]] = defaultdict(list)
        for group, there in hits.items():
            number, strong = divmod(group - len(self.rules.relevance.cues), 2)
            if number < 0:
                continue
            for hit in there:
                weight = rules.strong if strong else rules.weak
                if hit.start < len(text.title):
                    weight *= rules.headline
                elif hit.start > opening:
                    weight *= rules.later
                by_topic[number].append((round(weight, 2), hit))
        topics = []
        for number, found in sorted(by_topic.items()):
            counted = _each_once(found, joined)
            if sum(counted.values()) >= rules.threshold:
                told = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
                evidence = " + ".join(f"«{surface}» {weight:g}" for surface, weight in told)
                topic = rules.topics[number]
                topics.append(Topic(topic.slug, topic.domain, evidence))
        return topics


def _each_once(found: list[tuple[float, Hit]], text: str) -> dict[str, float]:
    """Weights by surface: of cues that share a word the heaviest counts, and each cue and each surface once."""
    counted: dict[str, float] = {}
    cues: set[str] = set()
    taken: list[Hit] = []
    for weight, hit in sorted(found, key=lambda one: (-one[0], one[1].start - one[1].end, one[1].start)):
        surface = text[hit.start : hit.end]
        if hit.cue in cues or surface.lower() in {one.lower() for one in counted}:
            continue
        if all(hit.end <= other.start or other.end <= hit.start for other in taken):
            counted[surface] = weight
            cues.add(hit.cue)
            taken.append(hit)
    return counted


def _kind(mention: Mention) -> str:
    """What a mention names; an adjective says less of people than their name does."""
    return "adjective" if mention.rule.split(" ")[1:2] == ["adjective"] else mention.target


def _stands_beside(hit: Hit, spans: list[tuple[int, int]]) -> bool:
    """Whether one of the mentions (in order, none overlapping) stands next to a cue."""
    after = bisect_left(spans, (hit.start, 0))
    return any(
        start - _BESIDE <= hit.end and hit.start <= end + _BESIDE
        for start, end in spans[max(0, after - 1) : after + 2]
    )
