"""Articles that are none: walls, errors, empty and foreign pages."""

from __future__ import annotations

from typing import Any

from tests.crawl.faults.kit import NUMBERS, story
from tests.crawl.faults.rows import articles, fault
from tests.crawl.faults.sitemaps import at_sitemap
from tests.crawl.loopback import Loopback, Reply

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
fault("One article leads to a page without a date", 5, "partial", "the same page as for other addresses")(
    lambda site: (
        articles(site, lambda *_: Reply("", 302, {"Location": "/welcome"}), (4,))
        or site.pages.update({"/welcome": story(9).replace("article:published_time", "x")})
    )
)
fault("Articles that moved, one of them without a date", 6, "complete", "")(
    lambda site: (
        articles(site, lambda n, _: Reply("", 301, {"Location": f"/moved/{n}"}))
        or site.pages.update({f"/moved/{n}": story(n) for n in NUMBERS})
        or site.pages.update({"/moved/4": story(4).replace("article:published_time", "x")})
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
fault("A bad deploy: every article is gone", 0, "broken", "became no document")(
    lambda site: articles(site, lambda *_: Reply("", 410))
)
fault("Two articles that are gone", 4, "complete")(
    lambda site: articles(site, lambda *_: Reply("", 410), (1, 4))
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
