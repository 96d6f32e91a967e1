"""Collects a Facebook page by the Graph API: how it stands, and the posts it published, newest first.

Needs a token with Page Public Content Access, or one of the page's own. Totals are asked for with `limit(0)`, so
that nobody who reacted or commented is in an answer. The rate-limit headers are obeyed: at nine tenths of any
limit the rest is left to the next run, that of all pages, because the limits are the app's.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from zoneinfo import ZoneInfo

from crawlers.crawl.discovery.context import Answer, FetchFailed
from crawlers.crawl.result import CrawlAborted, sentence
from crawlers.crawl.spiders.account import Asking, answers
from crawlers.crawl.spiders.pagination import ListPage, PaginationCursor, StaleToken, read_list
from crawlers.crawl.spiders.source_spider import Ended
from crawlers.web.json_answers import json_object

PAGE_FIELDS = "id,name,link,followers_count,fan_count"
POST_FIELDS = (
    "id,created_time,updated_time,message,permalink_url,status_type,shares,attachments{title,description},"
    "reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count)"
)
_MOST = 100
"""Posts of one answer."""
_PER_YEAR, _MAY_BE_CUT = 600, 550
"""The API shows approximately so many posts of a year, and chooses which (reference of Page Published Posts)."""
_USAGE = ("x-app-usage", "x-page-usage", "x-business-use-case-usage")
_NEARLY = 90
"""Per cent of a limit."""
# Codes of errors, by the Graph API's guides to handling errors and to rate limits.
_RATE_LIMITED = {4, 17, 32, 341, 613, *range(80000, 80015)}
_TOKEN, _INVALID = {102, 190}, 100
_PERMISSION = {3, 10, _INVALID, 368, 803, *range(200, 300)}


def known_posts(folder: Path, page_id: str, zone: str) -> PaginationCursor:
    """Return what the archive files of a source show of the list of posts of the page of this id."""
    history = PaginationCursor()
    for capture in answers(folder, page_id):
        if _lists_posts(capture.url):
            token = parse_qs(urlsplit(capture.url).query).get("after", [None])[0]
            found = json_object(capture.body)
            history.page(token, _following(found), _entries(found, zone), capture.captured_at)
    return history


async def collect_by_graph(asking: Asking) -> Ended:
    """Collect the page whose id the account has."""
    zone, page_id = asking.study.timezone, asking.account.id
    history = known_posts(asking.folder, page_id, zone)
    await _ask(asking, page_id, {"fields": PAGE_FIELDS})
    age = datetime.now(UTC) - history.whole_at if history.whole_at else timedelta(0)
    everything = age >= timedelta(days=asking.study.facebook.refresh_days)

    async def page(token: str | None) -> ListPage:
        asked = {"fields": POST_FIELDS, "limit": str(_MOST)} | ({"after": token} if token else {})
        answer = await _ask(asking, f"{page_id}/published_posts", asked)
        entries = _entries(answer, zone)
        new = sum(one not in history.whole for one in entries)
        asking.tally.found += len(entries)
        asking.tally.fetched += new
        asking.tally.unchanged += len(entries) - new
        return ListPage(entries, _following(answer))

    await read_list(history, page, everything=everything)
    return _ended(asking, history)


def _ended(asking: Asking, history: PaginationCursor) -> Ended:
    days = [day for day in history.whole.values() if day]
    if not days:
        return Ended("complete", "The page shows no post.", None)
    new = asking.tally.fetched
    reason = f"{new} new posts, {len(history.whole) - new} known before."
    full = sorted(year for year, posts in Counter(day.year for day in days).items() if posts >= _MAY_BE_CUT)
    if not full:
        return Ended("complete", reason, (min(days), asking.today))
    reason += f" Facebook shows some {_PER_YEAR} posts of a year; those of {', '.join(map(str, full))} may not be all."
    if full[-1] >= asking.today.year:
        return Ended("partial", reason, None)
    return Ended("complete", reason, (date(full[-1] + 1, 1, 1), asking.today))


async def _ask(asking: Asking, what: str, asked: dict[str, str]) -> dict[str, Any]:
    """Call the API. Raises Stop for every refusal, and when a limit is near."""
    facebook = asking.study.facebook
    url = f"{facebook.graph}/{facebook.version}/{what}?{urlencode(asked, safe=',(){}.')}"
    try:
        answer = await asking.ask(
            url, "api", {"Authorization": f"Bearer {asking.key}", "Accept-Encoding": "identity"}
        )
    except FetchFailed as why:
        raise CrawlAborted("partial" if asking.tally.found else "broken", sentence(str(why))) from None
    found = json_object(answer.body)
    if answer.status != 200 or "error" in found:
        raise _refused(asking, answer.status, found.get("error"), after="after" in asked)
    if (used := _usage(answer)) >= _NEARLY:
        asking.assignment.budget.limit = (
            f"Facebook says that {used} % of a rate limit is used; the next run goes on."
        )
    return found


def _refused(asking: Asking, status: int, error: object, *, after: bool) -> CrawlAborted:
    told: dict[str, Any] = error if isinstance(error, dict) else {}
    code = told.get("code")
    said = f"status {status}" + (f", code {code}" if code else "") + asking.quoted(told.get("message"))
    if code in _RATE_LIMITED:
        why = f"Facebook's rate limit is reached ({said}); the next run goes on."
        asking.assignment.budget.limit = why
        return CrawlAborted("partial", why)
    if code in _TOKEN:
        return CrawlAborted("blocked", f"FACEBOOK_ACCESS_TOKEN is not valid, {said}; make a new one.")
    if code == _INVALID and after:  # the page itself was read just before
        return StaleToken("broken", "Facebook does not know the cursor of a page that it gave itself.")
    if code in _PERMISSION or status in {401, 403}:
        return CrawlAborted(
            "blocked",
            f"The token may not read this page, {said}. It needs Page Public Content Access, or a role on the page; "
            "or the id in centres.toml is wrong.",
        )
    return CrawlAborted(
        "partial" if asking.tally.found else "broken", f"Facebook answers with {said}; the next run goes on."
    )


def _usage(answer: Answer) -> int:
    """Return the highest per cent that the rate-limit headers of an answer tell; 0 when they tell none."""
    told = [json_object(answer.headers[name]) for name in _USAGE if name in answer.headers]
    flat = [
        one
        for usage in told
        for value in usage.values()
        for one in (value if isinstance(value, list) else [usage])
    ]
    counted = ("call_count", "total_time", "total_cputime")
    return max(
        (int(one[key]) for one in flat for key in counted if isinstance(one.get(key), int | float)), default=0
    )


def _following(answer: dict[str, Any]) -> str | None:
    """The cursor of the next page. `paging.next` itself holds the token and is never followed."""
    paging = answer.get("paging", {})
    return paging.get("cursors", {}).get("after") if "next" in paging else None


def _entries(answer: dict[str, Any], zone: str) -> dict[str, date | None]:
    posts = (post for post in answer.get("data", ()) if isinstance(post, dict) and "id" in post)
    return {post["id"]: _day(post.get("created_time"), zone) for post in posts}


def _day(moment: object, zone: str) -> date | None:
    try:
        return datetime.fromisoformat(str(moment)).astimezone(ZoneInfo(zone)).date()
    except ValueError:
        return None


def _lists_posts(url: str) -> bool:
    return urlsplit(url).path.endswith("/published_posts")
