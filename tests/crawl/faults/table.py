"""What goes wrong with sites, a row each: what is kept then, what is said, and that the next crawl repairs it."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

import brotli
from scrapy.utils._compression import zstd

from tests.crawl.faults.kit import (
    NUMBERS,
    Fault,
    api,
    by_feed,
    by_index,
    by_sitemap,
    by_wordpress,
    names_feed,
    post,
    rss,
    sitemap,
    story,
    xml,
)
from tests.crawl.loopback import Loopback, Reply

FAULTS: list[Fault] = []
Break = Callable[[Loopback], None]


def fault(what: str, kept: int, outcome: str, says: str = "", **more: Any) -> Callable[[Break], Break]:
    """Add a row to the table."""

    def add(breaks: Break) -> Break:
        FAULTS.append(Fault(what, breaks, kept, outcome, says, **more))
        return breaks

    return add


def articles(site: Loopback, change: Callable[[int, str], Reply | str], numbers: Any = NUMBERS) -> None:
    """Change the answers of articles."""
    for number in numbers:
        site.pages[f"/news/{number}"] = change(number, story(number))


# --- codings


def packed(coding: str, pack: Callable[[bytes], bytes]) -> Break:
    """All articles packed, as `coding` declares it."""
    headers = {"Content-Encoding": coding} if coding else {}
    return lambda site: articles(site, lambda _, text: Reply(pack(text.encode()), headers=headers))


def raw_deflate(body: bytes) -> bytes:
    """A deflate stream as some servers send it, without its zlib frame."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


for _coding, _pack in {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip, br": lambda body: brotli.compress(gzip.compress(body)),
}.items():
    fault(f"Pages packed as {_coding}", 6, "complete")(packed(_coding, _pack))
fault("Pages packed as deflate without its frame", 6, "complete")(packed("deflate", raw_deflate))
fault("Pages packed as gzip, and nobody says so", 6, "complete")(packed("", gzip.compress))
fault("Pages that say gzip and are plain", 6, "complete")(packed("gzip", lambda body: body))
fault("Pages packed as nobody reads it", 0, "partial", "gave no usable answer")(
    packed("lzma", lambda body: b"\x5d\0\0" + body[::-1])
)
for _coding, _pack in {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}.items():
    fault(f"Two {_coding} pages cut in the middle", 4, "partial", "gave no usable answer")(
        lambda site, coding=_coding, pack=_pack: articles(  # type: ignore[misc]
            site,
            lambda _, text: Reply(pack(text.encode())[:-150], headers={"Content-Encoding": coding}),
            (1, 4),
        )
    )


# --- sitemaps


def at_sitemap(change: Callable[[str], str | bytes]) -> Break:
    """Change the text of the sitemap."""

    def breaks(site: Loopback) -> None:
        reply = sitemap(site)
        site.pages["/sitemap.xml"] = Reply(change(str(reply.body)), headers=reply.headers)

    return breaks


fault("A sitemap cut in the middle", 3, "partial", "breaks off")(
    at_sitemap(lambda text: text[: len(text) * 6 // 10])
)
fault("A sitemap cut in its last tag", 6, "partial", "breaks off")(at_sitemap(lambda text: text[:-3]))
fault("A packed sitemap cut before its end", 6, "partial", "breaks off")(
    at_sitemap(lambda text: gzip.compress(text.encode())[:-8])
)
fault("A prefix in a sitemap that nobody declared", 6, "complete")(
    at_sitemap(
        lambda text: text.replace("</url>", "<image:image><image:loc>/a.jpg</image:loc></image:image></url>")
    )
)
fault("A sitemap in upper case", 6, "complete")(
    at_sitemap(lambda text: text.replace("urlset", "URLSET").replace("url>", "URL>").replace("loc>", "LOC>"))
)
fault("A sitemap in UTF-16", 6, "complete")(
    at_sitemap(lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"))
)
fault("A bare ampersand in a sitemap", 6, "complete")(
    at_sitemap(lambda text: text.replace("</urlset>", "<url><loc>/tag/a?b=1&c=2</loc></url></urlset>"))
)
fault("A warning of PHP before a sitemap", 6, "complete")(
    at_sitemap(lambda text: f"<br />\n<b>Warning</b>: Undefined index in <b>/x.php</b><br />\n{text}")
)
fault("Bytes of zero in a sitemap", 6, "complete")(
    at_sitemap(lambda text: text.replace("<url>", "\0\0<url>"))
)
fault("Dates in a sitemap that cannot be", 6, "complete")(
    at_sitemap(
        lambda text: text.replace("2016-05-01", "9999-12-31T23:59:59-14:00").replace(
            "2016-05-02", "0000-00-00"
        )
    )
)
fault("A sitemap in lines of text", 6, "complete")(
    lambda site: site.pages.update(
        {
            "/sitemap.xml": Reply(
                "".join(f"{site.url}/news/{n}\n" for n in NUMBERS), headers={"Content-Type": "text/plain"}
            )
        }
    )
)
fault("A feed in place of a sitemap", 6, "complete")(
    lambda site: site.pages.update({"/sitemap.xml": rss(site.url)})
)
fault("A relative Sitemap line in robots.txt", 6, "complete")(
    lambda site: site.pages.update(
        {"/robots.txt": "Sitemap: /map.xml", "/map.xml": site.pages.pop("/sitemap.xml")}
    )
)
fault(
    "A sitemap whose pages lie on another host",
    0,
    "broken",
    "lead to www2.example.kz",
    keys={"discovery": ["sitemap"]},
)(lambda site: site.pages.update({"/sitemap.xml": sitemap(site, at="http://www2.example.kz")}))
fault("A third of a sitemap on another host", 6, "partial", "lead to www2.example.kz")(
    at_sitemap(
        lambda text: text.replace(
            "</urlset>",
            "".join(f"<url><loc>http://www2.example.kz/{n}</loc></url>" for n in range(3)) + "</urlset>",
        )
    )
)
fault(
    "A page of HTML in place of the sitemap, and a feed",
    6,
    "complete",
    "sitemap: ",
    keys={"discovery": ["sitemap", "feed"]},
)(lambda site: site.pages.update({"/sitemap.xml": "<html><body>Log in</body></html>", "/rss": rss(site.url)}))
fault(
    "A sitemap that is cut, and a feed that shows less",
    5,
    "partial",
    "breaks off",
    keys={"discovery": ["sitemap", "feed"]},
)(
    lambda site: (
        at_sitemap(lambda text: text[: len(text) * 6 // 10])(site),
        site.pages.update({"/rss": rss(site.url, range(4, 6))}),
    )[0]
)


@fault("A sitemap of a sub-site that robots.txt does not name", 6, "complete", kit=by_sitemap)
def _sub_site(site: Loopback) -> None:
    site.pages["/robots.txt"] = f"Sitemap: {site.url}/other.xml\n"
    site.pages["/other.xml"] = xml(f"<urlset><url><loc>{site.url}/</loc></url></urlset>")


@fault("A list of sitemaps that calls itself a list of pages", 6, "complete", kit=by_index)
def _index_as_urlset(site: Loopback) -> None:
    files = "".join(f"<url><loc>{site.url}/part-{n}.xml</loc></url>" for n in (1, 2))
    site.pages["/sitemap.xml"] = xml(f"<urlset>{files}</urlset>")


@fault("A file of sitemaps under the name of an archive", 6, "complete", kit=by_index)
def _archive_by_name(site: Loopback) -> None:
    site.pages["/news-archives-2016.xml"] = site.pages.pop("/part-2.xml")
    index = site.pages["/sitemap.xml"]
    index.body = str(index.body).replace("part-2", "news-archives-2016")  # type: ignore[union-attr]


for _name, _reply in {
    "is not there": Reply("", 404),
    "fails": Reply("", 500),
    "is a page of HTML": Reply("<html><body>Log in</body></html>"),
    "is cut": None,
}.items():

    def _child(site: Loopback, reply: Reply | None = _reply) -> None:
        whole = sitemap(site, range(3, 6))
        site.pages["/part-2.xml"] = reply or Reply(str(whole.body)[:-60], headers=whole.headers)

    fault(
        f"One file of a sitemap index {_name}",
        5 if _reply is None else 3,
        "partial",
        "part-2.xml",
        kit=by_index,
    )(_child)


# --- feeds


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


# --- WordPress


def posts(change: Callable[[Loopback, list[dict[str, Any]]], None] = lambda *_: None, **how: Any) -> Break:
    """Change the posts, or how the API gives them."""

    def breaks(site: Loopback) -> None:
        found = [post(site, number) for number in NUMBERS]
        change(site, found)
        site.otherwise = api(site, found, **how)

    return breaks


fault("An API that caps its pages and counts nothing", 6, "complete", kit=by_wordpress)(
    posts(most=2, counted=False)
)
fault(
    "An API that counts more posts than it shows",
    6,
    "partial",
    "counts 9 posts and shows 6",
    kit=by_wordpress,
)(posts(total=9))
fault("An API whose pages are all the first", 2, "partial", "repeats those before it", kit=by_wordpress)(
    posts(most=2, counted=False, turns=True)
)
fault(
    "An API that breaks at its second page and says 200",
    2,
    "partial",
    "could not be read to its end",
    kit=by_wordpress,
)(posts(most=2, fails_at=2))
fault("Half an emoji in a title", 6, "complete", kit=by_wordpress)(
    posts(lambda _, found: found[1]["title"].update(rendered="\\ud83d Школа"))
)
fault("A note without a title", 6, "complete", kit=by_wordpress)(
    posts(lambda _, found: found[1]["title"].update(rendered=""))
)
fault("A post of pictures", 6, "complete", kit=by_wordpress)(
    posts(lambda _, found: found[1]["content"].update(rendered='<figure><img src="/a.jpg"></figure>'))
)
fault("A post that its API shows without its text", 6, "complete", kit=by_wordpress)(
    posts(lambda _, found: found[1]["content"].update(rendered=""))
)
fault("A date in an API that cannot be", 6, "complete", kit=by_wordpress)(
    posts(lambda _, found: found[1].update(date_gmt="9999-99-99T99:99:99"))
)


@fault("A post in an API that robots.txt forbids", 5, "complete", kit=by_wordpress)
def _forbidden(site: Loopback) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /news/3\n"


# --- articles


fault("A consent wall for every article", 0, "broken", "became no document")(
    lambda site: (
        articles(site, lambda n, _: Reply("", 302, {"Location": f"/consent?next=/news/{n}"}))
        or site.pages.update(
            {f"/consent?next=/news/{n}": story(9).replace("Школа", "Наши правила") for n in NUMBERS}
        )
    )
)
fault(
    "Two articles that lead to one page without a date", 4, "partial", "the same page as for other addresses"
)(
    lambda site: (
        articles(site, lambda *_: Reply("", 302, {"Location": "/welcome"}), (1, 4))
        or site.pages.update({"/welcome": story(9).replace("article:published_time", "x")})
    )
)
fault("Articles that all lead to one page", 0, "broken", "the same page as for other addresses")(
    lambda site: (
        articles(site, lambda *_: Reply("", 302, {"Location": "/welcome"}))
        or site.pages.update({"/welcome": story(9)})
    )
)
fault("Half of the articles lead to one page", 3, "partial", "the same page as for other addresses")(
    lambda site: (
        articles(site, lambda *_: Reply("", 302, {"Location": "/welcome"}), (0, 2, 4))
        or site.pages.update({"/welcome": story(9)})
    )
)
fault("One page in place of half of the articles", 3, "partial", "the same page as for other addresses")(
    lambda site: articles(site, lambda *_: story(9), (0, 2, 4))
)
fault("Articles that are empty", 0, "broken", "became no document")(
    lambda site: articles(site, lambda *_: "")
)
fault("Two articles that are empty", 4, "partial", "gave no usable answer")(
    lambda site: articles(site, lambda *_: "", (1, 4))
)
fault("A bad deploy: every article is not found", 0, "broken", "status 404")(
    lambda site: articles(site, lambda *_: Reply("", 404))
)
fault("Two articles that are not found", 4, "partial", "status 404")(
    lambda site: articles(site, lambda *_: Reply("", 404), (1, 4))
)
fault("Two articles that fail", 4, "partial", "gave no usable answer")(
    lambda site: articles(site, lambda *_: Reply("", 418), (1, 4))
)
fault("Two articles whose end does not come", 4, "partial", "gave no usable answer")(
    lambda site: articles(site, lambda _, text: Reply(text[:300], headers={"Content-Length": "5000"}), (1, 4))
)
fault("An error page that says 200", 5, "partial", "error page")(
    lambda site: articles(
        site,
        lambda *_: (
            "<html><head><title>404 Not Found</title></head><body><h1>404 Not Found</h1></body></html>"
        ),
        (1,),
    )
)
fault(
    "Half of the articles lead to one page of somebody else",
    3,
    "partial",
    "the same page as for other addresses",
)(
    lambda site: articles(
        site, lambda n, _: Reply("", 302, {"Location": f"https://consent.example/?next={n}"}), (0, 2, 4)
    )
)
fault("A challenge in place of the articles", 0, "blocked", "refuses its articles")(
    lambda site: articles(
        site, lambda *_: "<html><head><title>Just a moment...</title></head><body>Checking</body></html>"
    )
)
fault("Articles that lead to a private address", 0, "blocked", "None of the 6 articles")(
    lambda site: articles(site, lambda *_: Reply("", 302, {"Location": "http://169.254.169.254/latest/"}))
)
fault("An article behind a password", 5, "complete", "password", repaired=5)(
    lambda site: articles(
        site,
        lambda *_: '<html><body><h1>Школа</h1><form class="post-password-form"></form></body></html>',
        (1,),
    )
)


@fault("Articles for those only who keep a cookie", 6, "complete")
def _cookie(site: Loopback) -> None:
    def answer(number: int, text: str) -> Any:
        return lambda asked: (
            text
            if "seen=1" in asked.headers.get("cookie", "")
            else Reply("", 302, {"Location": asked.path, "Set-Cookie": "seen=1; Path=/"})
        )

    articles(site, answer)


@fault("A wall that no cookie opens", 4, "partial", "gave no usable answer")
def _circle(site: Loopback) -> None:
    articles(site, lambda n, _: Reply("", 302, {"Location": f"/news/{n}", "Set-Cookie": "seen=1"}), (1, 4))


@fault("Half an emoji, a zero and an unknown charset in a page", 6, "complete")
def _characters(site: Loopback) -> None:
    body = story(1, "&#xD83D; \0 конец").encode()
    articles(site, lambda *_: Reply(body, headers={"Content-Type": "text/html; charset=x-no-such"}), (1,))


@fault("A page of 80,000 open tags", 5, "partial", "")
def _open_tags(site: Loopback) -> None:
    articles(site, lambda *_: "<html><body>" + "<div>" * 80_000, (1,))


@fault("Addresses of files and sessions in a sitemap", 6, "complete")
def _traps(site: Loopback) -> None:
    more = "".join(
        f"<url><loc>{site.url}/{path}</loc></url>"
        for path in ("a.pdf", "calendar/2016-05/", "x?PHPSESSID=1", "tag/a")
    )
    at_sitemap(lambda text: text.replace("</urlset>", f"{more}</urlset>"))(site)


@fault("robots.txt gives no answer", 0, "blocked", "cannot be read (it answers 503)")
def _robots(site: Loopback) -> None:
    site.pages["/robots.txt"] = Reply("", 503, {"Retry-After": "0"})
