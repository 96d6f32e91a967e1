"""Files of the report, replaced whole or not at all."""

from __future__ import annotations

from pathlib import Path


def replace_file(path: Path, text: str) -> Path:
    """Write a file whole or not at all, for others to read as well; return its path.

    What was begun when a disk was full or the process was killed is written over by the next report.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    partial.write_text(text, encoding="utf-8")
    partial.chmod(0o644)
    return partial.replace(path)
