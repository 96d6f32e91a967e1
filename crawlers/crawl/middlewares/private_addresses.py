"""Keeps the crawler out of private networks: a public name or a redirect may point into the one it runs in."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest, NotConfigured
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError


class PrivateAddressError(IgnoreRequest):
    """A host lies in a private, loopback, link-local or otherwise not public network."""


def is_public(address: str) -> bool:
    """Whether an IP address is one that anybody on the internet may reach (RFC 6890).

    An IPv6 address that wraps an IPv4 one (mapped, 6to4, Teredo, NAT64) is as public as what it wraps.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            wrapped.append(IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(one is not None and not is_public(str(one)) for one in wrapped):
            return False
        if ip.ipv4_mapped:
            return True
    return ip.is_global and not ip.is_multicast


_NAT64 = ip_network("64:ff9b::/96")


class PublicResolver(CachingThreadedResolver):
    """Resolves names; connections are made to what it returns, so nothing gets past it. IPv4 only."""

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> Self:
        """Make one for a crawler."""
        resolver = super().from_crawler(crawler, reactor)
        resolver._private_too = crawler.settings.getbool("PRIVATE_ADDRESSES")
        return resolver

    _private_too = False

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802
        """Return the address of `name`, or fail as if there were none when it is not public."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found if self._private_too else found.addCallback(self._only_public, name)

    def _only_public(self, address: str, name: str) -> str:
        if is_public(address):
            return address
        _refused[name] = address
        raise DNSLookupError(f"{name} is {address}, not a public address")


_refused: dict[str, str] = {}
"""Names that were not resolved for this reason; the reactor passes on only that there is no address."""


def forget_refused() -> None:
    """Empty what is kept for the whole process, when its crawls have ended."""
    _refused.clear()


class RefusePrivateAddresses:
    """Says so when a host was refused, before anything tries again."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.getbool("PRIVATE_ADDRESSES"):
            raise NotConfigured

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one for a crawler."""
        return cls(crawler)

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raise PrivateAddressError in place of "cannot be resolved" for a refused host."""
        host = urlparse_cached(request).hostname or ""
        if isinstance(exception, CannotResolveHostError) and host in _refused:
            address = _refused[host]
            raise PrivateAddressError(
                f"{host} is {address}, " * (host != address)
                + f"{address} is not a public address; such hosts are never asked"
            )
