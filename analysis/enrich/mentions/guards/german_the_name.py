"""English `German`: the adjective and the language, or a man's given name (German Kim said, they took German home)."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.english_nouns import (
    ADJECTIVE,
    AUXILIARIES,
    bare,
    determined,
    has_determiner,
)
from analysis.enrich.mentions.view import View

_NO_NOUN = frozenset(
    "is was has had will would could can did does isn't wasn't hasn't hadn't won't and or to in on at for with after "
    "before who whom whose when while because if never also always now once himself him".split()
)
"""After `German`: it is no adjective."""
_BEFORE_ADJECTIVE = frozenset(
    "is was are were be been being am as not feel feels felt become becomes became so too very more most less half part all "
    "both mostly partly purely originally something anything everything nothing anyone someone everyone in into from of "
    "only just even than quite rather typically truly".split()
)
"""Before `German`: it is an adjective that needs no noun, or a language."""
_ARTICLES = frozenset({"a", "an", "the"})
_FIRM = frozenset("Sons Son Co Daughters Partners Brothers".split())
_THEIRS = frozenset("his her their my our".split())


def refuse(view: View, entry: Entry) -> str:
    """`German Kim said`, `Anna German sang`; but German Embassy, German Sebastian Vettel."""
    return (
        persons.surname(view, entry)
        or _called(view)
        or _titled(view, entry)
        or _before_surname(view)
        or _alone(view)
    )


def _called(view: View) -> str:
    """`German said`, `German, 19, is`, `a boy named German`, `Thank you, German!`, `German and Oleg`."""
    before, after = view.before, view.after
    comma_before = before is not None and before.gap.strip() == ","
    if before and before.adjoining and before.word in {"named", "Named"}:
        return "a given name: somebody is named so"
    if after and after.gap == ", " and after.word.isdigit() and view.text[after.end : after.end + 1] == ",":
        return "a given name: its bearer's age follows"
    if after and after.gap == ", " and after.word in {"who", "whose"} and not determined(view, view.start):
        return "a given name: who he is follows"
    if comma_before and view.text[view.end : view.end + 1] == "!":
        return "a given name: somebody is spoken to"
    if comma_before and view.text[view.end : view.end + 1] == "," and before:
        if view.lists.has("titles", before.word):
            return "a given name between commas"
    if after and after.word == "and" and view.after_that and view.after_that.word in _FIRM:
        return "a name: a firm's"
    kin = before and view.lists.has("titles", before.word)
    named_first = kin or not (before and before.capital)
    if after and after.word == "and" and named_first and _given_after(view, after.end):
        return "a given name beside another"
    if before and before.word == "and" and not (after and after.adjoining):
        other = view.word_before(before.start)
        called = other and view.word_before(other.start)
        if other and persons.is_given(other.word, "en") and called and called.word in {"called", "named"}:
            return "a given name beside another"
    if view.begins_sentence and after and after.gap == ", ":
        described = after.word in _ARTICLES and view.speaks_of("bearers")
        tongue = view.speaks_of("tongues")
        if after.word in _THEIRS or (described and not tongue):
            return "a given name: who he is follows"
    if not after or not after.adjoining or after.capital or determined(view, view.start):
        return ""
    begins_clause = view.begins_sentence or comma_before
    last = view.after_that
    acts = (begins_clause and view.lists.has("verbs", after.word)) or (
        last is not None and last.adjoining and last.word in _THEIRS and persons.acts(after)
    )
    return "a given name: its bearer does something" if acts else ""


def _alone(view: View) -> str:
    """`German was nine`, `German's mother`, `they took German to hospital`: no noun follows, so it is no adjective.

    A language it is where its sentence speaks of languages and of nobody; `He is German` has its verb before it.
    """
    before, after = view.before, view.after
    if view.headline or view.shouted or has_determiner(view) or view.speaks_of("tongues"):
        return ""
    if view.text.startswith(("'s", "’s"), view.end):
        return "a given name: something is its bearer's"
    if not after or not after.adjoining or after.word not in _NO_NOUN:
        return ""
    if not view.speaks_of("bearers"):
        return ""
    if after.word in {"and", "or"} and not (view.after_that and view.after_that.word in _THEIRS):
        return ""
    if before and not view.begins_sentence:
        other = view.before_that if before.word in {"and", "or"} else None
        if other and not persons.is_given(other.word, "en"):
            return ""
        described = before.word.isdigit() or ADJECTIVE.fullmatch(before.word.lower())
        if described or before.gap.strip() or before.word.lower() in _BEFORE_ADJECTIVE:
            return ""
    return "a given name: no noun follows, and the sentence speaks of somebody"


def _titled(view: View, entry: Entry) -> str:
    """`Mr. German`, `Judge German`; but the Minister German Embassy, the coach German fans."""
    before, after = view.before, view.after
    if before is None or not persons.after_title(view, entry) or _institution(view):
        return ""
    if before.gap.strip() == ".":
        return "a name after a title"
    nation = view.headline or (after and after.capital and determined(view, before.start))
    return "" if nation else "a name after a title"


def _before_surname(view: View) -> str:
    """`German Kuznetsov`, `German Lux was injured`, `the winner, German Conti, is`; but German Kurt Weill."""
    lists = view.lists
    before, after, last = view.before, view.after, view.after_that
    if after is None or not after.adjoining or not after.capital or determined(view, view.start):
        return ""
    if lists.has("institutions", after.word):
        return ""
    if len(after.word) == 1 or lists.has("surnames", bare(after.word)):
        return "a given name before a surname"
    if view.shouted or lists.has("given_names", after.word) or last is None:
        return ""
    aside = last.gap.strip() == "(" if view.begins_sentence else before and before.gap.strip() == ","
    plural = after.word.endswith("s") and not view.begins_sentence
    bearer_acts = (
        persons.acts(last) or (last.adjoining and last.word in AUXILIARIES) or last.gap.startswith(",")
    )
    if (
        (aside and last.gap.strip() in {"(", ","})
        or (last.word == "and" and _given_after(view, last.end))
        or (bearer_acts and not plural and (last.word.islower() or not view.headline))
    ):
        return "a given name before a surname"
    return ""


def _institution(view: View) -> bool:
    """Whether a noun follows that a nation has, with its capital: German Embassy."""
    near = view.after
    if near is None or not near.adjoining or not near.capital:
        return False
    return view.lists.has("institutions", near.word)


def _given_after(view: View, end: int) -> bool:
    """Whether a given name follows."""
    near = view.word_after(end)
    return near is not None and near.capital and persons.is_given(near.word, "en")
