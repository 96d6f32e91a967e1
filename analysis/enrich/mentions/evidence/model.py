"""How likely a candidate is a mention: weights of evidence, added up. Logistic regression, one file of weights a language."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from analysis.enrich.mentions.evidence.looks import Seen

MODELLED = frozenset({"en", "ru", "kk", "de", "pl"})
"""Languages with labelled sentences enough; in the others the guards decide alone."""
DOUBTFUL = (0.2, 0.8)
"""Between these probabilities a person is asked."""


class Model:
    """The weights of one language.

    `slope` and `shift` calibrate it by Platt's method: the sum is multiplied by one and the other is added, as sentences
    demand that the weights were not learned from.
    """

    def __init__(
        self, weights: dict[str, float], intercept: float, slope: float = 1.0, shift: float = 0.0
    ) -> None:
        self.weights, self.intercept, self.slope, self.shift = weights, intercept, slope, shift
        self._sum = lru_cache(maxsize=65536)(self._add)

    def _add(self, seen: Seen) -> float:
        return sum(self.weights.get(one, 0.0) for one in dict.fromkeys(seen))

    def score(self, evidence: Iterable[Seen]) -> float:
        """The sum, in logits; above 0 a mention is likelier than not."""
        return self.slope * (self.intercept + sum(map(self._sum, evidence))) + self.shift

    def probability(self, evidence: Iterable[Seen]) -> float:
        """From 0 to 1, rounded to four places."""
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.score(evidence))))), 4)

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
