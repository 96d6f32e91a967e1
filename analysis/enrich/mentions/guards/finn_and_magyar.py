"""English `Finn`, `Pole`, `Magyar`: a person of that people, or somebody who only bears the name."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.english_nouns import ADJECTIVE, AUXILIARIES, determined, has_determiner
from analysis.enrich.mentions.view import View

_OF_SPEECH = frozenset("in into from speak speaks spoke".split())
_LINKS = frozenset("and or at in on with to for who".split()) | AUXILIARIES
_KIN = frozenset("family families brothers sisters siblings twins household".split())


def bearer(view: View, entry: Entry) -> str:
    """`Huckleberry Finn`, `Finn Wolfhard`; but a Finn, the exiled Pole, and Finn Kimi Räikkönen."""
    before, after = view.before, view.after
    surname = persons.surname(view, entry)
    if surname:
        return surname
    if persons.after_title(view, entry) and before and not determined(view, before.start):
        return "a surname after a title"
    if after and after.adjoining and after.word in _KIN:
        return "a surname: a family's"
    one_name = after and after.adjoining and after.capital and after.word != "I" and not view.headline
    if has_determiner(view):
        if one_name and entry.lemma == "Finn" and determined(view, view.start) and not _two_names(view):
            return "a given name before a surname"
        return ""
    if before and before.gap.strip() in {"-", "–"}:
        first = view.before_that
        double = before.capital and first and first.adjoining and persons.is_given(first.word, "en")
        return "a surname of two halves" if double else ""
    if before and before.word in {"called", "named"}:
        return "a given name: somebody is named so"
    if before and before.adjoining and ADJECTIVE.fullmatch(before.word.lower()):
        if not (
            one_name and (before.capital or before.word.endswith(("ed", "old"))) and not view.begins_sentence
        ):
            return ""
    if before and before.adjoining and before.capital and before.word.endswith(("'s", "’s")) and one_name:
        return "a given name before a surname"
    if view.begins_sentence and after and after.adjoining and view.lists.has("deeds", after.word):
        return ""
    if _two_names(view) or beside_another(view):
        return ""
    last = view.after_that
    if (
        entry.lemma == "Pole"
        and view.begins_sentence
        and last
        and last.adjoining
        and last.word.lower().endswith("s")
    ):
        return ""  # Pole Swiatek Romps into Final
    if (
        after
        and after.adjoining
        and after.capital
        and not (view.headline or view.shouted)
        and after.start < view.sentence_span[1]
    ):
        if entry.lemma == "Pole" or after.word.endswith("nen"):
            return ""
    return "a given name or a surname: nothing says a person of that people"


def magyar(view: View, entry: Entry) -> str:
    """`Magyar's party`, `Magyar and Orban`, `Magyar Telekom`: a politician, a firm; but Magyar culture, in Magyar."""
    before, after = view.before, view.after
    if determined(view, view.start) or (before and before.adjoining and before.word in _OF_SPEECH):
        return ""
    if (
        after
        and after.adjoining
        and after.word.islower()
        and not persons.acts(after)
        and after.word not in _LINKS
    ):
        return persons.surname(view, entry) or persons.after_title(view, entry)
    return "a surname, or the Hungarian word in a name"


def beside_another(view: View) -> bool:
    """`Finn or Swede`, `Poles and Czechs`: a person of another people is named in one breath."""
    before, after = view.before, view.after
    for link, other in ((after, view.after_that), (before, view.before_that)):
        if link and other and link.word in {"and", "or"} and other.capital:
            if view.lists.has("peoples", other.word.removesuffix("s")):
                return True
    return False


def _two_names(view: View) -> bool:
    """Whether a given name and a surname follow: Kimi Raikkonen, Jari-Matti Latvala."""
    after, last = view.after, view.after_that
    if after and last and last.gap == "-":
        last = view.word_after(last.end)
    return bool(
        after
        and last
        and after.adjoining
        and last.adjoining
        and after.capital
        and last.capital
        and not view.headline
    )
