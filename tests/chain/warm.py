"""Runs of `diaspora` forked from a process that has imported the whole program: a year of them in minutes.

`python -m tests.chain.warm` reads orders from stdin, one JSON object a line, and answers each with one: `{"pid": …}` once the
run is under way, and `{"status": …, "rss": …, "cpu": …}` when it has ended.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partialmethod
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from types import SimpleNamespace, TracebackType
from typing import Any, Self

_PROGRAM = ("crawlers", "analysis", "diaspora")
_IMPORTED_LATE = (
    "ruptures",
    "scipy.stats",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.cookies",
    "scrapy.extensions.throttle",
    "time_machine",
    "tldextract",
)
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""A process that has threads cannot be forked safely."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    status: int
    """Its exit status; below zero: the signal that ended it."""
    said: str
    """What cron would mail."""
    rss: int
    """Bytes of memory at its peak, with what it shares with others."""
    cpu: float
    """Seconds, with those of its children."""


class Warm:
    """A process that forks runs, each in a session of its own, as cron would start it."""

    def __init__(self, core: int = 0) -> None:
        """`core`: which of the cores a run has to itself, if it needs no pool."""
        self.core = sorted(os.sched_getaffinity(0))[-1 if core else 0]
        self._own = TemporaryDirectory()
        self._said = Path(self._own.name, "said")
        self._process = Popen(
            [sys.executable, "-m", "tests.chain.warm"],
            stdin=PIPE,
            stdout=PIPE,
            text=True,
            env=os.environ | _ONE_THREAD,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.__exit__(kind, error, trace)
        self._own.cleanup()

    def begin(
        self,
        directory: Path,
        now: datetime,
        *arguments: str,
        steps: Iterable[str] | None = None,
        pool: bool = False,
    ) -> int:
        """Begin `diaspora ARGUMENTS` in `directory` at a moment; return its process id, which is its session's, too.

        `steps`: do only these of a `run`. `pool`: let each step that can have work done by a pool of processes do so,
        however little there is.
        """
        assert self._process.stdin is not None
        order = {
            "directory": str(directory),
            "now": now.isoformat(),
            "arguments": arguments,
            "steps": None if steps is None else list(steps),
            "pool": pool,
            "core": self.core,
            "said": str(self._said),
        }
        print(json.dumps(order), file=self._process.stdin, flush=True)
        return int(self._told()["pid"])

    def end(self) -> Ended:
        """Wait for the run that was begun."""
        told = self._told()
        return Ended(told["status"], self._said.read_text(encoding="utf-8"), told["rss"], told["cpu"])

    def run(
        self, directory: Path, now: datetime, *arguments: str, steps: Iterable[str] | None = None
    ) -> Ended:
        """Begin a run and wait for it."""
        self.begin(directory, now, *arguments, steps=steps)
        return self.end()

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def call(now: datetime, arguments: list[str]) -> int:
    """Call the command line in this process at a moment; return its exit status."""
    import time_machine

    from diaspora.app import main

    sys.argv = ["diaspora", *arguments]
    with time_machine.travel(now, tick=True):
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
    return 0


def _import_everything() -> None:
    for package in _PROGRAM:
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    for name in _IMPORTED_LATE:
        import_module(name)
    from crawlers.digests import code_digest
    from crawlers.steps import STEPS

    for step in STEPS:
        code_digest(*step.code)
    _read_once()
    _draw_nothing_and_compile_once()
    gc.freeze()
    assert "twisted.internet.reactor" not in sys.modules, "a reactor cannot be forked"


def _read_once() -> None:
    """Read a text as enrichment does, so that the forms of words are known to every fork."""
    from analysis.enrich.mentions import Matcher
    from analysis.enrich.mentions.inflection import russian
    from diaspora.command import Place, configuration
    from diaspora.explanation import explain_text

    russian.forms = cache(russian.forms)
    place = Place(Path("none"), configuration(None))
    matcher = Matcher(place.diasporas, place.study.mentions)
    explain_text(matcher, place.judge, "Немцы Казахстана открыли в Астане выставку книг о культуре Германии.")


def _draw_nothing_and_compile_once() -> None:
    """Pictures are the same work every day, and so is the compilation of templates: tests of the report do both."""
    from jinja2 import Environment, FileSystemBytecodeCache

    from analysis.report import pictures, site

    pictures.vlc = SimpleNamespace(vegalite_to_svg=lambda spec: "<svg></svg>")  # type: ignore[attr-defined]
    site.vlc = SimpleNamespace(javascript_bundle=lambda: "")  # type: ignore[attr-defined]
    made, compiled = Environment.__init__, FileSystemBytecodeCache()
    Environment.__init__ = partialmethod(made, bytecode_cache=compiled)  # type: ignore[assignment,method-assign]


def _work(order: dict[str, Any]) -> None:
    os.setsid()
    os.chdir(order["directory"])
    said = os.open(order["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115  it lives as long as the process
    os.dup2(said, 1)
    os.dup2(said, 2)
    if order["pool"]:
        _always_a_pool()
    else:
        os.sched_setaffinity(0, {order["core"]})  # cheaper than threads that wait for each other
    if order["steps"] is not None:
        _do_only(order["steps"])
    status = 70
    try:
        status = call(datetime.fromisoformat(order["now"]), order["arguments"])
    except BaseException:  # noqa: BLE001  what it says is looked at
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _always_a_pool() -> None:
    from analysis.enrich.documents import batches
    from crawlers.extract import engines

    batches._ALONE = 1
    engines._BYTES_A_WORKER = 1


def _do_only(steps: list[str]) -> None:
    from diaspora.running import _Chain

    every = _Chain._steps
    _Chain._steps = lambda chain: (one for one in every(chain) if one[0] in steps)  # type: ignore[method-assign]


def _serve() -> None:
    _import_everything()
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            _work(order)
        print(json.dumps({"pid": pid}), flush=True)
        _, ended, used = os.wait4(pid, 0)
        told = {
            "status": os.waitstatus_to_exitcode(ended),
            "rss": used.ru_maxrss * 1024,
            "cpu": used.ru_utime + used.ru_stime,
        }
        print(json.dumps(told), flush=True)
    os._exit(0)  # what is frozen need not be taken apart


if __name__ == "__main__":
    _serve()
