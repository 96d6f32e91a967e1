"""Which of a page's several titles is the title."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawlers.extract.dates.months import fold
from crawlers.extract.dates.printed import is_date_line
from crawlers.extract.metadata.headings import heading_text
from crawlers.extract.metadata.structured_data import Declarations, letters, text_of
from crawlers.web.addresses import site as site_of

_SEPARATOR = re.compile(r"\s+[-–—|›»«·•:/\\]+\s+|\s*[|›»]\s*|(?<=\w)\s+::\s+")
_A_FEW, _MANY = 0.2, 0.33
"""Shares of the words of a title that its address may lack, and that the address of another title does."""
_MOST_ALIKE = 0.8
"""Share of the words of two titles that both have from which on they are two wordings of one."""
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_KICKER = re.compile(r"\s+:(?=\s)")


def tidy(title: str) -> str:
    """One line, single spaces, no soft hyphens, no space before a colon, what was escaped twice unescaped."""
    title = _ENTITY.sub(lambda entity: html.unescape(entity[0]), title)
    return _KICKER.sub(":", " ".join(title.replace("\xad", "").replace("\u200b", "").split()))


def headline(tree: HtmlElement, declared: Declarations, url: str) -> str:
    """Return the title of the article on the page; empty if the page names none.

    Pages give up to five: what they show (`h1`), what they pass on (`og:title`, `twitter:title`), JSON-LD's `headline`
    and the browser's `title`. Mostly they agree. Where they do not, what is passed on stands, for it is written to be
    read without the page around it, except where it is no title of this page (the site's name, or words that none of
    the others has), where the headline shown is JSON-LD's and one of those passed on too, where it lost its kicker
    (`Interview: …`; the fuller is taken), where JSON-LD tells the headline shown from an `alternativeHeadline`, where
    all differ (then JSON-LD's, if the browser's title repeats it), where the other three agree and it is but their
    beginning or an older title, and where JSON-LD and the browser have the same in a word or two less or more: the
    first wording, which later captures keep.
    """
    site, path = _Site(declared, url), urlsplit(url).path
    shown = [site.removed_from(tidy(heading)) for heading in declared.headings]
    linked = site.removed_from(tidy(text_of(declared.article.get("headline"))))
    known = [title for title in (*shown, linked) if title]
    passed = site.cut_from(tidy(declared.meta("og:title", "twitter:title")), known)
    twitter = site.cut_from(tidy(declared.meta("twitter:title")), known)
    bar = site.cut_from(_bar_title(tree), [*known, passed])
    seen = _seen(shown, passed, linked, bar)
    if not passed or (seen and not _words(passed) & _words(f"{seen} {bar} {linked}")):
        if not _words(seen) & _words(bar) and (in_bar := _heading_in_bar(tree)):
            return in_bar
        return seen or linked or bar
    agreed = bool(seen) and letters(seen) == letters(linked)
    repeated = bool(linked) and letters(bar) == letters(linked)
    if letters(passed) in {letters(seen), letters(linked)}:
        return linked if repeated and _is_reworded(linked, passed) else passed
    careful = bool(declared.article.get("alternativeHeadline")) or letters(twitter) == letters(seen)
    if (careful and agreed) or _lost_kicker(passed, seen):
        return seen
    if not repeated:
        return passed
    if not agreed:
        return linked
    cut_short = not (twitter and declared.meta("og:title")) and letters(linked).startswith(letters(passed))
    return linked if cut_short or _is_retitled(path, passed, linked) else passed


_FEWEST = 3
"""Words of a heading that may be a headline."""
_LONGEST_NAME = 40
"""Letters of a site's name where pages often write their headline in its place."""


class _Site:
    """The names of a site, to be told from the titles of its pages."""

    def __init__(self, declared: Declarations, url: str) -> None:
        host = site_of(url)
        labels = host.partition(":")[0].split(".")
        application = declared.meta("application-name")  # some write the headline there
        names = [
            declared.meta("og:site_name"),
            application * (len(application) <= _LONGEST_NAME),
            *declared.publishers,
        ]
        names += [host, labels[-2] if len(labels) > 1 else ""]
        self._keys = {key for name in names if (key := letters(name))}
        self._authors = {letters(author) for author in declared.authors}

    def is_named_by(self, text: str) -> bool:
        """Whether `text` is the site's name, or holds it and little else (`The Astana Times`)."""
        key = letters(text)
        return any(
            key == name or (len(name) > 4 and name in key and len(key) < 2 * len(name)) for name in self._keys
        )

    def removed_from(self, title: str) -> str:
        """`title` without the site's name at either end, nor a date or its author at the end; empty if that is all."""
        if self.is_named_by(title):
            return ""
        cuts = list(_SEPARATOR.finditer(title))
        for cut in cuts:
            if self.is_named_by(title[cut.end() :]):
                return title[: cut.start()].strip()
        if cuts and (is_date_line(tail := title[cuts[-1].end() :]) or letters(tail) in self._authors):
            return self.removed_from(title[: cuts[-1].start()].strip())
        if cuts and self.is_named_by(title[: cuts[0].start()]):
            return title[cuts[0].end() :].strip()
        return title

    def cut_from(self, title: str, others: list[str]) -> str:
        """`title`, cut where another title of the page ends, or else where the site's name begins."""
        whole = {letters(other) for other in others}
        for cut in _SEPARATOR.finditer(title):
            if letters(title[: cut.start()]) in whole:
                return title[: cut.start()].strip()
            if "|" in cut[0] and letters(title[cut.end() :]) in whole:
                return title[cut.end() :].strip()
        before, colon, after = title.partition(": ")
        return self.removed_from(after if colon and self.is_named_by(before) else title)


def _bar_title(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return tidy(element.text_content()) if element is not None else ""


def _heading_in_bar(tree: HtmlElement) -> str:
    """The lesser heading with which the browser's title begins, on pages whose `h1` is a rubric or a logo."""
    bar = letters(_bar_title(tree))
    texts = (tidy(heading_text(heading)) for heading in tree.iter("h2", "h3"))
    return next(
        (text for text in texts if len(_words(text)) >= _FEWEST and bar.startswith(letters(text))), ""
    )


def _seen(shown: list[str], *others: str) -> str:
    """The `h1` that is the article's: logos and rubrics are set in `h1` too, so that most like the others."""
    wanted = _words(" ".join(others))
    return max((h1 for h1 in shown if h1), key=lambda h1: len(_words(h1) & wanted), default="")


def _lost_kicker(passed: str, seen: str) -> bool:
    """Whether `seen` is `passed` with a kicker before it."""
    return bool(re.search(r"[:.!?|–—]\s+" + re.escape(passed) + "$", seen))


def _is_reworded(one: str, other: str) -> bool:
    """Whether two titles are the same but for a word or two."""
    words, others = _words(one), _words(other)
    return _MOST_ALIKE <= len(words & others) / max(1, len(words | others)) < 1


def _is_retitled(path: str, before: str, now: str) -> bool:
    """Whether an address, which keeps the words of the title that it was made from, has those of `before`."""
    kept = _stems(unquote(path))
    missing = [len(_stems(title) - kept) / max(1, len(_stems(title))) for title in (before, now)]
    return missing[0] < _A_FEW and missing[1] > _MANY


def _stems(title: str) -> set[str]:
    """The beginnings of the words, in the letters that addresses are made of."""
    return {word[:4] for word in _words(fold(title))}


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w{3,}", title.lower()))
