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


class Rejection(NamedTuple):
    """A candidate that looked like a mention and is none."""

    start: int
    end: int
    surface: str
    diaspora: str
    rule: str
    guard: str
    """Why it was turned down, in a few words."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything the matcher considered in a text."""

    mentions: list[Mention]
    rejections: list[Rejection]
    support: list[Mention]
    """Cities: they are no mentions, they only support doubtful words of their sentence."""
