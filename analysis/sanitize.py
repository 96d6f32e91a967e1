"""What leaves the warehouse is made harmless first: private reach is masked, cells of CSV cannot act as formulas.

A notice such as "Заявки: Иванова Мария, +7 701 123 45 67" is written for who wants to dance, not for a report.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:\+|(?<!\w)(?=8|7|\())(?:\d[\d ()\u00a0‑–-]{8,16}\d)(?!\w)"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_REACH = re.compile(f"(?P<mail>{_MAIL})|(?P<number>{_NUMBER})")
_NAME = r"(?:[^\W\d_a-zа-яёәғқңөұүһі][\w'’.-]*\.?)"
_BEFORE = re.compile(
    rf"({_NAME}(?:\s+{_NAME}){{1,2}})(?=[\s,:;(–—-]*(?:(?i:тел|моб|tel|phone|e-?mail|почта)\S*[\s:]*)?$)"
)
_AFTER = re.compile(rf"^([\s,;:()–—-]*)({_NAME}(?:\s+{_NAME}){{1,2}})")


def masked(text: str) -> str:
    """Return `text` with phone numbers, e-mail addresses and the names right beside them masked.

    >>> masked("Заявки: Иванова Мария, +7 701 123 45 67.")
    'Заявки: [name], [number].'
    """
    pieces: list[str] = []
    end = 0
    for found in _REACH.finditer(text):
        if found["number"] and sum(letter.isdigit() for letter in found["number"]) < 10:
            continue
        before = text[end : found.start()]
        if end and (name := _AFTER.match(before)):
            before = f"{name[1]}[name]{before[name.end() :]}"
        pieces += [_BEFORE.sub("[name]", before), "[e-mail]" if found["mail"] else "[number]"]
        end = found.end()
    rest = text[end:]
    if end and (name := _AFTER.match(rest)) and not re.match(r"^\s*[.!?]", rest):
        rest = f"{name[1]}[name]{rest[name.end() :]}"
    return "".join([*pieces, rest])


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
