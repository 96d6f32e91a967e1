"""Looks at a candidate and the words beside it. Each says what it sees, in words that `explain` prints; none decides.

A piece of evidence is a string such as `before: given_names` (the word before is a given name) or `people A inside`
(a word for a people, with a capital, inside its sentence). The model has a weight for each that it has met often enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from analysis.enrich.mentions.context import LISTS, context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.evidence import russian
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.view import Neighbour, View

OBJECTION = "a guard objects"

Seen = tuple[str, ...]
"""Pieces of evidence of one look; looks are remembered, for most words have been met before in the same company."""


def evidence(view: View, entry: Entry, objection: str) -> list[Seen]:
    """All that is seen of one candidate, look by look. `objection` is what a guard has against it, if any."""
    setting = f"{entry.kind} {capitals(view.word, shouted=view.shouted)} {place(view)}"
    lemma = entry.lemma.lower()
    seen = [
        itself(lemma, entry.kind, setting, entry.guard, view.quoted, view.initial_before, view.initial_after),
        *beside(view, entry.language, lemma, setting),
        spoken_of(view.words, entry.language, lemma, entry.kind),
    ]
    if context(entry.language).speaks_of_things(lemma, view.words):
        seen.append(("speaks of the thing of that name", f"speaks of the thing of that name, {place(view)}"))
    if entry.language == "ru":
        seen += russian.agreement(view, setting)
    if objection:
        seen.append((OBJECTION,))
    return seen


def capitals(word: str, *, shouted: bool = False) -> str:
    """How a word is written: `a` small, `A` with a capital, `AA` in capitals, `!` in a line of capitals, `9` a number.

    >>> capitals("поляк"), capitals("Поляк"), capitals("ФРГ"), capitals("1937")
    ('a', 'A', 'AA', '9')
    """
    if shouted:
        return "!"
    if word.isdigit():
        return "9"
    if word.isupper() and len(word) > 1:
        return "AA"
    return "A" if word[0].isupper() else "a"


def place(view: View) -> str:
    """Where in its sentence it stands: `headline`, `first` or `inside`."""
    if view.headline:
        return "headline"
    return "first" if view.begins_sentence else "inside"


@lru_cache(maxsize=4096)
def itself(
    lemma: str, kind: str, setting: str, guard: str, quoted: bool, initial_before: bool, initial_after: bool
) -> Seen:
    """The word, how it is written and where: `pole`, `pole people A first`, `in quotation marks`, `initial before`."""
    seen = [lemma, setting, f"{lemma} {setting}"]
    if guard:
        seen.append(guard.replace("_", " "))
    if quoted:
        seen += ["in quotation marks", f"in quotation marks {kind}"]
    if initial_before:
        seen.append("initial before")
    if initial_after:
        seen.append("initial after")
    return tuple(seen)


def beside(view: View, language: str, lemma: str, setting: str) -> Iterator[Seen]:
    """Two words on either side, within the sentence, by form, capital and the lists that hold them."""
    before, after = view.before, view.after
    begin, end = view.sentence_span
    for name, near in (
        ("before", before),
        ("two before", view.word_before(before.start) if before else None),
        ("after", after),
        ("two after", view.after_next),
    ):
        if near is None or not begin <= near.start < end:
            yield f"{name}: nothing", f"{name}: nothing, {setting}"
        else:
            yield _neighbour(name, near.word, _gap(near), language, setting)
            if name in {"before", "after"}:
                yield (f"{name}: {near.word.lower()}, {lemma}",)


def _gap(near: Neighbour) -> str:
    """The signs between a word and its neighbour; empty for a space, `+` where they touch."""
    return near.gap.strip()[:2] or ("" if near.gap else "+")


@lru_cache(maxsize=65536)
def _neighbour(name: str, word: str, gap: str, language: str, setting: str) -> Seen:
    kind, shape, small = setting.partition(" ")[0], capitals(word) + gap, word.lower()
    seen = [f"{name}: {small}", f"{name}: {shape}", f"{name}: {shape}, {setting}"]
    held = list(lists_of(small, language))
    if language == "pl" and "given_names" not in held and word[0].isupper() and persons.is_given(word, "pl"):
        held.append("given_names")
    for one in held:
        seen += (f"{name}: {one}", f"{name}: {one}, {kind}", f"{name}: {one} {shape[:2]}, {setting}")
    if language == "ru":
        for reading in russian.readings(word):
            seen += (f"{name}: {reading}", f"{name}: {reading}, {setting}")
    return tuple(seen)


@lru_cache(maxsize=65536)
def lists_of(word: str, language: str) -> frozenset[str]:
    """The lists of `context_words` that hold a word in lower case: `titles`, `given_names` …"""
    lists = context(language)
    return frozenset(name for name in LISTS if lists.has(name, word))


def spoken_of(words: frozenset[str], language: str, lemma: str, kind: str) -> Seen:
    """What a sentence speaks of, by the lists that hold one of its words: `speaks of ships, country`."""
    held = frozenset().union(*(lists_of(word, language) for word in words))
    return _spoken(held, lemma, kind)


@lru_cache(maxsize=16384)
def _spoken(held: frozenset[str], lemma: str, kind: str) -> Seen:
    return tuple(f"speaks of {name}, {of}" for name in sorted(held) for of in (lemma, kind))
