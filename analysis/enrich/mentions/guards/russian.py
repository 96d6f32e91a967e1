"""Russian: peoples are written small, so a capital inside a sentence makes a name; Поляков needs more thought."""

from __future__ import annotations

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.inflection.russian import may_be
from analysis.enrich.mentions.view import Neighbour, View

_SURNAME_ENDINGS = ("ов", "ев", "ин", "ын")
_COUNTRIES = frozenset(
    "казахстана россии украины поволжья ссср кавказа сибири крыма мира караганды алматы астаны европы снг польши литвы "
    "германии румынии молдовы узбекистана киргизии кыргызстана зарубежья востока павлодара костаная".split()
)


def refuse(view: View, entry: Entry) -> str:
    """Refuse surnames and given names."""
    if entry.target == "office_holder":
        return _without_name(view, entry)
    if entry.kind == "adjective":
        return _surname_like_an_adjective(view)
    if entry.kind != "people" or not view.capital:
        return ""
    if view.shouted or view.begins_sentence:
        return _surname_at_the_beginning(view)
    if (
        _is_person_name(view.before)
        or _is_person_name(view.after)
        or view.initial_before
        or view.initial_after
    ):
        return "a surname beside a given name"
    if _organisation(view):
        return ""
    if view.headline and not view.word.lower().endswith(_SURNAME_ENDINGS):
        return ""
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
    if view.initial_after or _is_person_name(after) or (view.shouted and _is_person_name(view.before)):
        return "a surname beside a given name"
    if view.initial_before or (
        view.shouted and view.before and context("ru").has("titles", view.before.word)
    ):
        return "a surname after a title or an initial"
    if after is None or (may_be(view.word, "NOUN", "nomn") and not _may_be_surname(view.word)):
        return ""
    if after.word.lower() in _COUNTRIES:
        return ""
    if after.word in {"и", "или"} and view.after_next and view.after_next.capital and not view.shouted:
        return "" if _is_people(view.after_next.word) else "a surname beside a surname"
    if "," in after.gap:
        return "" if _is_people(after.word) else "a surname with its bearer's office"
    if "—" in after.gap or "–" in after.gap or ":" in after.gap:
        return "" if _is_people(after.word) else "a surname: its bearer speaks or is described"
    return _by_the_verb(view)


def _by_the_verb(view: View) -> str:
    """`Поляков рассказал` is a man; `Поляков насчитывается`, `Поляков депортировали` are a people."""
    place: Neighbour | None = view.after
    for _ in range(7):
        if place is None or place.start >= view.sentence_span[1]:
            break
        if may_be(place.word, "VERB"):
            word = place.word.lower()
            if (
                may_be(word, "VERB", "plur")
                or may_be(word, "VERB", "neut")
                or word.endswith(("ся", "сь", "ет"))
            ):
                if word in {
                    "считает",
                    "знает",
                    "умеет",
                    "играет",
                    "станет",
                    "будет",
                    "сможет",
                    "хочет",
                    "может",
                }:
                    return "a surname: a verb in the singular follows"
                return ""
            return "a surname: a verb in the singular follows"
        if may_be(place.word, "PRTS", "masc") or may_be(place.word, "ADJS", "masc"):
            return "a surname: what is said of him is in the singular"
        place = view.word_after(place.end)
    return ""


def _surname_like_an_adjective(view: View) -> str:
    """`Дмитрий Польский`, `А. Немецкий`: a man's surname stands after his name."""
    before = view.before
    if not view.capital or before is None:
        return ""
    if view.initial_before:
        return "a surname after an initial"
    if view.shouted or view.begins_sentence or not before.capital or not before.adjoining:
        return ""
    after = view.after
    if (
        after
        and after.adjoining
        and (after.capital or may_be(after.word, "NOUN"))
        and not may_be(after.word, "VERB")
    ):
        return ""
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


def _may_be_surname(word: str) -> bool:
    return may_be(word, "Surn") or word.lower().endswith(("ов", "ев"))


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
