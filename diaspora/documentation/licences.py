"""Writes docs/licences.md: the licence of each package that is locked, as its own metadata states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "licences.md"
_TEXTS = re.compile(
    r"\b(MIT|Apache|BSD|ISC|MPL|PSF|Zope|LGPL|GPL|Unlicense|0BSD|Python Software Foundation)\b", re.I
)
_HEAD = """\
# Licences

Of every package in `requirements.lock`, as its own metadata states it; made by `make docs`. The program itself is under
the MIT licence. pymorphy3's dictionaries are made from OpenCorpora's, which are under CC BY-SA 3.0: whoever gives them
on, inside a container or a bundle, names OpenCorpora and keeps that licence for them.

| package | version | licence |
|---|---|---|
"""


def locked(lock: Path = ROOT / "requirements.lock") -> list[str]:
    """Return the names of the packages that `lock` pins."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)


def licence(package: str) -> tuple[str, str]:
    """Return the version and the licence of an installed package. Raises PackageNotFoundError."""
    facts = metadata(package)
    stated = [
        *(facts.get_all("License-Expression") or ()),
        *(
            one.rpartition(" :: ")[2]
            for one in facts.get_all("Classifier") or ()
            if one.startswith("License ::")
        ),
        *(facts.get_all("License") or ()),
    ]
    short = next((one for one in stated if one and len(one) < 100 and one != "OSI Approved"), "")
    named = short or next((found[0] for one in stated if (found := _TEXTS.search(one))), "not stated")
    return facts["Version"], named


def rows() -> Iterator[tuple[str, str, str]]:
    """Yield name, version and licence of each locked package that is installed."""
    for name in sorted(locked(), key=str.lower):
        try:
            yield (name, *licence(name))
        except PackageNotFoundError:
            continue


def main() -> None:
    """Write the page."""
    lines = "".join(f"| {name} | {version} | {named} |\n" for name, version, named in rows())
    TARGET.write_text(_HEAD + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
