"""Servers never outlive the tests, and say why they failed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers.processes import Server, ServerError, accepts, free_port

PROJECT = Path(__file__).parents[2]


def gone(process: int, seconds: float = 5) -> bool:
    """Whether a process ends within some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        status = Path(f"/proc/{process}/stat")
        if not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_server_that_ends_early_shows_its_last_words(tmp_path: Path) -> None:
    server = Server("the oven", ["sh", "-c", "echo too hot; exit 3"], tmp_path / "log")
    with pytest.raises(ServerError, match=r"the oven ended with status 3\.\ntoo hot"):
        server.wait_until(lambda: False, 10)
    server.stop()


def test_waiting_is_bounded(tmp_path: Path) -> None:
    server = Server("the sloth", ["sleep", "60"], tmp_path / "log")
    try:
        with pytest.raises(ServerError, match="the sloth was not ready after 0 s"):
            server.wait_until(lambda: False, 0.2)
    finally:
        server.stop()


def test_stopping_ends_what_the_server_forked(tmp_path: Path) -> None:
    children = tmp_path / "children"
    server = Server("the parent", ["sh", "-c", f"sleep 60 & echo $! > {children}; wait"], tmp_path / "log")
    server.wait_until(lambda: children.exists() and children.read_text().strip() != "", 10)
    server.stop()
    assert gone(int(children.read_text()))


def test_servers_die_with_tests_that_are_killed(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys, time; from tests.servers.processes import Server;"
        f"print(Server('sleeper', ['sleep', '60'], pathlib.Path({str(tmp_path / 'log')!r}))._process.pid, flush=True);"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=PROJECT, stdout=subprocess.PIPE) as tests:
        assert tests.stdout
        sleeper = int(tests.stdout.readline())
        time.sleep(0.2)  # for setpriv to have become the sleeper
        os.kill(tests.pid, signal.SIGKILL)
    assert gone(sleeper)


def test_a_free_port_is_free_until_somebody_listens() -> None:
    port = free_port("127.0.0.1")
    assert not accepts(("127.0.0.1", port))
    with socket.create_server(("127.0.0.1", port)):
        assert accepts(("127.0.0.1", port))
