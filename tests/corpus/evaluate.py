"""Prints how well relevance, topics and duplicates are found: `python -m tests.corpus.evaluate`.

The corpus has a part that rules are tuned on and a held-out third whose sentences stand nowhere else. The articles are
longer prose by us, the last of their eight parts held out. The sample is prose by other hands, labelled before these
rules; its second half was not read while they were tuned.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from analysis.enrich.mentions import Matcher
from analysis.enrich.relevance.agreement import Agreement
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import load_rules
from crawlers.catalogue.communities import load_diasporas
from sample.make import HERE as SAMPLE
from tests.corpus import articles
from tests.corpus.scores import duplicate_pairs, judgements, labels, pairwise_f1, sample_labels
from tests.corpus.truth import tell
from tests.corpus.warehouse import fill, load_archive


def main() -> None:
    """Make both warehouses and print the table that docs/methodology.md quotes."""
    truth = tell()
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        (directory / "sample").mkdir()
        with duckdb.connect(fill(directory), read_only=True) as warehouse:
            told, pairs = judgements(warehouse), duplicate_pairs(warehouse)
        with duckdb.connect(
            load_archive(SAMPLE / "archive", directory / "sample"), read_only=True
        ) as warehouse:
            told_of_sample = judgements(warehouse, "url")
    held_out = {one.document_id for one in truth.documents if one.held_out}
    read = set(list(sample_labels()[0])[::2])
    told_of_articles = articles.judged(
        Matcher(load_diasporas(articles.CONFIG)), Classifier(load_rules(articles.CONFIG))
    )
    parts = {
        "corpus, tuned on": told.agree_with(*labels(truth), lambda one: one not in held_out),
        "corpus, held out": told.agree_with(*labels(truth), lambda one: one in held_out),
        "articles, tuned on": told_of_articles.agree_with(
            *articles.labels(), lambda one: "held_out" not in one
        ),
        "articles, held out": told_of_articles.agree_with(*articles.labels(), lambda one: "held_out" in one),
        "sample, read": told_of_sample.agree_with(*sample_labels(), lambda one: one in read),
        "sample, not read": told_of_sample.agree_with(*sample_labels(), lambda one: one not in read),
    }
    for number, what in enumerate(("relevance", "topics")):
        print(f"\n{what:<20}" + "".join(f"{part:>20}" for part in parts))
        scores = [found[number] for found in parts.values()]
        for label in sorted({label for score in scores for label in score.labels}):
            print(f"{label:<20}" + "".join(f"{_f1(score, label):>20}" for score in scores))
        print(f"{'macro F1':<20}" + "".join(f"{score.macro_f1:>20.3f}" for score in scores))
        print(f"{'micro F1':<20}" + "".join(f"{score.micro_f1:>20.3f}" for score in scores))
    print(f"\nduplicates, pairwise F1: {pairwise_f1(pairs, truth.pairs):.3f} ({len(truth.pairs)} true pairs)")


def _f1(score: Agreement, label: str) -> str:
    return f"{score.f1(label):.2f}" if label in score.labels else "–"


if __name__ == "__main__":
    main()
