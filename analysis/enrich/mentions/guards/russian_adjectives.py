"""Russian adjectives with a capital: `Немецкий театр` is theirs, `Игорь Немецкий` and `на Польской` are not."""

from __future__ import annotations

import re

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.inflection.russian import grammemes, is_given_name, may_be
from analysis.enrich.mentions.view import Neighbour, View

_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_MONARCHY = "княжеств|королевств|царств|ханств"
_BREED = r"овчар|шпиц|выжл|гончая|гончей|борз|терьер|пинчер|курцхаар|тяжеловоз|дог(?:[аеи]|ом|ов)?\b"
_OTHER = rf"(?:{_MONARCHY}|(?P<breed>{_BREED}))\w*"
_AFTER = re.compile(f" {_OTHER}", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_OTHER} \Z", re.IGNORECASE)
_NEAR = 24
"""Characters before an adjective in which its noun may end."""
_REACH = 5
"""Words after an adjective among which its noun must stand."""


def refuse(view: View) -> str:
    """Refuse surnames, streets, stations, breeds, kingdoms and republics of the Union."""
    other = _AFTER.match(view.text, view.end) or _BEFORE.search(
        view.text, max(0, view.start - _NEAR), view.start
    )
    if other:
        return "a breed" if other["breed"] else "an old state: none of the nine is a monarchy"
    if not view.capital:
        return ""
    noun = _noun(view)
    if noun and _is_soviet(view, noun):
        return "a republic of the Soviet Union"
    if view.shouted:
        return ""
    if view.initial_before:
        return "a surname after an initial"
    before, last = view.before, view.after_next
    if is_given_name(view.after) and (last is None or not last.capital or may_be(last.word, "Patr")):
        return "a surname before a given name"
    if _is_of_a_street(view):
        return "a street or a station"
    if is_given_name(before) and not view.begins_sentence and not (noun and _agree(view.word, noun.word)):
        return "a surname after a given name"
    if noun or view.begins_sentence or _follows_its_noun(view):
        return ""
    return "a capital inside a sentence and no noun after it: a surname or a place"


def _is_of_a_street(view: View) -> bool:
    """`Польская улица`, `ул. Немецкой`."""
    begin, end = view.sentence_span
    near = [one for one in (view.before, view.after) if one and begin <= one.start < end]
    return any(one.gap.strip() in {"", "."} and context("ru").has("streets", one.word) for one in near)


def is_monarchy(near: Neighbour | None) -> bool:
    """Whether a neighbour makes an old state of the name: Великого княжества Литовского, Королевство Румыния."""
    return near is not None and near.adjoining and re.match(_MONARCHY, near.word.lower()) is not None


def _noun(view: View) -> Neighbour | None:
    """The noun that the adjective belongs to, past others that stand between: `Литовской и Эстонской Республик`."""
    place = view.after
    for _ in range(_REACH):
        if place is None or place.start >= view.sentence_span[1] or place.gap.strip(' ,-–"«“„'):
            return None
        word = place.word.lower()
        following = view.word_after(place.end)
        if word in {"и", "или"} and not (following and may_be(following.word, "ADJF")):
            return None
        if may_be(word, "ADJF") or may_be(word, "PRTF") or word in {"и", "или"}:
            place = following
            continue
        if any(may_be(word, other) for other in ("CONJ", "PREP", "PRCL")) or word.isdigit():
            return None
        if may_be(word, "VERB") and not (place.capital and place.adjoining):
            return None
        if "," in place.gap:
            return None
        known = not word.isascii() and not place.capital
        return place if not known or (may_be(word, "NOUN") and _agree(view.word, word)) else None
    return None


def _is_soviet(view: View, noun: Neighbour) -> bool:
    """`Литовской ССР`, `Эстонской Советской Социалистической Республике`."""
    word = noun.word.lower()
    between = view.text[view.end : noun.start].lower()
    return word in {"сср", "асср"} or (word.startswith("республик") and "советск" in between)


def _agree(adjective: str, noun: str) -> bool:
    """Whether both may stand in the same case."""
    cases = [set().union(*(reading & _CASES for reading in grammemes(one))) for one in (adjective, noun)]
    return bool(cases[0] & cases[1]) or not cases[1]


def _follows_its_noun(view: View) -> bool:
    """`Войско Польское`: an organisation's name may end in the adjective, a man's surname does not follow a thing."""
    before = view.before
    return bool(
        before
        and before.adjoining
        and before.capital
        and may_be(before.word, "NOUN", "inan")
        and not may_be(before.word, "Name")
        and _agree(view.word, before.word)
    )
