"""How a row comes into the table of faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.crawl.faults.kit import NUMBERS, Fault, story
from tests.crawl.loopback import Loopback, Reply

FAULTS: list[Fault] = []
Break = Callable[[Loopback], None]


def fault(what: str, kept: int, outcome: str, says: str = "", **more: Any) -> Callable[[Break], Break]:
    """Add a row to the table."""

    def add(breaks: Break) -> Break:
        FAULTS.append(Fault(what, breaks, kept, outcome, says, **more))
        return breaks

    return add


def articles(site: Loopback, change: Callable[[int, str], Reply | str], numbers: Any = NUMBERS) -> None:
    """Change the answers of articles."""
    for number in numbers:
        site.pages[f"/news/{number}"] = change(number, story(number))
