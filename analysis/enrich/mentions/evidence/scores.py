"""How well sentences are read that nothing was learned from: F1 with its interval, calibration, errors by target."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from analysis.enrich.mentions.evidence.training import Material

Floats = np.ndarray[Any, np.dtype[np.float64]]
_BINS = 10
_COLUMNS = ("language", "target", "found", "right", "there", "turned_down_wrongly", "candidates", "none")


def by_sentence(its: Material, found: Floats) -> np.ndarray[Any, np.dtype[np.int64]]:
    """A row a sentence: spans right, wrong, missed. `found` is the probability of each candidate."""
    counts = np.zeros((len(its.sentences), 3), dtype=np.int64)
    for number, missed in its.missed.items():
        counts[number, 2] += missed
    for example, probability in zip(its.examples, found, strict=True):
        if probability >= 0.5:
            counts[example.sentence, 0 if example.mention else 1] += 1
        elif example.mention:
            counts[example.sentence, 2] += 1
    return counts


def f1(counts: np.ndarray[Any, np.dtype[np.int64]]) -> float:
    """F1 of rows of right, wrong, missed."""
    right, wrong, missed = (int(one) for one in counts.sum(axis=0))
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def interval(counts: np.ndarray[Any, np.dtype[np.int64]], draws: int) -> tuple[float, float]:
    """95 % limits of F1, by drawing sentences anew."""
    chance = np.random.default_rng(0)
    drawn = [f1(counts[chance.integers(0, len(counts), len(counts))]) for _ in range(draws)]
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def calibration_error(probabilities: Floats, labels: Floats) -> float:
    """Expected calibration error: mean distance of probability and share of mentions over ten equal bins."""
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            (bins == one).mean() * abs(probabilities[bins == one].mean() - labels[bins == one].mean())
            for one in range(_BINS)
            if (bins == one).any()
        )
    )


def perfect_error(probabilities: Floats, draws: int) -> float:
    """What the expected calibration error of a perfect model would not surpass in 95 of 100 samples of this size."""
    chance = np.random.default_rng(0)
    drawn = [
        calibration_error(probabilities, (chance.random(len(probabilities)) < probabilities).astype(float))
        for _ in range(draws)
    ]
    return float(np.percentile(drawn, 95))


def table(its: Material, unseen: Floats, draws: int) -> str:
    """What `make model` prints of one language."""
    labels = np.array([example.mention for example in its.examples], dtype=float)
    counts = by_sentence(its, unseen)
    kinds = np.array([kind for _, kind in its.sentences])
    objected = np.array([float("a guard objects" not in example.evidence) for example in its.examples])
    of_guards = by_sentence(its, objected)
    lines = [f"\n{its.language}: {len(its.sentences)} sentences, {len(its.examples)} candidates"]
    for kind in ("ordinary", "traps"):
        low, high = interval(counts[kinds == kind], draws)
        low_g, high_g = interval(of_guards[kinds == kind], draws)
        lines.append(
            f"  {kind}: F1 {f1(counts[kinds == kind]):.2%} ({low:.2%} to {high:.2%}); "
            f"guards alone at first reading {f1(of_guards[kinds == kind]):.2%} ({low_g:.2%} to {high_g:.2%})"
        )
    lines.append(
        f"  expected calibration error {calibration_error(unseen, labels):.2%}; "
        f"a perfect model of that n shows up to {perfect_error(unseen, draws):.2%}"
    )
    bins = np.minimum((unseen * _BINS).astype(int), _BINS - 1)
    for one in range(_BINS):
        inside = bins == one
        if inside.any():
            lines.append(
                f"  {one / _BINS:.1f}-{(one + 1) / _BINS:.1f}: {unseen[inside].mean():6.1%} said, "
                f"{labels[inside].mean():6.1%} are, n {inside.sum()}"
            )
    return "\n".join(lines)


def errors(its: Material, unseen: Floats) -> list[tuple[object, ...]]:
    """By target: candidates found and how many of them rightly, mentions that are there, candidates that are none."""
    rows: list[tuple[object, ...]] = []
    for target in ("homeland", "people"):
        own = [
            (probability >= 0.5, example.mention)
            for example, probability in zip(its.examples, unseen, strict=True)
            if example.target == target
        ]
        seen = Counter(own)
        found = seen[True, True] + seen[True, False]
        there = seen[True, True] + seen[False, True]
        rows.append(
            (
                its.language,
                target,
                found,
                seen[True, True],
                there,
                seen[False, True],
                len(own),
                len(own) - there,
            )
        )
    return rows


def errors_file(rows: list[tuple[object, ...]]) -> str:
    """`errors.tsv`: counts from which sensitivity and specificity are drawn."""
    return "\n".join(["\t".join(_COLUMNS), *("\t".join(map(str, row)) for row in rows)]) + "\n"
