"""Collects accounts as a user does, each run in a process of its own with its keys in the environment."""

from __future__ import annotations

import gzip
import re
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import duckdb

from crawlers.catalogue.sources import Catalogue
from tests.crawl.platforms.crawling import crawled
from tests.extract.imports.warehouse import Place


@dataclass
class Collect:
    """One account of one centre, and where its answers are kept; `run` collects it once."""

    root: Path
    account: dict[str, Any]
    study: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    others: list[dict[str, Any]] = field(default_factory=list)
    """Accounts of other centres."""
    log: str = ""
    results: list[dict[str, Any]] = field(default_factory=list)
    """How each account fared in the last run."""

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def catalogue(self) -> Catalogue:
        own = {"name": "dacia.kz", "provenance": "a test", **self.account}
        centres = [_centre("dacia", own), *(_centre(f"other-{n}", one) for n, one in enumerate(self.others))]
        return Catalogue.model_validate({"newspapers": [], "centres": centres})

    def run(self) -> SimpleNamespace:
        """Collect to the end; everything that was said is added to `log`."""
        politeness = {
            "contact": "mail@example.org",
            "delay": 0,
            "private_addresses": True,
            "timeout": 5,
            "longest_wait": 1,
        }
        study = {
            "window": [{"name": "study", "since": "2015-04-01", "until": "2016-07-31"}],
            "politeness": politeness,
            "paths": {"archive": str(self.archive)},
            **self.study,
        }
        self.results, said = crawled(self.catalogue, study, self.keys)
        self.log += said
        assert "Traceback" not in said, said
        return SimpleNamespace(**self.results[0])

    def load(self) -> Place:
        """Extract and load all that was collected."""
        place = Place(self.root, self.catalogue)
        place.load()
        return place


def _centre(centre_id: str, account: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": centre_id,
        "name": "Dacia",
        "diaspora": "romanian",
        "languages": ["ro"],
        "provenance": "a test",
        "account": [account],
    }


def make_older(archive: Path, days: int) -> None:
    """Write the archive anew as if it were so many days older."""

    def older(match: re.Match[bytes]) -> bytes:
        moment = datetime.fromisoformat(match[2].decode().replace("Z", "+00:00")) - timedelta(days=days)
        written = moment.isoformat(timespec="microseconds")
        return match[1] + (written.replace("+00:00", "Z") if match[2].endswith(b"Z") else written).encode()

    for path in archive.rglob("*.warc.gz"):
        content = gzip.decompress(path.read_bytes())
        content = re.sub(rb'(WARC-Date: |"(?:started|finished)_at": ")([\d:T.Z+-]+)', older, content)
        records = re.split(rb"(?=WARC/1\.1\r\n)", content)
        path.write_bytes(b"".join(gzip.compress(record) for record in records if record))
    for index in archive.rglob("index.cdxj"):
        index.unlink()


def unpacked(directory: Path) -> bytes:
    """Return every file below a directory, archives unpacked, with the tables of its warehouse as text."""
    with closing(duckdb.connect(directory / "warehouse.duckdb")) as warehouse:
        warehouse.execute(f"EXPORT DATABASE '{directory / 'tables'}' (FORMAT csv)")
    files = [path for path in directory.rglob("*") if path.is_file()]
    assert any(path.name.endswith(".warc.gz") for path in files)
    return b"".join(
        gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files
    )


def spellings(secret: str) -> list[bytes]:
    """Return how a key may stand in a file."""
    return [secret.encode(), quote(secret, safe="").encode(), secret[5:-5].encode()]
