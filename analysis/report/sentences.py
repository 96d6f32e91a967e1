"""The sentence around a mention, without what is private in it: the most that the report quotes of a text."""

from __future__ import annotations

import re

from analysis.privacy import masked

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


def lead(text: str) -> str:
    """Return the first sentence of a text, cut where it is long.

    >>> lead("The club met. Nobody else came.")
    'The club met.'
    """
    return sentence("", text)[1]
