"""The sentences behind a community's numbers, each with what its document was judged to be and where its bytes lie."""

from __future__ import annotations

import re

import duckdb

from analysis.report.contents import Rows, rows
from analysis.sanitize import masked

AT_MOST = 1000
"""Documents quoted on a community's page: the newest that name it."""


def quotations(warehouse: duckdb.DuckDBPyConnection, diaspora: str) -> Rows:
    """Return the newest documents that name a community, at most `AT_MOST`: a sentence each, around the first mention.

    `before`, `named` and `after` are the parts of the sentence; `relevance` and `topics` (a text) are what the
    document was judged to be, None where it was not judged.
    """
    found = rows(
        warehouse,
        """
        WITH named AS (
            SELECT *, count(*) OVER (PARTITION BY document_id) AS mentions FROM mentions
            WHERE diaspora = $diaspora AND target <> 'city'
            QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY part, span_start) = 1
        ),
        about AS (
            SELECT document_id, string_agg(replace(topic, '_', ' '), ', ' ORDER BY topic) AS topics
            FROM document_topics
            GROUP BY document_id
        )
        SELECT documents.document_id, documents.title, documents.url, documents.published_day AS day, sources.name AS source,
               documents.duplicate_of IS NOT NULL AS repeats,
               CASE named.part WHEN 'title' THEN documents.title ELSE documents.text END AS whole,
               named.span_start, named.span_end, named.mentions, named.rule,
               replace(relevance, '_', ' ') AS relevance, topics,
               captures.archive_file, captures.record_offset
        FROM named
        JOIN documents USING (document_id)
        JOIN sources USING (source_id)
        JOIN captures USING (capture_id)
        LEFT JOIN document_diasporas AS judged
            ON judged.document_id = documents.document_id AND judged.diaspora = $diaspora
        LEFT JOIN about ON about.document_id = documents.document_id
        ORDER BY documents.published_day DESC NULLS LAST, documents.document_id
        LIMIT $at_most
        """,
        {"diaspora": diaspora, "at_most": AT_MOST},
    )
    for row in found:
        before, row["named"], after = sentence(row.pop("whole"), row["span_start"], row["span_end"])
        row["before"], row["after"] = masked(before), masked(after)
    return found


def sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence around a span in three parts: before it, the span, after it; at most a few lines long."""
    begin = max((found.end() for found in re.finditer(r"[.!?…]\s+|\n", text[:start])), default=0)
    stop = re.search(r"[.!?…](?=\s|$)|\n", text[end:])
    finish = end + stop.end() if stop else len(text)
    before, after = text[begin:start], text[end:finish]
    if len(before) > 160:
        before = "…" + before[-160:]
    if len(after) > 160:
        after = after[:160] + "…"
    return before, text[start:end], after.rstrip("\n")
