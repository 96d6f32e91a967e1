"""English: who is German, a Finn or a Magyar, and who only bears the name; towns and ships called after a state."""

from __future__ import annotations

import re

from analysis.enrich.mentions.context import context
from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.guards import persons
from analysis.enrich.mentions.guards.pole_and_polish import axis, paste
from analysis.enrich.mentions.view import Neighbour, View

_DETERMINERS = frozenset(
    "a an the this that these those another one every each some any no two three four five half his her their our my "
    "whose its".split()
)
_ADJECTIVE = re.compile(
    r"\w*(?:ish|old|born|est|ian|ish|stani|ican|ous|ful|ing|ied|ged|red|ted|sed|ced|led|ned|ive|ary|ist)|elderly|"
    r"ethnic|young|new|quiet|poor|rich|brave|proud|shy|strong|fast|good|blond|blonde|bald|drunk|lucky|lonely|soviet|kazakh|local|veteran|former|fellow|year|late|great|tall|big|other|same|only|next|last|first|"
    r"second|third|fourth|fifth|top|lone"
)
"""Words that may stand between a determiner and a Finn, or before one in a headline."""
_AUXILIARIES = frozenset("is was has had were will would could can does did".split())
_OF_SPEECH = frozenset("in into from speak speaks spoke".split())
_LINKS = frozenset("and or at in on with to for who".split()) | _AUXILIARIES
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Mx", "Messrs"})
_THEIRS = frozenset("his her their my our".split())
_KIN = frozenset("family families brothers sisters siblings twins household".split())
_WENT_DOWN = frozenset("sank sinks went goes foundered capsized listed".split())
_STATE_OF_TWO_WORDS = re.compile(
    r"New (?:York|Jersey|Hampshire|Mexico)|(?:North|South) (?:Carolina|Dakota)|West Virginia|Rhode Island"
    r"|N\. ?[YJHMCD]\.|S\. ?[CD]\.|W\. ?Va\.|R\. ?I\."
)


_OF_A_TOWN = re.compile(
    r" (?:Central |Local |Independent )?(?:Township|High School|School District|Town Board|Town Hall)\b"
)
_WRECKED = re.compile(r"['’]s (?:wreck|bow|hull|passengers|crew|captain|survivors|last voyage)\b")


def refuse(view: View, entry: Entry) -> str:
    """Refuse given names, surnames, verbs, pastes, sticks and axes."""
    if entry.target == "office_holder":
        return persons.without_given_name(view, entry)
    alone = view.word.lower() == entry.lemma.lower()  # no plural, which is no name
    if alone and view.before and view.before.word in _HONORIFICS and view.before.gap.strip() in {"", "."}:
        return "a surname after a title"
    if _is_my_name(view):
        return "a name: somebody says so"
    match entry.lemma:
        case "German":
            return _german(view, entry) if alone else ""
        case "Finn":
            return _bearer(view, entry) if alone else ""
        case "Pole":
            return axis(view) or (_bearer(view, entry) if alone else _surname(view, entry))
        case "Magyar":
            return _magyar(view, entry) if alone else ""
        case "Polish":
            return paste(view)
        case "Ingrian":
            finns = view.after and view.after.adjoining and view.after.word.lower().startswith("finn")
            return "part of the next name" if finns else ""
    if _street(view):
        return "a street"
    if entry.kind == "country":
        return _surname(view, entry) or persons.after_title(view, entry) or _town(view) or _ship(view)
    return _surname(view, entry) if entry.kind == "people" and alone else ""


def _street(view: View) -> bool:
    """`Poland Street`; but Greek Street Food in a headline."""
    after = view.after
    street = after and after.adjoining and after.capital and context("en").has("streets", _bare(after.word))
    return bool(street) and not (view.headline and view.after_next and view.after_next.adjoining)


def _bare(word: str) -> str:
    """The word without 's."""
    return word.removesuffix("'s").removesuffix("’s")


def _surname(view: View, entry: Entry) -> str:
    """As in other languages; but Every Word Of A Headline has a capital, and no given name is known by it.

    Unless it begins with the name and a comma: `Jack Poland, Beloved Coach, Dies`.
    """
    reason = persons.surname(view, entry)
    if not reason or view.initial_before or not view.headline:
        return reason
    begins = not view.before or not view.text[view.sentence_span[0] : view.before.start].strip("«“„\"'‘ ")
    return reason if begins and view.after and view.after.gap == ", " else ""


def _town(view: View) -> str:
    """`Poland, Ohio`, but in Greece, Texas and France; `Greece Central School District`, `Poland Township`."""
    if _OF_A_TOWN.match(view.text, view.end):
        return "a town of that name in America"
    state = view.after
    if not state or state.gap != ", " or not state.capital or (view.before and "," in view.before.gap):
        return ""
    of_two_words = _STATE_OF_TWO_WORDS.match(view.text, state.start)
    if not of_two_words and not context("en").has("american_states", state.word):
        return ""
    listed = view.text.startswith((" and", ", and", " or"), of_two_words.end() if of_two_words else state.end)
    return "" if listed else "a town of that name in America"


def _ship(view: View) -> str:
    """`the Estonia sank`, `Estonia went down; the ferry`: a state has no article unless a noun follows."""
    before, after = view.before, view.after
    went_down = (after and after.adjoining and after.word in _WENT_DOWN) or _WRECKED.match(
        view.text, view.end
    )
    if went_down and context("en").has_any("ships", view.words):
        return "a ship by that name"
    if not before or not before.adjoining or before.word.lower() != "the":
        return ""
    if after and after.adjoining and after.capital and not view.headline:
        return ""
    goes_on = (
        after is not None
        and after.adjoining
        and after.word not in _AUXILIARIES | _DETERMINERS
        and not persons.acts(after)
    )
    if context("en").has_any("named_things", view.words) or not (goes_on or view.headline):
        return "a ship, an inn or the like by that name"
    return ""


def _determined(view: View, start: int) -> bool:
    """Whether a determiner stands before `start`, at most two small words away: `the coach German Embassy`."""
    near = view.word_before(start)
    return near is not None and near.adjoining and near.word.lower() in _DETERMINERS


def _given_after(view: View, end: int) -> bool:
    """Whether a given name follows."""
    near = view.word_after(end)
    return near is not None and near.capital and persons.is_given(near.word, "en")


def _magyar(view: View, entry: Entry) -> str:
    """`Magyar's party`, `Magyar and Orban`, `Magyar Telekom`: a politician, a firm; but Magyar culture, in Magyar."""
    before, after = view.before, view.after
    if _determined(view, view.start) or (before and before.adjoining and before.word in _OF_SPEECH):
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


def _german(view: View, entry: Entry) -> str:
    """`German Kim said`, `Anna German sang`; but German Embassy, German Sebastian Vettel."""
    return persons.surname(view, entry) or _called(view) or _titled(view, entry) or _before_surname(view)


def _is_my_name(view: View) -> bool:
    """`My name is Poland`; but the German name is Hans."""
    before = view.before
    name = view.word_before(before.start) if before and before.word == "is" else None
    return name is not None and name.word.lower() == "name"


def _called(view: View) -> str:
    """`German said`, `German, 19, is`, `a boy named German`, `Thank you, German!`, `German and Oleg`."""
    before, after = view.before, view.after
    comma_before = before is not None and before.gap.strip() == ","
    if before and before.adjoining and before.word in {"named", "Named"}:
        return "a given name: somebody is named so"
    if after and after.gap == ", " and after.word.isdigit() and view.text[after.end : after.end + 1] == ",":
        return "a given name: its bearer's age follows"
    if comma_before and view.text[view.end : view.end + 1] == "!":
        return "a given name: somebody is spoken to"
    if comma_before and view.text[view.end : view.end + 1] == "," and before:
        if context("en").has("titles", before.word):
            return "a given name between commas"
    if after and after.word == "and" and not (before and before.capital) and _given_after(view, after.end):
        return "a given name beside another"
    if before and before.word == "and" and not (after and after.adjoining):
        other = view.word_before(before.start)
        called = other and view.word_before(other.start)
        if other and persons.is_given(other.word, "en") and called and called.word in {"called", "named"}:
            return "a given name beside another"
    if view.begins_sentence and after and after.gap == ", " and after.word in _THEIRS:
        return "a given name: whose he is follows"
    if not after or not after.adjoining or after.capital or _determined(view, view.start):
        return ""
    begins_clause = view.begins_sentence or comma_before
    last = view.after_next
    acts = (begins_clause and context("en").has("verbs", after.word)) or (
        last is not None and last.adjoining and last.word in _THEIRS and persons.acts(after)
    )
    return "a given name: its bearer does something" if acts else ""


def _titled(view: View, entry: Entry) -> str:
    """`Mr. German`, `Judge German`; but the Minister German Embassy, the coach German fans."""
    before, after = view.before, view.after
    if before is None or not persons.after_title(view, entry) or _institution(after):
        return ""
    if before.gap.strip() == ".":
        return "a name after a title"
    nation = view.headline or (after and after.capital and _determined(view, before.start))
    return "" if nation else "a name after a title"


def _institution(near: Neighbour | None) -> bool:
    """Whether a noun follows that a nation has, with its capital: German Embassy."""
    return (
        near is not None and near.adjoining and near.capital and context("en").has("institutions", near.word)
    )


def _before_surname(view: View) -> str:
    """`German Kuznetsov`, `German Lux was injured`, `the winner, German Conti, is`; but German Kurt Weill."""
    lists = context("en")
    before, after, last = view.before, view.after, view.after_next
    if after is None or not after.adjoining or not after.capital or _determined(view, view.start):
        return ""
    if lists.has("institutions", after.word):
        return ""
    if len(after.word) == 1 or lists.has("surnames", _bare(after.word)):
        return "a given name before a surname"
    if view.shouted or lists.has("given_names", after.word) or last is None:
        return ""
    aside = last.gap.strip() == "(" if view.begins_sentence else before and before.gap.strip() == ","
    plural = after.word.endswith("s") and not view.begins_sentence
    bearer_acts = (
        persons.acts(last) or (last.adjoining and last.word in _AUXILIARIES) or last.gap.startswith(",")
    )
    if (
        (aside and last.gap.strip() in {"(", ","})
        or (last.word == "and" and _given_after(view, last.end))
        or (bearer_acts and not plural and (last.word.islower() or not view.headline))
    ):
        return "a given name before a surname"
    return ""


def _bearer(view: View, entry: Entry) -> str:
    """`Huckleberry Finn`, `Finn Wolfhard`; but a Finn, the exiled Pole, and Finn Kimi Räikkönen."""
    before, after = view.before, view.after
    surname = persons.surname(view, entry)
    if surname:
        return surname
    if persons.after_title(view, entry) and before and not _determined(view, before.start):
        return "a surname after a title"
    if after and after.adjoining and after.word in _KIN:
        return "a surname: a family's"
    if _has_determiner(view):
        one_name = after and after.adjoining and after.capital and not _two_names(view) and after.word != "I"
        if one_name and entry.lemma == "Finn" and _determined(view, view.start) and not view.headline:
            return "a given name before a surname"
        return ""
    if before and before.gap.strip() in {"-", "–"}:
        return ""
    if before and before.word in {"called", "named"}:
        return "a given name: somebody is named so"
    if before and before.adjoining and _ADJECTIVE.fullmatch(before.word.lower()):
        return ""
    if view.begins_sentence and after and after.adjoining and context("en").has("deeds", after.word):
        return ""
    if _two_names(view) or _beside_another(view):
        return ""
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


def _beside_another(view: View) -> bool:
    """`Finn or Swede`, `Pole and Czech`: a person of another people is named in one breath."""
    before, after = view.before, view.after
    for link, other in ((after, view.after_next), (before, before and view.word_before(before.start))):
        if link and other and link.word in {"and", "or"} and other.capital:
            if context("en").has("peoples", other.word):
                return True
    return False


def _has_determiner(view: View) -> bool:
    """Whether a determiner stands before, with at most three adjectives between: `the third young Finn`."""
    near = view.before
    for _ in range(4):
        if near is None or not near.adjoining:
            return False
        if near.word.lower() in _DETERMINERS:
            return True
        if near.capital or not _ADJECTIVE.fullmatch(near.word):
            return False
        near = view.word_before(near.start)
    return False


def _two_names(view: View) -> bool:
    """Whether a given name and a surname follow: Kimi Raikkonen, Jari-Matti Latvala."""
    after, last = view.after, view.after_next
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
