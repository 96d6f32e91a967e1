"""What `schedule` prints is what cron, systemd and logrotate take, wherever the study lies."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from diaspora.scheduling import Machine, crontab, files, logrotate

FOLDERS = ["/srv/diaspora", "/srv/Диаспоры Казахстана", "/srv/100 % ours", '/srv/it\'s "here"']


def machine(folder: str, zone: str = "Asia/Almaty") -> Machine:
    program = (shutil.which("true") or "/bin/true",)
    return Machine(
        program,
        Path(folder),
        Path(folder) / "logs",
        "root",
        "root",
        time(5, 30),
        zone,
        600,
        "you@example.org",
    )


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_shell_of_cron_reads_the_line_as_it_is_meant(folder: str) -> None:
    line = crontab(machine(folder)).splitlines()[-1]
    _, _, *days, command = line.split(None, 5)
    assert days == ["*", "*", "*"]
    assert not re.search(r"(?<!\\)%", command), "cron takes a bare % for the end of the line"
    cd, into, and_, *run = shlex.split(command.replace("\\%", "%"))
    assert (cd, into, and_) == ("cd", folder, "&&")
    assert run[1:] == ["run", "--unattended", "--max-minutes", "600"]


def test_the_time_is_told_by_the_clock_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    import time as clock

    clock.tzset()
    line = crontab(machine("/srv/diaspora"), datetime(2026, 1, 15, tzinfo=UTC)).splitlines()[-1]
    monkeypatch.undo()
    clock.tzset()
    assert line.startswith("30 1 * * * ")


@pytest.mark.skipif(not shutil.which("crontab"), reason="no cron here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_crontab_takes_the_file(tmp_path: Path, folder: str) -> None:
    """Debian's `crontab -n` looks at a file and installs nothing."""
    made = tmp_path / "diaspora.cron"
    made.write_text(crontab(machine(folder)), encoding="utf-8")
    done = subprocess.run(["crontab", "-n", made], capture_output=True, text=True, check=False)
    if "invalid option" in done.stderr or "usage" in done.stderr:
        pytest.skip("this crontab cannot only look")
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_systemd_takes_the_units(tmp_path: Path, folder: str) -> None:
    made = files(machine(folder))
    for name in ("diaspora.service", "diaspora.timer"):
        (tmp_path / name).write_text(made[name], encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", tmp_path / "diaspora.service", tmp_path / "diaspora.timer"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "diaspora." in line]
    assert (done.returncode, complaints) == (0, [])


@pytest.mark.skipif(not shutil.which("logrotate"), reason="no logrotate here")
@pytest.mark.parametrize("folder", FOLDERS[:2])
def test_logrotate_takes_its_file(tmp_path: Path, folder: str) -> None:
    path = tmp_path / "diaspora.logrotate"
    path.write_text(logrotate(machine(str(tmp_path / folder.lstrip("/")))), encoding="utf-8")
    path.chmod(0o644)
    done = subprocess.run(
        ["logrotate", "-d", "-s", tmp_path / "state", path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, [line for line in done.stderr.splitlines() if "error" in line]) == (0, [])
