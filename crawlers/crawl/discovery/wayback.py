"""The Wayback Machine: its index (https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server).

The index answers one line a capture: seven fields in the Wayback Machine, a key, a time and JSON in pywb. Both are
read, so that any archive that is run with pywb can be asked, too.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from urllib.parse import unquote_plus, urlencode

from crawlers.crawl.discovery.captures import ArchiveSearch, CdxEntry, held
from crawlers.crawl.discovery.context import FetchFailed

_LINES = 50_000
"""Captures in one answer of the index, some 8 MB."""


async def discover(context: ArchiveSearch) -> AsyncIterator[CdxEntry]:
    """Yield the first whole capture of every address below the source's sites, as the index orders them."""
    for place in context.places():
        resume = ""
        while True:
            try:
                lines = await _ask(context, place, resume)
            except FetchFailed as why:
                context.gaps.append(str(why))
                break
            lines, resume = _continued(lines)
            for line in lines:
                if one := _read(line, context.archives.wayback_pages):
                    yield one
            if not resume:
                if len(lines) >= _LINES:
                    context.gaps.append(f"the index shows only the first {_LINES} captures of {place}")
                break


async def _ask(context: ArchiveSearch, place: str, resume: str) -> list[str]:
    """Return the lines of one answer of the index. Raises FetchFailed."""
    asked = {
        "url": place if "/" in place else f"{place}/",
        "matchType": "prefix",
        "filter": "statuscode:200",
        "collapse": "urlkey",
        "limit": str(_LINES),
        "showResumeKey": "true",
    }
    url = f"{context.archives.wayback_index}?{urlencode(asked | ({'resumeKey': resume} if resume else {}))}"
    answer = await context.fetch(url, "index", {})
    if answer.status == 404:  # pywb's way to say that it has nothing
        return []
    if answer.status != 200:
        raise FetchFailed(f"the index answers {answer.status} for {place}")
    return answer.text.splitlines()


def _continued(lines: list[str]) -> tuple[list[str], str]:
    """Split off the key with which to ask for more: the last line, after an empty one, escaped for an address."""
    if len(lines) >= 2 and not lines[-2].strip():
        return lines[:-2], unquote_plus(lines[-1].strip())
    return lines, ""


def _read(line: str, pages: str) -> CdxEntry | None:
    return next(_fields(line, pages), None)


def _fields(line: str, pages: str) -> Iterator[CdxEntry]:
    _, _, rest = line.partition(" ")
    timestamp, _, rest = rest.partition(" ")
    if rest.startswith("{"):
        try:
            told = json.loads(rest)
        except ValueError:
            return
        url, mime, status, digest = (str(told.get(key, "")) for key in ("url", "mime", "status", "digest"))
    else:
        fields = rest.split(" ")
        if len(fields) < 4:
            return
        url, mime, status, digest = fields[:4]
    if one := held(url, timestamp, status, mime, digest, f"{pages}/{timestamp}id_/{url}"):
        yield one
