"""How a command speaks: log lines and summaries to stderr, what was asked for to stdout."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable

GOOD, NEEDS_A_PERSON, WRONG_USAGE, HELD_BY_ANOTHER = 0, 1, 2, 75
"""Exit statuses."""
log = logging.getLogger("diaspora")
_OURS = ("diaspora", "analysis", "crawlers")
"""Packages whose modules log under their own names, so that one part can be turned up: `crawlers.crawl.middlewares`."""


def refuse(message: str) -> int:
    """Say what is wrong with the call; return its status."""
    print(message, file=sys.stderr)
    return WRONG_USAGE


def counted(n: int, noun: str) -> str:
    """`1 file`, `2,345 files`."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def tally(counts: dict[str, int]) -> str:
    """`ru 186, en 63`: the most frequent first."""
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda item: -item[1]))


def table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]], *, out: bool = False) -> None:
    """Print a table: what was asked for to stdout (`out`), a summary of work done to stderr unless -q."""
    from rich.console import Console
    from rich.table import Table

    if not out and not log.isEnabledFor(logging.INFO):
        return
    printed = Table(*columns, title=title, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        printed.add_row(*("" if cell is None else str(cell) for cell in row))
    watched = (sys.stdout if out else sys.stderr).isatty()
    console = Console(stderr=not out, highlight=False, width=None if watched else 200)
    with console.capture() as captured:
        console.print(printed)
    # Rich fills each line up to the width: in a mail or a file that is but blanks.
    lines = [line.rstrip() for line in captured.get().splitlines()]
    print("\n".join(lines), file=sys.stdout if out else sys.stderr)


def log_to_stderr(level: int) -> None:
    """Say what we do at `level`, and what libraries do only if they warn, or if everything is asked for.

    Libraries set the levels of their loggers themselves, so it is the handler that is told.
    """
    form = "%(message)s" if sys.stderr.isatty() else "%(asctime)s %(levelname)s %(message)s"
    handler = logging.StreamHandler(sys.stderr)
    theirs = level if level == logging.DEBUG else logging.WARNING
    handler.addFilter(lambda record: record.name.split(".")[0] in _OURS or record.levelno >= theirs)
    logging.basicConfig(level=logging.WARNING, format=form, handlers=[handler])
    for package in _OURS:
        logging.getLogger(package).setLevel(level)
