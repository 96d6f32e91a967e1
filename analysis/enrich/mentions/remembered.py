"""Answers that are remembered. `functools.lru_cache` keeps count of every use, which costs more than these answers do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

_MOST = 65536


class Remembered(dict[Asked, Answer]):
    """What `answer` says, asked once for each key; all is forgotten when there is too much of it.

    >>> doubled = Remembered(lambda number: 2 * number)
    >>> doubled[4], list(doubled)
    (8, [4])
    """

    def __init__(self, answer: Callable[[Asked], Answer]) -> None:
        self._answer = answer

    def __missing__(self, asked: Asked) -> Answer:
        if len(self) >= _MOST:
            self.clear()
        answer = self[asked] = self._answer(asked)
        return answer
