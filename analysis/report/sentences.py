"""The sentence around a mention, without what is private in it: the most that the report quotes of a text."""

from __future__ import annotations

import re

from crawlers.masking import masked

LONGEST = 160
"""Characters quoted on either side of a mention."""

_END = re.compile(r"[.!?…]\s+|\n")
_STOP = re.compile(r"[.!?…](?=\s|$)|\n")


def sentence(before: str, after: str) -> tuple[str, str]:
    """Return what of the text `before` and `after` a mention belongs to its sentence, cut where it is long.

    >>> sentence("One. Two ", " three. Four.")
    ('Two ', ' three.')
    """
    begin = max((found.end() for found in _END.finditer(before)), default=0)
    stop = _STOP.search(after)
    head, tail = before[begin:], after[: stop.end()] if stop else after
    if len(head) > LONGEST:
        head = "…" + head[-LONGEST:]
    if len(tail) > LONGEST:
        tail = tail[:LONGEST] + "…"
    return masked(head), masked(tail.rstrip("\n"))


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of `text` that a span stands in, cut where it is long.

    >>> sentence_around("One. Two three. Four.", 9, 14)
    'Two three.'
    """
    before, after = sentence(text[max(start - LONGEST - 1, 0) : start], text[end : end + LONGEST + 1])
    return before + text[start:end] + after


def lead(text: str) -> str:
    """Return the first sentence of a text, cut where it is long.

    >>> lead("The club met. Nobody else came.")
    'The club met.'
    """
    return sentence("", text)[1]
