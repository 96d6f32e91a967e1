"""Digests: short names for contents, by which a change of data or of the program is seen."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_OURS = ("crawlers", "analysis", "diaspora")
_PASSED_OVER = ("__pycache__",)


def digest(*parts: str) -> str:
    """Return 16 hex digits (64 bits) that stand for `parts`; the same on every machine and run."""
    return hashlib.blake2b("\x1f".join(parts).encode(errors="surrogatepass"), digest_size=8).hexdigest()


@cache
def code_digest(*names: str) -> str:
    """Return a digest of the modules and packages `names`, of what they import of ours, and of the files beside them.

    A step that names its entry here sees by itself that code which decides its result has changed. A package stands
    for all its modules; a data file (`.sql`, `.toml`, …) counts with the modules of its folder.

    >>> code_digest("crawlers.digests") == code_digest("crawlers.digests")
    True
    """
    contents = hashlib.blake2b(digest_size=8)
    for path in code_files(*names):
        contents.update(path.name.encode() + b"\x1f" + path.read_bytes())
    return contents.hexdigest()


@cache
def code_files(*names: str) -> tuple[Path, ...]:
    """Return the files that `code_digest` reads, in a fixed order."""
    modules: dict[str, Path] = {}
    pending = list(names)
    while pending:
        name = pending.pop()
        path = _file_of(name)
        if path is None or name in modules:
            continue
        modules[name] = path
        pending += _imported(path)
        if name in names and path.name == "__init__.py":
            pending += _modules_below(name, path.parent)
    beside = {item for path in modules.values() for item in _data_beside(path)}
    return tuple(sorted({*modules.values(), *beside}))


def _file_of(name: str) -> Path | None:
    """The file of a module of ours; None for anything else, such as a name that a module defines."""
    package, *below = name.split(".")
    home = find_spec(package)  # of the package alone: to ask for each module costs every command a second
    if home is None or not home.submodule_search_locations:
        return None
    path = Path(home.submodule_search_locations[0], *below)
    files = (path / "__init__.py", path.with_suffix(".py")) if below else (path / "__init__.py",)
    return next((file for file in files if file.exists()), None)


@cache
def _imported(path: Path) -> tuple[str, ...]:
    """The names of ours that a file imports, wherever in it. Steps share most of their files; each is parsed once."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names if alias.name.split(".")[0] in _OURS]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in _OURS:
            names += [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(names)


def _modules_below(name: str, folder: Path) -> Iterator[str]:
    for item in folder.iterdir():
        if item.suffix == ".py" and item.stem != "__init__":
            yield f"{name}.{item.stem}"
        elif (item / "__init__.py").exists():
            yield f"{name}.{item.name}"
            yield from _modules_below(f"{name}.{item.name}", item)


def _data_beside(path: Path) -> Iterator[Path]:
    """The files that are no code in a module's folder, and in folders below it that are no packages."""
    for item in path.parent.iterdir():
        if item.is_file() and item.suffix not in {".py", ".pyc"}:
            yield item
        elif item.is_dir() and item.name not in _PASSED_OVER and not (item / "__init__.py").exists():
            yield from (below for below in item.rglob("*") if below.is_file() and below.suffix != ".pyc")
