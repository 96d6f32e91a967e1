"""How far the warehouse agrees with what is true: relevance, topics and duplicates."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import duckdb

from analysis.enrich.relevance.agreement import Agreement, agreement
from sample.make import HERE as SAMPLE
from tests.corpus.truth import TrueDocument, Truth

Labels = dict[str, dict[str, set[str]]]
"""Labels by document, and within it by community (relevance) or under one empty name (topics)."""


@dataclass(frozen=True)
class Judgements:
    """What a warehouse says of its documents, by the key that labels use."""

    relevance: Labels
    topics: Labels

    def agree_with(
        self, relevance: Labels, topics: Labels, only: Callable[[str], bool] = lambda document: True
    ) -> tuple[Agreement, Agreement]:
        """Relevance and topics against labels, as far as these are known to the labels.

        Where nothing is labelled, `other` says the same.
        """
        known = {topic for by in topics.values() for said in by.values() for topic in said}
        found = {key: said & known for key, said in _flat(self.topics, only).items()}
        return (
            agreement(_flat(self.relevance, only), _flat(relevance, only), same_as_none={"other"}),
            agreement(found, _flat(topics, only)),
        )


def _flat(labels: Labels, only: Callable[[str], bool]) -> dict[tuple[str, str], set[str]]:
    return {(one, name): said for one, by in labels.items() if only(one) for name, said in by.items()}


def judgements(warehouse: duckdb.DuckDBPyConnection, key: str = "document_id") -> Judgements:
    """Read both tables; `key` is the column of `documents` by which labels name a document."""
    relevance: Labels = defaultdict(dict)
    topics: Labels = defaultdict(lambda: {"": set()})
    for document, diaspora, said in warehouse.execute(
        f"SELECT {key}, diaspora, relevance FROM document_diasporas JOIN documents USING (document_id)"
    ).fetchall():
        relevance[document][diaspora] = {said}
    for document, topic in warehouse.execute(
        f"SELECT {key}, topic FROM document_topics JOIN documents USING (document_id)"
    ).fetchall():
        topics[document][""].add(topic)
    return Judgements(relevance, topics)


def labels(truth: Truth) -> tuple[Labels, Labels]:
    """Relevance and topics as the corpus was made."""
    relevance = {one.document_id: _said(one) for one in truth.documents}
    return relevance, {one.document_id: {"": set(one.topics)} for one in truth.documents}


def _said(one: TrueDocument) -> dict[str, set[str]]:
    return {diaspora: {kind} for diaspora, kind in one.concerns.items()}


def sample_labels() -> tuple[Labels, Labels]:
    """Relevance and topics of the embedded sample, as a careful reader labelled it; keyed by address."""
    lines = (SAMPLE / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    relevance = {item["url"]: {name: {kind} for name, kind in item["concerns"].items()} for item in items}
    return relevance, {item["url"]: {"": set(item["topics"])} for item in items}


def duplicate_pairs(warehouse: duckdb.DuckDBPyConnection) -> frozenset[frozenset[str]]:
    """Every two documents that the warehouse takes for the same text."""
    groups: dict[str, list[str]] = defaultdict(list)
    for document, first in warehouse.execute(
        "SELECT document_id, coalesce(duplicate_of, document_id) FROM documents"
    ).fetchall():
        groups[first].append(document)
    return frozenset(frozenset(pair) for group in groups.values() for pair in combinations(group, 2))


def pairwise_f1(found: frozenset[frozenset[str]], true: frozenset[frozenset[str]]) -> float:
    """Harmonic mean of precision and recall over pairs."""
    return 2 * len(found & true) / (len(found) + len(true)) if found or true else 1.0
