"""Which community a piece of evidence speaks of: the one named nearest in its clause, else the one named last.

A text about the choir of the Germans that greets guests from Lithuania says nothing about Lithuanians in Kazakhstan.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from analysis.enrich.mentions import Mention
from analysis.enrich.relevance.text import Text

_APART = re.compile(r"[.!?;:()–—\n]|(?:\w+\W+){3}")
"""Between two names that are no list: a sign that ends a clause, or three words."""
_CLAUSE_ENDS = frozenset(",;:()–—")


class Belonging:
    """Shares of evidence in one text. `far` is what stays of it outside the sentences that name a community."""

    def __init__(self, text: Text, far: float) -> None:
        self._text, self._far = text, far
        self._groups: dict[int, list[list[Mention]]] = {}
        """By sentence: its names, those of one list together («немцы, поляки и греки»)."""
        mentions = sorted(text.mentions, key=lambda one: one.start)
        for before, mention in pairwise([None, *mentions]):
            assert mention is not None
            groups = self._groups.setdefault(text.sentences.number(mention.start), [])
            together = before and groups and not _APART.search(text.joined[before.end : mention.start])
            groups[-1].append(mention) if together else groups.append([mention])
        self._naming = sorted(self._groups)
        self._peoples = {one.diaspora for one in mentions if text.kind(one) == "people"} | {text.own_diaspora}

    def share(self, offset: int, diaspora: str) -> float:
        """How much of the evidence at `offset` speaks of `diaspora`, from 0 to 1.

        All of it beside the community's name, or in a headline that names nobody; `far` of it in a sentence that goes
        on about the community, or in the same clause as its name but nearer to another's; else none.
        """
        sentence = self._text.sentences.number(offset)
        groups = self._groups.get(sentence)
        if not groups:
            if sentence == 0 and self._text.title:
                return 1.0
            return self._far if diaspora in self._goes_on_about(sentence) else 0.0
        nearest = min(groups, key=lambda group: _distance(group, offset))
        if any(mention.diaspora == diaspora for mention in nearest):
            return 1.0
        same_clause = any(
            mention.diaspora == diaspora and not self._clause_ends_between(mention, offset)
            for group in groups
            for mention in group
        )
        return self._far if same_clause or diaspora == self._text.own_diaspora else 0.0

    def _goes_on_about(self, sentence: int) -> set[str]:
        """Whom a sentence without names is about: the peoples of the text, who was named last, is to be named next,
        or stands in the headline. A state named elsewhere in passing is none of them.
        """
        place = bisect_right(self._naming, sentence)
        last = self._naming[place - 1 : place] or self._naming[:1]
        headline = [0] if self._text.title else []
        named = (group for number in (*last, *headline) for group in self._groups.get(number, ()))
        return self._peoples | {mention.diaspora for group in named for mention in group}

    def _clause_ends_between(self, mention: Mention, offset: int) -> bool:
        first, last = sorted((mention.start, offset))
        return not _CLAUSE_ENDS.isdisjoint(self._text.joined[first:last])


def _distance(group: list[Mention], offset: int) -> int:
    return min(max(mention.start - offset, offset - mention.end, 0) for mention in group)
