"""A web archive on loopback: a real pywb that serves WARC files, most of them made by a real wget."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from tests.servers.foreign import ForeignWriter
from tests.servers.processes import Server, accepts, free_port

PROGRAMS = Path(sys.prefix) / "pywb" / "bin"
"""pywb has an environment of its own, which `make test` makes: its pins would bend those of the project."""


def missing() -> str:
    """Why there can be no web archive here; empty when there can."""
    if not (PROGRAMS / "wayback").exists():
        return "pywb is not installed; `make test` does it"
    if not shutil.which("wget"):
        return "wget is not installed; `make test` does it"
    return ""


def fetch_with_wget(proxy: str, addresses: Sequence[str], into: Path) -> Path:
    """Let wget archive addresses of any host, all answered by the web server at `proxy`; return its WARC file."""
    listed = into.with_suffix(".txt")
    listed.write_text("\n".join(addresses), encoding="utf-8")
    subprocess.run(
        ["wget", "--quiet", "--no-config", f"--input-file={listed}", f"--warc-file={into}",
         "--no-warc-keep-log", "--delete-after", "-e", "use_proxy=yes", "-e", f"http_proxy={proxy}"],
        cwd=into.parent, env={"PATH": os.environ["PATH"]}, check=False, timeout=60,
    )  # fmt: skip
    return into.with_name(f"{into.name}.warc.gz")


def as_if_captured(path: Path, at: datetime) -> Path:
    """Rewrite a WARC file as if all of it had been captured at another time, for the past cannot be fetched."""
    target = path.with_name(f"{at:%Y%m%d}-{path.name}")
    with path.open("rb") as source, target.open("wb") as output:
        writer = ForeignWriter(output, gzip=True)
        for record in ArchiveIterator(source):
            record.rec_headers.replace_header("WARC-Date", f"{at:%Y-%m-%dT%H:%M:%SZ}")
            writer.write_record(record)
    return target


@contextmanager
def web_archive(directory: Path, files: Sequence[Path]) -> Iterator[str]:
    """Serve WARC files inside the block; yields the address of the collection, without a final slash."""
    quiet = {"cwd": directory, "check": True, "timeout": 60, "capture_output": True}
    manager = [str(PROGRAMS / "wb-manager")]
    subprocess.run([*manager, "init", "press"], **quiet)  # type: ignore[call-overload]
    subprocess.run([*manager, "add", "press", *map(str, files)], **quiet)  # type: ignore[call-overload]
    port = free_port("127.0.0.1")
    server = Server(
        "pywb",
        [
            str(PROGRAMS / "wayback"),
            "--bind",
            "127.0.0.1",
            "--port",
            str(port),
            "--directory",
            str(directory),
        ],
        directory / "pywb.log",
    )
    try:
        server.wait_until(lambda: accepts(("127.0.0.1", port)), 30)
        yield f"http://127.0.0.1:{port}/press"
    finally:
        server.stop()
