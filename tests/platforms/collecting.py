"""Collects accounts as a user does, each run in a process of its own with its keys in the environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from crawlers.sources import Catalogue
from tests.imports.warehouse import Place

_PROGRAM = """
import json, logging, sys
from crawlers.crawl import crawl
from crawlers.sources import Catalogue
from crawlers.study import Study
logging.basicConfig(stream=sys.stderr, level=logging.DEBUG)
order = json.load(sys.stdin)
catalogue = Catalogue.model_validate(order["catalogue"])
results = crawl(catalogue, Study.model_validate(order["study"]), [one.id for one in catalogue], None, None)
print(json.dumps([result.facts() for result in results]))
"""


@dataclass
class Collect:
    """One account of one centre, and where its answers are kept; `run` collects it once."""

    root: Path
    account: dict[str, Any]
    study: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    log: str = ""

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue.model_validate({"newspapers": [], "centres": [self._centre]})

    def run(self) -> SimpleNamespace:
        """Collect to the end; everything that was said is added to `log`."""
        politeness = {
            "contact": "mail@example.org",
            "delay": 0,
            "private_addresses": True,
            "timeout": 5,
            "longest_wait": 1,
        }
        order = {
            "catalogue": {"newspapers": [], "centres": [self._centre]},
            "study": {
                "window": [{"name": "study", "since": "2015-04-01", "until": "2016-07-31"}],
                "politeness": politeness,
                "paths": {"archive": str(self.archive)},
                **self.study,
            },
        }
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"YOUTUBE_API_KEY", "FACEBOOK_ACCESS_TOKEN"}
        }
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            timeout=120,
            cwd=Path(__file__).parents[2],
            env=environment | self.keys,
            check=False,
        )
        self.log += done.stderr
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        (facts,) = json.loads(done.stdout)
        return SimpleNamespace(**facts)

    def load(self) -> Place:
        """Extract and load all that was collected."""
        place = Place(self.root, self.catalogue)
        place.load()
        return place

    @property
    def _centre(self) -> dict[str, Any]:
        return {
            "id": "dacia",
            "name": "Dacia",
            "diaspora": "romanian",
            "languages": ["ro"],
            "provenance": "a test",
            "account": [{"name": "dacia.kz", "provenance": "a test", **self.account}],
        }
