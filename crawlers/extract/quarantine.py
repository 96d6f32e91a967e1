"""What could not be read: kept apart with its reason and counted, while everything beside it is read."""

from __future__ import annotations

from typing import Any

_TOLD = 3
"""Places that are told one by one."""


class Quarantine:
    """The places of one archive file that could not be read."""

    def __init__(self, archive_file: str) -> None:
        self._archive_file = archive_file
        self.rows: list[dict[str, Any]] = []
        """Rows of `rows.QUARANTINE`."""

    def add(
        self, reason: str, *, offset: int | None = None, line: int | None = None, url: str | None = None
    ) -> None:
        """Note that a record at a byte, or a row on a line, or (with neither) the file from there on is not read."""
        place = {"archive_file": self._archive_file, "record_offset": offset, "line": line, "url": url}
        self.rows.append(place | {"reason": reason})

    @property
    def summary(self) -> str | None:
        """The first few places with their reasons, and how many more; None when all could be read."""
        if not self.rows:
            return None
        more = len(self.rows) - _TOLD
        told = "; ".join(_sentence(row) for row in self.rows[:_TOLD])
        return told + (f"; and {more} more (in the table quarantine)" if more > 0 else "")


def in_one_line(error: BaseException) -> str:
    """Say what an exception says, short enough for a table."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200]


def _sentence(row: dict[str, Any]) -> str:
    where = f"at byte {row['record_offset']}: " if row["record_offset"] is not None else ""
    where = f"on line {row['line']}: " if row["line"] is not None else where
    about = f"{row['url']}: " if row["url"] else ""
    return f"{where}{about}{row['reason'].rstrip('.')}"
