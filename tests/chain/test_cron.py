"""A real cron starts what `diaspora schedule` prints, and the run writes its log."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.chain.project import Project
from tests.crawl.loopback import Loopback, serve
from tests.crawl.papers import with_sitemap

_OF_ITS_OWN = """
set -e
mount -t tmpfs tmpfs /var/spool/cron
mkdir -m 1730 /var/spool/cron/crontabs
chgrp crontab /var/spool/cron/crontabs
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /etc/cron.d
mount --bind /dev/null /etc/crontab
crontab "$1"
exec cron -f
"""
"""Cron with tables that nobody else sees, and with none of this machine's jobs."""
_PRIVATE = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]


@contextmanager
def cron(table: Path) -> Iterator[None]:
    """Cron running by a table, inside the block; skips the test where that cannot be."""
    if not shutil.which("cron"):
        pytest.skip("cron is not installed")
    if os.geteuid() or subprocess.run([*_PRIVATE, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nobody may have mounts of their own here")
    process = subprocess.Popen(
        [*_PRIVATE, "sh", "-c", _OF_ITS_OWN, "sh", table], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        yield
        assert process.poll() is None, process.stderr and process.stderr.read()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.soak
def test_cron_starts_a_run(tmp_path: Path) -> None:
    folder = tmp_path / "Диаспоры 100 %"
    folder.mkdir()
    with serve(Loopback()) as site:
        with_sitemap(site, range(3))
        project = Project(folder, {"paper": site.url})
        printed = project.diaspora("schedule", "cron").stdout
        every_minute = re.sub(r"^\d+ \d+ \* \* \*", "* * * * *", printed, flags=re.MULTILINE)
        assert every_minute != printed
        table = tmp_path / "diaspora.cron"
        table.write_text(every_minute, encoding="utf-8")
        log, deadline = folder / "logs/run.log", time.monotonic() + 400
        with cron(table):
            while time.monotonic() < deadline and not (log.exists() and "Report: " in log.read_text()):
                time.sleep(1)
    assert "INFO paper: complete. 3 new" in log.read_text(encoding="utf-8")
    assert project.ask("SELECT count(*) FROM documents") == [(3,)]
