"""Filters, JSON Lines to JSON Lines, without a database: article, language, mentions."""

from __future__ import annotations

import sys

from diaspora.command import Place
from diaspora.telling import GOOD, NEEDS_A_PERSON


def article(place: Place) -> int:
    """Read pages as JSON Lines {id, url, html, captured_at?, timezone?}; write {id, title, text, published_day, …}."""
    from diaspora.article_line import read_article
    from diaspora.json_lines import article_lines

    return NEEDS_A_PERSON if article_lines(sys.stdin, sys.stdout, read_article) else GOOD


def language(place: Place) -> int:
    """Read texts as JSON Lines {id, text}; write {id, language, confidence}."""
    from diaspora.json_lines import language_lines

    return NEEDS_A_PERSON if language_lines(sys.stdin, sys.stdout) else GOOD


def mentions(place: Place) -> int:
    """Read texts as JSON Lines {id, text, language?}; write {id, language, mentions}."""
    from diaspora.json_lines import mentions_lines

    return (
        NEEDS_A_PERSON if mentions_lines(sys.stdin, sys.stdout, place.config, place.study.mentions) else GOOD
    )
