"""What is known of every block of a page, as numbers: its wording, its place, its surroundings.

The numbers of `measured` are cut into steps (`STEPS`), so that a weight can be learned for each step and a sum of
weights is all that a decision takes. No word of any language counts, save two lists of headings that end an article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log1p

import numpy as np
from numpy.typing import NDArray

from crawlers.extract.metadata.section_headings import COMMENTS, RELATED
from crawlers.extract.text.blocks import OUTERMOST, Block, Holder
from crawlers.extract.text.class_words import BIT, PARTS

Matrix = NDArray[np.float32]

_TAGS = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "div",
    "td",
    "span",
    "blockquote",
    "a",
    "dd",
    "section",
    "article",
)
_HEADINGS = frozenset(("h2", "h3", "h4", "h5"))
_SHARING = frozenset(("p", "span", "li", "h2", "h3", "a", "font", "td", "dd", "time", "div"))
"""Tags whose parent's names say as much of them as their own."""
_REPEATING = frozenset(("div", "li", "article", "section", "tr", "td", "ul", "dl", "dd"))
_PARAGRAPHS = frozenset(("p", "span", "font", "blockquote", "li", "h2", "h3", "section"))
AWAY = sum(BIT[part] for part in ("comments", "navigation", "side", "footer", "notice", "related"))
"""Parts that are not of the main text."""

_WORD, _DIGIT = re.compile(r"\w+"), re.compile(r"\d")
_ENDS = re.compile(r"[.!?…。！？।؟:;][\"'»”’)\]]*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b(?:ago|назад|vor|temu|бұрын)\b", re.IGNORECASE)
_SHORT, _HEADING, _START = 40, 60, 200
_MOST = 60.0
"""No number of a block is larger: what is rare must not outweigh all else."""
_HEADLINE_ALIKE, _LONGEST_HEADLINE = 0.6, 400

STEPS: dict[str, tuple[float, ...]] = {
    "chars": (3, 3.7, 4.4, 5.1, 5.8), "links": (0.01, 0.2, 0.5, 0.95), "sentences": (1, 2, 4),
    "holder_share": (0.05, 0.2, 0.5), "parent_share": (0.05, 0.3, 0.7), "grand_share": (0.1, 0.5, 0.9),
    "up_to_headline": (1, 2, 3, 5), "headline_up": (1, 2, 3, 5), "after_headline": (-1.5, 0, 1, 4, 6, 8.5),
    "in_description": (-0.5, 0.3, 0.6, 0.8), "in_stated_body": (-0.7, -0.2, 0.2, 0.7), "repeated": (2, 4, 8, 16),
    "up_to_main": (1, 2, 3, 4), "main_up": (1, 2, 3), "prose_before": (0.01, 0.3, 0.9, 0.99),
    "prose_after": (0.01, 0.3, 0.9, 0.99), "since_prose": (2, 3, 5, 10), "until_prose": (2, 3, 5, 10),
    "chars_before": (3, 4, 5), "chars_after": (3, 4, 5), "prose_place": (1, 2, 3, 5), "comments_begun": (1,),
    "related_begun": (1, 3), "headlines_since": (1,), "articles_since": (1, 3), "alike_share": (0.05, 0.3, 0.6),
    "dates_near": (1, 2), "depth": (6, 10, 14), "in_title": (0.3, 0.6),
}  # fmt: skip
"""Where the steps of a number begin."""


@dataclass(frozen=True, slots=True)
class Known:
    """What else the page says of its article."""

    title: str
    description: str = ""
    stated_body: str = ""
    """JSON-LD's `articleBody`, however good."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page's blocks share: where its headline stands, and which element holds the main text."""

    headline: int | None
    """Place of the block that is the headline."""
    main: Holder


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def surroundings(blocks: list[Block], title: str) -> Surroundings:
    """Find the headline and the main element of a page."""
    return Surroundings(_headline(blocks, words(title)), _main(blocks))


def _headline(blocks: list[Block], title: list[str]) -> int | None:
    """The block most like the title: `h1` before other headings before anything else."""
    wanted, best, place = set(title), _HEADLINE_ALIKE, None
    for number, block in enumerate(blocks):
        found = words(block.text) if wanted and len(block.text) < _LONGEST_HEADLINE else []
        if found:
            alike = len(wanted & set(found)) / max(len(wanted), len(set(found)))
            alike += {"h1": 0.15, "h2": 0.05, "h3": 0.05}.get(block.holder.tag, 0)
            if alike > best:
                best, place = alike, number
    return place


def _main(blocks: list[Block]) -> Holder:
    """The element that holds most prose closely (the way of Readability): points go to parents and their parents."""
    points: dict[Holder, float] = {}
    for block in blocks:
        if block.prose:
            holder = block.holder.above(1) if block.holder.tag in _PARAGRAPHS else block.holder
            for levels, share in ((0, 1.0), (1, 0.5), (2, 0.25)):
                above = holder.above(levels)
                worth = 0.3 if above.all_parts & AWAY else 1.0
                points[above] = points.get(above, 0) + share * block.prose * (1 - block.linked) * worth
    return max(points, key=lambda holder: points[holder]) if points else OUTERMOST


def features(blocks: list[Block], around: Surroundings, known: Known) -> Matrix:
    """Return a row for each block, a column for each of `NAMES`."""
    if not blocks:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    measured = np.clip(np.array(_measured(blocks, around, known), dtype=np.float32), -_MOST, _MOST)
    tags = np.array([[block.holder.tag == tag for tag in _TAGS] for block in blocks], dtype=np.float32)
    own = _bits([own_parts(block.holder) for block in blocks])
    inherited = _bits([block.holder.all_parts for block in blocks])
    near = _neighbours(np.hstack([measured, tags]))
    steps = measured[:, _STEP_COLUMNS] >= _STEP_BEGINS
    column = {name: measured[:, [MEASURED.index(name)]] for name in _COMBINED}
    paragraph, item = tags[:, [0]], tags[:, [1]]
    in_main = column["in_main"]
    both = [
        column["links"] * (column["chars"] < 4.4),
        paragraph * in_main,
        paragraph * (column["links"] > 0.5),
        item * (column["links"] > 0.8),
        item * in_main,
        (column["after_headline"] < 0) * (column["after_headline"] > -1),
        (column["up_to_main"] == 0) * (column["chars"] > 4),
        (column["up_to_main"] == 0) * (column["sentences"] > 0) * (column["links"] < 0.3),
        inherited[:, [PARTS.index("comments")]] * (1 - in_main),
        own[:, [PARTS.index("lead")]] * (column["in_description"] > 0.5),
        (column["up_to_headline"] + column["headline_up"] <= 3)
        * (column["sentences"] > 0)
        * (column["chars"] > 4),
    ]
    return np.hstack([measured, tags, own, inherited, near, steps, *both]).astype(np.float32)


def own_parts(holder: Holder) -> int:
    """What an element's names say, and those of the element around it where it is but a paragraph of that."""
    shared = holder.parent.parts if holder.parent and holder.tag in _SHARING else 0
    return holder.parts | shared


def _bits(numbers: list[int]) -> Matrix:
    return ((np.array(numbers)[:, None] >> np.arange(len(PARTS))) & 1).astype(np.float32)


_NEAR = ("chars", "links", "sentences", "ends", "in_main", "tag p", "tag h2", "tag h3", "tag li")
MEASURED = (
    "chars", "words", "links", "sentences", "ends", "commas", "digits", "capitals", "word_length", "bold", "broken",
    "small_start", "place", "is_headline", "in_description", "in_stated_body", "in_title", "same_elsewhere",
    "alike_share", "holder_share", "parent_share", "parent_links", "grand_share", "grand_links", "in_main",
    "up_to_main", "main_up", "depth", "holder_chars", "holder_links", "colon", "bar", "hash", "dated",
    "up_to_headline", "headline_up", "after_headline", "repeated", "in_headline_article", "prose_place",
    "comments_begun", "related_begun", "articles_since", "headlines_since", "dates_near", "short_near",
    "heading_after", "heading_before", "prose_before", "prose_after", "since_prose", "until_prose", "chars_before",
    "chars_after",
)  # fmt: skip
NAMES = (
    *MEASURED,
    *(f"tag {tag}" for tag in _TAGS),
    *(f"named {part}" for part in PARTS),
    *(f"within {part}" for part in PARTS),
    *(f"{name} {where}" for where in ("1 before", "1 after", "2 after") for name in _NEAR),
    *(f"{name} >= {begin:g}" for name, begins in STEPS.items() for begin in begins),
    "links and short", "paragraph in main", "paragraph of links", "item of links", "item in main", "just before headline",
    "long in main", "prose in main", "comments outside main", "lead as described", "prose beside headline",
)  # fmt: skip
"""The columns of `features`."""


_STEP_COLUMNS = np.array([MEASURED.index(name) for name, begins in STEPS.items() for _ in begins])
_STEP_BEGINS = np.array([begin for begins in STEPS.values() for begin in begins], dtype=np.float32)
_COMBINED = (
    "in_main", "links", "chars", "after_headline", "up_to_main", "sentences", "in_description", "up_to_headline",
    "headline_up",
)  # fmt: skip
"""The numbers that are columns of others, too."""


def _neighbours(measured: Matrix) -> Matrix:
    wide = [*MEASURED, *(f"tag {tag}" for tag in _TAGS)]
    chosen = measured[:, [wide.index(name) for name in _NEAR]]
    beyond = np.full((2, len(_NEAR)), -1, dtype=np.float32)
    padded, count = np.vstack([beyond, chosen, beyond]), len(measured)
    return np.hstack([padded[1 : count + 1], padded[3 : count + 3], padded[4 : count + 4]])


def _measured(blocks: list[Block], around: Surroundings, known: Known) -> list[tuple[float, ...]]:
    """The numbers of `MEASURED` for each block."""
    page = _Page(blocks, around, known)
    return [page.measure(place, block) for place, block in enumerate(blocks)]


class _Page:
    """What the numbers of a block are relative to, and what has been passed when it is reached."""

    def __init__(self, blocks: list[Block], around: Surroundings, known: Known) -> None:
        self.blocks, self.headline, self.main = blocks, around.headline, around.main
        self.prose = sum(block.prose for block in blocks) or 1
        self.chars = sum(len(block.text) for block in blocks)
        self.title = set(words(known.title))
        self.title_letters = " ".join(words(known.title))
        self.description = set(words(known.description))
        self.stated = _triples(words(known.stated_body))
        self.begins = np.concatenate([[0], np.cumsum([len(block.text) for block in blocks])])
        self.prose_until = np.concatenate([[0], np.cumsum([block.prose for block in blocks])])
        self.texts: dict[str, int] = {}
        self.alike: dict[tuple[str, ...], int] = {}
        for block in blocks:
            self.texts[block.text] = self.texts.get(block.text, 0) + 1
        self.repeated = _repeated(blocks)
        self.words = [words(block.text) for block in blocks]
        self.forms = [_form(block) for block in blocks]
        for block, form in zip(blocks, self.forms, strict=True):
            self.alike[form] = self.alike.get(form, 0) + block.prose
        self.short = [len(block.text) < _SHORT for block in blocks]
        self.dated = [len(block.text) < _HEADING and bool(_DATED.search(block.text)) for block in blocks]
        self.since, self.until = _distances([bool(block.prose) for block in blocks])
        self.above_main = {holder: levels for levels, holder in enumerate(self.main.around)}
        beside = blocks[self.headline].holder.around if self.headline is not None else []
        self.above_headline = {holder: levels for levels, holder in enumerate(beside)}
        self.article = next((holder for holder in beside if holder.tag in {"article", "main"}), None)
        self.passed_prose = self.comments = self.related = self.articles = self.headlines = 0
        self.last_article: Holder | None = None

    def measure(self, place: int, block: Block) -> tuple[float, ...]:
        """The numbers of one block; blocks come in their order."""
        text, holder, found = block.text, block.holder, self.words[place]
        chars, start = len(text), text[:_START]
        distinct, chain = set(found), holder.around
        self._pass(place, block, chain)
        up_to_main, main_up = _meeting(chain, self.above_main)
        up_to_headline, headline_up = _meeting(chain, self.above_headline)
        parent, grand = holder.above(1), holder.above(2)
        before, after = self.blocks[max(0, place - 4) : place], self.blocks[place + 1 : place + 2]
        numbers = (
            log1p(chars), len(found), block.linked, block.sentences, bool(_ENDS.search(text)), text.count(","),
            len(_DIGIT.findall(start)) / len(start), _capitals(start) / len(start),
            chars / max(1, len(found)),
            block.bold, block.broken, text[0].islower(), place / len(self.blocks),
            place == self.headline or " ".join(found) == self.title_letters,
            len(self.description & distinct) / len(distinct) if self.description and len(found) > 3 else -1.0,
            self._stated_share(found), len(self.title & distinct) / max(1, len(distinct)), self.texts[text] - 1,
            self.alike[self.forms[place]] / self.prose, holder.own_prose / self.prose, parent.prose / self.prose,
            parent.linked / max(1, parent.chars), grand.prose / self.prose, grand.linked / max(1, grand.chars),
            main_up == 0 and self.main in chain, up_to_main, main_up, holder.depth, log1p(holder.chars),
            holder.linked / max(1, holder.chars), text.endswith(":"), "|" in text, text.startswith("#"),
            chars < _HEADING and bool(_YEAR.search(text)), up_to_headline, headline_up, self._after_headline(place),
            self.repeated[holder], (self.article in chain) if self.article else -1.0, self.passed_prose,
            self.comments, self.related, self.articles, self.headlines, sum(self.dated[max(0, place - 4) : place]),
            sum(self.short[max(0, place - 4) : place]), any(each.holder.tag in _HEADINGS for each in after),
            any(each.holder.tag in _HEADINGS for each in before[-1:]), self.prose_until[place] / self.prose,
            1 - self.prose_until[place + 1] / self.prose, self.since[place], self.until[place],
            log1p(len(before[-1].text)) if before else -1.0, log1p(len(after[0].text)) if after else -1.0,
        )  # fmt: skip
        self.passed_prose += bool(block.prose)
        return numbers

    def _pass(self, place: int, block: Block, chain: tuple[Holder, ...]) -> None:
        if self.headline is None or place <= self.headline:
            return
        if len(block.text) < _HEADING:
            self.comments += bool(COMMENTS.match(block.text))
            self.related += bool(RELATED.match(block.text))
        self.headlines += block.holder.tag == "h1"
        article = next((holder for holder in chain if holder.tag == "article"), None)
        if article is not self.last_article:
            self.articles += article is not None
            self.last_article = article

    def _after_headline(self, place: int) -> float:
        """Letters since the headline, as a logarithm; below -1 before it, -1 where there is none."""
        if self.headline is None:
            return -1.0
        since = self.begins[place] - self.begins[self.headline]
        return log1p(since) if since >= 0 else -1 - log1p(-since)

    def _stated_share(self, found: list[str]) -> float:
        if not self.stated:
            return -1.0
        triples = list(zip(found, found[1:], found[2:], strict=False))
        return sum(triple in self.stated for triple in triples) / len(triples) if triples else -0.5


def _capitals(text: str) -> int:
    """How many letters of a text are capitals."""
    return 0 if text.islower() else sum(map(str.isupper, text))


def _triples(found: list[str]) -> set[tuple[str, str, str]]:
    return set(zip(found, found[1:], found[2:], strict=False)) if len(found) > 30 else set()


def _form(block: Block) -> tuple[str, ...]:
    """What blocks of the same make have in common: names of the element and of the one around it."""
    holder, parent = block.holder, block.holder.above(1)
    return holder.tag, holder.names, parent.tag, parent.names


def _repeated(blocks: list[Block]) -> dict[Holder, int]:
    """How many siblings of the same make stand beside an element or beside one around it: items of lists, comments."""
    holders = {holder: None for block in blocks for holder in reversed(block.holder.around)}
    siblings: dict[tuple[Holder | None, str, str], int] = {}
    for holder in holders:
        key = (holder.parent, holder.tag, holder.names)
        siblings[key] = siblings.get(key, 0) + 1
    found: dict[Holder, int] = {}
    for holder in holders:
        own = siblings[holder.parent, holder.tag, holder.names] if holder.tag in _REPEATING else 0
        found[holder] = max(own, found.get(holder.parent, 0) if holder.parent else 0)
    return found


def _distances(prose: list[bool]) -> tuple[list[int], list[int]]:
    """Blocks since the last and until the next that is prose, 50 at the most."""
    since: list[int] = []
    until: list[int] = []
    for found, flags in ((since, prose), (until, prose[::-1])):
        distance = 50
        for flag in flags:
            found.append(min(distance, 50))
            distance = 1 if flag else distance + 1
    return since, until[::-1]


def _meeting(chain: tuple[Holder, ...], above: dict[Holder, int]) -> tuple[int, int]:
    """Levels from a block, and from the other end, up to the element that holds both; -1 where there is no other."""
    return next(((levels, above[holder]) for levels, holder in enumerate(chain) if holder in above), (-1, -1))
