"""Judges one document: its class for each community it concerns, and its topics, each with its reasons."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from analysis.enrich.relevance.keywords import CueFinder, Hit
from analysis.enrich.relevance.rules import LEVELS, Rules
from analysis.enrich.relevance.scoring import Relevance, candidates, verdicts
from analysis.enrich.relevance.text import Text
from analysis.enrich.relevance.topics import Topic, topics_of, weighed_topics

_ASSUMED = {"und": "ru", "be": "ru", "uk": "ru", "ky": "kk"}

_Hits = dict[int, list[Hit]]
_NEARLY = 0.05
"""A topic that is less likely is none."""


class Judgement(NamedTuple):
    """What a text was found to be."""

    relevances: list[Relevance]
    """To each community it names or belongs to."""
    topics: list[Topic]
    unlikely: list[Topic]
    """Topics that it rather is not about, but not surely."""


class Classifier:
    """The rules, compiled for each language when its first text comes."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._finders: dict[str, CueFinder] = {}

    def judge(self, text: Text) -> Judgement:
        """What `text` is to each community it names or belongs to, and its topics."""
        if not candidates(text, self.rules.relevance):
            return Judgement([], [], [])  # most of what a paper prints
        of_relevance, of_topics = self._hits(text)
        weighed = weighed_topics(text, of_topics, self.rules.topics)
        topics = [topic for topic in weighed if topic.weight >= self.rules.topics.threshold]
        told = verdicts(text, of_relevance, topics, self.rules.relevance)
        if not {verdict.relevance for verdict in told} & set(self.rules.topics.for_relevance):
            return Judgement(told, [], [])
        nearly = [one for one in weighed if one not in topics and (one.probability or 0.0) >= _NEARLY]
        return Judgement(told, topics, nearly)

    def topics(self, text: Text) -> list[Topic]:
        """The topics of `text`, whatever it is to the communities."""
        return topics_of(text, self._hits(text)[1], self.rules.topics)

    def weighed(self, text: Text) -> list[Topic]:
        """Every topic of which a cue tells, whatever `text` is to the communities."""
        return weighed_topics(text, self._hits(text)[1], self.rules.topics)

    def _hits(self, text: Text) -> tuple[_Hits, _Hits]:
        """The cues of relevance by group, and those of the topics by topic and level."""
        language = _ASSUMED.get(text.language, text.language)
        relevance = self.rules.relevance.cues
        if language not in self._finders:
            spellings = [
                *relevance,
                *(topic.of(level) for topic in self.rules.topics.topics for level in LEVELS),
            ]
            self._finders[language] = CueFinder(language, [getattr(one, language, ()) for one in spellings])
        of_relevance: _Hits = defaultdict(list)
        of_topics: _Hits = defaultdict(list)
        for hit in self._finders[language].find(text.joined):
            if hit.group < len(relevance):
                of_relevance[hit.group].append(hit)
            else:
                of_topics[hit.group - len(relevance)].append(hit)
        return of_relevance, of_topics
