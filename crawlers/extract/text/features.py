"""What is known of every block of a page, as numbers: its wording, its place, its surroundings.

The numbers of `MEASURED` are cut into steps (`STEPS`), so that a weight can be learned for each step and a sum of
weights is all that a decision takes. No word of any language counts, save two lists of headings that end an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawlers.extract.metadata.section_headings import COMMENTS, RELATED
from crawlers.extract.text.blocks import OUTERMOST, Block, Holder, words
from crawlers.extract.text.class_words import BIT, PARTS

Matrix = NDArray[np.float32]
Column = Sequence[float] | NDArray[np.float64] | NDArray[np.float32]

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
_SHARING = frozenset(("p", "span", "li", "h2", "h3", "a", "font", "td", "dd", "time", "div"))
"""Tags whose parent's names say as much of them as their own."""
_PARAGRAPHS = frozenset(("p", "span", "font", "blockquote", "li", "h2", "h3", "section"))
AWAY = sum(BIT[part] for part in ("comments", "navigation", "side", "footer", "notice", "related"))
"""Parts that are not of the main text."""

_CAPITAL = re.compile("[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΫЀ-ЯҐҒҖҚҢҮҰҲҺӘӨ]")
_ENDS = frozenset(".!?…。！？।؟:;")
_CLOSING = "\"'»”’)]"
_HEADING, _START, _FEW, _BESIDE = 60, 200, 3, 3
_MOST = 60.0
"""No number of a block is larger: what is rare must not outweigh all else."""
_HEADLINE_ALIKE, _LONGEST_HEADLINE = 0.6, 400
_HEADLINE_TAGS = {"h1": 0.15, "h2": 0.05, "h3": 0.05}
"""What a heading's tag adds to its likeness with the title."""

STEPS: dict[str, tuple[float, ...]] = {
    "chars": (3, 3.7, 4.4, 5.1, 5.8), "links": (0.01, 0.2, 0.5, 0.95), "sentences": (1, 2, 4),
    "holder_share": (0.05, 0.2, 0.5), "parent_share": (0.05, 0.3, 0.7), "grand_share": (0.1, 0.5, 0.9),
    "after_headline": (-1.5, 0, 1, 4, 6, 8.5), "in_description": (-0.5, 0.3, 0.6, 0.8), "in_stated_body": (-0.7, -0.2, 0.2, 0.7), "up_to_main": (1, 2, 3, 4),
    "prose_before": (0.01, 0.3, 0.9, 0.99), "prose_after": (0.01, 0.3, 0.9, 0.99), "prose_place": (1, 2, 3, 5),
    "comments_begun": (1,), "related_begun": (1, 3), "headlines_since": (1,), "articles_since": (1, 3),
    "alike_share": (0.05, 0.3, 0.6), "depth": (6, 10, 14), "in_title": (0.3, 0.6), "capitals": (0.4,),
}  # fmt: skip
"""Where the steps of a number begin."""
MEASURED = (
    "chars", "words", "links", "sentences", "ends", "capitals", "small_start", "is_headline", "in_title", "in_description",
    "in_stated_body",
    "holder_share", "parent_share", "grand_share", "alike_share", "depth", "up_to_main", "in_main", "beside_headline",
    "place", "after_headline", "prose_place", "prose_before", "prose_after",
    "comments_begun", "related_begun", "headlines_since", "articles_since",
)  # fmt: skip
_NEAR = ("chars", "links", "sentences", "ends", "in_main", "tag p", "tag h2", "tag h3", "tag li")
_COMBINED = (
    "links and short", "paragraph in main", "paragraph of links", "item of links", "item in main", "just before headline",
    "long in main", "prose in main", "comments outside main", "lead as described", "prose beside headline",
)  # fmt: skip
NAMES = (
    *MEASURED,
    *(f"tag {tag}" for tag in _TAGS),
    *(f"named {part}" for part in PARTS),
    *(f"within {part}" for part in PARTS),
    *(f"{name} {where}" for where in ("before", "after") for name in _NEAR),
    *(f"{name} >= {begin:g}" for name, begins in STEPS.items() for begin in begins),
    *_COMBINED,
)
"""The columns of `features`."""

_ROW = {name: place for place, name in enumerate((*MEASURED, *(f"tag {tag}" for tag in _TAGS)))}
_NEAR_ROWS = np.array([_ROW[name] for name in _NEAR])
_STEP_ROWS = np.array([_ROW[name] for name, begins in STEPS.items() for _ in begins])
_STEP_BEGINS = np.array([[begin] for begins in STEPS.values() for begin in begins], dtype=np.float32)
_TAG_CODES = {tag: code for code, tag in enumerate(_TAGS)}
_TAG_ROWS = np.eye(len(_TAGS), len(_TAGS) + 1, dtype=np.float32)
_BITS = np.arange(len(PARTS))[:, None]


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


def surroundings(blocks: list[Block], title: str) -> Surroundings:
    """Find the headline and the main element of a page."""
    return Surroundings(_headline(blocks, set(words(title))), _main(blocks))


def _headline(blocks: list[Block], wanted: set[str]) -> int | None:
    """The block most like the title: `h1` before other headings before anything else."""
    best, place = _HEADLINE_ALIKE, None
    fewest = len(wanted) * (_HEADLINE_ALIKE - max(_HEADLINE_TAGS.values()))
    for number, block in enumerate(blocks if wanted else ()):
        if len(block.text) >= _LONGEST_HEADLINE or len(common := wanted.intersection(block.words)) < fewest:
            continue
        alike = len(common) / max(len(wanted), len(set(block.words)))
        alike += _HEADLINE_TAGS.get(block.holder.tag, 0)
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
    columns: dict[str, Column] = {
        **_wording(blocks, around, known),
        **_standing(blocks, around),
        **_order(blocks, around.headline),
    }
    measured = np.array([columns[name] for name in MEASURED], dtype=np.float32)
    np.clip(measured, -_MOST, _MOST, out=measured)
    tags = _TAG_ROWS[:, [_TAG_CODES.get(block.holder.tag, len(_TAGS)) for block in blocks]]
    named = _bits([own_parts(block.holder) for block in blocks])
    within = _bits([block.holder.all_parts for block in blocks])
    rows = np.vstack([measured, tags])
    near = np.zeros((2, len(_NEAR), len(blocks)), dtype=np.float32)
    near[0, :, 1:] = rows[_NEAR_ROWS, :-1]
    near[1, :, :-1] = rows[_NEAR_ROWS, 1:]
    steps = measured[_STEP_ROWS] >= _STEP_BEGINS
    near_rows = near.reshape(2 * len(_NEAR), len(blocks))
    table = np.vstack([rows, named, within, near_rows, steps, *_combined(rows, named, within)])
    return table.T.astype(np.float32)


def _bits(numbers: list[int]) -> Matrix:
    """A row for each part of `PARTS`."""
    return ((np.array(numbers, dtype=np.int64) >> _BITS) & 1).astype(np.float32)


def _combined(rows: Matrix, named: Matrix, within: Matrix) -> Iterator[NDArray[Any]]:
    """What only two numbers together say, in the order of `_COMBINED`."""
    links, chars, in_main, after = (
        rows[_ROW[name]] for name in ("links", "chars", "in_main", "after_headline")
    )
    paragraph, item, is_main = rows[_ROW["tag p"]], rows[_ROW["tag li"]], rows[_ROW["up_to_main"]] == 0
    yield links * (chars < 4.4)
    yield paragraph * in_main
    yield paragraph * (links > 0.5)
    yield item * (links > 0.8)
    yield item * in_main
    yield (after < 0) & (after > -1)
    yield is_main & (chars > 4)
    yield is_main & (rows[_ROW["sentences"]] > 0) & (links < 0.3)
    yield within[PARTS.index("comments")] * (1 - in_main)
    yield named[PARTS.index("lead")] * (rows[_ROW["in_description"]] > 0.5)
    yield rows[_ROW["beside_headline"]] * (rows[_ROW["sentences"]] > 0) * (chars > 4)


def own_parts(holder: Holder) -> int:
    """What an element's names say, and those of the element around it where it is but a paragraph of that."""
    shared = holder.parent.parts if holder.parent and holder.tag in _SHARING else 0
    return holder.parts | shared


def _wording(blocks: list[Block], around: Surroundings, known: Known) -> dict[str, Column]:
    """How each block is worded."""
    texts, found = [block.text for block in blocks], [block.words for block in blocks]
    title_words, stated = words(known.title), _triples(words(known.stated_body))
    title, described = set(title_words), set(words(known.description))
    return {
        "chars": np.log1p(list(map(len, texts))),
        "words": list(map(len, found)),
        "links": [block.linked for block in blocks],
        "sentences": [block.sentences for block in blocks],
        "ends": [text.rstrip(_CLOSING)[-1:] in _ENDS for text in texts],
        "capitals": [len(_CAPITAL.findall(text, 0, _START)) / min(_START, len(text)) for text in texts],
        "small_start": [text[0].islower() for text in texts],
        "is_headline": [place == around.headline or own == title_words for place, own in enumerate(found)],
        "in_title": [len(title.intersection(own)) / (len(own) or 1) for own in found],
        "in_description": [
            len(described.intersection(own)) / len(own) if described and len(own) > _FEW else -1.0
            for own in found
        ],
        "in_stated_body": [_share(own, stated) for own in found] if stated else [-1.0] * len(blocks),
    }


def _standing(blocks: list[Block], around: Surroundings) -> dict[str, Column]:
    """Which elements each block stands in, and how much of the page's prose they hold."""
    prose = sum(block.prose for block in blocks) or 1
    holders = [block.holder for block in blocks]
    parents = [holder.parent or holder for holder in holders]
    alike: dict[tuple[str, ...], int] = {}
    forms = [
        (holder.tag, holder.names, parent.tag, parent.names)
        for holder, parent in zip(holders, parents, strict=True)
    ]
    for block, form in zip(blocks, forms, strict=True):
        alike[form] = alike.get(form, 0) + block.prose
    above_main = {holder: level for level, holder in enumerate(around.main.around)}
    to_main = [_path(holder, above_main) for holder in holders]
    headline = blocks[around.headline].holder.around if around.headline is not None else ()
    above_headline = {holder: level for level, holder in enumerate(headline)}
    to_headline = [_path(holder, above_headline) for holder in holders]
    return {
        "holder_share": [holder.own_prose / prose for holder in holders],
        "parent_share": [parent.prose / prose for parent in parents],
        "grand_share": [(parent.parent or parent).prose / prose for parent in parents],
        "alike_share": [alike[form] / prose for form in forms],
        "depth": [holder.depth for holder in holders],
        "up_to_main": [up for up, _ in to_main],
        "in_main": [down == 0 for _, down in to_main],
        "beside_headline": [0 <= up + down <= _BESIDE for up, down in to_headline],
    }


def _order(blocks: list[Block], headline: int | None) -> dict[str, Column]:
    """Where each block stands in the order of the page, and what has been passed before it."""
    count = len(blocks)
    begins = np.cumsum([0, *(len(block.text) for block in blocks)])[:-1]
    proses = np.cumsum([0, *(block.prose for block in blocks)])
    whole = proses[-1] or 1
    since = begins - begins[headline] if headline is not None else begins
    logs = np.log1p(np.abs(since))
    after = np.full(count, -1.0) if headline is None else np.where(since >= 0, logs, -1 - logs)
    return {
        "place": np.arange(count) / count,
        "after_headline": after,
        "prose_place": np.cumsum([0, *(block.prose > 0 for block in blocks)])[:-1],
        "prose_before": proses[:-1] / whole,
        "prose_after": 1 - proses[1:] / whole,
        **_begun(blocks, headline),
    }


def _begun(blocks: list[Block], headline: int | None) -> dict[str, Column]:
    """How many headings of comments and of other things to read, headlines and articles have begun since the headline."""
    first = len(blocks) if headline is None else headline + 1
    later = blocks[first:]
    short = [block.text if len(block.text) < _HEADING else "" for block in later]
    inside = [block.holder.article for block in later]
    begun = {
        "comments_begun": [bool(text and COMMENTS.match(text)) for text in short],
        "related_begun": [bool(text and RELATED.match(text)) for text in short],
        "headlines_since": [block.holder.tag == "h1" for block in later],
        "articles_since": [
            bool(own) and own != last for last, own in zip([0, *inside], inside, strict=False)
        ],
    }
    return {name: np.cumsum([*[False] * first, *flags]) for name, flags in begun.items()}


def _path(holder: Holder | None, above: dict[Holder, int]) -> tuple[int, int]:
    """Levels up to the first element of those `above` another, and down to that; -1 where there is no other."""
    up = 0
    while holder is not None:
        if (down := above.get(holder)) is not None:
            return up, down
        holder, up = holder.parent, up + 1
    return -1, -1


def _share(found: list[str], stated: set[tuple[str, str, str]]) -> float:
    """The share of the runs of three words that are stated too."""
    triples = list(zip(found, found[1:], found[2:], strict=False))
    return sum(triple in stated for triple in triples) / len(triples) if triples else -0.5


def _triples(found: list[str]) -> set[tuple[str, str, str]]:
    return set(zip(found, found[1:], found[2:], strict=False)) if len(found) > 30 else set()
