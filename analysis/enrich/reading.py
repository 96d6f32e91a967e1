"""Language and mentions of a batch of documents: a pure function of its texts, for any process on any machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher, Mention
from crawlers.catalogue.communities import Diaspora
from crawlers.catalogue.study import MentionSwitches

_TEXT: pa.DataType = pa.string()
_DOCUMENTS = pa.schema([pa.field(name, _TEXT) for name in ("document_id", "text_digest", "language")])
_LANGUAGES = pa.schema(
    [pa.field("document_id", _TEXT), pa.field("language", _TEXT), pa.field("share", pa.float64())]
)
_MENTIONS = pa.schema(
    [
        *(pa.field(name, _TEXT) for name in ("document_id", "part")),
        *(pa.field(name, pa.int32()) for name in ("span_start", "span_end")),
        *(pa.field(name, _TEXT) for name in ("surface", "diaspora", "homeland", "target", "rule")),
    ]
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a batch gave, as rows."""

    documents: pa.Table
    """A row a document: its id, the digest of the text that was read, its main language."""
    languages: pa.Table
    """Rows of `document_languages`."""
    mentions: pa.Table
    """Rows of `mentions`."""


class Reader:
    """Reads batches of documents by the rules of `Matcher`."""

    def __init__(self, diasporas: Iterable[Diaspora], switches: MentionSwitches) -> None:
        self._matcher = Matcher(diasporas, switches)

    def __call__(self, batch: pa.Table) -> Reading:
        """Read a table of `document_id`, `title`, `text`, `published_day` and `text_digest`."""
        names = ("document_id", "title", "text", "published_day")
        languages, shares, mentions = [], [], []
        for name, title, text, day in zip(*(batch[column].to_pylist() for column in names), strict=True):
            found = identify(text or title)
            languages.append(found.language)
            shares += [(name, language, share) for language, share in found.shares.items()]
            mentions += self._mentions(name, "title", title, found.language, day)
            mentions += self._mentions(name, "text", text, found.language, day)
        documents = [batch["document_id"], batch["text_digest"], pa.array(languages, _TEXT)]
        return Reading(
            pa.table(documents, schema=_DOCUMENTS), _table(shares, _LANGUAGES), _table(mentions, _MENTIONS)
        )

    def _mentions(
        self, document_id: str, part: str, text: str, language: str, day: date | None
    ) -> list[tuple[object, ...]]:
        return [(document_id, part, *_values(one)) for one in self._matcher.find(text, language, day)]


def _values(one: Mention) -> tuple[object, ...]:
    return one.start, one.end, one.surface, one.diaspora, one.homeland, one.target, one.rule


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [[] for _ in schema]
    return pa.table(
        [pa.array(column, one.type) for column, one in zip(columns, schema, strict=True)], schema=schema
    )
