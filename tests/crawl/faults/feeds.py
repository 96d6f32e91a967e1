"""Feeds as live sites give and name them."""

from __future__ import annotations

import json

from tests.crawl.faults.kit import NUMBERS, by_feed, names_feed, rss, xml
from tests.crawl.faults.rows import Break, fault
from tests.crawl.loopback import Loopback, Reply


def feed_named(attributes: str) -> Break:
    """A front page that names the feed in its own way."""
    return lambda site: site.pages.update({"/": names_feed(attributes)})


fault("A feed named with two relations", 6, "complete", kit=by_feed)(
    feed_named('rel="alternate feed" type="application/rss+xml" href="/rss"')
)
fault("A feed named with a charset", 6, "complete", kit=by_feed)(
    feed_named('rel="alternate" type="application/rss+xml; charset=UTF-8" href="/rss"')
)
fault("A feed named as text/xml", 6, "complete", kit=by_feed)(
    feed_named('rel="alternate" type="text/xml" href="/rss"')
)
fault("A feed named in upper case", 6, "complete", kit=by_feed)(
    feed_named('REL="ALTERNATE" TYPE="APPLICATION/RSS+XML" HREF="/rss"')
)
fault("A feed that leads to another host", 0, "broken", "lead to feeds.example.kz", kit=by_feed)(
    lambda site: site.pages.update({"/rss": rss("http://feeds.example.kz")})
)
fault("A feed cut in the middle", 3, "partial", "breaks off", kit=by_feed)(
    lambda site: site.pages.update({"/rss": Reply(str(rss(site.url).body)[:390])})
)


@fault("The first feed is dead, the second is not", 6, "complete", kit=by_feed)
def _second_feed(site: Loopback) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="/{name}">' for name in ("dead", "rss")
    )
    site.pages["/"] = f"<html><head>{links}</head></html>"


@fault("A feed in JSON", 6, "complete", kit=by_feed)
def _json_feed(site: Loopback) -> None:
    items = [
        {"id": str(n), "url": f"/news/{n}", "date_published": f"2016-05-0{n + 1}T10:00:00+06:00"}
        for n in NUMBERS
    ]
    site.pages["/"] = names_feed('rel="alternate" type="application/feed+json" href="/feed.json"')
    site.pages["/feed.json"] = Reply(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    )


@fault("A feed with a base of its own", 6, "complete", kit=by_feed)
def _xml_base(site: Loopback) -> None:
    entries = "".join(
        f"<entry><link href='{n}'/><updated>2016-05-0{n + 1}T10:00:00Z</updated></entry>" for n in NUMBERS
    )
    site.pages["/rss"] = xml(
        f"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='{site.url}/news/'>{entries}</feed>"
    )


@fault("A feed that goes by way of a service", 6, "complete", kit=by_feed)
def _orig_link(site: Loopback) -> None:
    items = "".join(
        f"<item><link>http://feedproxy.example/{n}</link><feedburner:origLink>{site.url}/news/{n}</feedburner:origLink></item>"
        for n in NUMBERS
    )
    site.pages["/rss"] = xml(f"<rss version='2.0'><channel>{items}</channel></rss>")


@fault(
    "A page of a feed that is an error and says 200",
    6,
    "partial",
    "paged=2 answers 200 and no feed",
    kit=by_feed,
)
def _feed_page(site: Loopback) -> None:
    feed = rss(site.url)
    site.pages["/rss"] = Reply(
        str(feed.body).replace("<item>", "<generator>https://wordpress.org</generator><item>", 1),
        headers=feed.headers,
    )
    site.pages["/rss?paged=2"] = "<html><body>Too many connections</body></html>"
