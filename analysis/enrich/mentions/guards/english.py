"""English: capitals tell a nation from paste and poles, except where every word has one."""

from __future__ import annotations

import re

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.view import Neighbour, View

_OBJECTS = frozenset(
    "your my our his her their its the a an this that these those off up it them him me us every each".split()
)
_DETERMINERS = frozenset(
    "a an the this that these those another one every each some any no two three four five half his her their our my "
    "whose its".split()
)
_MODALS = frozenset("can could should must may might will would shall".split())
_SUBJECTS = frozenset("you we they i he she who everyone nobody people let's".split())
_TO_DO = frozenset(
    "how ways way want need tips time ready steps where when reasons guide learn tries decides".split()
)
_PEOPLE_OF = frozenset(
    "ethnic young old soviet kazakh kazakhstani american canadian russian karelian ingrian local veteran".split()
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
            return _surname(view, entry) or _magyar(view)
        case "Pole":
            return _axis(view) or (_finn(view) if view.word in {"Pole", "POLE"} else "")
        case "Polish":
            return _paste(view)
        case "Ingrian":
            finns = (
                view.after is not None and view.after.adjoining and view.after.word.lower().startswith("finn")
            )
            return "part of the next name" if finns else ""
        case _:
            return _surname(view, entry) if entry.kind in {"people", "country"} else ""


def _title(near: Neighbour | None) -> bool:
    return near is not None and near.gap.strip() in {"", "."} and context("en").has("titles", near.word)


def _named(near: Neighbour | None) -> bool:
    """Whether the word before is a given name."""
    return (
        near is not None and near.adjoining and near.capital and context("en").has("given_names", near.word)
    )


_STATE = re.compile(
    r", (?:N\.Y\.|New York|Ohio|Maine|Indiana|Texas|Illinois|Georgia|Michigan|Pa\.|Mass\.|Fla\.)"
)


def _surname(view: View, entry: Entry) -> str:
    """`Jack Poland`, `J. Magyar`."""
    if view.initial_before or (_named(view.before) and not view.headline):
        return "a surname after a given name"
    if entry.kind == "country" and _title(view.before):
        return "a surname after a title"
    if entry.kind == "country" and _STATE.match(view.text, view.end, view.end + 20):
        return "a town of that name in America"
    return ""


def _magyar(view: View) -> str:
    """`Magyar's party`, `Magyar said`: a politician; Magyar culture, the Magyars: a people."""
    after = view.after
    if view.word != "Magyar" or (view.before and view.before.word.lower() in _DETERMINERS):
        return ""
    if view.text[view.end : view.end + 2] in {"'s", "’s"} or (
        after and context("en").has("verbs", after.word)
    ):
        return "a surname: its bearer does or has something"
    return ""


def _given_name(view: View) -> str:
    """`German Kim said`, `Anna German sang`; but German Embassy, German Sebastian Vettel."""
    lists = context("en")
    before, after = view.before, view.after
    if view.initial_before or _named(before):
        return "a surname after a given name"
    institution = after is not None and after.adjoining and lists.has("institutions", after.word)
    if (
        view.begins_sentence
        and after
        and after.adjoining
        and lists.has("verbs", after.word)
        and not after.capital
    ):
        return "a given name: its bearer does something"
    if _title(before) and not (institution and after and after.capital) and not view.headline:
        if before and (
            before.gap.strip() == "." or not after or not after.capital or not _determined(before, view)
        ):
            return "a name after a title"
    if view.shouted and after and lists.has("surnames", after.word):
        return "a given name before a surname"
    if after is None or not after.adjoining or not after.capital or view.shouted or institution:
        return ""
    if len(after.word) == 1:
        return "a given name before an initial"
    if lists.has("surnames", after.word):
        return "a given name before a surname"
    last = view.after_next
    if before and before.adjoining and before.word.lower() in _DETERMINERS:
        return ""
    if last and not lists.has("given_names", after.word) and _in_apposition(view, last):
        return "a given name before a surname"
    if last and (lists.has("verbs", last.word) or (last.gap.startswith(",") and last.word.isdigit())):
        return "a given name before a surname" if not lists.has("given_names", after.word) else ""
    return ""


def _in_apposition(view: View, last: Neighbour) -> bool:
    """`German Moreno (Argentina)`; `the winner, German Conti, is`."""
    if last.gap.strip() == "(":
        return view.begins_sentence
    return view.before is not None and view.before.gap.strip() == "," and last.gap.startswith(",")


def _determined(near: Neighbour, view: View) -> bool:
    """Whether a determiner stands before `near`: the German is then no name, as in `the coach German Embassy`."""
    further = view.word_before(near.start)
    return further is not None and further.adjoining and further.word.lower() in _DETERMINERS


def _finn(view: View) -> str:
    """`Huckleberry Finn`, `Finn Wolfhard`; but a Finn, the exiled Pole, and Finn Kimi Räikkönen."""
    before, after = view.before, view.after
    place = before
    for _ in range(4):
        if place is None or not place.adjoining or (place.capital and place.word.lower() not in _DETERMINERS):
            break
        if place.word.lower() in _DETERMINERS and not view.initial_before:
            if place is before and after and after.adjoining and after.capital:
                if not _two_names(view) and not view.headline and view.word.lower() == "finn":
                    return "a given name before a surname"
            return ""
        place = view.word_before(place.start)
    if before and before.adjoining:
        word = before.word.lower()
        if (
            word.endswith(("ish", "old", "born", "est", "year"))
            or word in _PEOPLE_OF
            or word in {"former", "fellow"}
        ):
            return ""
    if before and before.gap.strip() in {"-", "–"}:
        return ""
    if view.begins_sentence and after and after.adjoining and context("en").has("deeds", after.word):
        return ""
    if _two_names(view):
        return ""
    if (
        after
        and after.adjoining
        and after.capital
        and not view.headline
        and after.start < view.sentence_span[1]
    ):
        if view.word.lower() == "pole" or after.word.endswith("nen"):
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


_POLAR = re.compile(r"\b(?:North|South) Pole\b|\b[Pp]olar\b|Arctic|Antarctic")


def _axis(view: View) -> str:
    """`North Pole`, `ski poles`, `the poles of a magnet`; `the Pole` where the text before spoke of one of the earth's."""
    lists = context("en")
    near = [view.before, view.after, view.after_next]
    if view.before:
        near.append(view.word_before(view.before.start))
    if any(one and lists.has("axes", one.word) for one in near):
        return "the end of an axis, or a stick"
    if view.word.lower() == "pole" or view.headline or view.begins_sentence:
        if lists.has_any("axes", view.words):
            return "the end of an axis, or a stick"
    if view.word == "Pole" and view.before and view.before.word.lower() == "the":
        if _POLAR.search(view.text, max(0, view.start - 600), min(len(view.text), view.end + 200)):
            return "the end of the earth's axis"
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
    if (
        after
        and after.word.lower() == "and"
        and view.after_next
        and lists.has("polishes", view.after_next.word)
    ):
        return "a paste, or the verb"
    if before and before.adjoining and (view.headline or not view.capital):
        doer, word = view.word_before(before.start), before.word.lower()
        if word in {"please", "don't", "let's", "never"}:
            return "the verb"
        if doer and word in _MODALS and doer.word.lower() in _SUBJECTS:
            return "the verb"
        if doer and word == "to" and doer.word.lower() in _TO_DO:
            return "the verb"
    if (
        after
        and after.word.lower() == "it"
        and view.after_next
        and view.after_next.word.lower() in {"is", "was"}
    ):
        return ""
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
