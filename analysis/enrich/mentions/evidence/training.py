"""Makes the weights from the labelled sentences, in seconds, the same to the byte: `make model`.

    python -m analysis.enrich.mentions.evidence.training [--check] [--also DIR]

Each language is learned five times, each time without a fifth of the rounds of sentences (a round is never split); what
these say of the sentences that they were not learned from calibrates the model, and is the measure of how often it errs:
`weights/errors.tsv`, and the tables that are printed. A guard has seen the sentences that it was mended for. So its
objections count as they were when a sentence was new: `tests/enrich/eval/first_reading.tsv` lists the words of which
the guards of the day said the wrong thing.

`--also` names a directory of further labelled sentences, such as `make label` writes; they are a round of their own.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from analysis.enrich.evaluate import Labelled, sentences
from analysis.enrich.mentions import Matcher
from analysis.enrich.mentions.evidence.looks import OBJECTION, evidence
from analysis.enrich.mentions.evidence.model import MODELLED, Model
from analysis.enrich.mentions.evidence.weighing import may_be_weighed
from analysis.enrich.mentions.matcher import Candidate
from crawlers.catalogue.communities import load_diasporas

_FOLDS = 5
_SEEN = 3
"""Candidates in which a piece of evidence must have been seen to be given a weight."""
_STRENGTH = 0.5
"""The inverse of the penalty on squared weights."""
_TRUST = 0.5
"""By what the column of objections is scaled: less than 1 lets the penalty hold its weight down, for guards were
mended on these very sentences, and the first readings of the first round are not known."""
_MENDED = "as it did before it was mended"
_DRAWS = 1000
WEIGHTS = Path(__file__).parent / "weights"

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate of one labelled sentence."""

    sentence: int
    round: int
    evidence: tuple[str, ...]
    """Each piece once."""
    target: str
    mention: bool
    """Whether it is one, by the label."""


@dataclass(frozen=True, slots=True)
class Material:
    """The sentences of a language, and their candidates."""

    language: str
    sentences: list[tuple[Labelled, str]]
    """Each with its kind, `ordinary` or `traps`."""
    examples: list[Example]
    missed: Counter[int]
    """By sentence: labelled spans that are no candidate of any word, so that no model can find them."""


def material(matcher: Matcher, folder: Path, language: str, also: Path | None = None) -> Material:
    """Read the labelled sentences of `language` in `folder` and `also`, and what the looks see of each candidate."""
    wrong = _first_readings(folder)
    read: list[tuple[Labelled, str]] = []
    examples: list[Example] = []
    missed: Counter[int] = Counter()
    for kind in ("ordinary", "traps"):
        files = [one / f"{language}.{kind}.txt" for one in (folder, also) if one]
        for sentence in chain.from_iterable(map(sentences, filter(Path.is_file, files))):
            number, key = len(read), _key(sentence.text)
            read.append((sentence, kind))
            found: set[tuple[int, int, str]] = set()
            weighed: dict[tuple[int, int, str], Candidate] = {}
            for candidate in matcher.candidates(sentence.text, language):
                view, entry, objection = candidate
                span = view.start, view.end, entry.homeland
                if may_be_weighed(*candidate):
                    weighed[span] = candidate if span not in weighed or not objection else weighed[span]
                elif not objection:
                    found.add(span)
            for span, (view, entry, objection) in weighed.items():
                mention, erred = span in sentence.spans, (key, *span) in wrong
                objects = mention == erred if sentence.round > 1 else bool(objection)
                seen = evidence(view, entry, (objection or _MENDED) if objects else "")
                pieces = tuple(dict.fromkeys(chain.from_iterable(seen)))
                examples.append(Example(number, sentence.round, pieces, entry.target, mention))
            missed[number] = len(sentence.spans - found - weighed.keys())
    return Material(language, read, examples, missed)


def _first_readings(folder: Path) -> set[tuple[str, int, int, str]]:
    with (folder / "first_reading.tsv").open(encoding="utf-8", newline="") as file:
        return {
            (row["sentence"], int(row["start"]), int(row["end"]), row["homeland"])
            for row in csv.DictReader(file, delimiter="\t")
        }


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def folds(rounds: Iterable[int]) -> list[set[int]]:
    """Rounds dealt out to five folds of about equal size, the largest round first."""
    sizes = Counter(rounds)
    dealt: list[set[int]] = [set() for _ in range(_FOLDS)]
    filled = [0] * _FOLDS
    for number, size in sorted(sizes.items(), key=lambda one: (-one[1], one[0])):
        place = filled.index(min(filled))
        dealt[place].add(number)
        filled[place] += size
    return dealt


def learn(examples: list[Example]) -> Model:
    """Logistic regression over the evidence, not yet calibrated."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(one for example in examples for one in example.evidence)
    names = sorted(name for name, times in seen.items() if times >= _SEEN)
    column = {name: number for number, name in enumerate(names)}
    cells = [
        (row, column[name])
        for row, example in enumerate(examples)
        for name in example.evidence
        if name in column
    ]
    rows, columns = zip(*cells, strict=True)
    values = np.array([_TRUST if names[one] == OBJECTION else 1.0 for one in columns])
    matrix = csr_matrix((values, (rows, columns)), shape=(len(examples), len(names)))
    labels = np.array([example.mention for example in examples])
    fitted = LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=5000, random_state=0).fit(
        matrix, labels
    )
    weights = {
        name: round(float(weight) * (_TRUST if name == OBJECTION else 1.0), 2)
        for name, weight in zip(names, fitted.coef_[0], strict=True)
    }
    return Model(
        {name: one for name, one in weights.items() if one}, round(float(fitted.intercept_[0]), 2), 1.0, 0.0
    )


def unseen_scores(examples: list[Example]) -> Floats:
    """The sum for each example, by a model that was learned without its round."""
    scores = np.zeros(len(examples))
    for held_out in folds(example.round for example in examples):
        fitted = learn([example for example in examples if example.round not in held_out])
        for place, example in enumerate(examples):
            if example.round in held_out:
                scores[place] = fitted.score([example.evidence])
    return scores


def calibrated(fitted: Model, scores: Floats, labels: Floats) -> Model:
    """Platt's scaling: the model whose sums are the logits that unseen sentences demand."""
    from sklearn.linear_model import LogisticRegression

    scale = LogisticRegression(C=1e6, solver="lbfgs").fit(scores.reshape(-1, 1), labels)
    slope, shift = round(float(scale.coef_[0][0]), 3), round(float(scale.intercept_[0]), 3)
    return Model(fitted.weights, fitted.intercept, slope, shift)


def written(fitted: Model) -> str:
    """The file of weights: numbers first, then evidence, the heaviest first."""
    numbers = (("intercept", fitted.intercept), ("slope", fitted.slope), ("shift", fitted.shift))
    lines = [f"{value:g}\t{name}" for name, value in numbers]
    weighed = sorted(fitted.weights.items(), key=lambda one: (-abs(one[1]), one[0]))
    return "\n".join([*lines, *(f"{weight:g}\t{name}" for name, weight in weighed)]) + "\n"


def main() -> int:
    """Write the weights and errors.tsv, and print how well sentences are read that nothing was learned from."""
    from analysis.enrich.mentions.evidence import scores as tell

    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "--check", action="store_true", help="write nothing; fail if anything would change"
    )
    arguments.add_argument("--also", type=Path, help="further labelled sentences")
    given = arguments.parse_args()
    if given.also and not any((given.also / f"{one}.traps.txt").is_file() for one in MODELLED):
        arguments.error(
            f"{given.also}: no <language>.traps.txt of {', '.join(sorted(MODELLED))}; `make label` writes them"
        )
    matcher = Matcher(load_diasporas(Path("config")))
    made: dict[str, str] = {}
    errors: list[tuple[object, ...]] = []
    for language in sorted(MODELLED):
        its = material(matcher, Path("tests/enrich/eval"), language, given.also)
        labels = np.array([example.mention for example in its.examples], dtype=float)
        scores = unseen_scores(its.examples)
        fitted = calibrated(learn(its.examples), scores, labels)
        made[f"{language}.tsv"] = written(fitted)
        unseen = 1 / (1 + np.exp(-np.clip(fitted.slope * scores + fitted.shift, -30, 30)))
        errors += tell.errors(its, unseen)
        print(tell.table(its, unseen, _DRAWS))
    made["errors.tsv"] = tell.errors_file(errors)
    changed = [name for name, text in made.items() if not _same(WEIGHTS / name, text)]
    for name in changed if not given.check else ():
        (WEIGHTS / name).write_text(made[name], encoding="utf-8")
    if given.check and changed:
        print(f"would change: {', '.join(changed)}; run `make model`", file=sys.stderr)
    return int(given.check and bool(changed))


def _same(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
