"""A study as it stood before each step of today's run, and as the run left it: what a test disturbs, and compares with.

A disturbance costs seconds so: the run begins at the step that is disturbed, and the next one goes on from there.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.chain.project import Project
from tests.chain.simulated import Paper, moment
from tests.chain.warm import Ended, Warm
from tests.crawl.loopback import Loopback, serve

STEPS = ("crawl", "extract", "drop what terms let nobody keep", "enrich", "build", "report", "digest")
"""Those of a run, in their order."""
BEFORE, TODAY = -357, -337
"""The machine was off for twenty days, each with an article; today is the first of a month, and a digest is due. All of them
are over: children of a pool live by the real clock, and leave out what seems to have been archived in days to come."""
COMMAND = ("run", "--unattended", "--digest", "monthly")

Facts = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Stepwise:
    """Two papers, so that there are two archive files to share, and a study of one community."""

    warm: Warm
    folder: Path
    lasts: dict[str, float]
    """Seconds that each step took."""

    def lay(self, folder: Path, step: str) -> None:
        """Make `folder` what the study was before a step of today's run."""
        if folder.exists():
            for path in folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.folder / step, folder, copy_function=shutil.copy, dirs_exist_ok=True)

    def begin(self, folder: Path, step: str, *, wait: float = 60, pool: bool = False) -> int:
        """Begin today's run at a step; return its process id. `wait`: seconds for whoever holds the warehouse."""
        command, steps = [*COMMAND, "--wait", str(wait)], STEPS[STEPS.index(step) :]
        return self.warm.begin(folder, moment(TODAY), *command, steps=steps, pool=pool)

    def run(self, folder: Path, step: str) -> Ended:
        """Run what today's run does from a step on."""
        self.begin(folder, step)
        return self.warm.end()

    def differing(self, folder: Path, *, exactly: bool) -> list[str]:
        """The tables and files in which a study differs from what an undisturbed run of today left.

        `exactly`: in how often its sites were asked, where in the archive that lies, and in the report as well.
        """
        here, there = facts(folder, exactly=exactly), facts(self.folder / "done", exactly=exactly)
        return sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))


class Neighbour(Paper):
    """A paper that prints two hours later what the other printed."""

    def article(self, day: int) -> str:
        return super().article(day).replace("T10:00", "T12:00")


@contextmanager
def stepwise(folder: Path, warm: Warm) -> Iterator[Stepwise]:
    """Let the papers live in `folder`, run today's run step by step, and keep what was there before each."""
    with serve(Loopback()) as site, serve(Loopback()) as beside:
        papers = [Paper(site, range(BEFORE - 18, TODAY)), Neighbour(beside, range(BEFORE - 18, TODAY, 3))]
        study = Stepwise(warm, folder, {})
        project = folder / "done"
        project.mkdir()
        Project(project, {"paper": site.url, "neighbour": beside.url}).only("german")
        for paper in papers:
            paper.show(BEFORE)
        assert warm.run(project, moment(BEFORE), *COMMAND, steps=STEPS[: STEPS.index("report")]).status == 0
        for paper in papers:
            paper.show(TODAY)
        for step in STEPS:
            shutil.copytree(project, folder / step)
            begun = time.monotonic()
            warm.begin(project, moment(TODAY), *COMMAND, steps=(step,))
            while step_of(project) != step and time.monotonic() - begun < 9:
                time.sleep(0.002)
            begun = time.monotonic()
            ended = warm.end()
            study.lasts[step] = time.monotonic() - begun
            assert ended.status == 0, ended.said
        yield study


def step_of(folder: Path) -> str:
    """The step that the run under way is at, as whoever came second would read it."""
    try:
        return str(json.loads((folder / "warehouse.duckdb.lock").read_text(encoding="utf-8"))["step"])
    except (OSError, ValueError):
        return ""


_OF_ASKING = {"crawls", "captures", "document_captures", "archives"}


def facts(folder: Path, *, exactly: bool) -> Facts:
    """What a study holds: rows by table, and the report's pages and digests by name; nothing that tells the time of day."""
    passed_over = {"steps", "schema_history"} | (set() if exactly else _OF_ASKING)
    quoted = '"{}"'
    loosely = "" if exactly else "AND column_name NOT LIKE '%capture_id' AND column_name <> 'reason' "
    with duckdb.connect(folder / "warehouse.duckdb", read_only=True) as warehouse:
        columns = warehouse.execute(
            "SELECT schema_name || '.' || table_name, "
            f"list(format(if(data_type = 'DOUBLE', 'round({quoted}, 9)', '{quoted}'), column_name) ORDER BY column_index) "
            "FROM duckdb_columns() "
            "JOIN duckdb_tables() USING (database_name, schema_name, table_name) "
            f"WHERE data_type NOT LIKE 'TIMESTAMP%' {loosely}GROUP BY 1"
        ).fetchall()
        found: Facts = {
            name: warehouse.execute(f"SELECT {', '.join(its)} FROM {name} ORDER BY ALL").fetchall()
            for name, its in columns
            if name.removeprefix("main.") not in passed_over
        }
    if not exactly:  # a killed crawl leaves today partial, and no longer untried
        today = moment(TODAY).date()
        found["main.coverage"] = [row for row in found["main.coverage"] if today not in row]
    for path in sorted((folder / "report").rglob("*")) + sorted((folder / "digests").iterdir()):
        content = re.sub(rb"[0-9:]{5} UTC", b"", path.read_bytes()) if exactly and path.is_file() else b""
        found[path.relative_to(folder).as_posix()] = [(content,)]
    found["unfinished"] = [(path,) for path in folder.rglob("*.part")]
    return found
