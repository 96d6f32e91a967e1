"""Russian adjectives with a capital: `Немецкий театр` is theirs, `Игорь Немецкий` and `на Польской` are not."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards.anywhere import KIND, SOVIET, kind_before
from analysis.enrich.mentions.inflection.russian import grammemes, is_given_name, may_be
from analysis.enrich.mentions.view import Neighbour, View

_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
_OF_A_BREED = frozenset("порода породы породе породу породой сорт сорта сорту сортом сорте".split())
_REACH = 5
"""Words after an adjective among which its noun must stand."""


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames, streets, stations, breeds and republics of the Union."""
    breed = kind_before(view, entry)
    if (breed and _agree(view.word, breed.word)) or (view.before and view.before.word.lower() in _OF_A_BREED):
        return KIND
    if not view.capital:
        return ""
    noun = _noun(view)
    if noun and _is_soviet(view, noun):
        return SOVIET
    if view.shouted:
        return ""
    if view.initial_before:
        return "a surname after an initial"
    before, last = view.before, view.after_that
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
    if view.before and view.before.adjoining and view.lists.has("settlements", view.before.word):
        return True  # село Польское
    return any(one.gap.strip() in {"", "."} and view.lists.has("streets", one.word) for one in near)


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
    """Whether both may stand in the same case and number."""
    forms = [
        {(case, "plur" in reading) for reading in grammemes(one) for case in reading & _CASES}
        for one in (adjective, noun)
    ]
    return bool(forms[0] & forms[1]) or not forms[1]


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
