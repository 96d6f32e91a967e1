"""Killed at each stage, run again: the same as if nothing had happened. Two at once: one of them works."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from crawlers.warehouse.copying import differences
from tests.chain.project import ROOT, Project
from tests.chain.simulated import Paper, moment
from tests.chain.warm import Warm
from tests.crawl.loopback import Loopback, serve

STAGES = ("crawl", "extract", "enrich", "build", "report", "digest")
IN_A_POOL = ("extract", "enrich")
"""Stages of which also a child is killed."""
BEFORE, TODAY = -357, -337
"""The machine was off for twenty days, each with an article; today is the first of a month, and a digest is due. All of them
are over: children of a pool live by the real clock, and leave out what seems to have been archived in days to come."""
COMMAND = ("run", "--unattended", "--digest", "monthly")


@dataclass(frozen=True)
class Bench:
    """A study as it stood, and what a run of today makes of it if nobody disturbs it."""

    warm: Warm
    before: Path
    undisturbed: dict[str, list[tuple[object, ...]]]
    lasts: dict[str, float]
    """Seconds that each stage took."""

    def again(self, folder: Path) -> None:
        """Make `folder` what it was before."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.before, folder, copy_function=shutil.copy)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Two papers, so that there are two archive files to share, and a study of one community."""
    folder = tmp_path_factory.mktemp("before")
    with serve(Loopback()) as site, serve(Loopback()) as beside, Warm(core=1) as warm:
        papers = [Paper(site, range(BEFORE - 48, TODAY)), Paper(beside, range(BEFORE - 28, TODAY, 3))]
        Project(folder, {"paper": site.url, "neighbour": beside.url}).only("german")
        for paper in papers:
            paper.show(BEFORE)
        assert warm.run(folder, moment(BEFORE), *COMMAND).status == 0
        for paper in papers:
            paper.show(TODAY)
        undisturbed = folder.with_name("undisturbed")
        shutil.copytree(folder, undisturbed)
        pid = warm.begin(undisturbed, moment(TODAY), *COMMAND)
        lasts = dict.fromkeys(STAGES, 0.0)
        while is_alive(pid):
            lasts[step(undisturbed)] = lasts.get(step(undisturbed), 0.0) + 0.005
            time.sleep(0.005)
        assert warm.end().status == 0
        yield Bench(warm, folder, facts(undisturbed), lasts)


def step(folder: Path) -> str:
    """The step that the run under way is at, as whoever came second would read it."""
    try:
        return str(json.loads((folder / "warehouse.duckdb.lock").read_text(encoding="utf-8"))["step"])
    except (OSError, ValueError):
        return ""


def is_alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def session(pid: int) -> list[int]:
    """The processes that a run started and that live, without itself, oldest first."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(pid) and fields[0] != "Z" and stat.parent.name != str(pid):
            found.append(int(stat.parent.name))
    return sorted(found)


def facts(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a warehouse says, by table: all but how often it was asked, and where in the archive that lies."""
    asking = ("crawls", "captures", "document_captures", "archives", "steps", "schema_history")
    with duckdb.connect(folder / "warehouse.duckdb", read_only=True) as warehouse:
        columns = warehouse.execute(
            "SELECT schema_name || '.' || table_name, list('\"' || column_name || '\"' ORDER BY column_index) FROM duckdb_columns() "
            "JOIN duckdb_tables() USING (database_name, schema_name, table_name) "
            "WHERE data_type NOT LIKE 'TIMESTAMP%' AND column_name NOT LIKE '%capture_id' AND column_name <> 'reason' "
            "GROUP BY 1"
        ).fetchall()
        found = {
            name: warehouse.execute(f"SELECT {', '.join(its)} FROM {name} ORDER BY ALL").fetchall()
            for name, its in columns
            if name.removeprefix("main.") not in asking
        }
    today = moment(TODAY).date()  # which a killed crawl leaves partial, and no longer untried
    found["main.coverage"] = [row for row in found["main.coverage"] if today not in row]
    return found | {"digests": [(one.name,) for one in sorted((folder / "digests").iterdir())]}


def killed_at(bench: Bench, folder: Path, stage: str, share: float, *, a_child: bool) -> bool:
    """Begin a run and kill it, or a child of it, after a share of the time that `stage` lasts. False if it had left it by then."""
    pid = bench.warm.begin(folder, moment(TODAY), *COMMAND, pool=a_child)
    while is_alive(pid) and step(folder) != stage:
        time.sleep(0.004)
    if a_child:
        while is_alive(pid) and step(folder) == stage and len(session(pid)) < 3:  # a fork server, its tracker
            time.sleep(0.02)
        time.sleep(share * 0.5)
    else:
        time.sleep(share * bench.lasts[stage])
    victims = session(pid)[2:] if a_child else [pid]
    hit = bool(victims) and is_alive(pid) and step(folder) == stage
    if hit:
        os.kill(random.Random(share).choice(victims), signal.SIGKILL)
    ended = bench.warm.end()
    assert not hit or a_child or ended.status == -signal.SIGKILL
    assert "Traceback" not in ended.said, ended.said
    return hit


def survives(bench: Bench, folder: Path, stage: str, share: float, *, a_child: bool = False) -> bool:
    """Kill a run, let the next go to its end, and compare. Returns whether it was hit."""
    bench.again(folder)
    hit = killed_at(bench, folder, stage, share, a_child=a_child)
    again = bench.warm.run(folder, moment(TODAY), *COMMAND)
    assert (again.status, again.said) == (0, "")
    found = facts(folder)
    assert found.keys() == bench.undisturbed.keys()
    for table, rows in bench.undisturbed.items():
        assert (stage, table, found[table]) == (stage, table, rows)
    assert list(folder.rglob("*.part")) == []
    return hit


@pytest.mark.soak
def test_two_hundred_kills(tmp_path: Path, bench: Bench) -> None:
    """Twenty-five hits at each of six stages, and of a child of two pools, in turn."""
    wanted, chance, hits = int(os.environ.get("SOAK_KILLS", "25")), random.Random(2027), Counter[str]()
    victims = {stage: (stage, False) for stage in STAGES}
    victims |= {f"a child of {stage}": (stage, True) for stage in IN_A_POOL}
    while short := [name for name in victims if hits[name] < wanted]:
        for name in short:
            stage, a_child = victims[name]
            hits[name] += survives(bench, tmp_path / "study", stage, chance.random(), a_child=a_child)
        print(dict(hits), flush=True)


def begun(project: Project) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "diaspora", "run", "--sample"],
        cwd=project.directory,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.soak
def test_two_runs_at_once_fifty_times(tmp_path: Path, sampled: Project) -> None:
    project = Project(tmp_path, {})
    for _ in range(int(os.environ.get("SOAK_PAIRS", "50"))):
        both = [begun(project), begun(project)]
        assert sorted(process.wait(1200) for process in both) in ([0, 75], [0, 0])
    assert differences(tmp_path / "warehouse.duckdb", sampled.directory / "warehouse.duckdb") == []
