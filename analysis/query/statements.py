"""Where a statement ends: a query at its `;`, a command or a saved question at the end of its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

COMMANDS = (".tables", ".schema", ".questions", ".mode", ".help", ".quit")
"""Of the shell."""

_ALONE = frozenset({"exit", "quit"})


def is_whole(text: str) -> bool:
    """Whether what was typed so far is a statement, or nothing at all.

    >>> is_whole("SELECT 1"), is_whole("SELECT 1;"), is_whole(".tables"), is_whole("@changes")
    (False, True, True, True)
    """
    begun = text.strip()
    return not begun or begun.endswith(";") or begun.startswith((".", "@")) or begun in _ALONE


def statements(lines: Iterable[str]) -> Iterator[str]:
    """Yield the statements that lines of text make up; the last may lack its `;`."""
    pending = ""
    for line in lines:
        pending += line if line.endswith("\n") else f"{line}\n"
        if is_whole(pending):
            yield pending
            pending = ""
    if pending:
        yield pending
