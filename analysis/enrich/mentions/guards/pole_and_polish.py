"""English `Pole` and `Polish`: a capital tells the person from the stick and the nation from the paste, except at the
beginning of a sentence, in Title Case and in capitals; there the words around decide."""

from __future__ import annotations

import re

from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.finn_and_magyar import beside_another
from analysis.enrich.mentions.view import Neighbour, View

_OBJECTS = frozenset(
    "your my our his her their its the a an this that these those off up it them him me us every each until".split()
)
"""What follows the verb, and never the adjective."""
_MODALS = frozenset("can could should must may might will would shall".split())
_SUBJECTS = frozenset("you we they i he she who everyone nobody let's".split())
_TO_DO = frozenset(
    "how ways way want need tips time ready steps where when reasons guide learn tries decides wants hopes plans aims seeks vows promises starts begins continues helps".split()
)
_BEFORE_VERB = _MODALS | _SUBJECTS | frozenset("to and or please us help let don't never always then".split())
_BEFORE_PASTE = frozenset("a the of need needs lacks more without new fresh some and with".split())
_ARTICLES = frozenset({"a", "the"})
_LINKS = frozenset({"and", "or"})
_PREPOSITIONS = frozenset("for with on in to from at".split())
_AGENTS = re.compile(
    r"(?!offers|considers|enters|delivers|covers|orders|discovers|transfers|gathers|triggers|suffers|fosters|prefers|presents|"
    r"represents|prevents|documents|grants|wants|honors|favors)"
    r"\w+(?:ers|ors|ists|ants|ents|ians|eers)|boys|girls|kids|children|women|men|pupils|teens|youths|seniors|candidates|athletes|graduates|delegates"
)
"""Plurals of persons, who may polish (`Young Chess Players Polish Endgames`); not verbs that look like them, as in Offers Polish Firms a Deal."""


def axis(view: View) -> str:
    """`North Pole`, `Ski Poles`, `the poles of a magnet`, `ice at the Poles`; but the Pole broke his ski pole."""
    lists = view.lists
    before, after = view.before, view.after
    further = view.before_that
    if (
        view.word == "Pole"
        and view.begins_sentence
        and view.headline
        and after
        and lists.has("deeds", after.word)
    ):
        return ""  # Pole Clears 5.90 to Win Pole Vault
    if beside_another(view):
        return ""  # Poles and Slovaks
    if after and after.word == "apart" and view.text.startswith((",", " from"), after.end):
        return ""  # Poles apart, nobody objected
    if any(
        one and (lists.has("axes", one.word) or lists.has("sticks", one.word))
        for one in (further, before, after, view.after_that)
    ):
        return "the end of an axis, or a stick"
    if view.word.lower() == "pole" and before and before.adjoining and lists.has("pole_takers", before.word):
        return "the first place on the grid"
    article = before is not None and before.adjoining and before.word.lower() in _ARTICLES
    if article and before and before.word.lower() == "the":
        if persons.acts(after) and not further:
            return ""  # The Pole planted his flag
        where = further.word.lower() if further and further.adjoining else ""
        if (
            view.speaks_of("polar")
            or lists.has("to_the_pole", where)
            or (view.headline and where in {"to", "at", "from", "over"})
            or (view.word == "Pole" and _polar_before(view))
        ):
            return "the end of the earth's axis"
    if not article and (view.headline or view.begins_sentence) and view.speaks_of("sticks"):
        return "the end of an axis, or a stick"
    if view.word == "Poles" and view.headline and view.speaks_of("polar"):
        return "the ends of the earth's axis"
    return ""


def _polar_before(view: View) -> bool:
    """Whether the text before spoke of one of the earth's poles."""
    text = view.text[max(0, view.start - 600) : view.end + 200]
    return any(name in text for name in ("North Pole", "South Pole", "Arctic", "Antarctic", "polar", "Polar"))


def paste(view: View) -> str:
    """`nail polish`, `Polish Your English`, `A Polish for Every Shoe`, `Polish until smooth`."""
    lists = view.lists
    before, after, last = view.before, view.after, view.after_that
    if before and before.adjoining and lists.has("polishes", before.word):
        return "a paste"
    if _is_surname(view):
        return "a surname after a given name"
    if not (view.begins_sentence or view.headline or view.shouted):
        return ""
    if after and after.adjoining and after.word.lower() in {"remover", "of"}:
        return "a paste, or a shine"
    if _among_chores(view):
        return "a paste, or the verb"
    following = after.word.lower() if after and after.adjoining else ""
    preceding = before.word.lower() if before and before.adjoining else ""
    if following == "it" and last and last.word.lower() in {"is", "was"}:
        return ""  # Polish It Is
    if following in _OBJECTS and (preceding in _BEFORE_VERB or view.begins_sentence or view.headline):
        return "the verb"
    if view.begins_sentence and after and after.gap.startswith(",") and after.word.islower():
        return (
            "" if after.word in {"the", "a", "which", "like", "as"} else "the verb"
        )  # Polish, shine and store
    if before and preceding and not view.begins_sentence:
        further = view.word_before(before.start)
        doer = further.word.lower() if further else ""
        if preceding in {"please", "don't", "let's", "never"}:
            return "the verb"
        if (preceding in _SUBJECTS and before.capital) or (preceding in _MODALS and doer in _SUBJECTS):
            return "the verb"
        if preceding == "to" and (doer in _TO_DO or (view.headline and lists.has("agents", doer))):
            return "the verb"
        if (preceding in _BEFORE_PASTE or doer == "a") and (not following or following in _PREPOSITIONS):
            return "a paste, or a shine"
        if (view.headline or view.shouted) and after and (after.capital or following == "and"):
            if _AGENTS.fullmatch(before.word.lower()):
                return "the verb: they do it"
            if _begins_headline(view, before) and following != "and":
                return "" if lists.has("institutions", after.word) else "the verb: a plural does it"
    return ""


def _is_surname(view: View) -> bool:
    """`Michael Polish shot the picture`, `Michael Polish to Direct Western`: a given name before, no noun after."""
    before, after = view.before, view.after
    if view.shouted or not (before and before.adjoining and before.capital):
        return False
    if not (after and after.word == "to") and (
        view.headline or (after and after.adjoining and not persons.acts(after))
    ):
        return False
    return persons.is_given(before.word, "en")


def _among_chores(view: View) -> bool:
    """`Wax, Polish, Repeat`, `Polish and Wax`: beside another chore, with a comma or `and` between."""
    before, after = view.before, view.after
    if before and before.word.lower() in _LINKS:
        before = view.word_before(before.start)
    elif before and before.gap.strip() != ",":
        before = None
    if after and after.word.lower() in _LINKS:
        after = view.after_that
    elif after and after.gap.strip() != ",":
        after = None
    return any(one and view.lists.has("polishes", one.word) for one in (before, after))


def _begins_headline(view: View, before: Neighbour) -> bool:
    """Whether a plural begins the headline: `Choirs Polish Hymns`, but Six Polish Miners, Visits Polish Capital."""
    word = before.word
    if not (word.endswith("s") and len(word) > 4 and "'" not in word and "’" not in word):
        return False
    return not view.text[view.sentence_span[0] : before.start].strip("«“„\"'‘ ")
