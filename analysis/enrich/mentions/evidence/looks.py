"""Looks at a candidate and the words beside it. Each says what it sees, in words that `explain` prints; none decides.

A piece of evidence is a string such as `before: given_names` (the word before is a given name) or `people A inside`
(a word for a people, with a capital, inside its sentence). The model has a weight for each that it has met often enough.
"""

from __future__ import annotations

from functools import lru_cache

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.evidence import english, russian
from analysis.enrich.mentions.evidence.look import Look, Seen
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.view import View

OBJECTION = "a guard objects"


def evidence(view: View, entry: Entry, objection: str) -> list[Seen]:
    """All that is seen of one candidate, look by look. `objection` is what a guard has against it, if any."""
    return [look(*facts) for look, *facts in looks(view, entry, objection)]


def looks(view: View, entry: Entry, objection: str) -> list[Look]:
    """The looks at one candidate, before anything is made of them."""
    language, lemma = entry.language, entry.key
    setting = f"{entry.kind} {capitals(view.word, shouted=view.shouted)} {place(view)}"
    taken: list[Look] = [
        (itself, lemma, setting, entry.guard, view.quoted, objection),
        (spoken_of, view.spoken_of, lemma, setting, language),
    ]
    begin, end = view.sentence_span
    for name, near, joined in (
        ("two before", view.before_that, ""),
        ("before", view.before, lemma),
        ("after", view.after, lemma),
        ("two after", view.after_that, ""),
    ):
        if near is not None and begin <= near.start < end:
            taken.append((neighbour, name, near.word, near.gap, setting, joined, language))
        else:
            taken.append((nothing, name, setting))
    if language == "ru":
        taken.append((russian.itself, view.word, setting))
    if language == "en":
        taken.append((english.itself, view.word, *english.noun_phrase(view), lemma, setting))
    return taken


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


def itself(lemma: str, setting: str, guard: str, quoted: bool, objection: str) -> Seen:
    """The word, how it is written and where: `pole`, `pole people A first`, `in quotation marks`."""
    seen = [lemma, setting, f"{lemma} {setting}"]
    if guard:
        seen.append(guard.replace("_", " "))
    if quoted:
        seen += ["in quotation marks", f"in quotation marks {_kind(setting)}"]
    if objection:
        seen += [OBJECTION, f"{OBJECTION}: {objection}"]
    return tuple(seen)


def nothing(name: str, setting: str) -> Seen:
    """No word of the sentence stands there."""
    return f"{name}: nothing", f"{name}: nothing, {setting}"


def neighbour(name: str, word: str, gap: str, setting: str, joined: str, language: str) -> Seen:
    """One of the words beside, by form, capital and the lists that hold it; and with the lemma `joined` to it."""
    seen = _neighbour(name, word, _signs(gap), setting, language)
    return (*seen, f"{name}: {word.lower()}, {joined}") if joined else seen


@lru_cache(maxsize=16384)
def _neighbour(name: str, word: str, signs: str, setting: str, language: str) -> Seen:
    kind, shape, small = _kind(setting), capitals(word) + signs, word.lower()
    seen = [f"{name}: {small}", f"{name}: {shape}", f"{name}: {shape}, {setting}"]
    lists = context(language)
    held = lists.names(lists.of_word[small])
    if language == "pl" and "given_names" not in held and word[0].isupper() and persons.is_given(word, "pl"):
        held.append("given_names")
    for one in held:
        seen += (f"{name}: {one}", f"{name}: {one}, {kind}", f"{name}: {one} {shape[:2]}, {setting}")
    if language == "ru":
        for reading in russian.readings(word):
            seen += (f"{name}: {reading}", f"{name}: {reading}, {setting}")
    return tuple(seen)


def _signs(gap: str) -> str:
    """The signs between a word and its neighbour; empty for a space, `+` where they touch."""
    return "" if gap == " " else gap.strip()[:2] or ("" if gap else "+")


def _kind(setting: str) -> str:
    return setting.partition(" ")[0]


def spoken_of(lists: int, lemma: str, setting: str, language: str) -> Seen:
    """What a sentence speaks of, by the lists that hold one of its words: `speaks of ships, country`."""
    thing, kind, place = "speaks of the thing of that name", _kind(setting), setting.rpartition(" ")[2]
    seen = [thing, f"{thing}, {place}"] if context(language).are_among(f"things {lemma}", lists) else []
    for one in context(language).names(lists):
        seen += f"speaks of {one}, {lemma}", f"speaks of {one}, {kind}"
    return tuple(seen)
