"""The labelled sentences: how many there are, and the committed scores below which no change may take them."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from analysis.enrich.evaluate import commit, committed, labelled, scores, sentences
from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import load_diasporas

FOLDER = Path(__file__).parent / "eval"
LARGE = {"en", "ru", "kk"}


COMMITTED = committed(FOLDER)
ROUNDING = 0.00005
"""Scores are committed to four digits."""


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return scores(Matcher(load_diasporas(Path("config"))), FOLDER)


def test_every_set_has_a_committed_score(measured: dict[str, float]) -> None:
    assert measured.keys() == COMMITTED.keys()


@pytest.mark.parametrize("name", COMMITTED)
def test_no_score_falls_below_the_committed_one(measured: dict[str, float], name: str) -> None:
    assert measured[name] >= COMMITTED[name] - ROUNDING, (
        f"{name} fell; `make eval` shows what is read wrongly"
    )
    if measured[name] > COMMITTED[name] + ROUNDING:
        warnings.warn(f"{name} rose: python -m analysis.enrich.evaluate --commit", stacklevel=1)


def test_scores_are_read_as_they_were_written(tmp_path: Path) -> None:
    commit({"ru.traps": 0.99814, "en.language": 1.0}, tmp_path)
    assert committed(tmp_path) == {"en.language": 1.0, "ru.traps": 0.9981}


@pytest.mark.parametrize("language", ["en", "ru", "kk", "de", "pl"])
def test_the_sets_are_as_large_as_the_note_says_and_hold_no_sentence_twice(language: str) -> None:
    texts = [
        one.text for kind in ("ordinary", "traps") for one in sentences(FOLDER / f"{language}.{kind}.txt")
    ]
    assert len(texts) >= (400 if language in LARGE else 100)
    assert len(texts) == len(set(texts))


def test_a_mark_gives_the_span_it_stands_around() -> None:
    one = labelled("Союз [PL поляков] и [DE немцев]")
    assert one.text == "Союз поляков и немцев"
    assert one.spans == {(5, 12, "PL"), (15, 21, "DE")}
