"""Killed at each stage, run again: the same as if nothing had happened. Two at once: one of them works."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from crawlers.warehouse.copying import differences
from tests.chain.project import ROOT, Project

STAGES = ("extract", "enrich", "build", "report", "digest")
COMMAND = ("run", "--sample", "--digest", "monthly")


def begun(project: Project) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "diaspora", *COMMAND],
        cwd=project.directory,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def step(project: Project) -> str:
    """The step that the run under way is at, as whoever came second would read it."""
    try:
        return str(json.loads((project.directory / "warehouse.duckdb.lock").read_text())["step"])
    except (OSError, ValueError):
        return ""


def killed_at(project: Project, stage: str, after: float) -> bool:
    """Begin a run, and kill it, with all that it started, `after` seconds at `stage`. False if it had left it by then."""
    process = begun(project)
    while process.poll() is None and step(project) != stage:
        time.sleep(0.01)
    time.sleep(after)
    hit = process.poll() is None and step(project) == stage
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return hit


def survives(project: Project, undisturbed: Project, kills: int, seed: int) -> Counter[str]:
    """Kill `kills` runs at each stage, run each to its end, and compare; return how often each stage was hit."""
    chance, hits = random.Random(seed), Counter[str]()
    for stage in STAGES:
        for _ in range(kills):
            for name in ("warehouse.duckdb", "warehouse.duckdb.wal"):
                (project.directory / name).unlink(missing_ok=True)
            for page in (project.directory / "digests").glob("*"):
                page.unlink()
            hits[stage] += killed_at(project, stage, chance.uniform(0, 1.5))
            again = project.diaspora(*COMMAND, timeout=1200)
            assert again.returncode == 0, (stage, again.stderr)
            found = differences(
                project.directory / "warehouse.duckdb", undisturbed.directory / "warehouse.duckdb"
            )
            assert (stage, found) == (stage, [])
            assert [page.name for page in (project.directory / "digests").iterdir()] == ["2016-07.html"]
            assert list(project.directory.rglob("*.part")) == []
    return hits


@pytest.mark.soak
def test_two_hundred_kills(tmp_path: Path, sampled: Project) -> None:
    kills = int(os.environ.get("SOAK_KILLS", "40"))
    hits = survives(Project(tmp_path, {}), sampled, kills, seed=2027)
    print(hits)
    assert min(hits[stage] for stage in STAGES) >= kills * 0.6


@pytest.mark.soak
def test_two_runs_at_once_fifty_times(tmp_path: Path, sampled: Project) -> None:
    project = Project(tmp_path, {})
    for _ in range(int(os.environ.get("SOAK_PAIRS", "50"))):
        both = [begun(project), begun(project)]
        assert sorted(process.wait(1200) for process in both) in ([0, 75], [0, 0])
    assert differences(tmp_path / "warehouse.duckdb", sampled.directory / "warehouse.duckdb") == []
