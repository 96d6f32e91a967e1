"""A baseline that learns the study's typology from media: leave one diaspora out, guess it from the other eight.

Needs scikit-learn, the extra `classifier` (`pip install -e ".[classifier]"`), and a warehouse (`diaspora run`):

    python docs/examples/classify.py [WAREHOUSE] [AS_OF]
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np

import diaspora

try:
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import accuracy_score
    from sklearn.model_selection import LeaveOneGroupOut, cross_val_predict, permutation_test_score
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
except ImportError:
    sys.exit("This example needs scikit-learn: pip install scikit-learn")

TRAINED_ON = 1
"""The version of the feature table that this was written for; with another, columns may mean something else."""

_SHUFFLES = 50
"""Trials with shuffled labels: enough to see whether a result is chance, each as long as the whole example without them."""

FEATURES = (
    "own_first_publications_per_30_days",
    "own_regularity",
    "breadth",
    "folklorisation",
    "contacts_from_homeland",
    "contacts_to_homeland",
    "press_mentions_per_10000_words",
    "press_community_per_1000",
)
"""Few, chosen beforehand, and none that tells how much was known or how many people there are."""


def main(warehouse: Path, as_of: date) -> None:
    """Print what the baseline guesses and how little that means."""
    if diaspora.FEATURES_VERSION != TRAINED_ON:
        sys.exit(
            f"The features are of version {diaspora.FEATURES_VERSION}, this was written for {TRAINED_ON}: see CHANGELOG.md."
        )
    placed = {row["diaspora"]: row for row in diaspora.labels(warehouse=warehouse).to_pylist()}
    known_by_then = diaspora.features(as_of, warehouse=warehouse).to_pylist()
    window = [row for row in known_by_then if row["period"] == "window:study" and row["diaspora"] in placed]
    if len({placed[row["diaspora"]]["quadrant"] for row in window}) < 2:
        sys.exit(
            f"As of {as_of}, {len(window)} communities have features of the study's window: nothing can be learned from them. "
            "The window must have ended, and been crawled, by that day."
        )
    names = [row["diaspora"] for row in window]
    known = np.array([[row[name] for name in FEATURES] for row in window], dtype=float)  # NULL becomes nan
    quadrants = np.array([placed[name]["quadrant"] for name in names])

    # Everything that learns, the imputer and the scaler too, stands inside the pipeline and sees eight communities.
    model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), LogisticRegression(C=0.1))
    leave_one_out = {"groups": names, "cv": LeaveOneGroupOut()}
    guessed = cross_val_predict(model, known, quadrants, **leave_one_out)
    usual = [Counter(np.delete(quadrants, n)).most_common(1)[0][0] for n in range(len(names))]

    print(f"{len(names)} communities, {len(FEATURES)} features, as of {as_of}")
    print(f"{'community':<12}{'the study':<12}{'guessed':<12}unknown features")
    for name, row, true, guess in zip(names, known, quadrants, guessed, strict=True):
        unknown = ", ".join(f for f, value in zip(FEATURES, row, strict=True) if np.isnan(value))
        print(f"{name:<12}{true:<12}{guess:<12}{unknown or '-'}")
    print(
        f"right: {accuracy_score(quadrants, guessed):.2f}, always the usual: {accuracy_score(quadrants, usual):.2f}"
    )
    _, _, chance = permutation_test_score(
        model, known, quadrants, **leave_one_out, n_permutations=_SHUFFLES, random_state=2016
    )
    print(f"shuffled labels do as well in {chance:.0%} of {_SHUFFLES} trials")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        Path(given[0] if given else "warehouse.duckdb"),
        date.fromisoformat(given[1]) if len(given) > 1 else date(2016, 12, 31),
    )
