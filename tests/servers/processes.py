"""Servers as child processes: started, waited for, shown when they fail, and always stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path


class ServerError(Exception):
    """A server did not start or a command on it failed; the text ends with its own last words."""


class Server:
    """One server process with everything it forks, its output in a file.

    It dies with the test run even if that is killed (`setpriv --pdeathsig`).
    """

    def __init__(
        self, name: str, command: list[str], log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self.name, self.log = name, log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Return as soon as `ready()`; raise ServerError if the process ends or the time is over."""
        end = time.monotonic() + seconds
        while True:
            if (status := self._process.poll()) is not None:
                raise ServerError(f"{self.name} ended with status {status}.\n{self.last_words()}")
            if ready():
                return
            if time.monotonic() > end:
                raise ServerError(f"{self.name} was not ready after {seconds:.0f} s.\n{self.last_words()}")
            time.sleep(0.05)

    def last_words(self, lines: int = 30) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    def stop(self, seconds: float = 10) -> None:
        """Ask the process to end, then end its whole group."""
        self._process.terminate()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()


def accepts(address: str | tuple[str, int]) -> bool:
    """Whether something listens on a Unix socket (a path) or a TCP address (host and port)."""
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        return client.connect_ex(address) == 0


def free_port(host: str) -> int:
    """A TCP port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
