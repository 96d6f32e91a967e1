"""The study's coded statements give the study's Figure 1 and its two shifts (docs/study-evidence.md)."""

import random
import re
import tomllib
from collections import Counter, defaultdict
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVIDENCE = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["evidence"]
    for path in sorted((ROOT / "config/diasporas").glob("*.toml"))
}
AXES = ("formalisation", "experience")
QUADRANTS = {
    (True, True): "valued",
    (False, True): "expressive",
    (True, False): "symbolic",
    (False, False): "nominal",
}
FIGURE_1 = {
    "german": "valued",
    "lithuanian": "valued",
    "romanian": "valued",
    "bulgarian": "valued",
    "hungarian": "valued",
    "polish": "valued",
    "finnish": "expressive",
    "greek": "expressive",
    "estonian": "nominal",
}
END_OF_READING = date(2016, 7, 31)
EQUAL = defaultdict(lambda: 1)


def signed_weights(statements, axis, day, of_kind):
    return [
        s.get("weight", 1) * of_kind[axis, s["kind"]] * (1 if s["direction"] == "supports" else -1)
        for s in statements
        if s["axis"] == axis and s.get("since", date.min) <= day <= s.get("until", date.max)
    ]


def quadrant(statements, day, of_kind=EQUAL, more_than=1):
    weights = [signed_weights(statements, axis, day, of_kind) for axis in AXES]
    if min(len(on_axis) for on_axis in weights) < 2:
        return "unknown"
    return QUADRANTS[tuple(sum(on_axis) > more_than for on_axis in weights)]


def test_figure_1():
    assert {slug: quadrant(statements, END_OF_READING) for slug, statements in EVIDENCE.items()} == FIGURE_1


def test_in_2005_the_study_speaks_of_two_communities_only():
    placed = {slug: quadrant(statements, date(2005, 12, 31)) for slug, statements in EVIDENCE.items()}
    assert {slug: found for slug, found in placed.items() if found != "unknown"} == {
        "greek": "valued",
        "polish": "expressive",
    }


@pytest.mark.parametrize(
    ("slug", "day", "expected"),
    [
        ("greek", date(2008, 12, 31), "valued"),
        ("greek", date(2009, 1, 1), "expressive"),
        ("polish", date(2012, 12, 31), "expressive"),
        ("polish", date(2013, 1, 1), "valued"),
    ],
)
def test_shifts_fall_on_the_days_the_study_gives(slug, day, expected):
    assert quadrant(EVIDENCE[slug], day) == expected


def test_two_placings_rest_on_a_single_statement():
    fragile = {
        slug
        for slug, statements in EVIDENCE.items()
        for left_out in statements
        if quadrant([s for s in statements if s is not left_out], END_OF_READING) != FIGURE_1[slug]
    }
    assert fragile == {"bulgarian", "romanian"}


@pytest.mark.parametrize(("more_than", "moved"), [(0, set()), (1.99, set()), (2, {"bulgarian", "romanian"})])
def test_figure_1_bears_other_limits(more_than, moved):
    placed = {
        slug: quadrant(statements, END_OF_READING, EQUAL, more_than) for slug, statements in EVIDENCE.items()
    }
    assert {slug for slug, found in placed.items() if found != FIGURE_1[slug]} == moved


def test_figure_1_bears_other_weights_of_the_kinds():
    draw = random.Random(2016)
    kept = Counter()
    for _ in range(2000):
        weights = defaultdict(lambda: draw.uniform(0.5, 1.5))
        for slug, statements in EVIDENCE.items():
            kept[slug] += quadrant(statements, END_OF_READING, weights) == FIGURE_1[slug]
    assert all(kept[slug] == 2000 for slug in ("german", "lithuanian", "polish", "greek"))
    assert kept["hungarian"] == 1998
    assert {slug: round(kept[slug] / 20) for slug in ("finnish", "romanian", "bulgarian", "estonian")} == {
        "finnish": 96,
        "romanian": 96,
        "bulgarian": 91,
        "estonian": 91,
    }


def test_things_of_one_kind_in_one_entry_are_one_statement():
    """Three ensembles are no more a way of life than one: no community scores by the length of a list."""
    for slug, statements in EVIDENCE.items():
        listed = Counter(
            (s["kind"], s["source"], s.get("since"), s["direction"])
            for s in statements
            if s["source"].endswith("Table 2")
        )
        assert {key: n for key, n in listed.items() if n > 1} == {}, slug


def test_sums_are_those_printed_in_the_documentation():
    printed = re.findall(
        r"^\| (\w+) \| ([−\d]+) \| ([−\d]+) \| (\w+) \|$", documentation(), flags=re.MULTILINE
    )
    assert len(printed) == len(FIGURE_1)
    for community, *sums, placed in printed:
        slug = community.lower()
        assert [int(n.replace("−", "-")) for n in sums] == [
            sum(signed_weights(EVIDENCE[slug], axis, END_OF_READING, EQUAL)) for axis in AXES
        ]
        assert placed == FIGURE_1[slug]


def test_every_kind_is_explained():
    explained = defaultdict(set)
    for axis, kind in re.findall(r"^\| (\w+) \| `(\w+)` \|", documentation(), flags=re.MULTILINE):
        explained[axis].add(kind)
    used = defaultdict(set)
    for statement in chain.from_iterable(EVIDENCE.values()):
        used[statement["axis"]].add(statement["kind"])
    assert used == explained


def test_statements_name_the_study_and_its_page():
    for slug, statements in EVIDENCE.items():
        for statement in statements:
            assert statement["source"].startswith("The study, "), (slug, statement)
            assert 1 <= statement["page"] <= 9, (slug, statement)


def test_a_statement_said_of_several_communities_is_said_in_the_same_words():
    said_of = defaultdict(set)
    for slug, statements in EVIDENCE.items():
        for statement in statements:
            said_of[statement["statement"]].add(slug)
    assert said_of["No specialised agreement between the two states"] == {
        "lithuanian",
        "romanian",
        "bulgarian",
        "hungarian",
    }
    assert all(len({s["statement"] for s in found}) == len(found) for found in EVIDENCE.values())


def documentation() -> str:
    return (ROOT / "docs/study-evidence.md").read_text(encoding="utf-8")
