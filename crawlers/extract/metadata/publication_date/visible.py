"""The dates that a page shows its readers, or writes into its markup for them, with what speaks for and against each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Generator, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawlers.extract.dates.labels import (
    Label,
    is_of_issue,
    label_of,
    labels_of,
    says_published,
)
from crawlers.extract.dates.machine import is_utc, stamp
from crawlers.extract.dates.months import fold
from crawlers.extract.dates.printed import Printed, inexact_dates, printed_dates
from crawlers.extract.dates.weekdays import WEEKDAY
from crawlers.extract.documents import DateMethod
from crawlers.extract.metadata.publication_date.article_block import (
    DATE_PROPERTIES,
    ArticleBlock,
    property_of,
)
from crawlers.extract.metadata.publication_date.candidate import REFUSED, Candidate
from crawlers.extract.metadata.publication_date.lines import (
    is_in_text,
    letters_beside,
    line_of,
    texts_of,
    words_before,
)
from crawlers.extract.metadata.publication_date.places import change_or_publication, naming
from crawlers.extract.metadata.publication_date.surroundings import (
    Surroundings,
    SurroundingsOf,
    names_of,
)

_MACHINE = ("datetime", "content", "title", "data-datetime", "data-date", "data-published", "data-time")
_DIGIT = re.compile(r"\d")
_LONGEST_LINE, _LONGEST_SENTENCE = 90, 400
"""Characters of a line that is looked at, and of the sentences where an article's own details stand."""
_LONGEST_STAMP = 40
_LONGEST_REST = 14
"""Letters beside a date that still is all of its line, such as those of a weekday."""
_NEAR_HEADLINE = ((-600, "far_before"), (0, "before"), (300, "under"), (1200, "near"))
"""Characters from the headline on up to which a place is called so; beyond, `far`."""
_NAMED_LEVELS = 4
"""Elements upwards, from that of the date, whose class and id are looked at."""
_FEW, _LONGEST_BYLINE = 3, 40
"""Letters beside a date that make no sentence, and those that are a byline's."""
_SEPARATORS = " :,.|–—-"
_SENTENCE_END = re.compile(r"(?:[^\W\d_]{3,}|\d{4})[.!?…]$")
_MOST_OF_THREE = 2
_REPEATED = 3
"""Days in elements of the same tag and class from which on they are those of a list."""


def visible_dates(
    tree: HtmlElement, title: str, url: str, zone: str, captured_at: datetime | None
) -> list[Candidate]:
    """Return the dates on the page whose article is called `title`; without `captured_at`, those alone that are full."""
    block = ArticleBlock(tree, title)
    found: list[tuple[Candidate, tuple[str, str]]] = []
    read: set[HtmlElement] = set()
    surroundings = SurroundingsOf(block)
    for spot, position in block.spots.items():
        around = surroundings(spot)
        if around.hidden or f"in_{_part(around)}" in REFUSED:
            continue
        reader = _Reader(block, around, spot, position, url)
        if reader.line not in read:
            read.add(reader.line)
            alike = (str(spot.tag), spot.get("class") or "")
            found += [(candidate, alike) for candidate in reader.candidates(zone, captured_at)]
    days: dict[tuple[str, str], set[date]] = {}
    for candidate, alike in found:
        days.setdefault(alike, set()).add(candidate.moment.day)
    return [
        candidate._replace(signs=candidate.signs | {"repeated"})
        if len(days[alike]) >= _REPEATED
        else candidate
        for candidate, alike in found
    ]


def _part(around: Surroundings) -> str:
    """The part of a page that an element stands in; a header, footer or side outside the article is the site's frame."""
    if around.part in {"footer", "head", "side"} and not around.inside:
        return "frame"
    return "own_footer" if around.part == "footer" else around.part


class _Reader:
    """Reads the dates of one line of a page."""

    def __init__(
        self, block: ArticleBlock, around: Surroundings, spot: HtmlElement, position: int, url: str
    ) -> None:
        self._spot, self.line = spot, line_of(spot)
        distance = position - block.headline_at
        self._signs = {next((name for limit, name in _NEAR_HEADLINE if distance < limit), "far")}
        self._called: Label = ""
        self._named = ""
        for element in islice((spot, *spot.iterancestors()), _NAMED_LEVELS):
            if element in block.around:
                break
            self._named = self._named if self._named == "date" else naming(names_of(element)) or self._named
            self._called = self._called or _called(element)
        if self._named:
            self._signs.add(f"named_{self._named}")
        self._place(block, around, url)
        self._microdata(block, around.scope)

    def candidates(self, zone: str, captured_at: datetime | None) -> Iterator[Candidate]:
        """Yield the dates, those for machines first."""
        stamped = yield from self._stamped(zone)
        longest = _LONGEST_SENTENCE if self._is_about_the_article() else _LONGEST_LINE
        in_text = not stamped and is_in_text(self.line)
        lines = [(" ".join(self._spot.itertext()), [])] if stamped else texts_of(self.line)
        for line, elements in lines:
            text = unicodedata.normalize("NFC", " ".join(line.split()))
            if len(text) <= longest:
                shown = self._shown(text, zone, captured_at, stamped=stamped, in_text=in_text)
                yield from (_with_name_of_its_element(one, elements) for one in shown)

    def _place(self, block: ArticleBlock, around: Surroundings, url: str) -> None:
        part = _part(around)
        self._signs |= {f"in_{part}"} if part else set()
        self._signs |= {"in_block"} if around.inside else set()
        self._signs |= {"linked"} if around.link and _leads_away(around.link, url) else set()

    def _microdata(self, block: ArticleBlock, scope: HtmlElement | None) -> None:
        named = property_of(self._spot)
        if named == "dateModified":
            self._called = "updated"
        elif named in DATE_PROPERTIES:
            kind = (scope.get("itemtype") or "").rpartition("/")[2] if scope is not None else ""
            own = scope is None or scope in block.around or scope is block.element
            of_comment = "Comment" in kind or "Review" in kind
            self._signs.add("in_comment" if of_comment else "microdata" if own else "microdata_of_other")

    def _stamped(self, zone: str) -> Generator[Candidate, None, bool]:
        for key in _MACHINE:
            value = self._spot.get(key)
            if not value or len(value) > _LONGEST_STAMP or not _DIGIT.search(value):
                continue
            if moment := stamp(value, zone):
                text = fold("".join(self._spot.itertext())[:_LONGEST_STAMP])
                said = label_of(fold(words_before(self._spot)), text) or self._called
                method: DateMethod = "microdata" if "microdata" in self._signs else "time-element"
                signs = self._signs | {"stamped"} | ({f"says_{said}"} if said else set())
                yield Candidate(moment, value.strip(), method, frozenset(signs), is_utc(value))
                return True
        return False

    def _shown(
        self, text: str, zone: str, captured_at: datetime | None, *, stamped: bool, in_text: bool
    ) -> Iterator[Candidate]:
        folded = fold(text)
        found = printed_dates(folded, zone)
        own_element = self._named == "date" or self._spot.tag == "time" or "microdata" in self._signs
        if not found and captured_at and own_element and len(text) <= _LONGEST_LINE:
            found = tuple(inexact_dates(folded, zone, captured_at))
        if len(text) > _LONGEST_LINE and not (len(found) == 1 and says_published(folded)):
            return
        letters = letters_beside(folded, found)
        labels = labels_of(folded, [(one.start, one.end) for one in found])
        told = letters > _LONGEST_BYLINE or _SENTENCE_END.search(text) or (in_text and not any(labels))
        if not self._named and letters > _FEW and told:
            return  # something that happened
        size = "alone" if letters <= _LONGEST_REST else "part" if letters <= _LONGEST_BYLINE else "sentence"
        for place, (one, label) in enumerate(zip(found, labels, strict=True)):
            said = label
            before = folded[found[place - 1].end if place else 0 : one.start]
            if not said and not place and not before.strip(_SEPARATORS):
                said = label_of(fold(words_before(self.line)))
            if not said and len(text) > _LONGEST_LINE:
                said = "published"
            said = said or self._called
            signs = self._signs | {size} | ({f"says_{said}"} if said else set())
            signs |= {one.kind} if one.kind != "full" else set()
            signs |= {"beside_stamp"} if stamped else set()
            signs |= {"of_an_issue"} if is_of_issue(before) else set()
            signs |= {"in_clock"} if self._is_of_today(folded, one.moment.day, captured_at) else set()
            yield Candidate(one.moment, text[one.start : one.end], self._method(one), frozenset(signs))

    def _is_of_today(self, line: str, day: date, captured_at: datetime | None) -> bool:
        """Whether a date over the headline, outside the article, is the site's calendar: two of three speak for it.

        It has a weekday, it is the day of the capture, and nothing names it a date of something.
        """
        if "in_block" in self._signs or not self._signs & {"before", "far_before"}:
            return False
        seen = (captured_at or datetime.now(UTC)).date()
        return (
            bool(WEEKDAY.search(line)) + (abs((seen - day).days) <= 1) + (not self._named) >= _MOST_OF_THREE
        )

    def _is_about_the_article(self) -> bool:
        """Whether whole sentences may name the date: `This entry was posted on 14 March 2018 and is filed under …`."""
        return bool(self._named) or "in_own_footer" in self._signs

    def _method(self, one: Printed) -> DateMethod:
        if one.kind != "full":
            return "guess"
        return "microdata" if "microdata" in self._signs else "printed"


def _called(element: HtmlElement) -> Label:
    """What an element's property, class or id calls the date in it."""
    return "updated" if property_of(element) == "dateModified" else change_or_publication(names_of(element))


def _with_name_of_its_element(one: Candidate, elements: list[HtmlElement]) -> Candidate:
    """A date of a line, with what that one of the line's `elements` calls it that holds it."""
    for element in elements:
        if (called := _called(element)) and one.raw in " ".join(" ".join(element.itertext()).split()):
            return one._replace(signs=one.signs | {f"says_{called}"})
    return one


def _leads_away(href: str, url: str) -> bool:
    """Whether a link is to another page than `url`; a date often links to its own article."""
    try:
        there, here = urlsplit(urljoin(url, href)), urlsplit(url)
    except ValueError:
        return True
    return there.path.rstrip("/") != here.path.rstrip("/")
