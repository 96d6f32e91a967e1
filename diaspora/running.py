"""The whole chain in one command, for cron: run."""

from __future__ import annotations

import math
import sys
import traceback
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from diaspora.collecting import bring_in, collect, drop_expired_answers
from diaspora.command import Place
from diaspora.digesting import write_when_whole
from diaspora.measuring import enrich, rebuild_marts, report
from diaspora.studying import tell_if_outdated
from diaspora.telling import GOOD, HELD_BY_ANOTHER, NEEDS_A_PERSON, log, refuse

if TYPE_CHECKING:
    from diaspora.unattended.alarm_log import Alarm

_FOR_THE_CRAWL = 0.8
"""Share of `--max-minutes` after which crawls stop, so that the steps after them have the rest."""


def run(
    place: Place,
    sample: Annotated[
        bool, typer.Option("--sample", help="Use the synthetic sample in place of a crawl.")
    ] = False,
    unattended: Annotated[
        bool, typer.Option("--unattended", help="For cron: say nothing unless there is news for a person.")
    ] = False,
    max_minutes: Annotated[
        float,
        typer.Option(
            metavar="MINUTES", min=1, show_default="no limit", help="End by then, with what there is."
        ),
    ] = math.inf,
    digest: Annotated[
        str, typer.Option(metavar="monthly", help="Write the digest of each month when it is over.")
    ] = "",
) -> int:
    """Crawl, extract, enrich, build, report: what cron calls."""
    from diaspora.unattended.news import announce, tell
    from diaspora.unattended.run_lock import RunHeld, run_lock
    from diaspora.unattended.run_log import transcript

    if digest not in {"", "monthly"}:
        return refuse(f"--digest {digest}: choose monthly, or leave it out.")
    study = place.study
    try:
        with (
            run_lock(place.warehouse) as at_step,
            transcript(study.paths.logs, unattended=unattended) as said,
        ):
            announce(study.alarms)
            tell_if_outdated(place)
            chain = _Chain(place, at_step, sample=sample, minutes=max_minutes, digest=bool(digest))
            status = chain.go()
            return max(status, tell(place, chain.alarms, said, status, unattended=unattended))
    except RunHeld as held:
        if not (unattended and held.is_young):
            print(held, file=sys.stderr)
        return HELD_BY_ANOTHER


class _Chain:
    """The steps of one run; what ends one of them is an alarm, and the next run goes on from there."""

    def __init__(
        self, place: Place, at_step: Callable[[str], None], *, sample: bool, minutes: float, digest: bool
    ) -> None:
        self.alarms: list[Alarm] = []
        self._place, self._at_step, self._sample, self._digest = place, at_step, sample, digest
        self._ends = monotonic() + minutes * 60
        self._crawl_ends = monotonic() + minutes * 60 * _FOR_THE_CRAWL

    def go(self) -> int:
        """Do every step that there is time for; return the exit status."""
        status = GOOD
        for name, step in self._steps():
            if monotonic() > self._ends:
                log.warning("--max-minutes: %s, and what comes after it, is left to the next run.", name)
                break
            self._at_step(name)
            try:
                status = max(status, step())
            except Exception as error:  # noqa: BLE001  told to a person, in one line where the machine is to blame
                status = NEEDS_A_PERSON
                if not self._goes_on_after(error, name):
                    break
        return status

    def _steps(self) -> Iterator[tuple[str, Callable[[], int]]]:
        place, sample = self._place, self._sample
        if not sample:
            yield "crawl", lambda: collect(place, seconds=max(60.0, self._crawl_ends - monotonic()))
        yield "extract", lambda: bring_in(place, sample=sample)
        yield "drop what terms let nobody keep", lambda: drop_expired_answers(place)
        yield "enrich", lambda: enrich(place)
        yield "build", self._build
        yield "report", lambda: report(place)
        if self._digest:
            yield "digest", lambda: write_when_whole(place)

    def _build(self) -> int:
        from diaspora.unattended.alarm_log import Alarm

        failed = rebuild_marts(self._place)
        self.alarms += [
            Alarm(f"run/check/{one.name}", f"Check {one.name} failed. {one.meaning}") for one in failed
        ]
        return NEEDS_A_PERSON if failed else GOOD

    def _goes_on_after(self, error: Exception, step: str) -> bool:
        """Note what ended a step; return whether the steps after it make sense."""
        from crawlers.archive.records import ArchiveError
        from crawlers.catalogue.configuration import ConfigurationError
        from crawlers.crawl.machine import MachineNotReady, NetworkDown
        from crawlers.warehouse.connection import WarehouseBusy, WarehouseError
        from diaspora.troubles import in_one_line
        from diaspora.unattended.alarm_log import Alarm

        if isinstance(error, ConfigurationError):
            raise error
        if isinstance(error, MachineNotReady):
            log.error("%s", error)
            down = isinstance(error, NetworkDown)
            self.alarms.append(Alarm("run/network" if down else "run/clock", str(error), patience=int(down)))
            return True
        if isinstance(error, (WarehouseError, ArchiveError)) or (line := in_one_line(error)):
            line = str(error) if isinstance(error, (WarehouseError, ArchiveError)) else line
            log.error("%s: %s", step, line)
            patience = 1 if isinstance(error, WarehouseBusy) else 0
            self.alarms.append(Alarm(f"run/{step}", f"{step}: {line}", patience))
            return False
        log.error(
            "%s failed. This is a fault of the program: please report these lines.\n%s",
            step,
            traceback.format_exc(),
        )
        self.alarms.append(
            Alarm(f"run/{step}", f"{step}: the program failed ({type(error).__name__}); its log says where.")
        )
        return False
