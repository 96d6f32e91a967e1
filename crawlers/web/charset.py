"""Bytes of a page to text: which charset strangers wrote in, whatever they say of it.

What a page says is read by w3lib's rules, which are those of browsers. It is believed unless its letters deny it: UTF-8
that fits is UTF-8, a server's default (Latin-1) says nothing of Cyrillic, and pages that name nothing are in one of the
region's old charsets: Windows-1251, Kazakhstan's variant of it (KZ-1048, STRK 1048), PT154, KOI8-R, or DOS (866).
"""

from __future__ import annotations

import codecs
import re

from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

_LEGACY = ("cp1251", "kz1048", "ptcp154", "koi8-r", "cp866")
"""The most common first: of two that read a text equally well, the first is it."""
_WESTERN = frozenset(("cp1252", "ascii", "iso8859-1", "iso8859-15"))
_SAMPLE = 20_000
"""Bytes that are enough to judge by."""
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_NOT_TEXT = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>?|&\w{2,8};", re.DOTALL | re.IGNORECASE)
_FREQUENT = frozenset("оеаинтсрвлкмдпыұүқәіғңөһ")
"""The commonest letters of Russian, and those that only Kazakh has."""
_CYRILLIC_WORD = re.compile(r"[А-ЯЁа-яёӘәҒғҚқҢңӨөҰұҮүҺһІі]{2,}")
_STRANGE = re.compile(r"[а-яёәғқңөұүһі][А-ЯЁӘҒҚҢӨҰҮҺІ]|[\u2500-\u259fЂЃЌЉЊЋЏђѓќљњћџЈјЅѕҐґЄєЇїЎў]")
"""What words of Russian and Kazakh have not: capitals inside, letters of the Balkans, frames of DOS."""
_MOST_FOREIGN = 0.5
"""Share of letters beyond ASCII from which on a text is in no western language."""


def decoded(body: bytes, charset: str | None) -> str:
    """Return a page as text; `charset` is what the server named, if it did. Never raises."""
    marked, mark = read_bom(body)
    if marked:
        return body[len(mark or b"") :].decode(marked, errors="replace")
    if _is_utf8(body):
        return body.decode("utf-8", errors="replace")
    named = _named(body, charset)
    for encoding in named:
        try:
            text = body.decode(encoding)
        except UnicodeError:
            continue
        if not _is_denied(body, encoding):
            return text
    legacy = _legacy(body)
    likelier = named[0] if named and _fitness(_sample(body), legacy) <= 0 else legacy
    return body.decode(likelier, errors="replace")


def _named(body: bytes, charset: str | None) -> list[str]:
    """The charsets that server and page name, the likelier first; a server's Latin-1 is its default, so it is last."""
    said = html_body_declared_encoding(body)
    named = [encoding for label in (charset, said) if label and (encoding := _codec(label))]
    return sorted(dict.fromkeys(named), key=lambda encoding: encoding in _WESTERN)


def _codec(label: str) -> str | None:
    """Python's name for a web charset; None for what decodes no bytes to text."""
    name = resolve_encoding(label.strip())
    try:
        b"".decode(name or "")
    except (LookupError, ValueError):
        return None
    return codecs.lookup(name).name if name and name != "utf-8" else None


def _is_utf8(body: bytes) -> bool:
    """Whether it is UTF-8, be it cut at the end or broken in a few places: such a fit is never an accident."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeError:
        text = body.decode("utf-8", errors="replace")
        return text.count("\ufffd") * 10 < sum(letter > "\x7f" for letter in text)
    return True


def _is_denied(body: bytes, encoding: str) -> bool:
    """Whether the letters deny what was named: western letters by the line, or Cyrillic that another charset reads better."""
    sample = _sample(body)
    if encoding in _WESTERN:
        letters = [letter for letter in sample.decode(encoding, errors="replace") if letter.isalpha()]
        return sum(letter > "\x7f" for letter in letters) > _MOST_FOREIGN * len(letters)
    if encoding in _LEGACY:
        return _legacy(body) != encoding and _fitness(sample, _legacy(body)) > max(
            0, 2 * _fitness(sample, encoding)
        )
    return False


def _legacy(body: bytes) -> str:
    sample = _sample(body)
    return max(_LEGACY, key=lambda encoding: _fitness(sample, encoding))


def _sample(body: bytes) -> bytes:
    return _NOT_TEXT.sub(b" ", _COMMENT.sub(b"", body))[:_SAMPLE]


def _fitness(sample: bytes, encoding: str) -> int:
    """How much like Russian or Kazakh a text reads: its frequent letters in words, less what such words have not."""
    text = sample.decode(encoding, errors="replace")
    frequent = sum(letter in _FREQUENT for word in _CYRILLIC_WORD.findall(text) for letter in word)
    return frequent - 5 * (len(_STRANGE.findall(text)) + text.count("\ufffd"))
