"""What the matcher gives: mentions, and candidates that were turned down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Mention(NamedTuple):
    """A span of a text that names a homeland, its people, a centre, an institution or an office holder."""

    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character; `text[start:end] == surface`."""
    surface: str
    diaspora: str
    homeland: str
    """ISO 3166-1 alpha-2."""
    target: str
    rule: str
    """Language, kind and dictionary form by which the span was recognised, as `ru people немец`."""
    probability: float | None = None
    """How likely it is a mention, by the model of its language; None where rules decide alone."""


class Rejection(NamedTuple):
    """A candidate that looked like a mention and is none."""

    start: int
    end: int
    surface: str
    diaspora: str
    rule: str
    guard: str
    """Why it was turned down, in a few words."""


class Findings(NamedTuple):
    """What a text names, and what a person might say it names, too."""

    mentions: list[Mention]
    unlikely: list[Mention]
    """Candidates that are rather no mentions, but not surely: their probability is below one half and above a fifth."""


class Weighed(NamedTuple):
    """What the model made of one candidate."""

    start: int
    end: int
    surface: str
    probability: float
    contributions: list[tuple[str, float]]
    """Evidence, and what each piece added to the sum, in logits; the heaviest first."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the matcher considered in a text."""

    mentions: list[Mention]
    rejections: list[Rejection]
    weighed: list[Weighed]
    support: list[Mention]
    """Cities: they are no mentions, they only support doubtful words of their sentence."""
