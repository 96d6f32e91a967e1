"""Which files are archives, by their names."""

from __future__ import annotations

import re
from pathlib import Path

ENDINGS = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz")
"""How the names of archive files end."""
_ENDING = re.compile(r"\.w?arc(\.gz|\.zst)?$")


def archive_files(root: Path) -> list[Path]:
    """Return every archive file below `root`, by name."""
    return sorted(path for path in root.rglob("*arc*") if path.name.endswith(ENDINGS) and path.is_file())


def stem(name: str) -> str:
    """Return the name of an archive file without its ending.

    >>> stem("paper/crawl.warc.gz")
    'paper/crawl'
    """
    return _ENDING.sub("", name)
