"""Weighs a candidate: what the looks see of it, by the model of its language."""

from __future__ import annotations

from analysis.enrich.mentions.entries import Entry
from analysis.enrich.mentions.evidence.looks import evidence, looks
from analysis.enrich.mentions.evidence.model import Model, model
from analysis.enrich.mentions.guards.anywhere import VETOES
from analysis.enrich.mentions.view import View

WEIGHED = frozenset({"people", "homeland"})
"""Targets that are weighed; names of centres, institutions and persons are decided by their own rules."""


def is_weighed(view: View, entry: Entry, objection: str) -> bool:
    """Whether a model decides."""
    return may_be_weighed(view, entry, objection) and model(entry.language) is not None


def may_be_weighed(view: View, entry: Entry, objection: str) -> bool:
    """Whether a model of the language would decide: the entry is a word for a homeland or people, and no veto holds."""
    return entry.target in WEIGHED and entry.kind != "name" and objection not in VETOES


def weigh(view: View, entry: Entry, objection: str) -> float | None:
    """The probability that a candidate is a mention; None where no model decides."""
    if not may_be_weighed(view, entry, objection):
        return None
    weights = model(entry.language)
    return weights.probability(looks(view, entry, objection)) if weights else None


def explained(view: View, entry: Entry, objection: str) -> tuple[float, list[tuple[str, float]]]:
    """The same, with what each piece of evidence adds to the sum."""
    weights, seen = _model(entry), evidence(view, entry, objection)
    return weights.probability(looks(view, entry, objection)), weights.contributions(seen)


def _model(entry: Entry) -> Model:
    weights = model(entry.language)
    assert weights is not None, entry.language
    return weights
