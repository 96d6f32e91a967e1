"""Kills of a run, or of a child of its pools, at a moment of one of its steps."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

from tests.chain.stepwise import Stepwise, step_of


def killed_in(study: Stepwise, folder: Path, step: str, share: float, *, since: str = "") -> str:
    """Kill today's run a share of the time that `step` lasts after it came to it. Returns the step that was hit, if any.

    `since`: the step at which the run begins, if that is an earlier one.
    """
    pid = study.begin(folder, since or step)
    while _is_alive(pid) and step_of(folder) != step:
        time.sleep(0.002)
    time.sleep(share * study.lasts[step])
    hit = step_of(folder)
    with suppress(ProcessLookupError):  # it had ended
        os.kill(pid, signal.SIGKILL)
    ended = study.warm.end()
    assert "Traceback" not in ended.said, ended.said
    if hit != step:  # it had been measured on a busier machine
        study.lasts[step] *= 0.9
    return hit if ended.status == -signal.SIGKILL else ""


def child_killed_in(study: Stepwise, folder: Path, step: str, share: float) -> str:
    """Kill a child of the pool of a step. Returns what was hit, if it was."""
    pid = study.begin(folder, step, pool=True)
    while _is_alive(pid) and step_of(folder) in {"", "beginning", step} and len(_session(pid)) < 3:
        time.sleep(0.01)  # a fork server and its tracker come before the first child
    time.sleep(share * 0.5)
    children = _session(pid)[2:]
    hit = False
    if children and step_of(folder) == step:
        with suppress(ProcessLookupError):
            os.kill(random.Random(share).choice(children), signal.SIGKILL)
            hit = True
    ended = study.warm.end()
    assert "Traceback" not in ended.said, ended.said
    return f"a child of {step}" if hit else ""


def _is_alive(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _session(pid: int) -> list[int]:
    """The processes that a run started and that live, without itself, oldest first."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(pid) and fields[0] != "Z" and stat.parent.name != str(pid):
            found.append(int(stat.parent.name))
    return sorted(found)
