"""Fits `[certainty]` of relevance.toml and topics.toml on texts that were not read while rules were tuned.

    python -m tests.corpus.certainty [--write]

These are the held-out articles and the half of the sample that nobody read; the generated corpus is too easy to learn
from. It prints the numbers to put there, and the calibration of texts that the numbers were not fitted on (five folds).
With `--write` the counts from which the error of reading is drawn go to `analysis/enrich/relevance/errors.tsv`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from scipy.optimize import minimize

from analysis.enrich.mentions import Matcher
from analysis.enrich.mentions.evidence.scores import calibration_error, perfect_error
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import RELEVANCES, load_rules
from analysis.enrich.relevance.text import Text
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.sources import load_catalogue
from sample.make import HERE as SAMPLE
from tests.corpus import articles
from tests.corpus.scores import sample_labels
from tests.corpus.warehouse import load_archive

Floats = np.ndarray[Any, np.dtype[np.float64]]
ERRORS = articles.CONFIG.parent / "analysis" / "enrich" / "relevance" / "errors.tsv"
SUREST = 3.0
_FOLDS, _DRAWS = 5, 1000
_PENALTY = 1.0
"""On the distance of a shift from that at which a sum as high as most thresholds is even odds."""
_EVEN = 1.75


@dataclass(frozen=True, slots=True)
class Judged:
    """Sums of unread texts and what a reader says."""

    sums: Floats
    """A row a text and community, a column a class."""
    told: Floats
    """The number of the class that the rules give."""
    true: Floats
    topic_sums: Floats
    """One for each topic of which a text holds a cue."""
    topics_true: Floats
    topics_without_cue: int
    """Topics of which no cue tells."""


def unread() -> Iterator[tuple[Text, dict[str, str], frozenset[str]]]:
    """Each unread text, what it is to whom, and its topics."""
    matcher = Matcher(load_diasporas(articles.CONFIG))
    catalogue = load_catalogue(articles.CONFIG, articles.CONFIG / "diasporas")
    own = {source.id: source.diaspora for source in catalogue.centres}
    for one in articles.articles():
        if one.held_out:
            mentions = tuple(matcher.find(f"{one.title}\n{one.text}", one.language))
            text = Text(one.title, one.text, one.language, mentions, one.source, own.get(one.source, ""))
            yield text, one.concerns, one.topics
    relevance, topics = sample_labels()
    with (
        tempfile.TemporaryDirectory() as name,
        duckdb.connect(load_archive(SAMPLE / "archive", Path(name)), read_only=True) as warehouse,
    ):
        held = {
            url: rest
            for url, *rest in warehouse.execute(
                "SELECT documents.url, title, text, language, source_id, coalesce(diaspora, '') "
                "FROM documents JOIN sources USING (source_id)"
            ).fetchall()
        }
    for url in list(relevance)[1::2]:
        if url in held:
            title, body, language, source, diaspora = held[url]
            whole = f"{title}\n{body}" if title else body
            mentions = tuple(matcher.find(whole, language))
            concerns = {name: next(iter(kinds)) for name, kinds in relevance[url].items()}
            yield Text(title or "", body, language, mentions, source, diaspora), concerns, frozenset(topics[url][""])  # fmt: skip


def judged() -> Judged:
    """What the rules say of every unread text, beside its labels."""
    judge = Classifier(load_rules(articles.CONFIG))
    sums: list[list[float]] = []
    told, true, topic_sums, topics_true = [], [], [], []
    without_cue = 0
    for text, concerns, topics in unread():
        found = judge.judge(text)
        for one in found.relevances:
            sums.append([one.scores.get(name, 0.0) for name in RELEVANCES])
            told.append(RELEVANCES.index(one.relevance))  # type: ignore[arg-type]
            true.append(RELEVANCES.index(concerns.get(one.diaspora, "other")))  # type: ignore[arg-type]
        if {one.relevance for one in found.relevances} & set(judge.rules.topics.for_relevance):
            weighed = judge.weighed(text)
            topic_sums += [one.weight for one in weighed]
            topics_true += [one.topic in topics for one in weighed]
            without_cue += len(topics - {one.topic for one in weighed})
    return Judged(
        *(np.array(one, dtype=float) for one in (sums, told, true, topic_sums, topics_true)), without_cue
    )


def chances(numbers: Floats, sums: Floats) -> Floats:
    """Probabilities by class; `numbers` are the slope and the shifts of all classes but `other`."""
    logits = numbers[0] * np.minimum(sums, SUREST) + np.append(numbers[1:], 0.0)
    logits[:, -1] = 0.0
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Floats = odds / odds.sum(axis=1, keepdims=True)
    return shares


def fit_classes(sums: Floats, true: Floats) -> Floats:
    """The likeliest slope and shifts."""

    def cost(numbers: Floats) -> float:
        likely = chances(numbers, sums)[np.arange(len(true)), true.astype(int)]
        return float(-np.log(likely).sum() + _PENALTY * ((numbers[1:] + _EVEN * numbers[0]) ** 2).sum())

    fitted: Floats = minimize(cost, [1.5] + [-2.0] * (len(RELEVANCES) - 1)).x.round(2)
    return fitted


def topic_chances(numbers: Floats, sums: Floats) -> Floats:
    """Probabilities of topics; `numbers` are slope and shift."""
    likely: Floats = 1 / (1 + np.exp(-numbers[0] * np.minimum(sums, SUREST) - numbers[1]))
    return likely


def fit_topics(sums: Floats, true: Floats) -> Floats:
    """The likeliest slope and shift."""

    def cost(numbers: Floats) -> float:
        likely = topic_chances(numbers, sums)
        return float(-np.log(np.where(true > 0, likely, 1 - likely)).sum())

    fitted: Floats = minimize(cost, [1.0, -1.0]).x.round(2)
    return fitted


def unseen(its: Judged) -> tuple[Floats, Floats]:
    """Probabilities of classes and of topics by numbers that were fitted without a fifth of the texts."""
    classes, topics = np.zeros_like(its.sums), np.zeros_like(its.topic_sums)
    for fold in range(_FOLDS):
        out = np.arange(len(its.true)) % _FOLDS == fold
        classes[out] = chances(fit_classes(its.sums[~out], its.true[~out]), its.sums[out])
        out = np.arange(len(its.topics_true)) % _FOLDS == fold
        topics[out] = topic_chances(fit_topics(its.topic_sums[~out], its.topics_true[~out]), its.topic_sums[out])  # fmt: skip
    return classes, topics


def counted(its: Judged, threshold: float) -> list[tuple[str, int, int, int]]:
    """Found, rightly found and there, of what the measures count."""
    rows = []
    for name in ("community", "bilateral"):
        number = RELEVANCES.index(name)  # type: ignore[arg-type]
        found, there = its.told == number, its.true == number
        rows.append((name, int(found.sum()), int((found & there).sum()), int(there.sum())))
    found, there = its.topic_sums >= threshold, its.topics_true > 0
    rows.append(
        ("topic", int(found.sum()), int((found & there).sum()), int(there.sum()) + its.topics_without_cue)
    )
    return rows


def main() -> None:
    """Print the numbers, the calibration and the errors."""
    its = judged()
    slope, *shifts = fit_classes(its.sums, its.true).tolist()
    print(f"relevance.toml: slope = {slope}, shift = {dict(zip(RELEVANCES, shifts, strict=False))}")
    print("topics.toml: slope = {}, shift = {}".format(*fit_topics(its.topic_sums, its.topics_true).tolist()))
    classes, topics = unseen(its)
    rows = np.arange(len(its.true))
    for name, likely, so in (
        ("the class told", classes[rows, its.told.astype(int)], its.told == its.true),
        ("community", classes[:, 0], its.true == 0),
        ("bilateral", classes[:, 1], its.true == 1),
        ("topics", topics, its.topics_true > 0),
    ):
        true = so.astype(float)
        print(
            f"{name}: {len(likely)}, expected calibration error {calibration_error(likely, true):.1%}, "
            f"a perfect model's up to {perfect_error(likely, _DRAWS):.1%}; {likely.sum():.0f} expected, {true.sum():.0f} are"
        )
    table = counted(its, load_rules(articles.CONFIG).topics.threshold)
    for row in table:
        print("{}: {} found, {} of them rightly, {} there".format(*row))
    if "--write" in sys.argv[1:]:
        lines = ("\t".join(map(str, row)) for row in (("judgement", "found", "correct", "present"), *table))
        ERRORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
