"""Disks of a size of their own, on which a test lets a study run out of room."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(folder: Path, megabytes: float) -> Iterator[Path]:
    """A disk of its own size; skips the test where nobody may mount one."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={int(megabytes * 1024)}k", "tmpfs", folder]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def remounted(folder: Path, option: str) -> None:
    """Change an option of a disk."""
    subprocess.run(["mount", "-o", f"remount,{option}", folder], check=True)


def leave(folder: Path, kilobytes: int) -> None:
    """Let a disk be of such a size that so much room is left."""
    state = os.statvfs(folder)
    used = (state.f_blocks - state.f_bfree) * state.f_frsize // 1024
    remounted(folder, f"size={used + kilobytes}k")
