"""The labelled sentences: how many there are, and the floor below which no change may take their score."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.enrich.evaluate import labelled, languages, score, sentences
from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import load_diasporas

FOLDER = Path(__file__).parent / "eval"
FLOORS = {
    ("en", "ordinary"): 0.995, ("ru", "ordinary"): 0.995, ("kk", "ordinary"): 0.995,
    ("de", "ordinary"): 0.95, ("pl", "ordinary"): 0.95,
    ("en", "traps"): 0.97, ("ru", "traps"): 0.97, ("kk", "traps"): 0.97,
    ("de", "traps"): 0.95, ("pl", "traps"): 0.95,
    **{(language, "ordinary"): 0.95 for language in ("bg", "el", "et", "fi", "hu", "lt", "ro")},
}  # fmt: skip
LARGE = {"en", "ru", "kk"}


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(load_diasporas(Path("config")))


@pytest.mark.parametrize(("language", "kind"), FLOORS)
def test_score_stays_above_its_floor(matcher: Matcher, language: str, kind: str) -> None:
    one = score(matcher, FOLDER / f"{language}.{kind}.txt")
    assert one.f1 >= FLOORS[language, kind], one


@pytest.mark.parametrize("language", ["en", "ru", "kk", "de", "pl"])
def test_the_sets_are_as_large_as_the_note_says_and_hold_no_sentence_twice(language: str) -> None:
    texts = [
        one.text for kind in ("ordinary", "traps") for one in sentences(FOLDER / f"{language}.{kind}.txt")
    ]
    assert len(texts) >= (400 if language in LARGE else 100)
    assert len(texts) == len(set(texts))


def test_languages_of_the_sentences() -> None:
    found = languages(FOLDER)
    right, total = map(sum, zip(*found.values(), strict=True))
    assert right / total >= 0.98, found


def test_a_mark_gives_the_span_it_stands_around() -> None:
    one = labelled("Союз [PL поляков] и [DE немцев]")
    assert one.text == "Союз поляков и немцев"
    assert one.spans == {(5, 12, "PL"), (15, 21, "DE")}
