"""Papers on loopback with as many articles as a test wants, listed in one way."""

from __future__ import annotations

from tests.crawl.loopback import Loopback, Reply


def article(number: int) -> str:
    """The page of one article."""
    return f"<html><body><h1>Мақала {number}</h1><p>{'мәтін ' * 40}{number}.</p></body></html>"


def publish(site: Loopback, numbers: range) -> None:
    """Give the articles their pages, /news/N."""
    for number in numbers:
        site.pages[f"/news/{number}"] = article(number)


def with_sitemap(site: Loopback, numbers: range, *, lastmod: str = "", per_file: int = 200) -> None:
    """List articles in a sitemap index; `lastmod` is a date or moment for all children and pages."""
    publish(site, numbers)
    stamp = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    files = [numbers[first : first + per_file] for first in range(0, len(numbers), per_file)]
    for index, part in enumerate(files):
        pages = "".join(f"<url><loc>{site.url}/news/{n}</loc>{stamp}</url>" for n in part)
        site.pages[f"/sitemap-{index}.xml"] = xml(f"<urlset>{pages}</urlset>")
    children = "".join(
        f"<sitemap><loc>{site.url}/sitemap-{index}.xml</loc>{stamp}</sitemap>" for index in range(len(files))
    )
    site.pages["/sitemap.xml"] = xml(f"<sitemapindex>{children}</sitemapindex>")


def with_feed(site: Loopback, numbers: range) -> None:
    """List articles in a feed that shows all of them, newest first; article N is of day N of 2016."""
    publish(site, numbers)
    items = "".join(
        f"<item><link>{site.url}/news/{n}</link><pubDate>{n % 28 + 1:02} Jan 2016 10:00:00 +0600</pubDate></item>"
        for n in reversed(numbers)
    )
    site.pages["/"] = (
        f'<html><head><link rel="alternate" type="application/rss+xml" href="{site.url}/rss"></head></html>'
    )
    site.pages["/rss"] = xml(f"<rss><channel>{items}</channel></rss>")


def with_listing(site: Loopback, numbers: range, *, per_page: int = 20, offset: bool = False) -> None:
    """List articles newest first at /list?page=N, or at /list?start=N counted in articles."""
    publish(site, numbers)
    newest = list(reversed(numbers))
    for index in range(len(newest) // per_page + 2):
        links = "".join(
            f'<a href="/news/{n}">{n}</a>' for n in newest[index * per_page : (index + 1) * per_page]
        )
        address = f"/list?start={index * per_page}" if offset else f"/list?page={index + 1}"
        site.pages[address] = (
            f'<html><body>{links}<a href="/about">about</a><a href="/list?page=1">first</a></body></html>'
        )


def xml(text: str) -> Reply:
    """An XML answer."""
    return Reply(f'<?xml version="1.0" encoding="UTF-8"?>{text}', headers={"Content-Type": "application/xml"})
