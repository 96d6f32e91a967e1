"""Files that start `diaspora run` every day on this machine: schedule."""

from __future__ import annotations

import getpass
import grp
import os
import shlex
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from diaspora.command import Folder, Place
from diaspora.telling import GOOD, refuse

KINDS = ("cron", "systemd", "logrotate")


@dataclass(frozen=True, slots=True)
class Machine:
    """Where and as whom the program runs here."""

    program: tuple[str, ...]
    """The command that starts it, as words."""
    folder: Path
    """The study's directory, absolute."""
    logs: Path
    user: str
    group: str
    at: time
    """When to start, by `zone`."""
    zone: str
    minutes: int
    """How long a run may take."""
    mail: str
    """Who is told; empty: nobody by mail."""

    @property
    def command(self) -> tuple[str, ...]:
        """What is started."""
        return (*self.program, "run", "--unattended", "--max-minutes", str(self.minutes))


def schedule(
    place: Place,
    kind: Annotated[str, typer.Argument(metavar="[cron|systemd|logrotate]", help="None: all.")] = "",
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When to start, by the study's clock.")] = "05:30",
    max_minutes: Annotated[int, typer.Option(min=10, help="How long a run may take.")] = 600,
    mail: Annotated[str, typer.Option(metavar="ADDRESS", help="Whom cron writes to.")] = "",
    output: Folder = None,
) -> int:
    """Print what starts `run` every day here: a crontab line, a systemd service and timer, a logrotate file; -o writes them."""
    if kind and kind not in KINDS:
        return refuse(f"{kind}: choose one of {', '.join(KINDS)}.")
    try:
        start = time.fromisoformat(at)
    except ValueError:
        return refuse(f"--at {at}: needs a time as 05:30.")
    study = place.study
    machine = this_machine(start, study.timezone, max_minutes, mail, study.paths.logs)
    made = files(machine)
    chosen = {name: text for name, text in made.items() if not kind or name in _FILES[kind]}
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
    for name, text in chosen.items():
        if output is None:
            print(f"{'' if len(chosen) == 1 else f'# ---- {name} ----{chr(10)}'}{text}")
        else:
            (output / name).write_text(text, encoding="utf-8")
            print(output / name)
    return GOOD


def this_machine(at: time, zone: str, minutes: int, mail: str, logs: Path) -> Machine:
    """Describe the machine, user and directory that the command was called in."""
    installed = Path(sys.argv[0]).resolve()
    program = (str(installed),) if installed.name == "diaspora" else (sys.executable, "-m", "diaspora")
    folder = Path.cwd()
    return Machine(
        program, folder, folder / logs, getpass.getuser(), grp.getgrgid(os.getgid()).gr_name, at, zone, minutes, mail
    )  # fmt: skip


def files(machine: Machine) -> dict[str, str]:
    """Return the files by their names."""
    return {
        "diaspora.cron": crontab(machine),
        "diaspora.service": service(machine),
        "diaspora.timer": timer(machine),
        "diaspora.logrotate": logrotate(machine),
    }


_FILES = {
    "cron": ("diaspora.cron",),
    "systemd": ("diaspora.service", "diaspora.timer"),
    "logrotate": ("diaspora.logrotate",),
}


def crontab(machine: Machine, now: datetime | None = None) -> str:
    """A crontab; cron mails what a job prints, and `--unattended` prints only what needs a person.

    Debian's cron knows no time zones, so the time is that of the machine's own clock.
    """
    moment = (now or datetime.now(UTC)).astimezone(ZoneInfo(machine.zone))
    local = moment.replace(hour=machine.at.hour, minute=machine.at.minute).astimezone()
    work = f"cd {shlex.quote(str(machine.folder))} && {shlex.join(machine.command)}".replace("%", "\\%")
    mailed = f'MAILTO="{machine.mail}"' if machine.mail else "# Cron mails what is printed to this user."
    return (
        "# Add these lines with `crontab -e`.\n"
        f"# {local:%H:%M} by this machine's clock is {machine.at:%H:%M} in {machine.zone}.\n"
        f"{mailed}\n"
        f"{local.minute} {local.hour} * * *  {work}\n"
    )


def service(machine: Machine) -> str:
    """A service that runs once. 75 (the last run still goes on) is no failure."""
    return f"""\
# Copy diaspora.service and diaspora.timer to /etc/systemd/system, then: systemctl enable --now diaspora.timer
[Unit]
Description=Collect and measure media on the diasporas
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={machine.user}
WorkingDirectory={_escaped(str(machine.folder))}
ExecStart={" ".join(_quoted(word) for word in machine.command)}
SuccessExitStatus=75
TimeoutStartSec={machine.minutes + 60}min
UMask=0077
Nice=10
NoNewPrivileges=yes
"""


def timer(machine: Machine) -> str:
    """A timer that makes up for a run that was missed while the machine was off."""
    return f"""\
[Unit]
Description=Start diaspora.service every day

[Timer]
OnCalendar=*-*-* {machine.at:%H:%M}:00 {machine.zone}
Persistent=true
RandomizedDelaySec=5min

[Install]
WantedBy=timers.target
"""


def logrotate(machine: Machine) -> str:
    """For those who want logrotate to keep the log; `run` rotates it by itself at a megabyte."""
    return f"""\
# Copy to /etc/logrotate.d/diaspora. Not needed: `run` begins a new log at a megabyte and keeps twelve.
"{machine.logs}/run.log" {{
    su {machine.user} {machine.group}
    monthly
    rotate 24
    compress
    delaycompress
    missingok
    notifempty
    create 0600 {machine.user} {machine.group}
}}
"""


def _escaped(text: str) -> str:
    """Escape what systemd expands."""
    return text.replace("%", "%%")


def _quoted(word: str) -> str:
    escaped = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if any(letter.isspace() or letter in "\"'\\;" for letter in word) else escaped
