"""Whether this machine can crawl at all: its network is up, its clock is right. If not, no site is called blocked."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from concurrent.futures import TimeoutError as TookTooLong
from datetime import datetime, timedelta
from pathlib import Path

from crawlers.errors import DiasporaError

_FEWEST = 3
"""So many different names must fail; one or two may be gone for good."""
_SECONDS = 30.0
_STAMP = re.compile(r"-(\d{14})-")


class MachineNotReady(DiasporaError):  # noqa: N818  (a state of the machine, not a fault)
    """Nothing can be crawled from here and now. The text says why, and what to do."""


class NetworkDown(MachineNotReady):
    """No name can be resolved."""


class WrongClock(MachineNotReady):
    """The clock says a time before the newest crawl in the archive, so that every date would be wrong."""


def check_network(hosts: Iterable[str]) -> None:
    """Raise NetworkDown if none of the names among `hosts` can be resolved; the first that can ends the search."""
    names = sorted({host for host in hosts if _is_public_name(host)})
    if len(names) < _FEWEST:
        return
    pool = ThreadPoolExecutor(max_workers=8)
    try:
        looked_up = [pool.submit(socket.getaddrinfo, name, 443) for name in names]
        for one in as_completed(looked_up, timeout=_SECONDS):
            if one.exception() is None:
                return
    except TookTooLong:
        pass
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    raise NetworkDown(
        f"The network of this machine is down: none of {len(names)} names can be resolved. No site was asked, and none "
        "is called blocked; the next run collects what was missed."
    )


def check_clock(archive: Path, now: datetime) -> None:
    """Raise WrongClock if `now` lies more than a day before the newest crawl that `archive` has."""
    stamps = (_STAMP.search(path.name) for path in archive.glob("*/*.warc.gz"))
    newest = max((stamp[1] for stamp in stamps if stamp), default="")
    if newest and now < datetime.strptime(f"{newest}+0000", "%Y%m%d%H%M%S%z") - timedelta(days=1):
        raise WrongClock(
            f"The clock of this machine says {now:%Y-%m-%d %H:%M} UTC, but the archive has a crawl of "
            f"{newest[:4]}-{newest[4:6]}-{newest[6:8]}. Nothing is crawled, because every date would be wrong: set the clock "
            "(`timedatectl set-ntp true`), or move that file away if it is the one that is wrong."
        )


def _is_public_name(host: str) -> bool:
    host = host.partition(":")[0]
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host
    return False
