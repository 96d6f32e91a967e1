"""A proxy in front of a real site that spoils some of its answers, each address always in the same way."""

from __future__ import annotations

import gzip
import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from urllib.parse import urlsplit

from tests.crawl.loopback import Reply

WALL = (
    "<html><head><title>Добро пожаловать</title></head><body><h1>Добро пожаловать</h1><p>"
    + "Сегодня мы рассказываем о том, как устроен этот дом и кто в него приходит по воскресеньям. " * 6
    + "</p></body></html>"
)
Spoil = Callable[[Reply, str], Reply]
ARTICLES: dict[str, Spoil] = {
    "status 404": lambda good, path: Reply("not here", 404),
    "status 500 in disguise": lambda good, path: Reply("", 418),
    "empty": lambda good, path: Reply(""),
    "a gzip stream cut": lambda good, path: Reply(
        gzip.compress(good.content)[:200], headers={"Content-Encoding": "gzip"}
    ),
    "a consent wall": lambda good, path: Reply("", 302, {"Location": f"/-/consent?next={path}"}),
    "one page for many": lambda good, path: Reply(WALL),
    "a redirect to one page": lambda good, path: Reply("", 302, {"Location": "/-/welcome"}),
    "a redirect to a private address": lambda good, path: Reply(
        "", 302, {"Location": "http://169.254.169.254/"}
    ),
    "an error page": lambda good, path: Reply(
        "<html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1></html>"
    ),
    "the end does not come": lambda good, path: Reply(
        good.content[:500], headers={"Content-Length": str(len(good.content))}
    ),
    "a challenge": lambda good, path: Reply(
        "<html><title>Just a moment...</title><body>Checking</body></html>"
    ),
}
"""What may become of an article's answer."""


@dataclass
class FaultyProxy:
    """The site at `upstream` as the proxy gives it out; `spoilt` says which addresses get what instead."""

    upstream: str
    spoilt: dict[str, str] = field(default_factory=dict)
    """Kinds of `ARTICLES` by path and query."""
    url: str = ""
    asked: set[str] = field(default_factory=set)
    """Paths, with their queries, that anybody asked for."""

    def spoil(self, addresses: list[str], share: float, seed: int = 7) -> None:
        """Let a share of addresses be answered in one of the ways of `ARTICLES`, each way about equally often."""
        random = Random(seed)
        hit = random.sample(sorted(addresses), round(share * len(addresses)))
        self.spoilt = {address: list(ARTICLES)[n % len(ARTICLES)] for n, address in enumerate(hit)}

    def answer(self, path: str, agent: str) -> Reply:
        """Return what the site answers, under the proxy's address, or what is put in its place."""
        self.asked.add(path)
        if path.startswith("/-/"):
            return Reply(WALL)
        ours, theirs = urlsplit(self.url).netloc, urlsplit(self.upstream).netloc
        connection = http.client.HTTPConnection(theirs, timeout=60)
        try:
            connection.request("GET", path, headers={"User-Agent": agent, "Accept-Encoding": "identity"})
            given = connection.getresponse()
            body = given.read().replace(theirs.encode(), ours.encode())
        finally:
            connection.close()
        kept = {
            "content-type",
            "link",
            "location",
            "date",
            "x-wp-total",
            "x-wp-totalpages",
            "last-modified",
            "etag",
        }
        headers = {k.title(): v.replace(theirs, ours) for k, v in given.getheaders() if k.lower() in kept}
        good = Reply(body, given.status, headers)
        kind = self.spoilt.get(path)
        return ARTICLES[kind](good, path) if kind else good


@contextmanager
def proxying(upstream: str) -> Iterator[FaultyProxy]:
    """Run the proxy on a free port inside the block."""
    proxy = FaultyProxy(upstream)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            reply = proxy.answer(self.path, self.headers.get("User-Agent", ""))
            told = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(reply.content))}
            told |= reply.headers
            try:
                self.send_response_only(reply.status)
                for name, value in told.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.content)
            except OSError:
                self.close_connection = True
            if int(told["Content-Length"]) > len(reply.content):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.3", 0), Handler)
    server.daemon_threads = True
    proxy.url = f"http://127.0.0.3:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
