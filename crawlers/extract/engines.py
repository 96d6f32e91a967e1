"""`extract_file` over many archive files, by any of the engines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from crawlers import engines
from crawlers.catalogue.sources import Catalogue
from crawlers.engines import PROCESSES
from crawlers.extract.runner import Extracted, extract_file

_BYTES_A_WORKER = 8_000_000
"""Archive, as compressed, that is worth another process: reading it takes longer than starting one."""

_KILLED = "the process that read it was killed, twice: by the system if memory ran out"


def extract_files(
    paths: Sequence[Path],
    root: Path,
    out: Path,
    catalogue: Catalogue,
    timezone: str,
    extractor: str,
    *,
    workers: int = 0,
    engine: str = PROCESSES,
) -> Iterator[Extracted]:
    """Yield the result for each archive file as it is ready, by an engine of `crawlers.engines`.

    The machines of a cluster must see `root` and `out` under the same paths. Raises ConfigurationError for an engine
    that cannot be used; a file that kills the process that reads it is quarantined. Files already extracted stay on
    disk, so a run that was killed goes on where it stopped. The largest files go first, so that none is left alone at the end.
    """
    if engine == PROCESSES:
        _drop_leftovers(out)
    else:  # other processes may stand elsewhere
        root, out, paths = root.resolve(), out.resolve(), [path.resolve() for path in paths]
    make = partial(_extractor, root, out, catalogue, timezone, extractor)
    killed = partial(
        extract_file,
        root=root,
        out=out,
        catalogue=catalogue,
        timezone=timezone,
        extractor=extractor,
        unread=_KILLED,
    )
    sizes = {path: path.stat().st_size for path in paths}
    workers = workers or min(engines.cores(), len(paths), 1 + sum(sizes.values()) // _BYTES_A_WORKER)
    by_size = sorted(paths, key=lambda path: -sizes[path])
    yield from engines.run(make, by_size, engine=engine, workers=workers or 1, killed=killed)


def _drop_leftovers(out: Path) -> None:
    """Delete what processes that were killed had begun to write: folders named `….<process>.part`."""
    for begun in out.glob("*.part"):
        try:
            os.kill(int(begun.name.split(".")[-2]), 0)
        except (ProcessLookupError, ValueError):
            shutil.rmtree(begun, ignore_errors=True)
        except OSError:  # it lives, and is somebody else's
            continue


def _extractor(
    root: Path, out: Path, catalogue: Catalogue, timezone: str, extractor: str
) -> Callable[[Path], Extracted]:
    return partial(
        extract_file, root=root, out=out, catalogue=catalogue, timezone=timezone, extractor=extractor
    )
