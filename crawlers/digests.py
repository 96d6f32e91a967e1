"""Digests: short names for contents, by which a change of data or of the program is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


def digest(*parts: str) -> str:
    """Return 16 hex digits (64 bits) that stand for `parts`; the same on every machine and run."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


@cache
def package_digest(package: str) -> str:
    """Return a digest of all files of an installed package: it changes when its code does, or its lists."""
    contents = hashlib.blake2b(digest_size=8)
    for file in _files(files(package)):
        contents.update(file.read_bytes())
    return contents.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_file():
            yield item
        elif item.name != "__pycache__":
            yield from _files(item)
