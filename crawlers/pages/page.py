"""What a page function is given, and how it says no."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import datetime

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class NotADocument(Exception):  # noqa: N818 - not an error: most of what is archived is no document
    """The page publishes nothing of its own. Its text says why in a word or two, e.g. `listing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One archived response, and what is known about the site it came from."""

    url: str
    """The address it was asked under."""
    body: bytes
    """Its bytes, free of transfer and content encodings."""
    mime: str
    """Lower case, without parameters; empty if the server named none."""
    charset: str | None
    """As the server named it, if it did."""
    captured_at: datetime
    """When it was fetched (aware): relative dates count from here, and no document is younger."""
    role: str | None
    """What the crawler asked for: `article`, `listing`, `feed`, `sitemap`, `api`, `robots`, `home`; None in
    archives that others made."""
    source_id: str
    reader: str | None
    """The module of this package that knows the site's markup (see `readers`); None: the generic one."""
    articles: str | None
    """A regular expression that path and query of this site's articles match; None: any page may be one."""
    timezone: str = "Asia/Almaty"
    """The tz database's name of the zone in which the site prints its times."""

    @property
    def html(self) -> str:
        """The body as text, without characters that HTML forbids; never raises."""
        return _NOT_IN_HTML.sub(" ", _decoded(self.body, self.charset))


def _decoded(body: bytes, charset: str | None) -> str:
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
