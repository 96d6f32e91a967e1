"""Whether our own network is down: then no site is asked, and none is called blocked."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from concurrent.futures import TimeoutError as TookTooLong

_FEWEST = 3
"""So many different names must fail; one or two may be gone for good."""
_SECONDS = 30.0


class NetworkDown(Exception):  # noqa: N818  (a state of the machine, not a fault)
    """No name can be resolved. The text says so, and what happens now."""


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


def _is_public_name(host: str) -> bool:
    host = host.partition(":")[0]
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host
    return False
