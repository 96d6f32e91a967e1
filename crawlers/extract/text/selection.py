"""Which blocks of a page are its article's, given how likely each is: the few rules that no weight can hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from crawlers.extract.text.blocks import OUTERMOST, Block, Holder
from crawlers.extract.text.boilerplate import CONSENT, FURNITURE, LONGEST
from crawlers.extract.text.class_words import BIT
from crawlers.extract.text.features import AWAY, Surroundings, own_parts

_LIKELY, _LIKELY_BEHIND = 0.45, 0.8
"""From which on a block is taken, and one behind the element that holds the text."""
_BESIDE = 0.15
"""From which on a paragraph is taken that stands among taken ones of the same make."""
_ENCLOSED = 0.08
"""From which on a paragraph is taken that stands between taken ones, or as the only one between headline and text."""
_NEAR = 3
"""Blocks before the headline in which a lead may stand without being called one."""
_ENOUGH = 600
"""Characters after the headline from which on it is sure that the text follows it."""
_LONGEST_HEADING, _LONGEST_DATE, _REPEATABLE = 150, 60, 40
_HARDLY = 0.02
"""Up to which not even a heading between paragraphs is taken."""
_LINKED = 0.4
"""Share of links from which on a block says nothing of its own."""
_PARAGRAPH = 8
"""Words from which on a paragraph says something without a stop as well."""
_Make = tuple[Holder | None, str, str]
_OTHERWISE = sum(
    BIT[part]
    for part in (
        "author",
        "caption",
        "promo",
        "advert",
        "share",
        "tags",
        "notice",
        "related",
        "comments",
        "form",
    )
)
"""Parts that a paragraph inside a text may be and not be of it."""
_SUBHEADINGS = frozenset(("h2", "h3", "h4"))


def chosen(blocks: Sequence[Block], around: Surroundings, likely: Sequence[float]) -> list[Block]:
    """Return the blocks of the article in their order, each text of some length once."""
    page = _Page(blocks, around, likely)
    taken = page.likely() or page.plain()
    makes = {_make(blocks[place]) for place in taken if blocks[place].prose or _runs_on(blocks[place])}
    for place in page.open_places():
        if place not in taken and (
            page.is_among(place, makes)
            or page.leads(place, taken)
            or page.heads(place, taken)
            or page.is_enclosed(place, taken)
        ):
            taken.add(place)
    return _once([blocks[place] for place in sorted(taken)])


class _Page:
    """The blocks of a page, and what chance each has after those that stand elsewhere have none."""

    def __init__(self, blocks: Sequence[Block], around: Surroundings, likely: Sequence[float]) -> None:
        self._blocks, self._around, self._headline = blocks, around, around.headline
        self._beside = set(blocks[around.headline].holder.around) if around.headline is not None else set()
        elsewhere = dict.fromkeys(self._beside, False)
        self._chances = [
            0.0 if _is_lone_date(block) or _is_elsewhere(block.holder, elsewhere) else float(chance)
            for block, chance in zip(blocks, likely, strict=True)
        ]
        if self._headline is not None:
            if self._text_follows(self._headline):
                for place in range(self._headline - _NEAR):
                    if not blocks[place].holder.all_parts & BIT["lead"]:
                        self._chances[place] = 0.0
            self._chances[self._headline] = 0.0

    def open_places(self) -> list[int]:
        """The places of the blocks that may be of the article at all."""
        return [place for place, chance in enumerate(self._chances) if chance]

    def likely(self) -> set[int]:
        """The places of the likely blocks; behind the element that holds most of the text a block must be surer."""
        inside = self._holder_of_text()
        last = max(
            (place for place, block in enumerate(self._blocks) if inside in block.holder.around), default=0
        )
        return {
            place
            for place, chance in enumerate(self._chances)
            if chance > (_LIKELY if place <= last else _LIKELY_BEHIND)
        }

    def plain(self) -> set[int]:
        """On a page on which nothing is likely: what says something after the headline, beside it or in the main element."""
        first = self._headline if self._headline is not None else -1
        return {
            place for place in self.open_places() if place > first and self._is_plain(self._blocks[place])
        }

    def is_among(self, place: int, makes: set[_Make]) -> bool:
        """Whether a block is a paragraph among taken ones of the same make."""
        block = self._blocks[place]
        enough = (
            _BESIDE if block.sentences else _ENCLOSED
        )  # a stop that is missing has been held against it already
        return self._chances[place] > enough and _says(block) and _make(block) in makes

    def is_enclosed(self, place: int, taken: set[int]) -> bool:
        """Whether a paragraph stands between two taken ones, or between headline and text, in no element named otherwise."""
        block = self._blocks[place]
        if self._chances[place] <= _ENCLOSED or not block.prose or own_parts(block.holder) & _OTHERWISE:
            return False
        if block.holder.all_parts & AWAY:
            return False
        after = place + 1 in taken
        return after and (place - 1 in taken or place - 1 == self._headline)

    def leads(self, place: int, taken: set[int]) -> bool:
        """Whether a block is called a lead and stands between the headline and the text, or just before the headline."""
        block, headline = self._blocks[place], self._headline
        if headline is None or not taken or not _says(block) or not own_parts(block.holder) & BIT["lead"]:
            return False
        return headline - _NEAR <= place <= headline + _NEAR or headline < place < min(taken)

    def heads(self, place: int, taken: set[int]) -> bool:
        """Whether a block is a heading between two paragraphs of the text."""
        block = self._blocks[place]
        if block.holder.tag not in _SUBHEADINGS or len(block.text) > _LONGEST_HEADING:
            return False
        if block.linked > _LINKED or self._chances[place] <= _HARDLY:
            return False
        before = next((each for each in (place - 1, place - 2) if each in taken), None)
        after = next((each for each in (place + 1, place + 2) if each in taken), None)
        return None not in {before, after} and all(
            self._blocks[each].holder.parent is block.holder.parent
            for each in (before, after)
            if each is not None
        )

    def _text_follows(self, headline: int) -> bool:
        sizes = [
            len(block.text) if chance > _LIKELY else 0
            for block, chance in zip(self._blocks, self._chances, strict=True)
        ]
        before, after = sum(sizes[:headline]), sum(sizes[headline:])
        return after > before or after > _ENOUGH

    def _holder_of_text(self) -> Holder:
        """The element that holds most of what is likely and least of what is not."""
        gain: dict[Holder, float] = {}
        for block, chance in zip(self._blocks, self._chances, strict=True):
            gain[block.holder] = gain.get(block.holder, 0.0) + (chance - _LIKELY) * len(block.text)
        levels: dict[int, list[Holder]] = {}
        for holder in gain:
            levels.setdefault(holder.depth, []).append(holder)
        for depth in range(max(levels, default=0), 0, -1):
            for holder in levels[depth]:
                if (above := holder.parent) is not None:
                    if above not in gain:
                        levels.setdefault(depth - 1, []).append(above)
                    gain[above] = gain.get(above, 0.0) + gain[holder]
        return max(gain, key=lambda holder: gain[holder], default=OUTERMOST)

    def _is_plain(self, block: Block) -> bool:
        holder = block.holder
        near = self._around.main in holder.around or holder in self._beside or holder.parent in self._beside
        return near and _says(block) and not holder.all_parts & AWAY


def _is_lone_date(block: Block) -> bool:
    return bool(block.holder.parts & BIT["date"]) and len(block.text) < _LONGEST_DATE and not block.sentences


def _is_elsewhere(holder: Holder | None, known: dict[Holder, bool]) -> bool:
    """Whether an element is in one that is furniture by its name and does not hold the headline; `known` remembers."""
    if holder is None:
        return False
    if (found := known.get(holder)) is None:
        own = bool(holder.parts & BIT["comments"]) or (bool(holder.all_names) and _is_furniture(holder))
        found = known[holder] = own or _is_elsewhere(holder.parent, known)
    return found


def _is_furniture(holder: Holder) -> bool:
    consent, furniture = _named(holder.all_names)
    small = holder.chars < LONGEST and holder.tag != "h1" and not holder.parts & BIT["widget"]
    return consent or (furniture and small)


@lru_cache(maxsize=50_000)
def _named(names: str) -> tuple[bool, bool]:
    """Whether names are those of a question for consent, and of furniture."""
    return bool(CONSENT.search(names)), bool(FURNITURE.search(names))


def _says(block: Block) -> bool:
    return (bool(block.sentences) or _runs_on(block)) and block.linked < _LINKED


def _runs_on(block: Block) -> bool:
    """Whether a paragraph says something without a stop at its end, as many a small site writes."""
    return block.holder.tag == "p" and len(block.words) >= _PARAGRAPH


def _make(block: Block) -> _Make:
    return block.holder.parent, block.holder.tag, block.holder.names


def _once(blocks: list[Block]) -> list[Block]:
    """Blocks without those that say again what was said, such as a lead that stands twice."""
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block.text) <= _REPEATABLE or block.text not in seen:
            kept.append(block)
        seen.add(block.text)
    return kept
