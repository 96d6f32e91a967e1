"""One page read within bounds: whatever it holds, the answer is its documents or why it gives none."""

from __future__ import annotations

from dataclasses import replace

from crawlers.extract.documents import storable
from crawlers.extract.limits import OverLimitError, check_size, time_limit
from crawlers.extract.parsers import NotADocument, PageInput, read
from crawlers.extract.parsers.platforms.answered import Answered, read_platform
from crawlers.extract.quarantine import in_one_line

UNREADABLE = "unreadable: "
"""How the outcome of an answer begins that could not be read; it is in quarantine."""
_NEVER_PARSED = frozenset(("robots", "sitemap", "feed", "listing", "home", "index"))


def read_within_bounds(page: PageInput) -> Answered:
    """Return what `page` shows, with `document` as outcome, or why it is none; raises nothing."""
    is_json = page.role == "api" or "json" in page.mime
    try:
        if not is_json and page.role not in _NEVER_PARSED:
            check_size(page.body)
        with time_limit(len(page.body), holds_many=is_json):
            answered = read_platform(page) or Answered(
                documents=tuple(read(page)), account=None, gone=(), outcome="document"
            )
        return replace(answered, documents=tuple(map(storable, answered.documents)))
    except NotADocument as reason:
        return nothing(str(reason))
    except OverLimitError as limit:
        return nothing(UNREADABLE + str(limit))
    except Exception as error:  # noqa: BLE001  one page that cannot be read is that page's trouble
        return nothing(UNREADABLE + in_one_line(error))


def nothing(why: str) -> Answered:
    """Return the answer of a page that publishes nothing."""
    return Answered(documents=(), account=None, gone=(), outcome=why)
