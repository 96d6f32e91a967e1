"""A user's directory with a configuration of its own, and the command line run in it as cron would."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parents[2]

STUDY = """
[[window]]
name = "study"
since = 2015-04-01
until = 2016-07-31

[politeness]
contact = "tests@example.org"
delay = {delay}
private_addresses = true
"""


class Project:
    """What a user has on disk, and what the commands make of it."""

    def __init__(self, directory: Path, newspapers: dict[str, str], *, delay: float = 0.0) -> None:
        """`newspapers`: id to address; `delay`: seconds between two requests."""
        self.directory = directory
        config = directory / "config"
        shutil.copytree(ROOT / "config", config)
        (config / "study.toml").write_text(STUDY.format(delay=delay), encoding="utf-8")
        (config / "centres.toml").write_text("centre = []\n", encoding="utf-8")
        entries = [
            f'[[newspaper]]\nid = "{name}"\nname = "{name}"\nlanguages = ["ru"]\nprovenance = "a test"\n'
            f'[[newspaper.site]]\nurl = "{url}"\n'
            for name, url in newspapers.items()
        ]
        (config / "newspapers.toml").write_text("\n".join(entries), encoding="utf-8")

    @classmethod
    def at(cls, directory: Path) -> Project:
        """A directory that is one already."""
        project = cls.__new__(cls)
        project.directory = directory
        return project

    def only(self, *communities: str) -> None:
        """Leave out every other community, which makes runs cheaper."""
        for one in (self.directory / "config/diasporas").glob("*.toml"):
            if one.stem not in communities:
                one.unlink()

    def diaspora(self, *arguments: str, timeout: float = 240) -> subprocess.CompletedProcess[str]:
        """Run one command and wait for it."""
        return subprocess.run(
            [sys.executable, "-m", "diaspora", *arguments],
            cwd=self.directory,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def killed(self, after: float, *arguments: str) -> bool:
        """Run one command and kill it, with all it started, `after` seconds. False if it was done before that."""
        process = subprocess.Popen(
            [sys.executable, "-m", "diaspora", *arguments],
            cwd=self.directory,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + after
        while time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        finished = process.poll() is not None
        if not finished:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return not finished

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Answer a query from the warehouse."""
        with duckdb.connect(self.directory / "warehouse.duckdb", read_only=True) as warehouse:
            return warehouse.execute(query).fetchall()
