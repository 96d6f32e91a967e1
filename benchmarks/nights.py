"""What a night costs: a warehouse of many documents is filled, then 500 new ones come, then none.

    python -m benchmarks.nights [DOCUMENTS [NEW]]

Each step runs in a process of its own. Printed are its CPU seconds (user and system, all its processes) and the most
memory that one of its processes held. Of a step whose cost follows what is new, the second and third column do not
grow with DOCUMENTS; 100,000 take some ten minutes, a million two hours and 20 GB of disk.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from benchmarks.synthetic_news import ROOT, make
from crawlers.catalogue.sources import load_catalogue
from crawlers.warehouse.connection import open_warehouse
from crawlers.warehouse.load import load, load_sources
from crawlers.warehouse.redesigns import mark_redesigns

STEPS = ("load", "enrich", "build", "report")


def main(documents: int = 20_000, new: int = 500) -> None:
    """Print the table. One core does everything, in one process a step: so that all work is counted."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        warehouse = place / "warehouse.duckdb"
        rounds = {
            f"{documents:,} at once": list(make(place / "first", documents)),
            f"{new} new": list(make(place / "new", new, seed=1, since=date(2025, 12, 26), days=2)),
            "none new": [],
        }
        print(f"{'':12}" + "".join(f"{name:>28}" for name in rounds), flush=True)
        costs = {
            name: [_cost(step, warehouse, folders) for step in STEPS] for name, folders in rounds.items()
        }
        for number, step in enumerate(STEPS):
            cells = [f"{cost[number][0]:.1f} s {cost[number][1]:,.0f} MB" for cost in costs.values()]
            print(f"{step:12}" + "".join(f"{cell:>28}" for cell in cells))
        totals = [sum(seconds for seconds, _ in cost) for cost in costs.values()]
        print(f"{'together':12}" + "".join(f"{f'{total:.1f} s':>28}" for total in totals))
        with duckdb.connect(warehouse, read_only=True) as connection:
            words, mentions = connection.sql(
                "SELECT (SELECT sum(words) FROM documents), (SELECT count(*) FROM mentions)"
            ).fetchall()[0]
        print(
            f"{warehouse.stat().st_size / 1e9:.1f} GB; {1000 * mentions / words:.2f} mentions in 1,000 words"
        )


def _cost(step: str, warehouse: Path, folders: Iterable[Path]) -> tuple[float, float]:
    """CPU seconds and the largest memory in MB of one step in its own process."""
    diaspora = [sys.executable, "-m", "diaspora", step, "--warehouse", str(warehouse), "-q"]
    here = [sys.executable, "-m", "benchmarks.nights", "load", str(warehouse), *map(str, folders)]
    command = {"load": here, "report": [*diaspora, "-o", str(warehouse.parent / "report")]}.get(
        step, diaspora
    )
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{step} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def load_folders(warehouse: Path, folders: list[Path]) -> None:
    """Load what an extraction handed over, a folder at a time."""
    with open_warehouse(warehouse) as connection:
        load_sources(connection, load_catalogue(ROOT / "sample", ROOT / "config" / "diasporas"))
        for folder in folders:
            load(connection, [folder])
        mark_redesigns(connection)


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        load_folders(Path(sys.argv[2]), [Path(folder) for folder in sys.argv[3:]])
    else:
        main(*map(int, sys.argv[1:]))
