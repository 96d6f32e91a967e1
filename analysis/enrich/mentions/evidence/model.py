"""How likely a candidate is a mention: weights of evidence, added up. Logistic regression, one file of weights a language."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from analysis.enrich.mentions.evidence.look import Look, Seen
from analysis.enrich.mentions.remembered import Remembered

MODELLED = frozenset({"en", "ru", "kk", "de", "pl"})
"""Languages with labelled sentences enough; in the others the guards decide alone."""
DOUBTFUL = (0.2, 0.8)
"""Between these probabilities a person is asked."""


class Model:
    """The weights of one language, in hundredths of a logit: whole numbers add up to the same in any order.

    `slope` and `shift` calibrate it by Platt's method: the sum is multiplied by one and the other is added, as sentences
    demand that the weights were not learned from.
    """

    def __init__(
        self, weights: dict[str, float], intercept: float, slope: float = 1.0, shift: float = 0.0
    ) -> None:
        self.weights, self.intercept, self.slope, self.shift = weights, intercept, slope, shift
        self._hundredths = {seen: round(100 * weight) for seen, weight in weights.items()}
        self._sums = Remembered[Look, int](lambda look: self._add(look[0](*look[1:])))
        self._probabilities = Remembered(self._probability)

    def _add(self, seen: Seen) -> int:
        return sum(self._hundredths.get(one, 0) for one in dict.fromkeys(seen))

    def _score(self, hundredths: int) -> float:
        return self.slope * (self.intercept + hundredths / 100) + self.shift

    def _probability(self, hundredths: int) -> float:
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self._score(hundredths))))), 4)

    def score(self, evidence: Iterable[Seen]) -> float:
        """The sum, in logits; above 0 a mention is likelier than not."""
        return self._score(sum(map(self._add, evidence)))

    def probability(self, looks: Iterable[Look]) -> float:
        """From 0 to 1, rounded to four places."""
        return self._probabilities[sum(map(self._sums.__getitem__, looks))]

    def contributions(self, evidence: Iterable[Seen]) -> list[tuple[str, float]]:
        """What each piece of evidence adds to the sum, the heaviest first; what has no weight is left out."""
        added = [
            (one, round(self.slope * self.weights[one], 2))
            for seen in evidence
            for one in dict.fromkeys(seen)
            if one in self.weights
        ]
        return sorted(added, key=lambda one: -abs(one[1]))


def read(text: str) -> Model:
    """Read a file of weights: a line for each piece of evidence, `weight<tab>evidence`; the first three lines are numbers."""
    rows = [line.split("\t", 1) for line in text.splitlines()]
    numbers = {name: float(value) for value, name in rows[:3]}
    weights = {seen: float(weight) for weight, seen in rows[3:]}
    return Model(weights, numbers["intercept"], numbers["slope"], numbers["shift"])


@cache
def model(language: str) -> Model | None:
    """The model of a language, None where it has none."""
    if language not in MODELLED:
        return None
    file = files("analysis.enrich.mentions.evidence") / "weights" / f"{language}.tsv"
    return read(file.read_text(encoding="utf-8")) if file.is_file() else None
