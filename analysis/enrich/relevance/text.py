"""A document as it is judged, and what its mentions name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from analysis.enrich.mentions import Mention
from analysis.enrich.relevance.keywords import Hit, Sentences

_BESIDE = 20
"""Characters that may lie between a cue and the mention it must stand beside."""
_ADJECTIVES = {"adjective", "adverb", "prefix"}
"""Kinds of form, in the rule of a mention, that describe: немецкий, по-немецки, Deutsch-."""
_ATTRIBUTIVE = {"en", "kk"}
"""Languages in which a people's name without an ending describes a noun: German firms, неміс капиталы."""


@dataclass(frozen=True)
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

    @cached_property
    def joined(self) -> str:
        """Title and body, one line apart; a text without a title is its body."""
        return f"{self.title}\n{self.body}" if self.title else self.body

    @cached_property
    def sentences(self) -> Sentences:
        """Where its sentences begin; the headline is the first."""
        return Sentences(self.joined)

    @cached_property
    def named(self) -> frozenset[str]:
        """The communities that it names."""
        return frozenset(mention.diaspora for mention in self.mentions)

    def kind(self, mention: Mention) -> str:
        """What a mention names; an adjective says less of people than their name does."""
        _, kind, form = (*mention.rule.split(" ", 2), "", "")[:3]
        bare = self.language in _ATTRIBUTIVE and kind == "people" and mention.surface.lower() == form.lower()
        return "adjective" if bare or kind in _ADJECTIVES else mention.target


class Beside:
    """Tells which cues stand next to one of some mentions, in one sentence."""

    def __init__(self, text: Text, mentions: list[Mention]) -> None:
        self._text = text
        self._spans = sorted((mention.start, mention.end) for mention in mentions)

    def __contains__(self, hit: Hit) -> bool:
        after = bisect_left(self._spans, (hit.start, 0))
        sentences = self._text.sentences
        return any(
            start - _BESIDE <= hit.end
            and hit.start <= end + _BESIDE
            and sentences.number(start) == sentences.number(hit.start)
            for start, end in self._spans[max(0, after - 1) : after + 2]
        )
