"""Private reach is masked: phone numbers, e-mail addresses, and the names right beside them.

A notice such as "Заявки: Иванова Мария, +7 701 123 45 67" is written for who wants to dance, not for a report. What leaves
the warehouse is masked always; what comes into it, where a source of the catalogue says `masked = true`.
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
