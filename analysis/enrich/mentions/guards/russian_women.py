"""Russian words for a woman that also name a thing: what the grammar around болгарка, полька, финка says for the woman."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.enrich.mentions.inflection.russian import is_given_name, may_be
from analysis.enrich.mentions.view import View

_WHERE = frozenset("в во из на под до от у около через".split())


def is_certain(view: View) -> bool:
    """Whether the word can be nothing but a person, whatever else its sentence speaks of."""
    return _is_named(view) or _is_joined(view) or _is_said_of_a_woman(view) or _is_by_descent(view)


def is_thing(view: View) -> bool:
    """Whether it is joined to a thing (нож-финка, пила-болгарка), or is danced (под польку, после польки)."""
    before = view.before
    if before and before.adjoining and before.word.lower() in {"под", "после"}:
        return view.word.lower().startswith("польк")
    return before is not None and before.gap in {"-", "‑"} and may_be(before.word, "NOUN", "inan")


def is_likely(view: View) -> bool:
    """Whether the word's place in its sentence is a person's, or a village's, if nothing speaks of the thing."""
    looks = (_is_place, _is_among_persons, _acts, _has_done, _is_given_something)
    return any(look(view) for look in looks)


def _is_named(view: View) -> bool:
    """A woman's name follows: полька Йоанна Моро, but полька Штрауса."""
    after = view.after
    return after is not None and is_given_name(after) and may_be(after.word, "Name", "femn")


def _is_by_descent(view: View) -> bool:
    """By what she is one follows: полька по матери, болгарка по происхождению."""
    after, last, before = view.after, view.after_that, view.before
    by = view.before_that
    return any(
        one and two and one.word.lower() == "по" and view.lists.has("descent", two.word)
        for one, two in ((after if after and after.adjoining else None, last), (by, before))
    )


def _has_done(view: View) -> bool:
    """A participle tells what she did: польку, потерявшую документы; but болгарку, купленную вчера."""
    after = view.after
    return after is not None and after.gap == ", " and may_be(after.word, "PRTF", "actv", "femn")


def _is_given_something(view: View) -> bool:
    """It is in the dative, which only persons are wont to be in: предложила финке ничью."""
    if not may_be(view.word, "datv", "sing"):
        return False
    near = view.before
    if near and near.adjoining and may_be(near.word, "ADJF", "datv", "femn"):
        near = view.word_before(near.start)
    return bool(near and near.adjoining and may_be(near.word, "VERB"))


def _is_place(view: View) -> bool:
    """A capital makes a village of it (в Болгарке, село Болгарка): tools and dances are written small."""
    before = view.before
    if before is None or not view.capital or view.shouted or view.headline or view.quoted:
        return False
    return before.word.lower() in _WHERE or view.lists.has("settlements", before.word)


def _is_joined(view: View) -> bool:
    """It stands beside another woman: полька и чешка, болгарка с украинкой, соседка-болгарка."""
    before = view.before
    if before and before.gap in {"-", "‑"}:
        return may_be(before.word, "NOUN", "anim", "femn")
    return any(
        person.endswith("к" + view.word[-1]) and may_be(person, "NOUN", "anim", "femn")
        for person in _coordinated(view, "и", "или", "с")
    )


def _coordinated(view: View, *links: str) -> Iterator[str]:
    """The words that one of `links` joins to it."""
    before, after = view.before, view.after
    for link, other in ((before, view.before_that), (after, view.after_that)):
        if link and other and link.word.lower() in links:
            yield other.word


def _is_said_of_a_woman(view: View) -> bool:
    """It is said of a person: моя соседка — болгарка; Соня Йончева, болгарка; портниха, полька; муж польки."""
    before = view.before
    if before is None:
        return False
    if before.adjoining and may_be(view.word, "gent", "sing") and view.lists.has("kin", before.word):
        return True
    if before.adjoining and may_be(before.word, "ADJF", "femn"):  # портниха, настоящая венгерка
        before = view.word_before(before.start) or before
    if before.gap.strip() == ",":
        if before.capital:
            return any(may_be(before.word, name, "femn") for name in ("Name", "Surn"))
        return may_be(before.word, "NOUN", "anim", "femn") and _same_case(view.word, before.word)
    dash = before.gap.strip() in {"—", "–", "-"} and " " in before.gap
    return dash and may_be(before.word, "NOUN", "anim", "nomn", "sing")


def _same_case(one: str, other: str) -> bool:
    return any(may_be(one, case) and may_be(other, case) for case in ("nomn", "gent", "datv", "ablt"))


def _is_among_persons(view: View) -> bool:
    """Other persons stand beside it: литовец и болгарка, болгарки-волонтёры, работала санитаркой финка."""
    if any(may_be(person, "NOUN", "anim") for person in _coordinated(view, "и", "или")):
        return True
    before = view.before
    if before and before.adjoining and may_be(before.word, "NOUN", "anim", "femn"):
        return not may_be(view.word, "ablt")  # женщина болгаркой
    return view.after is not None and view.after.gap in {"-", "‑"} and may_be(view.after.word, "NOUN", "anim")


def _acts(view: View) -> bool:
    """It is the subject of what a person does: болгарки напекли баницы, полька призналась."""
    number = next((one for one in ("sing", "plur") if may_be(view.word, "NOUN", "nomn", one)), "")
    before, place = view.before, view.after
    if (
        number == "plur"
        and before
        and before.adjoining
        and before.word.islower()
        and may_be(before.word, "NOUN")
    ):
        return False  # the genitive: ношение финки
    if place and place.adjoining and place.word == "из":  # полька из Щучинска научила
        town = view.word_after(place.end)
        place = view.word_after(town.end) if town and town.capital else None
    for _ in range(2):
        if not number or place is None or place.gap.strip():
            return False
        if may_be(place.word, "VERB"):
            if not may_be(place.word, "VERB", "tran", "past"):
                return view.lists.has("deeds", place.word)
            return may_be(place.word, "VERB", "femn" if number == "sing" else "plur")
        if not may_be(place.word, "ADVB"):
            return False
        place = view.word_after(place.end)
    return False
