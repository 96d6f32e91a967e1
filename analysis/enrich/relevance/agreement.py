"""How far judgements agree with labels: precision, recall and F1 by class, and their mean over the classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass, field


@dataclass(slots=True)
class Agreement:
    """Counts by class; a thing is anything that can carry a label, such as a document and a community."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    """Found, but not so labelled."""
    missed: Counter[str] = field(default_factory=Counter)
    """So labelled, but not found."""

    def f1(self, label: str) -> float:
        """Harmonic mean of precision and recall for one class."""
        found = 2 * self.right[label] + self.wrong[label] + self.missed[label]
        return 2 * self.right[label] / found if found else 1.0

    @property
    def labels(self) -> list[str]:
        """Every class that stands in the labels."""
        return sorted({*self.right, *self.missed})

    @property
    def macro_f1(self) -> float:
        """Mean of F1 over the classes that stand in the labels."""
        return sum(map(self.f1, self.labels)) / len(self.labels) if self.labels else 1.0

    @property
    def micro_f1(self) -> float:
        """F1 of all labels together."""
        right, wrong, missed = self.right.total(), self.wrong.total(), self.missed.total()
        return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def agreement(
    found: Mapping[Hashable, Set[str]],
    labelled: Mapping[Hashable, Set[str]],
    *,
    same_as_none: Set[str] = frozenset(),
) -> Agreement:
    """Compare labels thing by thing. A label of `same_as_none` that is found where nothing is labelled is no mistake."""
    result = Agreement()
    for thing in {*found, *labelled}:
        is_so, said = labelled.get(thing, frozenset()), found.get(thing, frozenset())
        if not is_so:
            said = said - same_as_none
        result.right.update(is_so & said)
        result.wrong.update(said - is_so)
        result.missed.update(is_so - said)
    return result
