"""Why a document or a text is judged as it is, in words."""

from __future__ import annotations

from datetime import date

import duckdb

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher, Weighed
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.scoring import Relevance
from analysis.enrich.relevance.text import Text

_SHOWN = 6
"""Pieces of evidence told of a weighed candidate."""
_SEEN = """
SELECT title, text, published_day, published_method, published_precision, documents.url, documents.source_id,
       extraction, duplicate_of,
       captures.archive_file, captures.record_offset, captures.captured_at, coalesce(sources.diaspora, '')
FROM documents LEFT JOIN captures USING (capture_id) LEFT JOIN sources ON sources.source_id = documents.source_id
WHERE document_id = ?
"""


def explain_document(
    warehouse: duckdb.DuckDBPyConnection, matcher: Matcher, judge: Classifier, document_id: str
) -> str | None:
    """Return the account of a document from its archived bytes to what it is to each community; None if there is no such id."""
    found = warehouse.execute(_SEEN, [document_id]).fetchall()
    if not found:
        return None
    title, text, day, method, precision, url, source, extraction, repeats, file, offset, captured, own = (
        found[0]
    )
    head = [
        f"{title}",
        f"  {url}",
        f"  source {source}, read by `{extraction}` from {file} at byte {offset}, captured {captured:%Y-%m-%d %H:%M} UTC"
        + (", brought in by an import" if file.startswith("imported/") else ""),
        f"  published {day} (read from {method}, to the {precision})"
        if day
        else "  undated: in no time series",
    ]
    if repeats:
        head.append(f"  repeats {repeats}, published before it")
    return "\n".join(
        [*head, "", explain_text(matcher, judge, text, day, title=title, source=source, own=own)]
    )


def explain_text(
    matcher: Matcher,
    judge: Classifier,
    text: str,
    day: date | None = None,
    *,
    title: str = "",
    source: str = "",
    own: str = "",
) -> str:
    """Return the language of a text, its mentions and rejected candidates, its relevance and topics, with reasons.

    `source` and `own` are the id and the community of the source, as far as known.
    """
    whole = f"{title}\n{text}" if title else text
    language = identify(text or title)
    shares = ", ".join(
        f"{name} {share:.0%}" for name, share in sorted(language.shares.items(), key=lambda x: -x[1])
    )
    told = matcher.explain(whole, language.language, day)
    lines = [
        f"Language: {language.language} (confidence {language.confidence:.2f}; {shares or 'no letters'})"
    ]
    lines.append(f"Mentions: {len(told.mentions)}")
    lines += [
        f"  {_where(whole, m.start, m.end)}  {m.diaspora} {m.target}, by {m.rule}" for m in told.mentions
    ]
    if told.rejections:
        lines.append(f"Not counted: {len(told.rejections)}")
        lines += [
            f"  {_where(whole, r.start, r.end)}  {r.diaspora}, {r.rule}: {r.guard}" for r in told.rejections
        ]
    if told.weighed:
        lines.append(f"Weighed: {len(told.weighed)} (above 50 % it is a mention)")
        lines += [f"  {_where(whole, w.start, w.end)}  {_weights(w)}" for w in told.weighed]
    given = Text(title, text, language.language, tuple(told.mentions), source, own)
    verdicts, topics, _ = judge.judge(given)
    lines.append(f"Relevance: {len(verdicts)} of the communities named or publishing")
    needs = judge.rules.relevance.threshold.by_class
    lines += [line for verdict in verdicts for line in _sum(verdict, needs)]
    lines.append(f"Topics: {len(topics)}")
    lines += [f"  {one.topic} ({one.domain}): {one.evidence}" for one in topics]
    return "\n".join(lines)


def _weights(weighed: Weighed) -> str:
    """The probability, and the evidence that adds most to it: `98.2 %: after: verbs +1.2, …`."""
    shown = ", ".join(f"«{seen}» {weight:+.2f}" for seen, weight in weighed.contributions[:_SHOWN])
    more = len(weighed.contributions) - _SHOWN
    return (
        f"{weighed.probability:.1%}: {shown or 'nothing met before'}{f' and {more} more' if more > 0 else ''}"
    )


def _sum(verdict: Relevance, needs: dict[str, float]) -> list[str]:
    """A verdict, the sum of each class with what it `needs`, and what speaks for and against it."""
    sums = ", ".join(
        f"{name} {score:g} (needs {needs[name]:g})"
        for name, score in sorted(verdict.scores.items(), key=lambda x: -x[1])
    )
    return [
        f"  {verdict.diaspora}: {verdict.relevance}; {sums or 'nothing weighs'}",
        *(
            f"    {text}: {', '.join(f'{name} {weight:+g}' for name, weight in by.items())}"
            for text, by in verdict.reasons
        ),
    ]


def _where(text: str, start: int, end: int) -> str:
    before = text[max(0, start - 20) : start].replace("\n", " ")
    after = text[end : end + 20].replace("\n", " ")
    return f"{start:>6} …{before}[{text[start:end]}]{after}…"
