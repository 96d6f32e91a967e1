"""The files that come with the program, and a study's own copy of its configuration.

In a checkout, `config/` and `sample/` stand at its top; a wheel carries them inside this package. A study's own
`config/` goes before the shipped one as a whole. Beside it, `config/.shipped/` keeps the shipped files that it was
made from, so that a new version can tell what the user has changed from what it has changed itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

_HERE = Path(__file__).parent
ORIGINALS = ".shipped"
"""Folder of a study's configuration that keeps the shipped files as they were when they were copied."""


def shipped(name: str) -> Path:
    """Return the folder `config` or `sample` of this version of the program. It is never written to."""
    packed = _HERE / "shipped" / name
    return packed if packed.is_dir() else _HERE.parent / name


@dataclass(slots=True)
class Copied:
    """What became of each file (by its name below `config/`) when a study's configuration was made or brought up to date."""

    written: list[str] = field(default_factory=list)
    """New ones."""
    updated: list[str] = field(default_factory=list)
    """Those that the user never changed, replaced by their new version."""
    kept: list[str] = field(default_factory=list)
    """Those that both the user and the new version changed: left as they are."""
    dropped: list[str] = field(default_factory=list)
    """Those that the new version ships no more: left as they are."""
    difference: str = ""
    """What the new version changed in the kept ones, as a unified diff."""


def copy_configuration(source: Path, own: Path) -> Copied:
    """Make `own` from the shipped configuration `source`, or bring it up to date without touching what a user changed.

    Can be interrupted and run again. Raises OSError.
    """
    done, originals = Copied(), own / ORIGINALS
    for name in _names(source):
        new, mine, base = (source / name).read_bytes(), _read(own / name), _read(originals / name)
        if mine is None and base is None:
            done.written.append(name)
            _write(own / name, new)
        elif mine == base and new != base:
            done.updated.append(name)
            _write(own / name, new)
        elif base is not None and new not in (base, mine):
            done.kept.append(name)
            done.difference += _difference(name, base, new)
        _write(originals / name, new)
    for name in [*_names(originals)]:
        if not (source / name).exists():
            done.dropped.append(name)
            (originals / name).unlink()
    return done


def outdated(source: Path, own: Path) -> list[str]:
    """Return the shipped files that have changed since `own` was copied from them; none where it was not copied."""
    originals = own / ORIGINALS
    if not originals.is_dir():
        return []
    return [name for name in _names(source) if _read(originals / name) != (source / name).read_bytes()]


def _names(folder: Path) -> Iterator[str]:
    found = sorted(path.relative_to(folder) for path in folder.rglob("*.toml"))
    yield from (name.as_posix() for name in found if ORIGINALS not in name.parts)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(content)
    partial.replace(path)


def _difference(name: str, before: bytes, after: bytes) -> str:
    old, new = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (before, after))
    return "".join(unified_diff(old, new, f"shipped before/{name}", f"shipped now/{name}"))
