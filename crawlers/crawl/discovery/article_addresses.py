"""Which addresses may be a document of a site, and which are traps: calendars, sessions, orders, files."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from crawlers.catalogue.sources import Site
from crawlers.web.addresses import canonical, has_list_path

_LONGEST = 2000

_FILE = re.compile(
    r"\.(jpe?g|png|gif|webp|svg|ico|bmp|tiff?|mp[34]|m4[av]|ogg|wav|avi|mov|webm|pdf|docx?|xlsx?|pptx?|odt|rtf|zip|rar|7z"
    r"|gz|css|js|json|xml|rss|atom|txt|woff2?|ttf|eot|apk|exe)$",
    re.IGNORECASE,
)
_ENDLESS_PATH = re.compile(
    r"/(calendar|kalend\w*|events?/(day|week|month|list)|search|login|logout|register|cart|wp-(admin|login|json|content)"
    r"|comments?|trackback|feed|print|cdn-cgi|component/(search|mailto|users))(/|\.|$)",
    re.IGNORECASE,
)
_ENDLESS_QUERY = re.compile(
    r"^(phpsessid|jsessionid|sid|session(_?id)?|s|q|sort(_?by)?|order(_?by)?|dir|filter\w*|print|tmpl|format|month|date|day"
    r"|replytocom|share|action|add-to-cart|attachment_id|feed|rest_route)$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?!\d)")


def may_be_article(url: str, of: Site) -> bool:
    """Whether `url` is the site's own and may be a document: no file, list, calendar or front page.

    The site's `articles` pattern, when it has one, decides about its own addresses; a session or a sort order
    in the query excludes an address all the same.
    """
    try:
        own = of.covers(url)
    except ValueError:
        return False
    if not own or _is_endless(url):
        return False
    if of.articles:
        return of.is_article(url)
    return canonical(url) != canonical(of.url) and not is_trap(url) and not has_list_path(url)


def is_trap(url: str) -> bool:
    """Whether an address leads to no page, or to endlessly many: a file, a calendar, a session, a sort order."""
    path = urlsplit(url).path
    return _is_endless(url) or bool(_FILE.search(path) or _ENDLESS_PATH.search(path))


def _is_endless(url: str) -> bool:
    parts = urlsplit(url)
    fields = parse_qsl(parts.query)
    return (
        len(url) > _LONGEST
        or parts.path.count("/") > 12
        or any(_ENDLESS_QUERY.match(key) for key, _ in fields)
        or any(
            key == "task" and value != "view" for key, value in fields
        )  # Joomla's buttons, not its articles
    )


def month_in_address(url: str) -> tuple[int, int] | None:
    """Return the year and month that the path of a dated permalink names (`/2015/04/…`), or None."""
    if found := _MONTH.search(urlsplit(url).path):
        return int(found[1]), int(found[2])
    return None


def form_of(url: str) -> str:
    """The form of an address: `/news/2016/*?id=` for `/news/2016/a-story?id=7`."""
    parts = urlsplit(url)
    *folders, _ = parts.path.rstrip("/").split("/") or [""]
    fields = sorted(key for key, _ in parse_qsl(parts.query))
    path = "/".join([re.sub(r"\d+", "0", folder) for folder in folders] + ["*"])
    return path + (f"?{'&'.join(f'{field}=' for field in fields)}" if fields else "")
