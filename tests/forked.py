"""Functions run in a process of their own, because Twisted's reactor runs once: forked from one that has imported Scrapy.

Imports nothing that starts threads, so that forking is safe.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(["crawlers.crawl.run"])


def forked(function: Callable[..., Any], *arguments: Any, timeout: float = 280) -> tuple[Any, str]:
    """Call a function of a module; return what it returned, which JSON can hold, and all that it said."""
    with TemporaryDirectory() as folder:
        said, told = Path(folder, "said.log"), Path(folder, "told.json")
        process = _FORKS.Process(target=_call, args=(function, arguments, said, told))
        process.start()
        process.join(timeout)
        log = said.read_text(encoding="utf-8") if said.exists() else ""
        assert process.exitcode == 0, log
        process.close()
        return json.loads(told.read_text(encoding="utf-8")), log


def _call(function: Callable[..., Any], arguments: tuple[Any, ...], said: Path, told: Path) -> None:
    with said.open("w", encoding="utf-8") as stream:
        os.dup2(stream.fileno(), 1)
        os.dup2(stream.fileno(), 2)
        told.write_text(json.dumps(function(*arguments)), encoding="utf-8")
