"""What a site's module says of its markup: where the fields are that the generic page gets wrong."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from bs4 import BeautifulSoup

from crawlers.extract.dates.machine import stamp
from crawlers.extract.dates.moment import Moment, plausible
from crawlers.extract.dates.printed import printed
from crawlers.extract.documents import PublishedDate
from crawlers.extract.page_input import PageInput
from crawlers.extract.text.body import Prose, prose


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One generation of a site's markup. A field that is left out is read as on any page.

    Fields of strings hold CSS selectors for BeautifulSoup's `select`, save `name`.
    """

    name: str
    """Module and the year of the first evidence, e.g. `kazpravda.2015`: goes into `Document.extraction`."""
    known_by: str
    """What only its article pages have; `html` with no `body` fits any page, to take lines away from it."""
    title: str = ""
    body: str = ""
    """The text; where several elements match, all of them in their order."""
    drop: str = ""
    """What inside the body is not text."""
    captions: str = ""
    """Texts under images that the classes common on the web do not tell."""
    published: tuple[str, ...] = ()
    """Elements with the date, in `content`, in `datetime` or printed; the first that gives one counts."""
    modified: tuple[str, ...] = ()
    """Likewise for the last change."""
    section: str = ""
    not_text: re.Pattern[str] | None = None
    """Lines of the text that are the site's, not the article's."""
    mend_text: Callable[[str], str] | None = None
    """Corrects what this site does to its texts."""
    mend_date: Callable[[Moment], Moment] | None = None
    """Corrects dates that this site prints wrongly."""


@dataclass(frozen=True, kw_only=True)
class LayoutFields:
    """The fields that a site's markup gave. Empty: not there, read them as on any page."""

    markup: Layout
    prose: Prose
    title: str = ""
    published: PublishedDate | None = None
    modified: datetime | None = None
    section: str = ""

    def own(self, text: str) -> str:
        """`text` without the lines that are the site's, whoever extracted it."""
        markup = self.markup
        kept = [line for line in text.splitlines() if not (markup.not_text and markup.not_text.search(line))]
        return markup.mend_text("\n".join(kept)) if markup.mend_text else "\n".join(kept)


_ROOMS = ("crawlers.extract.parsers.cms", "crawlers.extract.parsers.sites")
"""Where modules of layouts lie: those of content systems, those of single sites."""


@cache
def _modules() -> dict[str, str]:
    """The modules that define `VERSIONS`, by the name that the catalogue calls them."""
    return {
        module.name: f"{room}.{module.name}"
        for room in _ROOMS
        for module in pkgutil.iter_modules(importlib.import_module(room).__path__)
        if hasattr(importlib.import_module(f"{room}.{module.name}"), "VERSIONS")
    }


def readers() -> tuple[str, ...]:
    """The names a site's `pages` may have in the catalogue: the modules of layouts."""
    return tuple(sorted(_modules()))


@cache
def versions(reader: str) -> tuple[Layout, ...]:
    """The generations of markup that the module `reader` knows, newest first.

    Raises ValueError for a name that is none of `readers()`.
    """
    if reader not in _modules():
        raise ValueError(f"no page module is called {reader!r}; known are {', '.join(readers())}")
    found: tuple[Layout, ...] = importlib.import_module(_modules()[reader]).VERSIONS
    return found


def known_fields(page: PageInput) -> LayoutFields | None:
    """Read `page` by its site's markup, or return None where it has none, or none that is known."""
    if not page.reader:
        return None
    soup = BeautifulSoup(page.html, "lxml")
    markup = next((version for version in versions(page.reader) if soup.select_one(version.known_by)), None)
    if not markup:
        return None
    published, changed = _dates(page, soup, markup)
    return LayoutFields(
        markup=markup,
        title=_text(soup, markup.title),
        section=_text(soup, markup.section),
        published=published,
        modified=changed,
        prose=_prose(soup, markup),
    )


def _text(soup: BeautifulSoup, selector: str) -> str:
    element = soup.select_one(selector) if selector else None
    return " ".join(element.get_text(" ").split()) if element else ""


def _prose(soup: BeautifulSoup, markup: Layout) -> Prose:
    bodies = soup.select(markup.body) if markup.body else []
    outermost = [body for body in bodies if not any(body in other.descendants for other in bodies)]
    captions = []
    for element in soup.select(markup.captions) if markup.captions else []:
        captions.append(" ".join(element.get_text(" ").split()))
        element.extract()
    for body in outermost:
        for element in body.select(markup.drop) if markup.drop else []:
            element.extract()
    found = prose("\n".join(str(body) for body in outermost))
    return Prose(found.text, tuple(dict.fromkeys([*filter(None, captions), *found.captions])), found.left_out)


def _dates(
    page: PageInput, soup: BeautifulSoup, markup: Layout
) -> tuple[PublishedDate | None, datetime | None]:
    given = [dated for selector in markup.published for dated in _moments(page, soup, selector)]
    later = [moment.instant for selector in markup.modified for moment, _ in _moments(page, soup, selector)]
    changed = next((instant for instant in later if instant), None)
    if not given:
        return None, changed
    first, words = given[0]
    return (markup.mend_date(first) if markup.mend_date else first).found_by("markup", words), changed


def _moments(page: PageInput, soup: BeautifulSoup, selector: str) -> Iterator[tuple[Moment, str]]:
    """Yield the dates in the elements that `selector` names, each with the words it was read from."""
    for element in soup.select(selector):
        machine = next((str(element[key]) for key in ("content", "datetime") if element.get(key)), "")
        words = machine or " ".join(element.get_text(" ").split())
        moment = stamp(machine, page.timezone) if machine else None
        shown = (moment,) if moment else printed(words, page.timezone, page.captured_at)
        yield from ((moment, words) for moment in shown if plausible(moment, page.captured_at))
