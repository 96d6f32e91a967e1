"""Why a document or a text is judged as it is, in words."""

from __future__ import annotations

from datetime import date

import duckdb

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher

_SEEN = """
SELECT title, text, published_day, published_method, published_precision, documents.url, documents.source_id,
       extraction, duplicate_of,
       captures.archive_file, captures.record_offset, captures.captured_at
FROM documents LEFT JOIN captures USING (capture_id)
WHERE document_id = ?
"""


def explain_document(warehouse: duckdb.DuckDBPyConnection, matcher: Matcher, document_id: str) -> str | None:
    """Return the account of a document from its archived bytes to its mentions; None if there is no such id."""
    found = warehouse.execute(_SEEN, [document_id]).fetchall()
    if not found:
        return None
    title, text, day, method, precision, url, source, extraction, repeats, file, offset, captured = found[0]
    head = [
        f"{title}",
        f"  {url}",
        f"  source {source}, read by `{extraction}` from {file} at byte {offset}, captured {captured:%Y-%m-%d %H:%M} UTC",
        f"  published {day} (read from {method}, to the {precision})"
        if day
        else "  undated: in no time series",
    ]
    if repeats:
        head.append(f"  repeats {repeats}, published before it")
    return "\n".join([*head, "", explain_text(matcher, f"{title}\n{text}", day)])


def explain_text(matcher: Matcher, text: str, day: date | None = None) -> str:
    """Return the language of `text`, each mention with its rule, each rejected candidate with its guard."""
    language = identify(text)
    shares = ", ".join(
        f"{name} {share:.0%}" for name, share in sorted(language.shares.items(), key=lambda x: -x[1])
    )
    told = matcher.explain(text, language.language, day)
    lines = [
        f"Language: {language.language} (confidence {language.confidence:.2f}; {shares or 'no letters'})"
    ]
    lines.append(f"Mentions: {len(told.mentions)}")
    lines += [
        f"  {_where(text, m.start, m.end)}  {m.diaspora} {m.target}, by {m.rule}" for m in told.mentions
    ]
    if told.rejections:
        lines.append(f"Not counted: {len(told.rejections)}")
        lines += [
            f"  {_where(text, r.start, r.end)}  {r.diaspora}, {r.rule}: {r.guard}" for r in told.rejections
        ]
    return "\n".join(lines)


def _where(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 20) : start].replace("\n", " ")
    after = text[end : end + 20].replace("\n", " ")
    return f"{start:>6} …{before}[{text[start:end]}]{after}…"
