"""How likely what the weights say is right: sums of weights turned into probabilities, as `[certainty]` of the rules says.

The numbers there are fitted on labelled texts that were not read while the weights were chosen
(`python -m tests.corpus.certainty`), by maximum likelihood: multinomial logistic regression over the sums of all classes,
logistic regression over the sum of one topic (Platt, Advances in Large Margin Classifiers, 1999). Sums above `surest`
count as that: more evidence of the same kind makes nothing surer.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from analysis.enrich.relevance.rules import RELEVANCES, RelevanceRules, TopicRules

_DIGITS = 4


def of_classes(scores: Mapping[str, float], rules: RelevanceRules) -> dict[str, float]:
    """The probability of each class, given the sums of a text; empty where the rules have no `[certainty]`.

    >>> from pathlib import Path
    >>> from analysis.enrich.relevance.rules import load_rules
    >>> chances = of_classes({"community": 3.0, "bilateral": 1.0}, load_rules(Path("config")).relevance)
    >>> max(chances, key=lambda name: chances[name]), chances["community"] > 0.9
    ('community', True)
    """
    how = rules.certainty
    if how is None:
        return {}
    shifts = how.shift.model_dump()
    odds = {
        name: exp(how.slope * min(scores.get(name, 0.0), how.surest) + shifts[name])
        if name in shifts
        else 1.0
        for name in RELEVANCES
    }
    whole = sum(odds.values())
    return {name: round(one / whole, _DIGITS) for name, one in odds.items()}


def of_topic(weight: float, rules: TopicRules) -> float | None:
    """The probability that a text is about a topic whose cues weigh so much; None where the rules have no `[certainty]`."""
    how = rules.certainty
    if how is None:
        return None
    return round(1 / (1 + exp(-how.slope * min(weight, how.surest) - how.shift)), _DIGITS)
