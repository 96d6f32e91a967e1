"""How much disk a study takes, and how fast that grows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import disk_usage

from diaspora.command import Place

_MONTH, _YEAR = timedelta(days=30), timedelta(days=365)


def usage(place: Place) -> dict[str, int]:
    """Return bytes: of the `archive`, of what it took in the last 30 days, of `extracted`, the `warehouse`, and what is `free`."""
    paths = place.study.paths
    month_ago = (datetime.now(UTC) - _MONTH).timestamp()
    archive = [path.stat() for path in _files(paths.archive)]
    return {
        "archive": sum(one.st_size for one in archive),
        "archive_last_30_days": sum(one.st_size for one in archive if one.st_mtime > month_ago),
        "extracted": sum(path.stat().st_size for path in _files(paths.extracted)),
        "warehouse": place.warehouse.stat().st_size if place.warehouse.exists() else 0,
        "free": disk_usage(place.warehouse.resolve().parent).free,
    }


def in_words(bytes_: dict[str, int]) -> str:
    """`Disk: archive 1.2 GB (30 MB of it in the last 30 days: 365 MB a year at that pace), extracted …; 88 GB are free.`"""
    size = {name: readable(n) for name, n in bytes_.items()}
    pace = readable(int(bytes_["archive_last_30_days"] * (_YEAR / _MONTH)))
    return (
        f"Disk: archive {size['archive']} ({size['archive_last_30_days']} of it in the last 30 days: {pace} a year at "
        f"that pace), extracted {size['extracted']}, warehouse {size['warehouse']}; {size['free']} are free."
    )


def readable(n: int) -> str:
    """Return a number of bytes as people write it.

    >>> readable(999), readable(1_234_567)
    ('999 B', '1.2 MB')
    """
    amount = float(n)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
