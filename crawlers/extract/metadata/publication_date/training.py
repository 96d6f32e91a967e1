"""Learns `weights.toml` from pages whose day of publication people have marked; the pages are no part of the project.

    python -m crawlers.extract.metadata.publication_date.training PAGES.jsonl.gz … [-o weights.toml]

A page is a line with `id`, `url`, `html` and `date` (YYYY-MM-DD), and may have a `set`. The model is a conditional
logit: the days that a page names compete with each other and with "none of them", each scored by the sum of the
weights of its signs. Weights are kept small (ridge), signs on fewer than four days are left out. Beside the weights it
prints what each half of the pages gives with weights learned from the other half, and what each method is worth.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

from crawlers.extract.dates.zones import presumed_zone
from crawlers.extract.metadata.publication_date import LEAST_PROBABILITY, candidates
from crawlers.extract.metadata.publication_date.candidate import Candidate
from crawlers.extract.metadata.publication_date.declared import changed_days, month_in_address
from crawlers.extract.metadata.publication_date.weighing import Context, decide, signs_by_day
from crawlers.extract.metadata.structured_data import Declarations
from crawlers.extract.metadata.title import headline
from crawlers.extract.page_input import PageInput, parsed

_RIDGE, _ROUNDS, _STEP, _RAREST = 1.0, 400, 0.05, 4
Weights = dict[str, float]


class Marked(NamedTuple):
    """A page, read as far as its dates, and the day that people say it was published."""

    id: str
    set: str
    day: date
    candidates: list[Candidate]
    context: Context


def main() -> None:
    """Train on the files named on the command line."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("pages", nargs="+", type=Path)
    arguments.add_argument("-o", "--output", type=Path, default=Path(__file__).with_name("weights.toml"))
    given = arguments.parse_args()
    pages = [marked for path in given.pages for marked in _read(path)]
    halves = [[page for page in pages if _half(page) == half] for half in (0, 1)]
    blind = [
        (page, weights) for half, other in (halves, halves[::-1]) for weights in [fit(other)] for page in half
    ]
    _report("each half with weights learned from the other", blind)
    learned_weights = fit(pages)
    _report(f"all {len(pages)} with weights learned from all", [(page, learned_weights) for page in pages])
    lines = [
        f"{sign} = {weight:.2f}"
        for sign, weight in sorted(learned_weights.items(), key=lambda item: -item[1])
    ]
    given.output.write_text("\n".join([*_HEAD, "[signs]", *lines, ""]), encoding="utf-8")


_HEAD = (
    "# What each sign is worth for a day being that of publication, in logits: what is not here is worth nothing.",
    "# Learned by training.py; the signs are explained where they are given, in declared.py, visible.py, weighing.py.",
    "",
)


def fit(pages: Iterable[Marked]) -> Weights:
    """Return the weights that make the marked days likeliest, by gradient ascent (Adam)."""
    days = [(page, signs_by_day(page.candidates, page.context)) for page in pages]
    seen = Counter(sign for _, of_days in days for signs in of_days.values() for sign in signs)
    names = sorted(sign for sign, count in seen.items() if count >= _RAREST)
    column = {name: number for number, name in enumerate(names)}
    problems = []
    for page, of_days in days:
        table = np.zeros((len(of_days) + 1, len(names)))  # the last row, without signs, is "none of them"
        for row, signs in enumerate(of_days.values()):
            table[row, [column[sign] for sign in signs if sign in column]] = 1
        right = list(of_days).index(page.day) if page.day in of_days else len(of_days)
        problems.append((table, right))
    weights, mean, square = (np.zeros(len(names)) for _ in range(3))
    for turn in range(1, _ROUNDS + 1):
        gradient = -_RIDGE * weights
        for table, right in problems:
            scores = table @ weights
            likely = np.exp(scores - scores.max())
            likely /= likely.sum()
            likely[right] -= 1
            gradient -= table.T @ likely
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        weights += _STEP * (mean / (1 - 0.9**turn)) / (np.sqrt(square / (1 - 0.99**turn)) + 1e-8)
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def _read(path: Path) -> Iterable[Marked]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for page in map(json.loads, lines):
            if page.get("date"):
                yield _marked(page)


def _marked(page: dict[str, str]) -> Marked:
    url = page["url"]
    given = PageInput(
        url=url, body=page["html"].encode(), mime="text/html", charset="utf-8", captured_at=None, role=None,
        source_id="", reader=None, articles=None, timezone=presumed_zone(url),
    )  # fmt: skip
    tree = parsed(given.html)
    declared = Declarations(tree, url)
    month = month_in_address(url)
    context = Context(changed_days(declared, given.timezone), month.moment.day if month else None)
    found = candidates(given, tree, declared, url, headline(tree, declared, url))
    return Marked(page["id"], page.get("set", "pages"), date.fromisoformat(page["date"]), found, context)


def _half(page: Marked) -> int:
    return int(hashlib.sha256(page.id.encode()).hexdigest(), 16) % 2


def _report(what: str, pages: list[tuple[Marked, Weights]]) -> None:
    by_set: dict[str, Counter[bool]] = defaultdict(Counter)
    by_method: dict[str, Counter[bool]] = defaultdict(Counter)
    of_set = Counter(page.set for page, _ in pages)
    for page, weights in pages:
        decision = decide(page.candidates, page.context, weights)
        if decision and decision.probability >= LEAST_PROBABILITY:
            is_right = decision.candidate.moment.day == page.day
            by_set[page.set][is_right] += 1
            by_method[decision.candidate.method][is_right] += 1
    print(what)
    for name, counted in sorted(by_set.items()):
        print(
            f"  {name:12} right {counted[True] / of_set[name]:.3f}  precision {counted[True] / counted.total():.3f}"
        )
    for name, counted in sorted(by_method.items()):
        print(f"  by {name:12} {counted.total():4} pages  precision {counted[True] / counted.total():.3f}")


if __name__ == "__main__":
    main()
