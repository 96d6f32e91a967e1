"""Judges one document: its class for each community it concerns, and its topics, each with its reasons."""

from __future__ import annotations

from collections import defaultdict

from analysis.enrich.relevance.keywords import CueFinder, Hit
from analysis.enrich.relevance.rules import LEVELS, Rules
from analysis.enrich.relevance.scoring import Relevance, candidates, verdicts
from analysis.enrich.relevance.text import Text
from analysis.enrich.relevance.topics import Topic, topics_of

_ASSUMED = {"und": "ru", "be": "ru", "uk": "ru", "ky": "kk"}

_Hits = dict[int, list[Hit]]


class Classifier:
    """The rules, compiled for each language when its first text comes."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._finders: dict[str, CueFinder] = {}

    def judge(self, text: Text) -> tuple[list[Relevance], list[Topic]]:
        """What `text` is to each community it names or belongs to, and its topics."""
        if not candidates(text, self.rules.relevance):
            return [], []  # most of what a paper prints
        of_relevance, of_topics = self._hits(text)
        topics = topics_of(text, of_topics, self.rules.topics)
        told = verdicts(text, of_relevance, topics, self.rules.relevance)
        if {verdict.relevance for verdict in told} & set(self.rules.topics.for_relevance):
            return told, topics
        return told, []

    def topics(self, text: Text) -> list[Topic]:
        """The topics of `text`, whatever it is to the communities."""
        return topics_of(text, self._hits(text)[1], self.rules.topics)

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
