"""Filters: JSON Lines in, JSON Lines out, no database. A bad line is reported by its number and passed over."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from analysis.enrich.language import identify

if TYPE_CHECKING:
    from analysis.enrich.mentions import MentionSwitches


def language_lines(lines: TextIO, out: TextIO) -> int:
    """Answer each {id, text} with {id, language, confidence}. Returns how many lines could not be read."""

    def answer(given: dict[str, Any]) -> dict[str, Any]:
        found = identify(given["text"])
        return {"id": given["id"], "language": found.language, "confidence": round(found.confidence, 4)}

    return _each(lines, out, ("id", "text"), answer)


def mentions_lines(lines: TextIO, out: TextIO, config: Path, switches: MentionSwitches | None = None) -> int:
    """Answer each {id, text, language?} with {id, language, mentions}. Returns how many lines could not be read.

    Raises ConfigurationError when the lexicon below `config` cannot be read.
    """
    from analysis.enrich.mentions import Matcher
    from crawlers.catalogue.communities import load_diasporas

    matcher = Matcher(load_diasporas(config), switches)

    def answer(given: dict[str, Any]) -> dict[str, Any]:
        text = given["text"]
        language = given.get("language") or identify(text).language
        found = [
            {
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "diaspora": mention.diaspora,
                "homeland": mention.homeland,
                "target": mention.target,
                "rule": mention.rule,
                "probability": mention.probability,
            }
            for mention in matcher.find(text, language)
        ]
        return {"id": given["id"], "language": language, "mentions": found}

    return _each(lines, out, ("id", "text"), answer)


def article_lines(lines: TextIO, out: TextIO, read: Callable[..., dict[str, Any]]) -> int:
    """Answer each {id, url, html, captured_at?, timezone?} with what `read` finds, and its language."""

    def answer(given: dict[str, Any]) -> dict[str, Any]:
        url, captured_at, timezone = (_text_or_none(given, key) for key in ("url", "captured_at", "timezone"))
        found = read(url, given["html"], captured_at, timezone)
        text = found["text"] or found["title"]
        return {"id": given["id"], **found, "language": identify(text).language if text else "und"}

    return _each(lines, out, ("id", "html"), answer)


def _given(line: str, keys: tuple[str, ...]) -> dict[str, Any]:
    """The object on a line, with what it must have: an `id`, and texts."""
    try:
        given = json.loads(line)
    except ValueError as error:
        raise ValueError(f"is no JSON ({error})") from None
    if not isinstance(given, dict):
        raise ValueError(f"is no JSON object: {{{', '.join(keys)}}} is expected")
    if missing := [key for key in keys if given.get(key) is None]:
        raise ValueError(f"lacks {', '.join(missing)}")
    for key in keys:
        if not isinstance(given[key], str if key != "id" else str | int):
            raise ValueError(f"{key} is no text: {given[key]!r}")
    return given


def _text_or_none(given: dict[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} is no text: {value!r}")
    return value


def _each(
    lines: TextIO, out: TextIO, keys: tuple[str, ...], answer: Callable[[dict[str, Any]], dict[str, Any]]
) -> int:
    bad = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            reply = answer(_given(line, keys))
        except (ValueError, AttributeError, TypeError) as error:
            print(f"line {number}: passed over: {error}", file=sys.stderr)
            bad += 1
            continue
        out.write(json.dumps(reply, ensure_ascii=False) + "\n")
        out.flush()
    return bad
