"""Russian: peoples are written small, so a capital inside a sentence makes a name; Поляков needs more thought."""

from __future__ import annotations

import re

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.inflection.russian import may_be
from analysis.enrich.mentions.view import Neighbour, View

_GENITIVES = ("ов", "ев", "болгар")
"""Endings of the genitive plural that a surname has too, or the town of Болгар."""
_FAMILY = frozenset("старший младший мл ст".split())
_COUNTRIES = frozenset(
    "казахстана россии украины поволжья ссср кавказа сибири крыма мира караганды алматы астаны европы снг польши литвы "
    "германии румынии молдовы узбекистана киргизии кыргызстана зарубежья востока павлодара костаная".split()
)
_AMOUNTS = re.compile(
    r"\d+|тысяч\w*|сот\w*|десят\w*|процент\w*|около|свыше|более|больше|меньше|много|мало|немного|немало|нет|несколько|"
    r"большинств\w+|половин\w+|трет[ьи]|част[ьи]|сколько|столько|единиц\w*|почти"
)
_CLAN = frozenset("племя племени племенем племён род рода роду родом роды аргын аргына аргынов".split())


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames, given names and names of things."""
    if entry.target == "office_holder":
        return _without_name(view, entry)
    if entry.kind == "adjective":
        if view.quoted:
            return "a name of something, alone in quotation marks"
        return _surname_like_an_adjective(view)
    if entry.kind != "people":
        return ""
    if entry.lemma == "мадьяр" and view.before and view.before.word.lower() in _CLAN:
        return "a Kazakh clan"
    if not view.capital or not _may_be_a_man(view.word):
        return ""
    if view.initial_before or view.initial_after:
        return "a surname beside an initial"
    if view.after and view.after.gap in {"-", "–"} and view.after.word.lower() in _FAMILY:
        return "a surname"
    if view.word.lower().endswith(_GENITIVES):
        return _genitive_or_surname(view)
    return _man_of_a_people_or_surname(view)


def _may_be_a_man(word: str) -> bool:
    """Whether a form may be a surname: `Грек`, `Немцу`, `Поляков`; `Немцы`, `Гречанки` and `Полякам` are none."""
    return word.lower().endswith(_GENITIVES) or may_be(word, "NOUN", "anim", "masc", "sing")


def _man_of_a_people_or_surname(view: View) -> str:
    """`Финн Киммо Тимонен` and `Грек по отцу` are men of a people, `Поляк Виктор` and `Иван Грек` have a surname."""
    if _is_person_name(view.before) and not view.begins_sentence:
        return "a surname after a given name"
    if view.after and view.after.adjoining and context("ru").has("given_names", view.after.word):
        last = view.after_next
        if last is None or not last.adjoining or not last.capital or may_be(last.word, "Patr"):
            return "a surname before a given name"
        return ""
    if view.begins_sentence or view.shouted or view.headline or _organisation(view):
        return ""
    return "a capital inside a sentence: a name, peoples are written small"


def _genitive_or_surname(view: View) -> str:
    """`Съезд Поляков` and `Поляков депортировали` name a people, `Поляков рассказал` a man."""
    if _is_person_name(view.after) or (_is_person_name(view.before) and not view.begins_sentence):
        return "a surname beside a given name"
    if not view.begins_sentence and view.before and context("ru").has("titles", view.before.word):
        return "a surname after a title"
    if _organisation(view):
        return ""
    if view.begins_sentence or view.shouted or view.headline:
        return _surname_at_the_beginning(view)
    return "a capital inside a sentence: a name, peoples are written small"


def _organisation(view: View) -> bool:
    lists = context("ru")
    if view.after and view.after.adjoining and view.after.word.lower() in _COUNTRIES:
        return True
    before = view.before
    for _ in range(2):
        if before is None:
            return False
        if before.capital and lists.has("organisations", before.word):
            return True
        before = view.word_before(before.start)
    return False


def _surname_at_the_beginning(view: View) -> str:
    after = view.after
    if after is None or after.word.lower() in _COUNTRIES:
        return ""
    if after.word in {"и", "или"} and view.after_next and view.after_next.capital and not view.shouted:
        return "" if _is_people(view.after_next.word) else "a surname beside a surname"
    if "," in after.gap:
        if _is_people(after.word) or may_be(after.word, "PRTF", "gent") or after.word.startswith("котор"):
            return ""
        return "a surname with its bearer's office"
    if "—" in after.gap or "–" in after.gap or ":" in after.gap:
        return "" if _is_people(after.word) else "a surname: its bearer speaks or is described"
    if after.word.lower() in {"о", "об", "про", "против"}:
        return "a surname: its bearer speaks of something"
    return _by_the_verb(view)


def _by_the_verb(view: View) -> str:
    """`Поляков рассказал` is a man; `Поляков насчитывается`, `Поляков депортировали` are a people."""
    place: Neighbour | None = view.after
    for _ in range(7):
        if place is None or place.start >= view.sentence_span[1]:
            break
        word = place.word.lower()
        if may_be(word, "VERB", "indc"):
            if may_be(word, "VERB", "plur") or may_be(word, "VERB", "neut"):
                return ""
            if _has_another_subject(view, place):
                return ""
            if may_be(word, "VERB", "masc") or not (
                word.endswith("ся") or any(_AMOUNTS.fullmatch(one) for one in _words(view))
            ):
                return "a surname: a verb in the singular follows"
            return ""
        if may_be(word, "PRTS", "masc") or may_be(word, "ADJS", "masc"):
            return "a surname: what is said of him is in the singular"
        place = view.word_after(place.end)
    return ""


def _has_another_subject(view: View, verb: Neighbour) -> bool:
    """`Поляков поздравил аким`: the one who does it follows, in the nominative."""
    place: Neighbour | None = verb
    for _ in range(3):
        place = view.word_after(place.end) if place else None
        if place is None or place.start >= view.sentence_span[1] or place.gap.strip():
            return False
        if may_be(place.word, "NOUN", "anim", "sing", "masc"):
            return may_be(place.word, "NOUN", "anim", "nomn", "sing") and not may_be(
                place.word, "NOUN", "anim", "accs", "sing"
            )
    return False


def _words(view: View) -> list[str]:
    return re.findall(r"\w+", view.sentence.lower())


def _surname_like_an_adjective(view: View) -> str:
    """`Дмитрий Польский`, `А. Немецкий`: a man's surname stands after his name."""
    before = view.before
    if not view.capital or before is None:
        return ""
    if view.initial_before:
        return "a surname after an initial"
    if view.shouted or view.begins_sentence or not before.adjoining:
        return ""
    after = view.after
    if not before.capital and context("ru").has("titles", before.word) and may_be(view.word, "ADJF", "masc"):
        follows = after is not None and after.adjoining
        if not (
            follows and after and (after.capital or may_be(after.word, "NOUN") or may_be(after.word, "ADJF"))
        ):
            return "a surname after a title"
        if after and may_be(after.word, "VERB"):
            return "a surname after a title"
    if (
        after
        and after.adjoining
        and (after.capital or may_be(after.word, "NOUN"))
        and not any(may_be(after.word, other) for other in ("VERB", "CONJ", "PREP", "PRCL"))
    ):
        return ""
    if context("ru").has("titles", before.word):
        return "a surname after a title"
    return "a surname after a given name" if _is_person_name(before) else ""


def _without_name(view: View, entry: Entry) -> str:
    """Refuse a common surname that stands without the given name of the office holder."""
    before = view.before
    if not entry.given:
        return ""
    if before and (before.adjoining or view.initial_before) and before.capital:
        word = before.word.lower()
        if any(
            name.startswith(word) if view.initial_before else name[:4] == word[:4] for name in entry.given
        ):
            return ""
    return "a common surname without the office holder's given name"


def _is_person_name(near: Neighbour | None) -> bool:
    """Whether a neighbour is a given name or patronymic with nothing but spaces between."""
    if near is None or not near.adjoining or not near.capital or len(near.word) < 3:
        return False
    return may_be(near.word, "Name") or may_be(near.word, "Patr")


_PEOPLES = (
    "цев",
    "ков",
    "ров",
    "нов",
    "гар",
    "мын",
    "тар",
    "шей",
    "сов",
    "зов",
    "дов",
    "ян",
    "зин",
    "шкир",
    "уйгур",
    "ей",
)


def _is_people(word: str) -> bool:
    """Whether a word is another people in the same case: `Поляков, немцев и корейцев`."""
    return (
        word[0].islower() and word.lower().endswith(_PEOPLES) and may_be(word, "NOUN", "anim", "gent", "plur")
    )
