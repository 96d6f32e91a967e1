"""Evidence and the model that weighs it: what looks see, that sums are shown whole, vetoes, and how weights are made."""

from __future__ import annotations

import doctest
import math
from itertools import chain
from pathlib import Path

import pytest

from analysis.enrich.language import alphabets, kazakh
from analysis.enrich.mentions import Matcher, remembered
from analysis.enrich.mentions.evidence import looks, russian, training
from analysis.enrich.mentions.evidence.model import MODELLED, Model, model, read
from analysis.enrich.mentions.evidence.training import Example, calibrated, folds, learn, written
from crawlers.catalogue.communities import load_diasporas

MATCHER = Matcher(load_diasporas(Path(__file__).parents[2] / "config"))


@pytest.mark.parametrize("module", [looks, remembered, russian, kazakh, alphabets])
def test_examples_in_the_code_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "text", "seen"),
    [
        ("ru", "Иван Поляков рассказал о съезде.", "before: Name"),
        ("ru", "Поляков рассказал о съезде.", "after: VERB"),
        ("ru", "Польский центр открылся.", "itself masc, adjective A first"),
        ("en", "Mr Poland spoke.", "before: titles"),
        ("en", "Volunteers Plant Poles for Tents", "after: for"),
        ("en", "The Polish Embassy opened.", "after: institutions"),
        ("de", "Der Pole siegte.", "two before: nothing"),
        ("pl", "Jan Polak śpiewa.", "before: given_names"),
        ("kk", "«Поляк» ашылды.", "in quotation marks"),
        ("en", "Rally: the Finn Jari-Matti Latvala leads.", "determined by the, followed by names, finn"),
        ("en", "Survivors of the Estonia met.", "determined by the, estonia"),
    ],
)
def test_looks_say_what_they_see(language: str, text: str, seen: str) -> None:
    candidate = MATCHER.candidates(text, language)[0]
    assert seen in chain.from_iterable(looks.evidence(*candidate))


@pytest.mark.parametrize("language", sorted(MODELLED))
def test_what_is_shown_adds_up_to_the_probability(language: str) -> None:
    own = model(language)
    assert own is not None
    text = {"en": "Poles and a Pole met.", "ru": "Поляков встретил Поляков.", "de": "Der Pole und die Polen.",
            "pl": "Polak i Polacy.", "kk": "Поляк пен поляктар."}[language]  # fmt: skip
    for candidate in MATCHER.candidates(text, language):
        evidence = looks.evidence(*candidate)
        added = sum(weight for _, weight in own.contributions(evidence))
        assert own.score(evidence) == pytest.approx(own.slope * own.intercept + own.shift + added, abs=0.2)
        assert own.probability(looks.looks(*candidate)) == pytest.approx(
            1 / (1 + math.exp(-own.score(evidence))), abs=1e-4
        )


def test_a_mention_has_a_probability_where_a_model_weighs_it_and_none_elsewhere() -> None:
    assert (MATCHER.find("Поляки Павлодара открыли клуб.", "ru")[0].probability or 0) > 0.95
    assert MATCHER.find("Goethe-Institut Almaty", "en")[0].probability is None
    assert MATCHER.find("Magyarország elnöke", "hu")[0].probability is None


def test_no_model_overrules_a_veto() -> None:
    assert MATCHER.find("See https://poland.example/germany for more", "en") == []


def test_unlikely_candidates_overlap_no_mention() -> None:
    for text in ("Poles and poles, Polish and polish, a Pole.", "German met German; Germans met Finn."):
        found = MATCHER.read(text, "en")
        spans = [(one.start, one.end) for one in (*found.mentions, *found.unlikely)]
        assert len(spans) == len(set(spans))


def test_a_file_of_weights_is_read_as_it_was_written() -> None:
    made = Model({"a guard objects": -3.5, "after: the, tab": 0.25}, 1.5, 1.2, -0.1)
    again = read(written(made))
    assert (again.weights, again.intercept, again.slope, again.shift) == (made.weights, 1.5, 1.2, -0.1)


def test_a_round_is_never_split_and_folds_are_about_equal() -> None:
    rounds = [1] * 50 + [2] * 30 + [3] * 30 + [4] * 20 + [5] * 20 + [6] * 10
    dealt = folds(rounds)
    assert sorted(chain.from_iterable(dealt)) == [1, 2, 3, 4, 5, 6]
    assert len(dealt) == 5


def test_weights_are_learned_and_calibrated_the_same_each_time() -> None:
    def examples() -> list[Example]:
        return [
            Example(n, n % 5 + 1, ("pole", "before: the" if n % 3 else "before: ski"), "people", bool(n % 3))
            for n in range(60)
        ]

    fitted = learn(examples())
    assert fitted.weights["before: the"] > 0 > fitted.weights["before: ski"]
    scores = training.unseen_scores(examples())
    labels = training.np.array([float(example.mention) for example in examples()])
    assert written(calibrated(fitted, scores, labels)) == written(
        calibrated(learn(examples()), scores, labels)
    )


def test_sentences_that_were_answered_are_a_round_of_their_own(tmp_path: Path) -> None:
    own, labelled = tmp_path / "own", tmp_path / "labelled"
    for folder, text in ((own, "# round 2\nPolish shoes.\n"), (labelled, "[PL Polish] cheese.\n")):
        folder.mkdir()
        (folder / "en.traps.txt").write_text(text, encoding="utf-8")
    (own / "first_reading.tsv").write_text("sentence\tstart\tend\thomeland\n", encoding="utf-8")
    read = training.material(MATCHER, own, "en", labelled)
    assert [(one.round, one.mention) for one in read.examples] == [(2, False), (0, True)]


def test_a_directory_without_labelled_sentences_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["training", "--check", "--also", str(tmp_path)])
    with pytest.raises(SystemExit):
        training.main()
    assert "no <language>.traps.txt of de, en, kk, pl, ru" in capsys.readouterr().err


@pytest.mark.soak
def test_the_committed_weights_are_what_the_sentences_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    monkeypatch.setattr("sys.argv", ["training", "--check"])
    assert training.main() == 0
