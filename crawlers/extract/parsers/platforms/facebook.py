"""Answers of Facebook's Graph API: a page, and the posts it published.

Fields as the reference documents them for Page and PagePost. The crawler asks for the totals of reactions and
comments with `limit(0)`, so that nobody who reacted or commented is in the answer.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawlers.extract.documents import AccountCounts, Counts, Document
from crawlers.extract.page_input import NotADocument, PageInput
from crawlers.extract.parsers.platforms.answers import instant, published, text
from crawlers.web.addresses import canonical, site
from crawlers.web.json_answers import json_object

_POST_PATH = re.compile(r"/([^/]+)/(?:posts|videos|photos)/(?:[^/]+/)*(\d+|pfbid\w+)/?")
_PLAIN = re.compile(r"[\w.-]+", re.ASCII)
"""A name or number of a page that has one spelling only; of most posts, so it is worth asking."""
_GRAPH_PATH = re.compile(r"/v\d+\.\d+/[^/]+(/published_posts)?/?$")


def post_address(url: str, page_id: str = "", post_id: str = "") -> str:
    """Return the address under which a post is known; empty when `url` is none of Facebook's.

    Where page and post are numbers it is `https://facebook.com/<page>/posts/<post>`, so that exports and the
    Graph API's permalinks (`permalink.php?story_fbid=…&id=…`) name the same document. `post_id` takes the place of
    what an address of our days has instead (`pfbid…`), which is not the same for everybody who looks.
    """
    try:
        host, parts = site(url), urlsplit(url.strip())
    except ValueError:
        return ""
    if not re.fullmatch(r"(\w+\.)?facebook\.com", host):
        return ""
    query = parse_qs(parts.query)
    post, page = query.get("story_fbid", [""])[0], query.get("id", [page_id])[0]
    if found := _POST_PATH.fullmatch(parts.path):
        page, post = page_id or found[1], found[2]
    if post_id.isdecimal() and not post.isdecimal():
        post = post_id
    if post and page:
        found_at = f"https://facebook.com/{page}/posts/{post}"
        return found_at if _PLAIN.fullmatch(page) and post.isdecimal() else canonical(found_at)
    return canonical(f"https://www.facebook.com{parts.path}" + (f"?{parts.query}" if parts.query else ""))


def page_named_in(url: str) -> str:
    """Return the name or number of the page in the address of a post; empty where there is none."""
    found = _POST_PATH.fullmatch(urlsplit(url).path)
    return found[1] if found else ""


def is_graph(page: PageInput) -> bool:
    """Whether an answer was asked for at an address of the Graph API."""
    return page.role == "api" and bool(_GRAPH_PATH.fullmatch(urlsplit(page.url).path))


def read_graph(page: PageInput) -> list[Document]:
    """Return the posts in an answer. Raises NotADocument for one that has none."""
    answer = json_object(page.body)
    if not urlsplit(page.url).path.rstrip("/").endswith("/published_posts"):
        raise NotADocument("account")
    posts = [_post(item, page) for item in answer.get("data", ()) if isinstance(item, dict) and "id" in item]
    if not posts:
        raise NotADocument("an empty list of posts")
    return posts


def read_account(page: PageInput) -> AccountCounts | None:
    """Return the followers of the page that an answer describes; None when it describes none."""
    if urlsplit(page.url).path.rstrip("/").endswith("/published_posts"):
        return None
    followers = json_object(page.body).get("followers_count")
    return AccountCounts(followers=followers) if isinstance(followers, int) else None


def _post(item: dict[str, Any], page: PageInput) -> Document:
    page_id, _, post_id = str(item["id"]).partition("_")
    message = text(item.get("message"))
    attached = item.get("attachments", {}).get("data", ())
    extra = (text(one.get(part)) for one in attached for part in ("title", "description"))
    link = item.get("permalink_url")
    made = published(item.get("created_time"), page.timezone, "api")
    changed = instant(item.get("updated_time"))
    return Document(
        source_id=page.source_id,
        url=canonical(f"https://www.facebook.com/{page_id}/posts/{post_id or page_id}"),
        kind="post",
        title="",
        text=message,
        captions=tuple(dict.fromkeys(line for line in extra if line and line != message)),
        published=made,
        modified_at=changed if made is None or changed != made.instant else None,
        aliases=(link,) if isinstance(link, str) else (),
        counts=Counts(
            likes=item.get("reactions", {}).get("summary", {}).get("total_count"),
            comments=item.get("comments", {}).get("summary", {}).get("total_count"),
            shares=item.get("shares", {}).get("count"),
        ),
        extraction="facebook_graph",
    )
