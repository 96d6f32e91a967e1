"""Pages that send their visitor on at once by `<meta http-equiv="refresh">`, which is a redirect in all but status."""

from __future__ import annotations

from w3lib.html import get_meta_refresh

from crawlers.web.addresses import canonical, site

_LONGEST_DELAY = 5.0
"""Seconds. Whoever lets a page be read for longer shows it; news pages reload themselves every few minutes."""
_LONGEST_PAGE = 20_000
"""Characters. A page with more has something of its own to show."""
_WHERE = 4096
"""Characters in which a refresh stands, as browsers' own search for the charset goes no farther than the head."""


def refresh_target(url: str, html: str) -> str | None:
    """Return the address that a page at `url` sends its visitor on to; None if it shows itself.

    A refresh inside a script, or for those without one, is none; nor is one to the page itself or to another site.

    >>> refresh_target("https://a.example/1", '<meta http-equiv="refresh" content="0; url=/news/1">')
    'https://a.example/news/1'
    """
    if len(html) > _LONGEST_PAGE or "refresh" not in html[:_WHERE].lower():
        return None
    try:
        delay, target = get_meta_refresh(html[:_WHERE], url, ignore_tags=("script", "noscript"))
        if (
            delay is None
            or not target
            or delay > _LONGEST_DELAY
            or not target.startswith(("http://", "https://"))
        ):
            return None
        return str(target) if site(target) == site(url) and canonical(target) != canonical(url) else None
    except ValueError:
        return None
