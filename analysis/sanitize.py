"""What leaves the warehouse is made harmless first: cells of CSV cannot act as formulas, a terminal obeys none of them."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")


def cell(value: object) -> object:
    """Return a value as it may stand in a CSV file: text that a spreadsheet would run gets an apostrophe in front.

    So OWASP's page on CSV injection has it. Numbers stay numbers; control characters, which a terminal obeys, go.

    >>> print(cell('=HYPERLINK("http://x")'))
    '=HYPERLINK("http://x")
    >>> cell(-5), cell("Қоғам")
    (-5, 'Қоғам')
    """
    if not isinstance(value, str):
        return value
    text = _CONTROL.sub("", value)
    return f"'{text}" if text.startswith(_FORMULA) else text
