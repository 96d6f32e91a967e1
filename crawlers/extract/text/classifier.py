"""How likely each block is to be the article's: a logistic regression over `features`, its weights read from a file.

`body_weights.json` is made by `training` from pages whose texts are known; it holds three numbers for each feature
(weight, mean, spread) and nothing of any page.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from crawlers.extract.text.blocks import Block
from crawlers.extract.text.features import NAMES, Known, Matrix, Surroundings, features

WEIGHTS = "body_weights.json"
_FARTHEST = 6.0
"""Spreads: what lies farther from the mean says no more, or one odd number would decide alone."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression on standardised features."""

    weights: Numbers
    means: Numbers
    spreads: Numbers
    bias: float

    def likely(self, rows: Matrix) -> Numbers:
        """How likely each row is the article's, 0 to 1."""
        likely: Numbers = 1 / (
            1
            + np.exp(
                -np.clip(standardised(rows, self.means, self.spreads) @ self.weights + self.bias, -30, 30)
            )
        )
        return likely


def standardised(rows: Matrix, means: Numbers, spreads: Numbers) -> Numbers:
    """Rows in spreads from the mean, no farther than some."""
    return np.clip((rows - means) / spreads, -_FARTHEST, _FARTHEST)


def probabilities(blocks: list[Block], around: Surroundings, known: Known) -> Numbers:
    """Return for each block how likely it is text of the article, 0 to 1."""
    return _model().likely(features(blocks, around, known))


@cache
def _model() -> Model:
    table = json.loads(files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8"))
    columns = np.array([table["features"].get(name, (0.0, 0.0, 1.0)) for name in NAMES])
    return Model(columns[:, 0], columns[:, 1], columns[:, 2], float(table["bias"]))
