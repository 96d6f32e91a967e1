"""Kazakh: peoples are written small; a few stems are also clans and given names."""

from __future__ import annotations

import re

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards.anywhere import SOVIET
from analysis.enrich.mentions.guards.persons import without_given_name
from analysis.enrich.mentions.view import View

_NAMES = frozenset("фин финн мажар мадьяр маджар поляк грек неміс венгр болгар румын эстон литов".split())
_GIVEN = frozenset("фин мажар мадьяр маджар".split())
"""Also names that are given to Kazakhs, and that of a clan."""
_OLD = re.compile(
    " (?:княз|кінәз|корольд|патшалы|ханды[ғқ]|кср|кеңестік|knıaz|kniaz|korold|patshaly|handy[qǵ])",
    re.IGNORECASE,
)
"""What follows the name of a state that is no more: Литва князьдігі, Польша корольдігі, Эстон КСР-і."""
_MANY = re.compile("[лдт][ае]р")
"""The plural, which makes a people of a name."""


def refuse(view: View, entry: Entry) -> str:
    """Refuse the clan of the Мажар and people called Фин or Поляк."""
    lists = view.lists
    if entry.target == "office_holder":
        return without_given_name(view, entry)
    if view.quoted and view.capital:
        return "a name of something, alone in quotation marks"
    if _OLD.match(view.text, view.end):
        return SOVIET
    stem = entry.key
    if stem == "герман" and entry.kind == "adjective" and view.capital:
        return "a given name: what is German is written small"
    if entry.kind != "people":
        return ""
    if stem == "мадьяр" and view.word[0] == "M":
        return "the given name Мадияр, in Latin letters"
    if stem == "мажар":
        near = (view.before, view.after, view.after_that)
        if any(one and lists.has("titles", one.word) for one in near):
            return "the clan of the Мажар"
    if stem not in _NAMES or not view.capital or view.shouted:
        return ""
    before, after = view.before, view.after
    if view.initial_before or view.initial_after:
        return "a name beside an initial"
    many = _MANY.match(view.word.lower(), len(stem))
    if not many and after and after.adjoining and after.capital and lists.has("given_names", after.word):
        return "a given name before a surname"
    if after and after.adjoining and lists.has("addresses", after.word):
        return "a given name before a word of address"
    if view.headline:
        return ""
    if not many and after and after.gap in {" ", "-"} and after.capital and stem in _GIVEN:
        last = view.after_that
        two_names = view.begins_sentence and last and last.adjoining and last.capital
        if not two_names and not lists.has("organisations", after.word):
            return "a given name before another name"
    if view.begins_sentence:
        return ""
    if after and after.adjoining and lists.has("organisations", after.word):
        return ""
    if before and before.adjoining and before.capital and lists.has("organisations", before.word):
        return ""
    return "a capital inside a sentence: a name, peoples are written small"
