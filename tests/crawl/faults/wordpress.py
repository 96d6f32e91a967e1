"""The REST API of WordPress, behind caches and with what people write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.crawl.faults.kit import NUMBERS, api, by_wordpress, post
from tests.crawl.faults.rows import Break, fault
from tests.crawl.loopback import Loopback


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
