"""Language and mentions of a batch of documents: a pure function of its texts, for any process on any machine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from analysis.enrich.rows import rows
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
        pa.field("probability", pa.float64()),
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
    unlikely: pa.Table
    """Rows of `unlikely_mentions`."""


class Reader:
    """Reads batches of documents by the rules of `Matcher`."""

    def __init__(self, diasporas: Iterable[Diaspora], switches: MentionSwitches) -> None:
        self._matcher = Matcher(diasporas, switches)

    def __call__(self, batch: pa.Table) -> Reading:
        """Read a table of `document_id`, `title`, `text`, `published_day` and `text_digest`."""
        names = ("document_id", "title", "text", "published_day")
        languages, shares, mentions, unlikely = [], [], [], []
        for name, title, text, day in zip(*(batch[column].to_pylist() for column in names), strict=True):
            found = identify(text or title)
            languages.append(found.language)
            shares += [(name, language, share) for language, share in found.shares.items()]
            for part, words in (("title", title), ("text", text)):
                findings = self._matcher.read(words, found.language, day)
                mentions += [(name, part, *one) for one in findings.mentions]
                unlikely += [(name, part, *one) for one in findings.unlikely]
        documents = [batch["document_id"], batch["text_digest"], pa.array(languages, _TEXT)]
        return Reading(
            pa.table(documents, schema=_DOCUMENTS),
            rows(shares, _LANGUAGES),
            rows(mentions, _MENTIONS),
            rows(unlikely, _MENTIONS),
        )
