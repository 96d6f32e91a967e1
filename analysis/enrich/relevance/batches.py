"""Relevance and topics of a batch of documents: a pure function of their texts and mentions, for any process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from analysis.enrich.mentions import Mention
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import Rules
from analysis.enrich.relevance.text import Text
from analysis.enrich.rows import rows

_NAME: pa.DataType = pa.string()
_DIASPORAS = pa.schema(
    [
        *(pa.field(name, _NAME) for name in ("document_id", "diaspora", "relevance")),
        pa.field("score", pa.float64()),
        pa.field("evidence", _NAME),
        *(pa.field(name, pa.float64()) for name in ("probability", "chance_community", "chance_bilateral")),
    ]
)
_TOPICS = pa.schema(
    [
        *(pa.field(name, _NAME) for name in ("document_id", "topic", "domain", "evidence")),
        pa.field("probability", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents and what they name, as rows."""

    texts: pa.Table
    """A row a document: `document_id`, `basis`, `source_id`, `diaspora`, `language`, `title`, `text`."""
    spans: pa.Table
    """Rows of `mentions`, those of one document together."""


@dataclass(frozen=True, slots=True)
class Classified:
    """What a batch was found to be, as rows of the tables of the warehouse."""

    documents: pa.Table
    diasporas: pa.Table
    topics: pa.Table
    unlikely: pa.Table
    """Rows of `unlikely_topics`."""
    relevances: Counter[str]
    """Documents by class; one that is two things to two communities counts for both."""


class BatchClassifier:
    """Judges batches of documents by `rules`."""

    def __init__(self, rules: Rules) -> None:
        self._classifier = Classifier(rules)

    def __call__(self, batch: Batch) -> Classified:
        """Judge the documents of `batch`."""
        diasporas: list[tuple[object, ...]] = []
        topics: list[tuple[object, ...]] = []
        unlikely: list[tuple[object, ...]] = []
        relevances: Counter[str] = Counter()
        for document_id, text in _texts(batch):
            verdicts, found, nearly = self._classifier.judge(text)
            diasporas += [
                (
                    *(document_id, one.diaspora, one.relevance, one.score, one.evidence),
                    *map(one.chances.get, (one.relevance, "community", "bilateral")),
                )
                for one in verdicts
            ]
            for kept, told in ((topics, found), (unlikely, nearly)):
                kept += [(document_id, one.topic, one.domain, one.evidence, one.probability) for one in told]
            relevances.update({one.relevance for one in verdicts})
        return Classified(
            batch.texts.select(["document_id", "basis"]),
            rows(diasporas, _DIASPORAS),
            rows(topics, _TOPICS),
            rows(unlikely, _TOPICS),
            relevances,
        )


def _texts(batch: Batch) -> Iterator[tuple[str, Text]]:
    """Mentions lie in title or body; in a `Text` the body begins after the title and a line break."""
    rows = batch.texts.drop_columns(["basis"]).to_pylist()
    starts = {row["document_id"]: len(row["title"]) + 1 if row["title"] else 0 for row in rows}
    mentions: dict[str, list[Mention]] = {}
    for document_id, part, start, end, *rest in zip(*batch.spans.to_pydict().values(), strict=True):
        shift = 0 if part == "title" else starts[document_id]
        mentions.setdefault(document_id, []).append(Mention(start + shift, end + shift, *rest))
    for row in rows:
        named = tuple(mentions.get(row["document_id"], ()))
        yield (
            row["document_id"],
            Text(row["title"], row["text"], row["language"], named, row["source_id"], row["diaspora"]),
        )
