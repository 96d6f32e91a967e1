"""What the machine does to a run: disks that fill up or cannot be written, odd locales, no home, a wrong clock."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from crawlers.crawl.machine import NetworkDown, WrongClock, check_clock, check_network
from diaspora.troubles import in_one_line
from tests.chain.disks import disk, remounted
from tests.chain.project import ROOT, Project


def test_a_disk_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", 3) as folder:
        project = Project(folder, {})
        remounted(folder, "ro")
        for command in (["run", "--sample"], ["init", "."]):
            run = project.diaspora(*command)
            assert (run.returncode, "Traceback" in run.stderr) == (1, False), run.stderr
            assert "cannot be written" in run.stderr
            assert len(run.stderr.splitlines()) <= 2


@pytest.mark.parametrize(
    "changes",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "koi8-r"},
        {"HOME": None, "USER": None, "LANG": None},
        {"HOME": "/nonexistent", "TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"},
    ],
    ids=["locale C", "KOI8-R", "no HOME", "a HOME that is not there"],
)
def test_an_odd_environment_changes_nothing(tmp_path: Path, changes: dict[str, str | None]) -> None:
    environment = {
        name: value
        for name, value in (os.environ | {"PYTHONPATH": str(ROOT)} | changes).items()
        if value is not None
    }
    told = subprocess.run(
        [sys.executable, "-m", "diaspora", "mentions"],
        input='{"id": 1, "text": "Қазақстандағы немістер мен «поляки»"}\n'.encode(),
        cwd=tmp_path, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert '"surface": "немістер"' in told.stdout.decode("utf-8")


def test_a_clock_that_went_back_crawls_nothing(tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper/paper-20261128053000-a1b2.warc.gz").touch()
    check_clock(tmp_path, datetime(2026, 11, 28, tzinfo=UTC))
    with pytest.raises(WrongClock, match="1970-01-01"):
        check_clock(tmp_path, datetime(1970, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("hosts", "resolved", "down"),
    [
        (["a.kz", "b.kz", "c.kz"], [], True),
        (["a.kz", "b.kz", "c.kz"], ["c.kz"], False),
        (["a.kz", "b.kz"], [], False),  # two may be gone for good
        (["127.0.0.1:80", "[::1]", "localhost", "a.kz"], [], False),
        ([], [], False),
    ],
)
def test_the_network_is_down_only_if_nothing_can_be_resolved(
    monkeypatch: pytest.MonkeyPatch, hosts: list[str], resolved: list[str], down: bool
) -> None:
    def look_up(name: str, port: int) -> list[object]:
        if name in resolved:
            return [name]
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    if down:
        with pytest.raises(NetworkDown, match="none of 3 names"):
            check_network(hosts)
    else:
        check_network(hosts)


def test_what_an_error_was_raised_in_place_of_is_told() -> None:
    error = duckdb.TransactionException("cannot rollback - no transaction is active")
    error.__context__ = duckdb.IOException("Could not write file: No space left on device")
    assert "no room is left" in (in_one_line(error) or "")


def test_where_no_room_is_left_a_database_fails_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    error = duckdb.FatalException("the database has been invalidated")
    assert in_one_line(error) is None
    monkeypatch.setattr("diaspora.troubles.disk_usage", lambda path: SimpleNamespace(free=4096))
    assert "no room is left" in (in_one_line(error) or "")
    assert in_one_line(ValueError("a fault of ours")) is None


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(28, "No space left on device", "archive/x"), "archive/x: no room is left"),
        (OSError(30, "Read-only file system", "logs"), "logs: cannot be written"),
        (PermissionError(13, "Permission denied", "report"), "report: cannot be written"),
        (
            OSError("[Errno 28] Error writing bytes to file. Detail: [errno 28] No space left"),
            "no room is left",
        ),
        (duckdb.IOException("Could not write file: No space left on device"), "no room is left"),
        (duckdb.OutOfMemoryException("failed to allocate data"), "too little memory"),
        (MemoryError(), "too little memory"),
        (BrokenProcessPool(), "too little memory"),
        (ValueError("a fault of ours"), None),
        (OSError(2, "No such file", "x"), None),
        (duckdb.BinderException("a fault of ours"), None),
    ],
)
def test_what_the_machine_refuses_is_one_line(error: Exception, says: str | None) -> None:
    line = in_one_line(error)
    assert (line is None) if says is None else (line is not None and says in line and "\n" not in line)
