"""One address for one document: the canonical form of a URL."""

from __future__ import annotations

import re
import unicodedata
from posixpath import normpath
from urllib.parse import quote, unquote_to_bytes, urlsplit

_NOISE = re.compile(
    r"utm_\w+|share|mab_v3|replytocom|fromrss|amp|page_1_3|nb|fbclid|gclid|yclid|_ga|_openstat|ref|mc_[ce]id|"
    r"phpsessid|jsessionid",
    re.IGNORECASE,
)
"""Query keys that never choose a document; those of the study's sources are seen on their own pages."""

_PLAIN = re.compile(r"[\w.~!$'()*,:;@-]*", re.ASCII)
"""A part of an address that is spelled one way only."""

_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)


def canonical(url: str) -> str:
    """Return the form of `url` under which its document is known, always `https`.

    Lower-cases the host, drops `www.`, a final dot, default ports, credentials, the fragment, `/amp` wrappers,
    sessions and noise parameters, sorts the rest, resolves dots, writes without escapes what needs none (a Cyrillic
    path has two spellings), without a final slash. The result is its own canonical form.

    Raises ValueError for anything that is no http(s) address of a host.

    >>> canonical("http://www.El.kz./en/amp/zlata_31/?utm_source=rss#top")
    'https://el.kz/en/zlata_31'
    """
    host, parts = site(url), urlsplit(url.strip())
    kept = sorted(
        (_spelled(key, "&=+"), _spelled(value, "&+"), equals)
        for key, equals, value in (field.partition("=") for field in _fields(parts.query))
        if key and not _NOISE.fullmatch(key)
    )
    query = "&".join(key + equals + value for key, value, equals in kept)
    return f"https://{host}{_path(parts.path)}" + (f"?{query}" if query else "")


def site(url: str) -> str:
    """Return the host of `url` (and its port, if not the default): lower case, no `www.`, no final dot.

    An international name is given in its ASCII form. Raises ValueError as `canonical` does.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:  # a bad bracket or port, a name that no domain can have
        raise ValueError(f"not a web address: {url[:200]!r} ({error})") from None
    host = re.sub(r"^(www\.)+", "", host.lower())
    if parts.scheme not in {"http", "https"} or not re.fullmatch(r"[\w.:-]+", host, re.ASCII):
        raise ValueError(f"not a web address: {url[:200]!r}")
    name = f"[{host}]" if ":" in host else host
    return name if port in (None, 80, 443) else f"{name}:{port}"


def _path(path: str) -> str:
    """The path spelled one way, out of its AMP wrapper: `/amp` stands before or behind the path it wraps."""
    spelled = "/".join(_spelled(segment, "/") for segment in path.split("/"))
    spelled = _SESSION.sub("", spelled)
    while (bare := re.sub(r"/amp(?=/|$)", "", spelled)) != spelled:
        spelled = bare
    resolved = normpath(f"/{spelled}") if spelled else "/"
    return "/" + resolved.strip("/")


def _fields(query: str) -> list[str]:
    """The fields of a query; sitemaps and feeds escape some as for HTML, and a space is a plus."""
    return query.replace("&amp;", "&").replace("+", " ").split("&")


def _spelled(part: str, also: str) -> str:
    """Unescape a part of an address where that is unambiguous: not `also`, not what no address may hold."""
    if _PLAIN.fullmatch(part):
        return part
    raw = unquote_to_bytes(part)
    try:
        text = unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeDecodeError:
        return quote(raw, safe="!$'()*,:;@")
    return "".join(quote(letter, safe="") if _is_unsafe(letter, also) else letter for letter in text)


def _is_unsafe(letter: str, also: str) -> bool:
    return letter in "%?#" or letter in also or letter.isspace() or not letter.isprintable()


_LANGUAGE = re.compile(
    r"(?:kk|kz|kaz|qaz|ru|rus|en|eng|de|pl|bg|el|gr|et|ee|fi|hu|lt|lit|ro|uk|tr)(?:[-_][a-z]{2})?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{2,}|(?<![^\W_])\d(?![^\W_])")
_NAME = re.compile(r"[^\W\d_]+")


def may_be_one(first: str, second: str) -> bool:
    """Whether two canonical addresses may be one page's, by their form: what a page says of its address proves nothing.

    An address that is a number, or a query, may have a name beside it; two names, two numbers and two languages are two
    pages. So a site that writes one address into all its pages keeps them apart.

    >>> may_be_one("https://el.kz/?p=12", "https://el.kz/news/zlata"), may_be_one("https://el.kz/a/zlata", "https://el.kz/b/zlata")
    (True, True)
    >>> may_be_one("https://el.kz/news/81-zlata", "https://el.kz/news/82-koncert")
    False
    """
    (one, one_language, one_query), (other, other_language, other_query) = map(_form, (first, second))
    if one_language and other_language and one_language != other_language:
        return False
    if one[: len(other)] == other or other[: len(one)] == one:
        return bool(one_query == other_query or not (one_query and other_query))
    if one_query or other_query:
        return True
    numbers, other_numbers = set(_NUMBER.findall(one[-1])), set(_NUMBER.findall(other[-1]))
    if numbers and other_numbers and not numbers & other_numbers:
        return False
    names, other_names = set(_NAME.findall(one[-1])), set(_NAME.findall(other[-1]))
    return bool(not names or not other_names or names & other_names)


def _form(url: str) -> tuple[list[str], str, str]:
    """The parts of a path in lower case without the language in front and a file's ending, that language, and the query."""
    parts = urlsplit(url)
    path = [part for part in re.sub(r"\.(?:html?|php|aspx?)$", "", parts.path.lower()).split("/") if part]
    language = path.pop(0) if path and _LANGUAGE.fullmatch(path[0]) else ""
    return path or [""], language, parts.query


_LIST_PATH = re.compile(
    r"/(?:page[/-]\d+|categor(?:y|ies)|tags?|authors?|rubrics?|archives?)(?:/|$)|/feed/?$"
    r"|^(?:/[a-z]{2})?/(?:19|20)\d\d(?:/\d\d){0,2}/?$",
    re.IGNORECASE,
)


def has_list_path(url: str) -> bool:
    """Whether the path of an address has the form that lists have on most sites: `/tag/chor`, `/page/2`, `/2016/05`."""
    return bool(_LIST_PATH.search(urlsplit(url).path))
