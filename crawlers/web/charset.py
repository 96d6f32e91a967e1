"""Bytes of a page to text: which charset strangers wrote in, whatever they say of it."""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(body: bytes, charset: str | None) -> str:
    """Return a page as text; `charset` is what the server named, if it did. Never raises."""
    for mark, coding in _MARKS:
        if body.startswith(mark):
            return body.decode(coding, errors="replace")
    declared = _DECLARED.search(body[:4096])
    labels = [charset or "", declared.group(1).decode("ascii", errors="replace") if declared else ""]
    named = [encoding for label in labels if (encoding := _codec(label))]
    # Servers that name a charset wrongly are common, and UTF-8 that fits is never an accident.
    for encoding in ("utf-8", *named):
        try:
            return body.decode(encoding)
        except UnicodeError:
            continue
    if _mostly_utf8(body):
        return body.decode("utf-8", errors="replace")
    # The region's old sites that name no charset are in the Russian one of Windows.
    legacy = next((encoding for encoding in named if encoding != "utf-8"), "cp1251")
    return body.decode(legacy, errors="replace")


def _codec(label: str) -> str | None:
    """Python's name for a web charset; Latin-1 means its Windows extension on the web (WHATWG Encoding)."""
    try:
        name = codecs.lookup(label.strip()).name
        b"".decode(name)  # `lookup` also knows transformations, such as rot13, that decode no bytes
    except (LookupError, ValueError):
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _mostly_utf8(body: bytes) -> bool:
    """Whether the odd byte is broken in a text that is UTF-8 otherwise (cut in the middle of a letter)."""
    text = body.decode("utf-8", errors="replace")
    foreign = sum(ord(letter) > 127 for letter in text)
    return text.count("\ufffd") * 10 < foreign
