"""Who is told of a run: a ping, a webhook, a letter, each by what happened."""

from __future__ import annotations

import io
import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from crawlers.catalogue.study import Alarms
from diaspora.unattended import alarm_log
from diaspora.unattended.alarm_log import Alarm
from diaspora.unattended.news import _send, announce, letter
from diaspora.unattended.run_log import LARGEST, transcript

Asked = list[tuple[str, object]]


@pytest.fixture
def service() -> Iterator[tuple[str, Asked]]:
    """A service on loopback that takes whatever it is told, and a list of that."""
    told: Asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.append((self.path, None))
            self.send_response(200)
            self.end_headers()

        def do_POST(self) -> None:
            told.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", told
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("new", "over", "status", "pings", "hooks"),
    [
        ([], [], 0, ["/id/start", "/id"], 0),
        ([], [], 1, ["/id/start", "/id/fail"], 0),  # what holds for a while is no news
        (["daz: blocked"], [], 1, ["/id/start", "/id/fail"], 1),
        ([], ["daz: blocked"], 0, ["/id/start", "/id"], 1),
    ],
)
def test_each_is_told_what_it_is_for(
    service: tuple[str, Asked], new: list[str], over: list[str], status: int, pings: list[str], hooks: int
) -> None:
    url, told = service
    alarms = Alarms(ping=f"{url}/id", webhook=f"{url}/hook")
    announce(alarms)
    _send(alarms, new, over, "lines", status)
    assert [path for path, body in told if body is None] == pings
    facts = [body for _, body in told if body is not None]
    assert facts == [{"text": "daz: blocked", "new": new, "over": over, "status": status}] * hooks


def test_who_cannot_be_reached_stops_nothing_and_the_address_is_told_to_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    alarms = Alarms(
        ping="http://127.0.0.1:9/secret", webhook="http://127.0.0.1:9/secret", mail="you@example.org"
    )
    _send(alarms, ["daz: blocked"], [], "lines", 1)
    assert "did not answer" in caplog.text
    assert "secret" not in caplog.text


def test_a_letter_has_the_news_first_and_the_lines_of_this_run_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = io.StringIO()
    monkeypatch.setattr(sys, "stderr", watched)
    for run in ("the first run", "the second run"):
        with transcript(tmp_path, unattended=True) as said:
            print(run, file=sys.stderr)
    text = letter(["daz: blocked"], [], said.lines)
    assert text.splitlines() == [
        "Needs a person:",
        "- daz: blocked",
        "",
        "What this run said:",
        "",
        "the second run",
    ]
    assert (tmp_path / "run.log").read_text() == "the first run\nthe second run\n"
    assert watched.getvalue() == ""


def test_a_log_is_begun_anew_when_it_is_large(tmp_path: Path) -> None:
    (tmp_path / "run.log").write_text("x" * (LARGEST + 1))
    with transcript(tmp_path, unattended=True):
        print("new", file=sys.stderr)
    assert (tmp_path / "run.log").read_text() == "new\n"
    assert (tmp_path / "run.log.1").stat().st_size == LARGEST + 1


def test_a_log_that_cannot_be_written_is_said_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    with transcript(tmp_path / "logs", unattended=True) as said:
        print("works", file=sys.stderr)
    assert "no log can be written" in said.lines
    assert said.lines.endswith("works\n")


def test_not_to_know_is_no_end_of_an_alarm(tmp_path: Path) -> None:
    from diaspora.command import Place
    from diaspora.unattended.news import _of_the_marts

    held = {"source/daz/blocked": alarm_log.Held("daz: blocked", "2026-01-01", "2026-01-02", True)}
    place = Place(tmp_path / "not-there.duckdb", Path("config"))
    assert _of_the_marts(place, held) == [Alarm("source/daz/blocked", "daz: blocked", 1)]
