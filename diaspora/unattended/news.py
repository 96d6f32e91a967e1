"""The end of a run: which alarms are new or over, and who is told."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from crawlers.catalogue.study import Alarms
from crawlers.warehouse.connection import WarehouseError
from diaspora.command import Place
from diaspora.telling import GOOD, NEEDS_A_PERSON, log
from diaspora.unattended import alarm_log
from diaspora.unattended.alarm_log import Alarm, Held
from diaspora.unattended.run_log import Transcript

ALARMS = "alarms.json"


def announce(told: Alarms) -> None:
    """Tell the address that is pinged that a run begins."""
    if told.ping:
        from diaspora.unattended import notifying

        if trouble := notifying.ping(str(told.ping), "start"):
            log.warning("%s", trouble)


def tell(place: Place, of_the_run: list[Alarm], said: Transcript, status: int, *, unattended: bool) -> int:
    """Tell each alarm that is new or over, of the run and of what its marts show; return the exit status."""
    study = place.study
    path = study.paths.logs / ALARMS
    held = alarm_log.read(path)
    current = [*of_the_run, *_of_the_marts(place, held)]
    today = datetime.now(ZoneInfo(study.timezone)).date()
    held, new, over = alarm_log.news(held, current, today)
    _keep(path, held)
    for alarm in current:
        log.warning("Needs a person: %s", alarm.what)
    for what in over:
        log.warning("No longer: %s", what)
    status = max(status, NEEDS_A_PERSON) if current else status
    _send(study.alarms, new, over, said.lines, status)
    if unattended and not study.alarms.mail and (new or over):
        print(letter(new, over, said.lines), file=sys.__stderr__)
    return status


def letter(new: list[str], over: list[str], lines: str) -> str:
    """Return what a person gets to read: the news first, then what this run said, and nothing of other runs."""
    parts = []
    if new:
        parts += ["Needs a person:", *(f"- {what}" for what in new), ""]
    if over:
        parts += ["No longer:", *(f"- {what}" for what in over), ""]
    return "\n".join([*parts, "What this run said:", "", lines])


def _of_the_marts(place: Place, held: dict[str, Held]) -> list[Alarm]:
    """What the marts show; where they cannot be read, what they showed last: not to know is no end of an alarm."""
    from analysis.alarms import alarms

    try:
        with place.built() as warehouse:
            return [Alarm(*row) for row in alarms(warehouse)]
    except WarehouseError:
        return [Alarm(key, one.what, patience=1) for key, one in held.items() if not key.startswith("run/")]


def _keep(path: Path, held: dict[str, Held]) -> None:
    try:
        if held or path.exists():
            alarm_log.write(path, held)
    except OSError as error:
        log.warning("%s: cannot be written (%s); what is told now will be told again.", path, error.strerror)


def _send(told: Alarms, new: list[str], over: list[str], lines: str, status: int) -> None:
    """Tell whoever `study.toml` names. What cannot be reached is said, and nothing more."""
    if not (told.ping or told.webhook or told.mail):
        return
    from diaspora.unattended import notifying

    troubles = []
    if told.ping:
        troubles.append(notifying.ping(str(told.ping), "" if status == GOOD else "fail"))
    if new or over:
        if told.webhook:
            facts = {"text": "\n".join([*new, *over]), "new": new, "over": over, "status": status}
            troubles.append(notifying.webhook(str(told.webhook), facts))
        if told.mail:
            troubles.append(notifying.mail(told.mail, "diaspora: look at it", letter(new, over, lines)))
    for trouble in filter(None, troubles):
        log.warning("%s", trouble)
