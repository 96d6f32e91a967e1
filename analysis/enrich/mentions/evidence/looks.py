"""Looks at a candidate and the words beside it. Each says what it sees, in words that `explain` prints; none decides.

A piece of evidence is a string such as `before: given_names` (the word before is a given name) or `people A inside`
(a word for a people, with a capital, inside its sentence). The model has a weight for each that it has met often enough.
"""

from __future__ import annotations

from functools import lru_cache

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.evidence import russian
from analysis.enrich.mentions.evidence.look import Look, Seen
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.view import Neighbour, View

OBJECTION = "a guard objects"


def evidence(view: View, entry: Entry, objection: str) -> list[Seen]:
    """All that is seen of one candidate, look by look. `objection` is what a guard has against it, if any."""
    return [look(*facts) for look, *facts in looks(view, entry, objection)]


def looks(view: View, entry: Entry, objection: str) -> list[Look]:
    """The looks at one candidate, before anything is made of them."""
    language, kind, lemma = entry.language, entry.kind, entry.lemma.lower()
    setting = f"{kind} {capitals(view.word, shouted=view.shouted)} {place(view)}"
    taken: list[Look] = [
        (itself, lemma, setting, entry.guard, view.quoted),
        *beside(view, language, lemma, setting),
        (spoken_of, view.spoken_of, lemma, kind),
    ]
    if view.speaks_of(f"things {lemma}"):
        taken.append((of_the_thing, place(view)))
    if language == "ru":
        taken.append((russian.itself, view.word, setting))
    if objection:
        taken.append((objected,))
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


def itself(lemma: str, setting: str, guard: str, quoted: bool) -> Seen:
    """The word, how it is written and where: `pole`, `pole people A first`, `in quotation marks`."""
    seen = [lemma, setting, f"{lemma} {setting}"]
    if guard:
        seen.append(guard.replace("_", " "))
    if quoted:
        seen += ["in quotation marks", f"in quotation marks {_kind(setting)}"]
    return tuple(seen)


def of_the_thing(place: str) -> Seen:
    """A word of the sentence tells that the tool, the dance of that name is meant."""
    return "speaks of the thing of that name", f"speaks of the thing of that name, {place}"


def objected() -> Seen:
    """A guard objects."""
    return (OBJECTION,)


def beside(view: View, language: str, lemma: str, setting: str) -> tuple[Look, ...]:
    """Two words on either side, within the sentence, by form, capital and the lists that hold them."""
    before, after = view.before, view.after
    two_before = view.word_before(before.start) if before else None
    span = view.sentence_span
    return (
        _one_beside("before", before, span, language, setting, lemma),
        _one_beside("two before", two_before, span, language, setting, ""),
        _one_beside("after", after, span, language, setting, lemma),
        _one_beside("two after", view.after_next, span, language, setting, ""),
    )


def _one_beside(
    name: str, near: Neighbour | None, span: tuple[int, int], language: str, setting: str, joined: str
) -> Look:
    if near is None or not span[0] <= near.start < span[1]:
        return nothing, name, setting
    return neighbour, name, near.word, _gap(near.gap), language, setting, joined


def _gap(gap: str) -> str:
    """The signs between a word and its neighbour; empty for a space, `+` where they touch."""
    return "" if gap == " " else gap.strip()[:2] or ("" if gap else "+")


def nothing(name: str, setting: str) -> Seen:
    """No word of the sentence stands there."""
    return f"{name}: nothing", f"{name}: nothing, {setting}"


def neighbour(name: str, word: str, gap: str, language: str, setting: str, joined: str) -> Seen:
    """One word beside, and together with the candidate's lemma where `joined` gives it."""
    seen = _neighbour(name, word, gap, language, setting)
    return (*seen, f"{name}: {word.lower()}, {joined}") if joined else seen


@lru_cache(maxsize=16384)
def _neighbour(name: str, word: str, gap: str, language: str, setting: str) -> Seen:
    kind, shape, small = _kind(setting), capitals(word) + gap, word.lower()
    seen = [f"{name}: {small}", f"{name}: {shape}", f"{name}: {shape}, {setting}"]
    held = [one for one in context(language).names_of[small] if not one.startswith("things ")]
    if language == "pl" and "given_names" not in held and word[0].isupper() and persons.is_given(word, "pl"):
        held.append("given_names")
    for one in held:
        seen += (f"{name}: {one}", f"{name}: {one}, {kind}", f"{name}: {one} {shape[:2]}, {setting}")
    if language == "ru":
        for reading in russian.readings(word):
            seen += (f"{name}: {reading}", f"{name}: {reading}, {setting}")
    return tuple(seen)


def _kind(setting: str) -> str:
    return setting.partition(" ")[0]


def spoken_of(lists: frozenset[str], lemma: str, kind: str) -> Seen:
    """What a sentence speaks of, by the lists that hold one of its words: `speaks of ships, country`."""
    return tuple(
        f"speaks of {name}, {of}" for name in lists if not name.startswith("things ") for of in (lemma, kind)
    )
