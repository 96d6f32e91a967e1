"""German: nouns have capitals, so Pole is a Pole or the end of an axis, and Deutsch may be a surname."""

from __future__ import annotations

import re

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.view import Neighbour, View

_SURNAMES = frozenset("deutsch ungar grieche deutscher pole polen este finne bulgare litauer magyar".split())
_NO_MAN = frozenset(
    "die eine einer keine beide beiden zwei alle diese jede zur auf zwischen deren ihre meine seine".split()
)
"""Before `Pole`, `Este`, `Finne`: the noun is a woman's word or a plural, a pole, a river or a fin, and so no man."""
_PREPOSITIONS = frozenset(
    "an in von mit bei aus zu nach auf vor hinter über unter neben entlang unweit nahe oberhalb unterhalb jenseits diesseits zwischen".split()
)
_BETWEEN = re.compile(
    r"\b(?:zwischen (?:den|zwei|diesen)|(?:zwischen|zu|an|von|nach|in)(?: den)? beiden) \Z", re.IGNORECASE
)
_MASCULINE = frozenset("der ein dem kein jeder dieser".split())
_PLURAL_ARTICLES = frozenset("den die der diesen beiden zwei drei vier deren ihre seine".split())


def refuse(view: View, entry: Entry) -> str:
    """Refuse axes, fins and surnames."""
    if entry.target == "office_holder":
        return persons.without_given_name(view, entry)
    word = view.word.lower()
    if word == "este" and view.text[view.start - 2 : view.start] in {"d'", "d’"}:
        return "part of an Italian name"
    if word == "este" and view.before and view.before.word.lower() in {"von", "in", "nach"}:
        return "the town of Este: no article"
    if view.before and view.before.word in {"namens", "heißt", "heißen", "hieß"}:
        return "a name: somebody is called so"
    if view.capital and view.before and view.before.word in {"Hotel", "Gasthof", "Gasthaus", "Restaurant"}:
        return "a ship, an inn or the like by that name"
    if view.capital and _is_of_a_street(view):
        return "a street"
    if _is_of_a_kind(view):
        return "a dish, not a people"
    if word == "magyar" and not _article(view):
        return "a surname: the Magyar has an article"
    reason = _no_man(view, word) if word == entry.key and word.endswith("e") else ""
    if not reason and word in {"polen", "finnen"}:
        reason = _axis_or_fin(view, word)
    if not reason and word in _SURNAMES and not view.shouted:
        reason = persons.surname(view, entry) or persons.after_title(view, entry)
    return reason


def _is_of_a_kind(view: View) -> bool:
    """`Joghurt nach griechischer Art`; but typisch deutsche Art."""
    before, after = view.before, view.after
    of_a_kind = after is not None and after.adjoining and after.word == "Art"
    return of_a_kind and before is not None and before.word.lower() in {"nach", "auf"}


def _is_of_a_street(view: View) -> bool:
    """`An der Bulgarischen Straße`; but deutsche Straßen."""
    after = view.after
    street = after is not None and after.adjoining and view.lists.has("streets", after.word)
    return street and not view.begins_sentence


def _no_man(view: View, word: str) -> str:
    """`auf Pole`, `gegensätzliche Pole`, `die Este`; but der Pole, ein junger Finne."""
    near, before = _article(view), view.before
    article = near.word.lower() if near else ""
    further = view.word_before(near.start) if near and article == "der" else None
    after_preposition = further and further.adjoining and further.word.lower() in _PREPOSITIONS
    if article in _NO_MAN or after_preposition:  # an der Este
        return "no man: the article is a woman's or a plural's"
    genitive = further and further.adjoining and further.capital  # die Lage der Pole, but dann geht der Pole
    if (not article or genitive) and view.speaks_of(f"things {word}"):
        return "the sentence speaks of an axis, or of a fin"
    if before and before.adjoining and not article and before.word.endswith("e"):
        return "no man: the adjective is a plural's"
    return ""


def _axis_or_fin(view: View, word: str) -> str:
    """`an den Polen`, `Zwischen den Polen einer Batterie`, `drei Finnen`; but zwischen den Polen und den Russen."""
    after = view.after
    if word == "polen" and _BETWEEN.search(view.text, max(0, view.start - 20), view.start):
        return "" if after and after.word == "und" else "the ends of an axis, or fins"
    if not view.speaks_of("things " + word.removesuffix("n")):
        return ""
    article = _article(view)
    further = view.word_before(article.start) if article else None
    if word == "polen" and not (further and further.adjoining and further.word.lower() in _PREPOSITIONS):
        return ""  # the state, or Poles: an axis has them in the dative
    return "" if article and article.word.lower() not in _PLURAL_ARTICLES else "the ends of an axis, or fins"


def _article(view: View) -> Neighbour | None:
    """The article, number or preposition before the word and up to two adjectives."""
    near = view.before
    for _ in range(3):
        if near is None or not near.adjoining:
            return None
        word = near.word.lower()
        if word in _NO_MAN or word in _PLURAL_ARTICLES or word in _MASCULINE:
            return near
        if near.capital or not word.endswith(("e", "en", "er", "es", "em")):
            return None
        near = view.word_before(near.start)
    return None
