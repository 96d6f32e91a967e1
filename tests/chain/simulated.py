"""Days in minutes: a paper on loopback that lives by a simulated clock."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from tests.crawl.loopback import Loopback, Reply
from tests.crawl.papers import xml

FIRST = date(2027, 1, 4)
"""A Monday, and the first day of every simulation."""
WORDS = (
    "общество центр немцы город школа язык хор праздник встреча книга выставка музей театр семья память дорога степь "
    "весна зима письмо учитель концерт вечер традиция музыка история редакция читатель страница область район молодёжь"
).split()


def moment(day: int) -> datetime:
    """When the run of a day begins: half past five in Almaty."""
    return datetime.combine(FIRST + timedelta(days=day), time(0, 30), UTC)


class Paper:
    """A paper that publishes an article on each of its days; what it shows on a day is what a test says.

    A test may subclass it for what its articles say (`article`); an article's number is its day, and a thousand more.
    """

    def __init__(self, site: Loopback, days: Iterable[int]) -> None:
        """`days`: those on which something is published, as numbers; those before the first are below zero."""
        self.site, self.days = site, sorted(days)
        self.moved_to = "https://new-name.example"
        self.gone: set[int] = set()
        """Days whose articles it has taken down."""
        self.corrected: dict[int, int] = {}
        """Days whose articles it has corrected, and when."""

    def show(self, day: int, state: str = "open") -> None:
        """Be as it is on `day`: `open`, `blocked` (403), `broken` (500), or `moved` to `moved_to`."""
        self.site.clock = moment(day).timestamp
        self.site.asked.clear()
        self.site.pages.clear()
        if state != "open":
            elsewhere = {"Location": f"{self.moved_to}/"} if state == "moved" else {}
            self.site.otherwise = Reply("", {"blocked": 403, "broken": 500, "moved": 301}[state], elsewhere)
            return
        self.site.otherwise = Reply("not here", 404)
        shown = [one for one in self.days if one < day and one not in self.gone]
        for one in shown:
            more = "<p>Редакция исправила ошибку.</p></article>" if one in self.corrected else "</article>"
            self.site.pages[f"/news/{one + 1000}"] = self.article(one).replace("</article>", more)
        entries = "".join(
            f"<url><loc>{self.site.url}/news/{one + 1000}</loc>"
            f"<lastmod>{FIRST + timedelta(days=self.corrected.get(one, one))}</lastmod></url>"
            for one in shown
        )
        self.site.pages["/sitemap.xml"] = xml(f"<urlset>{entries}</urlset>")

    def article(self, day: int) -> str:
        """The page of the article of a day."""
        chance = random.Random(day)
        text = "".join(f"<p>{' '.join(chance.choices(WORDS, k=25)).capitalize()}.</p>" for _ in range(4))
        stamp = f'<time datetime="{FIRST + timedelta(days=day)}T10:00:00+05:00">'
        title = f"Заметка {' '.join(chance.choices(WORDS, k=4))}"
        return f"<html><body><article><h1>{title}</h1>{stamp}</time>{text}</article></body></html>"
