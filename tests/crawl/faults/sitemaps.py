"""Sitemaps as live sites give them."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from tests.crawl.faults.kit import NUMBERS, by_index, by_sitemap, rss, sitemap, xml
from tests.crawl.faults.rows import Break, fault
from tests.crawl.loopback import Loopback, Reply


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
