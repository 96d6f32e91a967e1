"""Russian peoples with a capital: `Поляков рассказал` is a man, `Поляков депортировали` a people."""

from __future__ import annotations

import re

from analysis.enrich.mentions.inflection.russian import is_given_name, may_be
from analysis.enrich.mentions.view import Neighbour, View

_GENITIVES = ("ов", "ев", "болгар")
"""Endings of the genitive plural that a surname has too, or the town of Болгар."""
_FAMILY = frozenset("старший младший мл ст".split())
_OF_GENITIVE = frozenset("для у от из без против среди около после вместо кроме до с ради возле".split())
"""Prepositions after which a surname would be `Полякова`."""
_COUNTED = re.compile(
    r"(?:насчит|числ|станов|ожида|име|прожив|прибав|убав|набира|набер|наход|оказ|регистр|приход)\w*ся"
)
"""`Поляков насчитывается`, `становится больше`; but Поляков возвращается."""
_LACKING = re.compile(r"недоста[её]?\w*|хват(?:ает|ит|ало|ило|ать)")
_ABROAD = frozenset("мира снг зарубежья востока".split())
_AMOUNTS = re.compile(
    r"\d+|тысяч\w*|сот\w*|десят\w*|процент\w*|около|свыше|более|больше|меньше|много|мало|немного|немало|нет|несколько|"
    r"большинств\w+|половин\w+|трет[ьи]|част[ьи]|сколько|столько|единиц\w*|почти"
)
_STIRS = re.compile(
    r"(?:вз|за|ис|об|о|по|рас)?(?:жд[её]т|ожида|пуга|волну|беспоко|тревож|возмуща|раздража|раду|удивля|интересу|устраива|"
    r"поддержива|объединя|спаса)\w*"
)
"""Verbs of what befalls people: `Поляков ждёт непростой матч`."""
_LIKE_ONE_MAN = re.compile(r"румын|грузин|осетин|башкир|мадьяр|турок|курд|лезгин|аварец")
"""Peoples of whom the many, in the genitive, are called as one is in the nominative."""


def refuse(view: View) -> str:
    """Refuse surnames: what stands beside the capital decides."""
    if may_be(view.word, "NOUN", "anim", "sing") and not view.begins_sentence:
        if view.initial_before or is_given_name(view.before):
            return "a surname after a given name"
    if _is_village(view):
        return "a village called so"
    if not _may_be_a_man(view.word):
        return ""
    if view.initial_before or view.initial_after:
        return "a surname beside an initial"
    if view.after and view.after.gap in {"-", "–", "‑"}:
        if _is_people(view.after.word.lower()):
            return ""  # Поляков-переселенцев
        if not view.shouted and (view.after.word.lower() in _FAMILY or view.after.capital):
            return "a surname of two halves, or of a family"
    if view.word.lower().endswith(_GENITIVES):
        return _genitive_or_surname(view)
    return _man_of_a_people_or_surname(view)


def _is_village(view: View) -> bool:
    """`деревня Греки`; but деревня греков."""
    before = view.before
    return bool(
        before
        and before.adjoining
        and not view.shouted
        and may_be(view.word, "nomn", "plur")
        and view.lists.has("settlements", before.word)
    )


def _may_be_a_man(word: str) -> bool:
    """Whether a form may be a surname: `Грек`, `Немцу`, `Поляков`; `Немцы`, `Гречанки` and `Полякам` are none."""
    return word.lower().endswith(_GENITIVES) or may_be(word, "NOUN", "anim", "masc", "sing")


def _man_of_a_people_or_surname(view: View) -> str:
    """`Финн Киммо Тимонен` and `Грек по отцу` are men of a people, `Поляк Виктор` and `Иван Грек` have a surname."""
    if view.after and view.after.adjoining and view.lists.has("given_names", view.after.word):
        last = view.after_that
        if last is None or not last.adjoining or not last.capital or may_be(last.word, "Patr"):
            return "a surname before a given name"
        return ""
    if view.begins_sentence or view.shouted or view.headline or _organisation(view):
        return ""
    return "a capital inside a sentence: a name, peoples are written small"


def _genitive_or_surname(view: View) -> str:
    """`Съезд Поляков` and `Поляков депортировали` name a people, `Поляков рассказал` a man."""
    if is_given_name(view.after) or (is_given_name(view.before) and not view.begins_sentence):
        return "a surname beside a given name"
    if not view.begins_sentence and view.before and view.lists.has("titles", view.before.word):
        return "a surname after a title"
    if _organisation(view) or (view.before and view.before.word.lower() in _OF_GENITIVE):
        return ""
    if view.begins_sentence or view.shouted or view.headline:
        return _surname_at_the_beginning(view)
    return "a capital inside a sentence: a name, peoples are written small"


def _organisation(view: View) -> bool:
    lists = view.lists
    if _of_a_country(view.after):
        return True
    before = view.before
    for _ in range(2):
        if before is None:
            return False
        if before.capital and lists.has("organisations", before.word):
            return True
        before = view.word_before(before.start)
    return False


def _of_a_country(near: Neighbour | None) -> bool:
    """`Поляков Казахстана`: where they live follows, in the genitive."""
    if near is None or not near.adjoining:
        return False
    return near.word.lower() in _ABROAD or (near.capital and may_be(near.word, "Geox", "gent"))


def _surname_at_the_beginning(view: View) -> str:
    after = view.after
    if after is None or after.start >= view.sentence_span[1]:
        return "a surname: it stands alone"
    if _of_a_country(after):
        return ""
    last = view.after_that
    if after.word.lower() in {"и", "или"} and last:
        if _is_people(last.word.lower() if view.headline or view.shouted else last.word):
            return ""
        if last.capital and (not view.shouted or may_be(last.word, "Surn") or may_be(last.word, "Name")):
            return "a surname beside a surname"
    if "рождения" in view.words or ("(" in after.gap and not _is_amount(after.word)):
        return "a surname with what tells its bearer from others"
    if "," in after.gap:
        if _is_people(after.word) or may_be(after.word, "PRTF", "gent") or after.word.startswith("котор"):
            return ""
        if after.word == "что" and last and may_be(last.word, "VERB", "plur"):
            return ""
        return "a surname with its bearer's office"
    if "—" in after.gap or "–" in after.gap or ":" in after.gap:
        many = _is_people(after.word) or _is_amount(after.word)
        return "" if many else "a surname: its bearer speaks or is described"
    if after.word.lower() in {"о", "об", "про", "против", "vs"}:
        return "a surname: its bearer speaks of something"
    return _by_the_verb(view)


def _by_the_verb(view: View) -> str:
    """`Поляков рассказал` is a man; `Поляков насчитывается`, `Поляков депортировали` are a people."""
    place: Neighbour | None = view.after
    described = False
    for _ in range(7):
        if place is None or place.start >= view.sentence_span[1]:
            break
        word = place.word.lower()
        if _LACKING.fullmatch(word) and "не" in view.words:
            return ""
        if may_be(word, "VERB", "indc"):
            if any(may_be(word, "VERB", other) for other in ("plur", "neut", "femn")):
                return ""
            if _has_another_subject(view, place):
                return ""
            counted = _COUNTED.match(word) or any(_AMOUNTS.fullmatch(one) for one in _words(view))
            if may_be(word, "VERB", "masc") or not counted:
                return "a surname: a verb in the singular follows"
            return ""
        if may_be(word, "PRTS", "masc") or may_be(word, "ADJS", "masc"):
            return "a surname: what is said of him is in the singular"
        described = described or _is_one(place)
        place = view.word_after(place.end)
    return "a surname: its bearer is described" if described else ""


def _is_one(near: Neighbour) -> bool:
    """Whether a word is one man in the nominative and nothing else."""
    return may_be(near.word, "NOUN", "anim", "nomn", "sing", "masc") and not may_be(near.word, "gent")


def _has_another_subject(view: View, verb: Neighbour) -> bool:
    """`Поляков поздравил аким`, `Поляков ждёт новая волна`: who does it follows, in the nominative."""
    stirs = _STIRS.fullmatch(verb.word.lower())
    place: Neighbour | None = verb
    for _ in range(3):
        place = view.word_after(place.end) if place else None
        if place is None or place.start >= view.sentence_span[1] or place.gap.strip():
            return False
        if may_be(place.word, "NOUN"):
            kind = ("NOUN", "anim") if may_be(place.word, "NOUN", "anim") else ("NOUN",)
            subject = may_be(place.word, *kind, "nomn", "sing")
            return subject and (stirs is not None or not may_be(place.word, *kind, "accs", "sing"))
    return False


def _is_amount(word: str) -> bool:
    return _AMOUNTS.fullmatch(word.lower()) is not None or may_be(word, "NUMR")


def _words(view: View) -> list[str]:
    return re.findall(r"\w+", view.sentence.lower())


def _is_people(word: str) -> bool:
    """Whether a word is many in the same case, `Поляков, немцев и корейцев`, and not one man: `Поляков, директор`."""
    if not word[0].islower() or not may_be(word, "NOUN", "anim", "gent", "plur"):
        return False
    return not may_be(word, "NOUN", "nomn", "sing") or _LIKE_ONE_MAN.fullmatch(word) is not None
