"""Healthy sites of six articles, each found in one way, and the server that holds one for every fault at its own address."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.crawl.loopback import Asked, Loopback, Reply

NUMBERS = range(6)
DAYS = [f"2016-05-0{number + 1}" for number in NUMBERS]
_SENTENCE = (
    "Общество немцев открыло воскресную школу в Доме дружбы, и соседи принесли книги для новой библиотеки. "
)


def story(number: int, text: str = "") -> str:
    """The page of one article."""
    return (
        f'<html lang="ru"><head><title>Школа номер {number}</title><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{DAYS[number % 6]}T10:00:00+06:00"></head><body>'
        f"<article><h1>Школа номер {number}</h1><p>{_SENTENCE * 3}{text}</p><p>{number} {_SENTENCE * 2}</p></article>"
        "</body></html>"
    )


def with_stories(site: Loopback) -> None:
    """Put the articles at /news/N."""
    site.pages |= {f"/news/{number}": story(number) for number in NUMBERS}
    site.pages["/"] = "<html><body><h1>Газета</h1></body></html>"
    site.pages["/robots.txt"] = ""


def by_sitemap(site: Loopback) -> None:
    """A site whose sitemap names its articles."""
    with_stories(site)
    site.pages["/robots.txt"] = f"Sitemap: {site.url}/sitemap.xml\n"
    site.pages["/sitemap.xml"] = sitemap(site)


def by_index(site: Loopback) -> None:
    """A site with a sitemap index of two files."""
    by_sitemap(site)
    files = "".join(f"<sitemap><loc>{site.url}/part-{n}.xml</loc></sitemap>" for n in (1, 2))
    site.pages["/sitemap.xml"] = xml(f"<sitemapindex>{files}</sitemapindex>")
    site.pages["/part-1.xml"], site.pages["/part-2.xml"] = (
        sitemap(site, range(3)),
        sitemap(site, range(3, 6)),
    )


def by_feed(site: Loopback) -> None:
    """A site whose front page names its feed."""
    with_stories(site)
    site.pages["/"] = names_feed('rel="alternate" type="application/rss+xml" href="/rss"')
    site.pages["/rss"] = rss(site.url)


def by_wordpress(site: Loopback) -> None:
    """A site with the REST API of WordPress, its articles at /news/N, too."""
    with_stories(site)
    site.pages["/"] = Reply(
        "<html></html>", headers={"Link": f'<{site.url}/wp-json/>; rel="https://api.w.org/"'}
    )
    site.otherwise = api(site, [post(site, number) for number in NUMBERS])


def names_feed(attributes: str) -> str:
    """A front page that names a feed."""
    return f"<html><head><link {attributes}></head><body><h1>Газета</h1></body></html>"


def sitemap(site: Loopback, numbers: range = NUMBERS, at: str = "") -> Reply:
    """A sitemap of articles, those of the host `at` if given."""
    pages = "".join(
        f"<url><loc>{at or site.url}/news/{n}</loc><lastmod>{DAYS[n]}</lastmod></url>" for n in numbers
    )
    return xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>')


def rss(at: str, numbers: range = NUMBERS) -> Reply:
    """A feed of articles at an address."""
    items = "".join(
        f"<item><link>{at}/news/{n}</link><pubDate>{n + 1:02} May 2016 10:00:00 +0600</pubDate></item>"
        for n in reversed(numbers)
    )
    return xml(f'<rss version="2.0"><channel>{items}</channel></rss>')


def xml(text: str) -> Reply:
    """An XML answer."""
    return Reply(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', headers={"Content-Type": "application/xml"}
    )


def post(site: Loopback, number: int, **more: Any) -> dict[str, Any]:
    """A post as the REST API has it."""
    return {
        "id": number + 1,
        "link": f"{site.url}/news/{number}",
        "date": f"{DAYS[number % 6]}T10:00:00",
        "modified_gmt": "2016-06-01T04:00:00",
        "title": {"rendered": f"Школа номер {number}"},
        "content": {"rendered": f"<p>{number} {_SENTENCE * 3}</p>", "protected": False},
        **more,
    }


def api(
    site: Loopback,
    posts: list[dict[str, Any]],
    *,
    most: int = 100,
    total: int | None = None,
    counted: bool = True,
    turns: bool = False,
    fails_at: int = 0,
) -> Callable[[Asked], Reply]:
    """The list of posts: at `most` so many an answer, counted as `total`, page `fails_at` an error that says 200; with
    `turns` every page is the first."""

    def answer(asked: Asked) -> Reply:
        query = {key: values[0] for key, values in parse_qs(urlsplit(asked.path).query).items()}
        if not asked.path.startswith("/wp-json/wp/v2/posts?"):
            return Reply("", 404)
        size, page = min(int(query["per_page"]), most), 1 if turns else int(query["page"])
        chosen = [one for one in posts if query.get("after", "") < one["date"] < query.get("before", "9")]
        count = len(chosen) if total is None else total
        chosen = (chosen if query["order"] == "asc" else chosen[::-1])[(page - 1) * size : page * size]
        if fails_at and page == fails_at:
            return Reply('{"code": "internal_server_error"}', headers={"Content-Type": "application/json"})
        if page > 1 and not chosen:
            return Reply('{"code": "rest_post_invalid_page_number"}', 400)
        headers = {"X-WP-Total": str(count), "X-WP-TotalPages": str(-(-count // size))} if counted else {}
        body = json.dumps(chosen).replace('"\\\\ud83d', '"\\ud83d')
        return Reply(body, headers=headers | {"Content-Type": "application/json"})

    return answer


@dataclass(frozen=True)
class Fault:
    """A row of the table: what is wrong with a site, what is kept of it and said, and that it is repaired."""

    what: str
    breaks: Callable[[Loopback], None]
    kept: int
    """Documents after the crawl that met the fault."""
    outcome: str
    says: str
    """Words of its reason or of how it found pages."""
    kit: Callable[[Loopback], None] = by_sitemap
    repaired: int = len(NUMBERS)
    """Documents after the crawl of the healthy site."""
    after: str = "complete"
    keys: dict[str, Any] = field(default_factory=dict)
    """Of the site in the catalogue."""

    @property
    def source_id(self) -> str:
        """What the site is called as a source."""
        return "-".join(
            "".join(c if c.isalnum() and c.isascii() else " " for c in self.what.lower()).split()
        )[:60].strip("-")

    def entry(self, url: str) -> dict[str, Any]:
        """Return the keys of the site in the catalogue."""
        return {"url": url, "discovery": list(_WAYS[self.kit])} | self.keys


_WAYS = {by_sitemap: ["sitemap"], by_index: ["sitemap"], by_feed: ["feed"], by_wordpress: ["wordpress"]}


@contextmanager
def serving(faults: list[Fault]) -> Iterator[dict[str, Loopback]]:
    """Serve a site for each fault, by its source id, each at a loopback address of its own on one port."""
    sites: dict[str, Loopback] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            headers = {key.lower(): value for key, value in self.headers.items()}
            reply = sites[headers["host"]].answer(Asked(self.path, 0.0, headers))
            told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(reply.content))}
            try:
                self.send_response(reply.status)
                for name, value in (told | reply.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.content)
            except OSError:
                self.close_connection = True
            if int((told | reply.headers)["Content-Length"]) > len(reply.content):
                self.close_connection = True  # it promised more

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 256  # of five at a time most of the sites would wait for half a minute

    server = Server(("0.0.0.0", 0), Handler)
    server.daemon_threads = True
    by_id = {}
    for number, fault in enumerate(faults):
        host = f"127.0.{number // 200 + 1}.{number % 200 + 1}:{server.server_port}"
        site = sites[host] = by_id[fault.source_id] = Loopback()
        site.url = f"http://{host}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield by_id
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
