"""Writes docs/questions.md: the saved questions, each with its SQL."""

from __future__ import annotations

from pathlib import Path

from analysis.query import saved_questions

TARGET = Path(__file__).parents[2] / "docs" / "questions.md"

_HEAD = """# Saved questions

What a researcher asks first, each a file in `analysis/query/saved/`: `diaspora sql @NAME` answers it, in the shell `@NAME`
alone does, and in Python `open_warehouse().ask("NAME")`. Take one, change it, paste it. Made by `make docs`; the first line
of each file is its question.
"""


def page() -> str:
    """Return the page as Markdown."""
    parts = [
        f"## @{one.name}\n\n{one.asks}\n\n```sql\n{one.sql}\n```\n" for one in saved_questions().values()
    ]
    return "\n".join([_HEAD, *parts])


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
