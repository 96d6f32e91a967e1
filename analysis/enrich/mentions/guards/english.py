"""English: capitals tell a nation from paste and poles, except where every word has one."""

from __future__ import annotations

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import Neighbour, View

_OBJECTS = frozenset(
    "your my our his her their its the a an this that these those off up it them him me us every each".split()
)
_BEFORE_A_PERSON = frozenset(
    "a an the another this that one every each first second third young old former fellow ethnic any half famous his her "
    "their our whose flying ingrian soviet kazakh kazakhstani american canadian swedish russian karelian local veteran "
    "retired legendary lone unknown elderly proud typical tall rich poor great".split()
)
_AUXILIARIES = frozenset(
    "to and or can could should must may might will would shall please us we you they i help let don't never always".split()
)


def refuse(view: View, entry: Entry) -> str:
    """Refuse given names, surnames, verbs, pastes, sticks and axes."""
    if entry.target == "office_holder":
        return _without_name(view, entry)
    match entry.lemma:
        case "German":
            return _given_name(view) if view.word in {"German", "GERMAN"} else ""
        case "Finn":
            return _finn(view) if view.word in {"Finn", "FINN"} else ""
        case "Magyar":
            return _surname(view, entry)
        case "Pole":
            return _axis(view) or (_finn(view) if view.word in {"Pole", "POLE"} else "")
        case "Polish":
            return _paste(view)
        case _:
            return _surname(view, entry) if entry.kind in {"people", "country"} else ""


def _title(near: Neighbour | None) -> bool:
    return near is not None and near.gap.strip() in {"", "."} and context("en").has("titles", near.word)


def _named(near: Neighbour | None) -> bool:
    """Whether the word before is a given name."""
    return (
        near is not None and near.adjoining and near.capital and context("en").has("given_names", near.word)
    )


def _surname(view: View, entry: Entry) -> str:
    """`Jack Poland`, `J. Magyar`."""
    if view.initial_before or (_named(view.before) and not view.headline):
        return "a surname after a given name"
    if entry.kind == "country" and _title(view.before):
        return "a surname after a title"
    return ""


def _given_name(view: View) -> str:
    """`German Kim said`, `Anna German sang`; but German Embassy, German Sebastian Vettel."""
    lists = context("en")
    if view.initial_before or _named(view.before):
        return "a surname after a given name"
    after = view.after
    if after is None or not after.adjoining or not after.capital or view.shouted:
        if (
            view.before
            and not view.begins_sentence
            and after is not None
            and after.gap.startswith(",")
            and (view.before.capital and view.before.gap.strip() == ",")
        ):
            return ""
        return ""
    if len(after.word) == 1:
        return "a given name before an initial"
    if after.word.endswith(("ovich", "evich")):
        return "a given name before a patronymic"
    if lists.has("institutions", after.word):
        return ""
    if lists.has("surnames", after.word):
        return "a given name before a surname"
    return ""


def _finn(view: View) -> str:
    """`Huckleberry Finn`, `Finn Wolfhard`; but a Finn, and Finn Kimi Räikkönen."""
    before, after = view.before, view.after
    if before and before.adjoining and before.word.lower() in _BEFORE_A_PERSON and not view.initial_before:
        if after and after.adjoining and after.capital and not _two_names(view) and not view.headline:
            return "a given name before a surname"
        return ""
    if before and before.adjoining and before.word.lower().endswith(("ish", "old", "born", "est", "year")):
        return ""
    if before and before.gap.strip() in {"-", "–"}:
        return ""
    if _two_names(view):
        return ""
    return "a given name or a surname: nothing says a person of that people"


def _two_names(view: View) -> bool:
    after, last = view.after, view.after_next
    return bool(
        after
        and last
        and after.adjoining
        and last.adjoining
        and after.capital
        and last.capital
        and not view.headline
    )


def _axis(view: View) -> str:
    """`North Pole`, `ski poles`, `the poles of a magnet`."""
    lists = context("en")
    near = [view.before, view.after, view.after_next]
    if view.before:
        near.append(view.word_before(view.before.start))
    if any(one and lists.has("axes", one.word) for one in near):
        return "the end of an axis, or a stick"
    if view.word.lower() == "pole" or view.headline or view.begins_sentence:
        if lists.has_any("axes", view.words):
            return "the end of an axis, or a stick"
    return ""


def _paste(view: View) -> str:
    """`Polish your English`, `nail polish`; `Polish` at the beginning or in a headline may be the verb."""
    lists = context("en")
    before, after = view.before, view.after
    if after and after.adjoining and after.word.lower() in {"remover", "of"}:
        return "a paste, or a shine"
    if before and before.adjoining:
        if lists.has("polishes", before.word):
            return "a paste"
        if before.word.lower() == "and":
            further = view.word_before(before.start)
            if further and further.adjoining and lists.has("polishes", further.word):
                return "a paste, or the verb"
    objects = after is not None and after.adjoining and after.word.lower() in _OBJECTS
    auxiliary = before is not None and before.adjoining and before.word.lower() in _AUXILIARIES
    if objects and (auxiliary or view.begins_sentence or view.headline or view.shouted):
        return "the verb"
    return ""


def _without_name(view: View, entry: Entry) -> str:
    """Refuse a common surname that stands without the given name or the title of the office holder."""
    if not entry.given:
        return ""
    before = view.before
    if before and before.capital and (before.adjoining or view.initial_before):
        word = before.word.lower()
        if any(name.startswith(word) if view.initial_before else name == word for name in entry.given):
            return ""
    return "a common surname without the office holder's given name"
