"""How evidence is weighed, rule by rule, with rules made up for the purpose: the sums that each gives, to the cent."""

from __future__ import annotations

import re
from typing import Any

import pytest

from analysis.enrich.mentions import Mention
from analysis.enrich.relevance.keywords import Hit
from analysis.enrich.relevance.rules import RelevanceRules
from analysis.enrich.relevance.scoring import Relevance, verdicts
from analysis.enrich.relevance.text import Text

NAMES = {"Poles": "polish", "Greeks": "greek", "Poland": "polish"}


def judged(
    body: str, *cues: dict[str, Any], title: str = "", own: str = "", in_paper: bool = False, **more: Any
) -> dict[str, Relevance]:
    """What a text of the English `NAMES` is to each community, by groups of cues that are the words of `en`."""
    rules = RelevanceRules.model_validate(
        {
            "far": 0.5,
            "threshold": {"community": 1.0, "bilateral": 1.0},
            "topics": {},
            "named": {},
            "source": {"own": {}, "paper": {}, "silent": ["people"], "papers": ["glos"]},
            "cue": cues,
        }
        | more
    )
    joined = f"{title}\n{body}" if title else body
    mentions = tuple(
        Mention(
            one.start(), one.end(), one[0], NAMES[one[0]], "XX",
            "homeland" if one[0] == "Poland" else "people", f"ru {'homeland' if one[0] == 'Poland' else 'people'} x",
        )
        for one in re.finditer("|".join(NAMES), joined)
    )  # fmt: skip
    hits = {
        number: [
            Hit(found.start(), found.end(), number, word)
            for word in group.en
            for found in re.finditer(word, joined)
        ]
        for number, group in enumerate(rules.cues)
    }
    text = Text(title, body, "ru", mentions, "glos" if in_paper else "", own)
    return {one.diaspora: one for one in verdicts(text, hits, [], rules)}


def cue(*words: str, **more: Any) -> dict[str, Any]:
    return {"name": "cue", "weight": {"community": 2.0}, "en": words, **more}


@pytest.mark.parametrize(
    ("body", "community"),
    [
        ("Poles and their choir came.", 2.0),
        ("Poles came. A choir sang.", 1.0),
        ("A choir sang. It was late. Poles came.", 1.0),
        ("A choir and a band sang. Poles came.", 1.0),
        ("Nobody came. Poles sang loud and long in the choir of the Greeks.", 1.0),
        ("Nobody came. Poles sang loud and long; the choir of the Greeks came.", 0.0),
    ],
)
def test_far_from_the_name_a_cue_keeps_its_share(body: str, community: float) -> None:
    assert judged(body, cue("choir"))["polish"].scores.get("community", 0.0) == community


def test_in_a_headline_that_names_nobody_a_cue_counts_whole() -> None:
    assert judged("Poles came.", cue("choir"), title="A choir")["polish"].scores == {"community": 2.0}


def test_states_are_spoken_of_by_the_whole_text_but_not_as_loudly_as_beside_their_name() -> None:
    treaty = cue("treaty", weight={"bilateral": 2.0})
    assert judged("Poland signed a treaty.", treaty)["polish"].scores == {"bilateral": 2.0}
    assert judged("Poland won. The Greeks signed a treaty.", treaty)["polish"].scores == {"bilateral": 1.0}


@pytest.mark.parametrize(("at_most", "community"), [(1, 2.0), (2, 4.0), (3, 6.0)])
def test_of_a_group_no_more_cues_count_than_it_allows(at_most: int, community: float) -> None:
    found = judged("Poles: choir, dance and song.", cue("choir", "dance", "song", at_most=at_most))
    assert found["polish"].scores == {"community": community}


@pytest.mark.parametrize(
    ("body", "community"),
    [
        ("The local Poles came.", 2.0),
        ("Poles who are local came.", 2.0),
        ("Poles came to the fair in the old town, which was local.", 0.0),
        ("Poles came. Local they were: local.", 0.0),
        ("Poland is local.", 0.0),
    ],
)
def test_a_cue_that_must_stand_beside_a_people_counts_nowhere_else(body: str, community: float) -> None:
    scores = judged(body, cue("local", beside=["people"]))["polish"].scores
    assert scores.get("community", 0.0) == community


@pytest.mark.parametrize(
    ("body", "own", "bilateral"),
    [
        ("Poles came.", "", -1.0),
        ("Poles came to Almaty.", "", 0.0),
        ("Poles came.", "polish", 0.0),
        ("Poles came.", "greek", -1.0),
    ],
)
def test_that_a_text_holds_no_word_of_a_group_speaks_but_not_on_the_communitys_own_site(
    body: str, own: str, bilateral: float
) -> None:
    group = cue("Almaty", weight={"community": 0.5}, absent={"bilateral": -1.0})
    assert judged(body, group, own=own)["polish"].scores.get("bilateral", 0.0) == bilateral


def test_the_villages_of_one_community_are_no_others() -> None:
    found = judged("Poles and Greeks of Razumovka", cue("Razumovka", only="greek"))
    assert {name: one.scores for name, one in found.items()} == {"greek": {"community": 2.0}, "polish": {}}


def test_an_envoy_is_a_guest_on_the_communitys_own_site() -> None:
    envoy = cue("consul", of_others=True)
    assert judged("Poles met the consul.", envoy)["polish"].scores == {"community": 2.0}
    assert judged("Poles met the consul.", envoy, own="polish")["polish"].scores == {}


def test_on_its_own_site_the_peoples_name_says_nothing_but_in_a_paper_of_its_it_does() -> None:
    named = {"people": {"community": 1.25}}
    assert judged("Poles came.", cue("x"), named=named)["polish"].scores == {"community": 1.25}
    assert judged("Poles came.", cue("x"), named=named, own="polish")["polish"].scores == {}
    in_paper = judged("Poles came.", cue("x"), named=named, own="polish", in_paper=True)
    assert in_paper["polish"].scores == {"community": 1.25}


@pytest.mark.parametrize(("weight", "relevance"), [(0.99, "other"), (1.0, "community")])
def test_a_class_is_reached_at_its_threshold(weight: float, relevance: str) -> None:
    assert (
        judged("Poles in a choir", cue("choir", weight={"community": weight}))["polish"].relevance
        == relevance
    )
