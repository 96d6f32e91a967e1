"""What is kept beside an imported export: how it is to be read, so that reading it again gives the same."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from crawlers.catalogue.configuration import Strict
from crawlers.digests import digest
from crawlers.extract.imports.record import Mapping

ENDING = ".import.json"


class Facts(Strict):
    """One export in the archive."""

    original_name: str
    imported_at: datetime
    observed_at: datetime
    """When the export was made: what its counters are as of."""
    observed_from: str
    """How that is known: `mapping`, `file name`, `file date` or `import`."""
    mapping: Mapping = Mapping()


def place(path: Path) -> Path:
    """Return where the facts of the export at `path` are kept."""
    return path.with_name(path.name + ENDING)


def exports(root: Path) -> list[Path]:
    """Return every export in the archive directory `root`, by name."""
    beside = root.rglob(f"*{ENDING}")
    return sorted(path.with_name(path.name.removesuffix(ENDING)) for path in beside)


def is_export(path: Path) -> bool:
    """Whether the file at `path` is an imported export."""
    return place(path).exists()


def read_facts(path: Path) -> Facts | None:
    """Return the facts of the export at `path`; None when it is no imported export."""
    kept = place(path)
    return Facts.model_validate_json(kept.read_text(encoding="utf-8")) if kept.exists() else None


def write_facts(path: Path, facts: Facts) -> None:
    """Keep `facts` beside the export at `path`, in one step."""
    partial = place(path).with_suffix(".part")
    partial.write_text(facts.model_dump_json(indent=1) + "\n", encoding="utf-8")
    partial.replace(place(path))


def reader_digest(path: Path, extractor: str) -> str:
    """Return what decides how the file at `path` is read: the program, and for an export also its facts."""
    kept = place(path)
    return digest(extractor, kept.read_text(encoding="utf-8")) if kept.exists() else extractor
