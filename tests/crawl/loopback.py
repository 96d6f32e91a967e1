"""A web site on loopback that does as told: what it answers to each address, how slowly, and what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HANGS_UP = 0
"""A status of `Reply`: the connection is closed without a word."""


@dataclass
class Reply:
    """One answer."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0
    """Seconds to wait before."""

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True)
class Asked:
    """One request."""

    path: str
    """With its query."""
    at: float
    """Seconds, of a clock that only goes on."""
    headers: dict[str, str]


Page = Reply | str | Callable[[Asked], Reply | str]


class Loopback:
    """Pages by path and query; an address that has no page of its own is answered by `otherwise`."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.otherwise: Page = Reply("not here", 404)
        self.asked: list[Asked] = []
        self.url = ""
        self.clock: Callable[[], float] = time.time
        """What it takes for the time, in its Date headers."""

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [one.path for one in self.asked]

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        page = self.pages.get(asked.path, self.otherwise)
        reply = page(asked) if callable(page) else page
        return Reply(reply) if isinstance(reply, str) else reply


@contextmanager
def serve(site: Loopback, context: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """Serve the site on a free port of 127.0.0.1 inside the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # head and body are written one after the other: 40 ms a request

        def do_GET(self) -> None:
            asked = Asked(
                self.path, time.monotonic(), {key.lower(): value for key, value in self.headers.items()}
            )
            reply = site.answer(asked)
            time.sleep(reply.after)
            if reply.status == HANGS_UP:
                self.close_connection = True
                return
            try:
                self.send_response(reply.status)
                headers = {
                    "Content-Type": "text/html; charset=utf-8",
                    "Content-Length": str(len(reply.content)),
                }
                for name, value in (headers | reply.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.content)
            except OSError:  # the client hung up, as it may
                self.close_connection = True

        def date_time_string(self, timestamp: float | None = None) -> str:
            return super().date_time_string(site.clock() if timestamp is None else timestamp)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.url = f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
