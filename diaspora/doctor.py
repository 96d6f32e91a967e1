"""The first hour on the live web: does this machine, and does each source, work as the catalogue says?"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING, Annotated

import typer

from diaspora.collecting import Sources
from diaspora.command import Place
from diaspora.disk import readable
from diaspora.telling import GOOD, NEEDS_A_PERSON, log, table

if TYPE_CHECKING:
    from crawlers.trial.first_look import Look

Finding = tuple[str, bool, str]
"""What was looked at, whether it is good, and what was seen."""
_ENOUGH_DISK = 2 * 10**9
_CLOCK_MAY_BE_OFF = 120.0


def doctor(
    place: Place,
    source: Sources = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE.json",
            help="What was seen, without secrets and texts, to be sent.",
        ),
    ] = None,
) -> int:
    """Look at this machine, and at each source in at most five polite requests: what works, and what must be mended."""
    from crawlers.crawl.machine import MachineNotReady, check_network
    from crawlers.trial.first_look import first_look

    catalogue, study = place.catalogue(), place.study
    findings = machine(place)
    looks: list[Look] = []
    try:
        check_network(host for one in catalogue for host in one.hosts)
        findings.append(("network", True, "names can be resolved"))
    except MachineNotReady as state:
        findings.append(("network", False, str(state)))
    else:
        chosen = [catalogue[name].id for name in source or ()] or [one.id for one in catalogue]
        looks = first_look(catalogue, study, chosen)
        findings += clocks(looks)
    seen = {
        "program": version("diaspora-monitor"),
        "on": datetime.now(UTC).date().isoformat(),
        "machine": [{"what": what, "good": good, "seen": told} for what, good, told in findings],
        "sources": [asdict(one) for one in looks],
        "to_fill_in": [f"{where}: {what}" for where, what, _ in _to_fill_in(place)],
    }
    text = json.dumps(seen, ensure_ascii=False, indent=1, default=str)
    if output is not None:
        output.write_text(text + "\n", encoding="utf-8")
        log.info("%s: can be sent to whoever keeps the catalogue; it holds no secrets and no texts.", output)
    if as_json:
        print(text)
    else:
        _show(findings, looks, _to_fill_in(place))
    healthy = all(good for _, good, _ in findings) and all(one.works for one in looks)
    return GOOD if healthy else NEEDS_A_PERSON


def machine(place: Place) -> list[Finding]:
    """Look at what does not need the network."""
    from crawlers.crawl.machine import WrongClock, check_clock

    study = place.study
    free = disk_usage(Path.cwd()).free
    found: list[Finding] = [
        ("Python", sys.version_info >= (3, 11), platform.python_version()),
        ("disk", free > _ENOUGH_DISK, f"{readable(free)} free"),
        ("DuckDB", *_duckdb()),
        ("locale", True, f"files {sys.getfilesystemencoding()}, output {sys.stdout.encoding}"),
        (
            "contact",
            bool(study.politeness.contact),
            "set" if study.politeness.contact else "politeness.contact is empty",
        ),
    ]
    for what, folder in (
        ("archive", study.paths.archive),
        ("logs", study.paths.logs),
        ("report", study.paths.report),
    ):
        found.append((what, *_writable(folder)))
    try:
        check_clock(study.paths.archive, datetime.now(UTC))
    except WrongClock as wrong:
        found.append(("clock", False, str(wrong)))
    return found


def clocks(looks: list[Look]) -> list[Finding]:
    """Compare this machine's clock with those of the sites: the middle one of them is right."""
    off = sorted(one.clock_off for one in looks if one.clock_off is not None)
    if len(off) < 3:
        return []
    middle = off[len(off) // 2]
    good = abs(middle) < _CLOCK_MAY_BE_OFF
    return [
        (
            "clock",
            good,
            f"{abs(middle):.0f} seconds {'behind' if middle > 0 else 'ahead of'} the sites' clocks",
        )
    ]


def _duckdb() -> tuple[bool, str]:
    import duckdb

    from crawlers.warehouse.connection import WarehouseError, open_warehouse

    with tempfile.TemporaryDirectory() as scratch:
        try:
            open_warehouse(Path(scratch) / "trial.duckdb").close()
        except (WarehouseError, duckdb.Error) as error:
            return False, f"{duckdb.__version__}: {error}"
    return True, duckdb.__version__


def _writable(folder: Path) -> tuple[bool, str]:
    there = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    try:
        with tempfile.TemporaryFile(dir=there):
            return True, "can be written"
    except OSError as error:
        return False, f"cannot be written ({error.strerror})"


def _to_fill_in(place: Place) -> list[tuple[str, str, str]]:
    from crawlers.catalogue.sources import to_fill_in
    from crawlers.crawl.settings import keys, keys_to_fill_in

    catalogue = place.catalogue()
    missing = [*to_fill_in(catalogue), *keys_to_fill_in(keys(), catalogue)]
    return [(one.where, one.what, one.how) for one in missing]


def _show(findings: list[Finding], looks: list[Look], missing: list[tuple[str, str, str]]) -> None:
    table(
        "This machine",
        ("what", "", "seen"),
        [(what, "good" if good else "look", told) for what, good, told in findings],
        out=True,
    )
    if looks:
        rows = [
            (
                one.source_id,
                "works" if one.works else "look",
                one.newest_day,
                one.read_by,
                one.moved_to,
                one.trouble or one.found_by,
            )
            for one in sorted(looks, key=lambda one: (one.works, one.source_id))
        ]
        table("Sources", ("source", "", "newest", "read by", "moved to", "why, or how found"), rows, out=True)
    if missing:
        table("To fill in", ("where", "what", "how to find it"), missing, out=True)
