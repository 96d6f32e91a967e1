"""The servers are what other tests take them for: WordPress itself confirms the truth about its posts."""

from __future__ import annotations

import gzip
import json
import re
import urllib.error
import urllib.request
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.servers.editions import dated_paper
from tests.servers.serving import WordPressServers
from tests.servers.wordpress import Way, WordPressSite

pytestmark = pytest.mark.servers


@dataclass(frozen=True)
class Answer:
    """What came back, after redirects."""

    status: int
    url: str
    headers: Message
    body: str


def get(url: str, **headers: str) -> Answer:
    try:
        answer = urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        body = answer.read()
        if answer.headers["Content-Encoding"] == "gzip":
            body = gzip.decompress(body)
        return Answer(answer.status, answer.url, answer.headers, body.decode())


def plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "lxml").get_text().split())


def body_of(html: str) -> tuple[list[str], list[str]]:
    """Paragraphs and captions that a reader of `html` sees."""
    soup = BeautifulSoup(html, "lxml")
    captions = [" ".join(tag.extract().get_text().split()) for tag in soup.select("figcaption")]
    paragraphs = [" ".join(tag.get_text().split()) for tag in soup.select("p, li")]
    return [text for text in paragraphs if text], captions


def rest_posts(site: WordPressSite) -> dict[int, dict[str, Any]]:
    """Every post that the REST API lists, page by page, by number; none twice."""
    posts: list[dict[str, Any]] = []
    pages, page = 1, 0
    while page < pages:
        page += 1
        answer = get(f"{site.url}/?rest_route=/wp/v2/posts&per_page=100&page={page}")
        pages = int(answer.headers["X-WP-TotalPages"])
        posts += json.loads(answer.body)
    by_number = {post["id"]: post for post in posts}
    assert len(by_number) == len(posts) == int(answer.headers["X-WP-Total"])
    return by_number


def locations(url: str) -> list[str]:
    """The addresses that a sitemap lists; an index is followed."""
    listed = etree.fromstring(get(url).body.encode()).findall(".//{*}loc")
    urls = [str(location.text) for location in listed]
    is_index = any("sitemap" in url for url in urls)
    return [found for one in urls for found in locations(one)] if is_index else urls


@pytest.fixture(params=["dated", "plain"])
def site(request: pytest.FixtureRequest, wordpress_servers: WordPressServers) -> WordPressSite:
    site: WordPressSite = request.getfixturevalue(f"{request.param}_wordpress")
    return site


def test_the_editions_are_as_large_as_promised(
    dated_wordpress: WordPressSite, plain_wordpress: WordPressSite
) -> None:
    assert len(dated_wordpress.readable) == 420
    assert len(plain_wordpress.readable) == 60
    assert set(Counter(post.language for post in dated_wordpress.readable)) == {"en", "ru", "kk", "de", "pl"}
    statuses = Counter(post.status for post in dated_wordpress.unreadable)
    assert statuses == {"draft": 5, "pending": 2, "private": 3, "future": 4, "trash": 3, "publish": 2}
    days = [post.published.date().isoformat() for post in dated_wordpress.readable]
    assert (days[0], days[-1]) == ("2015-04-01", "2016-07-31")


def test_the_same_seed_writes_the_same_edition() -> None:
    assert dated_paper("http://127.0.0.1").posts == dated_paper("http://127.0.0.1").posts


def test_rest_lists_every_readable_post_and_nothing_hidden(site: WordPressSite) -> None:
    listed = rest_posts(site)
    withheld = {number for number, post in listed.items() if post["content"]["protected"]}
    # WordPress lists posts with a password, too, but not their text.
    assert withheld == {post.id for post in site.unreadable if post.password}
    assert listed.keys() - withheld == {post.id for post in site.readable}


def test_what_rest_says_of_each_post_is_the_truth(site: WordPressSite) -> None:
    listed = rest_posts(site)
    for post in site.readable:
        said = listed[post.id]
        assert plain(said["title"]["rendered"]) == post.title
        assert said["link"] == post.url
        assert said["date"] == f"{post.published:%Y-%m-%dT%H:%M:%S}"
        assert said["date_gmt"] == f"{post.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
        assert said["modified"] == f"{post.modified:%Y-%m-%dT%H:%M:%S}"
        paragraphs, captions = body_of(said["content"]["rendered"])
        assert paragraphs == list(post.paragraphs)
        assert captions == list(post.captions)


def test_every_address_serves_its_own_post(site: WordPressSite) -> None:
    for post in site.readable[::20]:
        answer = get(post.url)
        assert (answer.status, answer.url) == (200, post.url)
        page = " ".join(BeautifulSoup(answer.body, "lxml").get_text(" ").split())
        assert post.title in page
        assert all(caption in page for caption in post.captions)


def test_hidden_posts_are_not_served(site: WordPressSite) -> None:
    for post in site.unreadable:
        body = plain(get(f"{site.url}/?p={post.id}").body)
        assert not any(paragraph in body for paragraph in post.paragraphs)


def test_the_empty_post_and_the_post_edited_twice(dated_wordpress: WordPressSite) -> None:
    assert sum(not post.paragraphs for post in dated_wordpress.readable) == 1
    edited = next(post for post in dated_wordpress.readable if post.stored["earlier"])
    page = plain(get(edited.url).body)
    assert edited.paragraphs[-1] in page


def test_sitemaps_list_every_published_post(site: WordPressSite) -> None:
    if site.url in get(f"{site.url}/wp-sitemap.xml").body:
        index = f"{site.url}/wp-sitemap.xml"
        assert f"Sitemap: {index}" in get(f"{site.url}/robots.txt").body
    else:  # a server that rewrites nothing has neither of these addresses
        index = f"{site.url}/?sitemap=index"
        assert get(f"{site.url}/robots.txt").status == 404
    listed = locations(index)
    assert {post.url for post in site.readable} <= set(listed)
    # A post with a password is published; of others that are hidden no address is told.
    hidden = {post.url for post in site.unreadable if not post.password}
    assert not hidden & set(listed)


def test_the_feed_goes_back_page_by_page(site: WordPressSite) -> None:
    found = []
    for page in (1, 2):
        feed = etree.fromstring(get(f"{site.url}/?feed=rss2&paged={page}").body.encode())
        for item in feed.iter("item"):
            found.append((item.findtext("link"), parsedate_to_datetime(item.findtext("pubDate", ""))))
    published = [post for post in site.posts if post.kind == "post" and post.status == "publish"]
    newest = sorted(published, key=lambda post: (post.published, post.id), reverse=True)[:20]
    assert found == [(post.url, post.published) for post in newest]


def test_a_number_leads_to_the_dated_address(dated_wordpress: WordPressSite) -> None:
    post = dated_wordpress.readable[17]
    assert re.search(r"/2015/\d\d/[^/]+/$", post.url)
    assert get(f"{dated_wordpress.url}/?p={post.id}").url == post.url


def test_a_plain_site_knows_only_query_addresses(plain_wordpress: WordPressSite) -> None:
    assert plain_wordpress.readable[3].url.endswith(f"/?p={plain_wordpress.readable[3].id}")
    for path in ("/wp-json/wp/v2/posts", "/feed/", "/wp-sitemap.xml"):
        assert get(plain_wordpress.url + path).status == 404


REST, SITEMAP, FEED = "/?rest_route=/wp/v2/posts", "/?sitemap=index", "/?feed=rss2"


@pytest.mark.parametrize(
    ("switched_off", "statuses"),
    [
        ((), {REST: 200, SITEMAP: 200, FEED: 200}),
        (("rest",), {REST: 401, SITEMAP: 200, FEED: 200}),
        (("rest", "sitemaps"), {REST: 401, SITEMAP: 404, FEED: 200}),
        (("rest", "sitemaps", "feed"), {REST: 401, SITEMAP: 404, FEED: 404}),
    ],
)
def test_ways_of_discovery_switch_off(
    site: WordPressSite, switched_off: tuple[Way, ...], statuses: dict[str, int]
) -> None:
    with site.without(*switched_off):
        assert {path: get(site.url + path).status for path in statuses} == statuses
        assert get(site.readable[0].url).status == 200
    assert all(get(site.url + path).status == 200 for path in statuses)


def test_new_posts_edits_and_deletions_are_seen(site: WordPressSite) -> None:
    before = rest_posts(site)
    new = site.publish(3)
    edited = site.edit(site.readable[0], title="A title that was corrected")
    gone = site.readable[1]
    site.delete(gone)
    after = rest_posts(site)
    assert after.keys() == before.keys() - {gone.id} | {post.id for post in new}
    assert plain(after[edited.id]["title"]["rendered"]) == "A title that was corrected"
    assert body_of(after[edited.id]["content"]["rendered"])[0] == list(edited.paragraphs)
    assert after[edited.id]["modified"] == f"{edited.modified:%Y-%m-%dT%H:%M:%S}"
    assert get(gone.url).status == 404
    assert get(new[2].url).url == new[2].url
    assert datetime.now(UTC) - new[2].published < timedelta(minutes=1)

    site.restore()
    assert rest_posts(site).keys() == before.keys()
    assert get(gone.url).status == 200


def test_requests_are_counted(site: WordPressSite) -> None:
    get(f"{site.url}/?p=1", **{"User-Agent": "a reader"})
    get(f"{site.url}/nothing-here")
    get(f"{site.url}/nothing-here")
    assert Counter(request.path for request in site.requests())["/nothing-here"] == 2
    first = site.requests()[0]
    assert (first.method, first.address, first.status, first.agent) == ("GET", "/?p=1", 404, "a reader")
    assert len(site.requests("/nothing")) == 2
    site.forget_requests()
    assert site.requests() == []


def test_pages_are_compressed_for_who_asks(site: WordPressSite) -> None:
    answer = get(site.readable[0].url, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert plain(site.readable[0].title) in plain(answer.body)
