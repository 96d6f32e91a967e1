"""The first look at sources on loopback, each in a trouble of its own, in at most five requests."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.loopback import Loopback, Reply, serve
from tests.crawl.papers import xml
from tests.forked import forked

TEXT = "<p>" + "Общество немцев открыло школу языка и хор в этом городе. " * 8 + "</p>"


def page(day: str = '<time datetime="2026-11-01T10:00:00+05:00">1</time>', text: str = TEXT) -> str:
    return f"<html><body><article><h1>Праздник в центре</h1>{day}{text}</article></body></html>"


def feed(site: Loopback, article: str | Reply) -> None:
    site.pages["/"] = f'<link rel="alternate" type="application/rss+xml" href="{site.url}/rss">'
    site.pages["/rss"] = xml(
        "<rss><channel>"
        + "".join(f"<item><link>{site.url}/news/{n}</link></item>" for n in range(20))
        + "</channel></rss>"
    )
    for n in range(20):
        site.pages[f"/news/{n}"] = article


def works(site: Loopback) -> None:
    feed(site, page())


def blocked(site: Loopback) -> None:
    site.otherwise = Reply("", 403)


def undated(site: Loopback) -> None:
    feed(site, page(day=""))


def moved(site: Loopback) -> None:
    site.otherwise = Reply("", 301, {"Location": "https://new-name.example/"})


def forbidden(site: Loopback) -> None:
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /\n"


def empty(site: Loopback) -> None:
    site.pages["/"] = "<html><body>Hello</body></html>"


def look(urls: dict[str, str]) -> list[dict[str, Any]]:
    from crawlers.catalogue.sources import Catalogue
    from crawlers.catalogue.study import Study
    from crawlers.trial.first_look import first_look

    papers = [
        {"id": name, "name": name, "languages": ["ru"], "provenance": "a test", "site": [{"url": url}]}
        for name, url in urls.items()
    ]
    catalogue = Catalogue.model_validate({"newspapers": papers, "centres": []})
    politeness = {"contact": "mail@example.org", "delay": 0, "private_addresses": True, "timeout": 5}
    window = {"name": "study", "since": "2015-04-01", "until": "2016-07-31"}
    study = Study.model_validate({"window": [window], "politeness": politeness})
    return [
        json.loads(json.dumps(asdict(one), default=str)) for one in first_look(catalogue, study, list(urls))
    ]


@pytest.fixture(scope="module")
def seen() -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
    """What was seen of each site, and what each was asked for."""
    troubles = {one.__name__: one for one in (works, blocked, undated, moved, forbidden, empty)}
    with ExitStack() as stack:
        sites = {name: stack.enter_context(serve(Loopback())) for name in troubles}
        for name, put in troubles.items():
            put(sites[name])
        looks, _ = forked(
            look, {name: site.url for name, site in sites.items()} | {"dead": "http://127.0.0.1:9"}
        )
        return {one["source_id"]: one for one in looks}, {name: site.paths for name, site in sites.items()}


@pytest.mark.parametrize(
    ("source", "healthy", "says"),
    [
        ("works", True, ""),
        ("blocked", False, "refuses us (status 403)"),
        ("undated", False, "has no day that its parser finds"),
        ("moved", False, ""),
        ("forbidden", False, "robots.txt forbids"),
        ("empty", False, ""),
        ("dead", False, "refuses the connection"),
    ],
)
def test_what_is_said_of_each(
    seen: tuple[dict[str, dict[str, Any]], dict[str, list[str]]], source: str, healthy: bool, says: str
) -> None:
    one = seen[0][source]
    assert (one["works"], says in one["trouble"]) == (healthy, True), one
    assert bool(one["trouble"]) is not healthy


def test_what_works_is_told_in_full_and_no_text_is(seen: tuple[dict[str, dict[str, Any]], Any]) -> None:
    one = seen[0]["works"]
    assert (one["newest_day"], one["found_by"].partition(";")[0]) == ("2026-11-01", "feed")
    assert abs(one["clock_off"]) < 5
    assert seen[0]["moved"]["moved_to"] == "new-name.example"
    assert "Праздник" not in json.dumps(seen[0], ensure_ascii=False)


def test_nobody_is_asked_more_than_five_times(seen: tuple[Any, dict[str, list[str]]]) -> None:
    assert {name: len(paths) for name, paths in seen[1].items() if len(paths) > 5} == {}


def test_a_file_that_can_be_sent_holds_nothing_of_the_user(tmp_path: Path) -> None:
    from tests.chain.project import Project

    project = Project(tmp_path, {"paper": "http://127.0.0.1:9"})
    done = project.diaspora("doctor", "-o", "doctor.json")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "refuses the connection" in done.stdout
    written = (tmp_path / "doctor.json").read_text(encoding="utf-8")
    assert [one["source_id"] for one in json.loads(written)["sources"]] == ["paper"]
    for private in ("tests@example.org", str(tmp_path), "root"):
        assert private not in written
