"""Where the name of a point stands, so that names do not cover each other: greedy point-feature label placement."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
Box = tuple[float, float, float, float]

_CHARACTER, _LINE, _RADIUS = 6.6, 13.0, 12.0
"""Pixels: the width of a character, the height of a line, how far from its point a name begins."""

_PLACES = [(side, dy) for dy in (0, -13, 13, -26, 26) for side in ("left", "right")]
"""Tried in this order. `left` is the alignment of a name that stands to the right of its point."""


def place_labels(
    points: Sequence[Point], names: Sequence[str], width: float = math.inf
) -> list[tuple[str, int]]:
    """Return for each of `points` (pixels) the side and the vertical shift of its name, within `width` if that can be.

    >>> place_labels([(0, 0), (10, 0)], ["first", "second"])
    [('right', 0), ('left', 0)]
    >>> place_labels([(390, 50)], ["at the edge"], width=400)
    [('right', 0)]
    """
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in points]
    found = []
    for n, (point, name) in enumerate(zip(points, names, strict=True)):
        others = taken[:n] + taken[n + 1 :]
        best = min(
            _PLACES,
            key=lambda place: _cut_off(box := _box(point, name, *place), width) + _covered(box, others),
        )
        taken.append(_box(point, name, *best))
        found.append(best)
    return found


def _box(point: Point, name: str, side: str, dy: int) -> Box:
    x, y = point[0] + (_RADIUS if side == "left" else -_RADIUS - _CHARACTER * len(name)), point[1] + dy
    return x, y - _LINE / 2, x + _CHARACTER * len(name), y + _LINE / 2


def _cut_off(box: Box, width: float) -> float:
    """How much of a box lies beyond a frame's sides, in square pixels."""
    return 0.0 if math.isinf(width) else _LINE * (max(0.0, -box[0]) + max(0.0, box[2] - width))


def _covered(box: Box, others: Sequence[Box]) -> float:
    """How much of `others` a box covers, in square pixels."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )
