"""The report of a small invented world, as its files stand: what a reader without scripts sees, and what scripts are given."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from analysis.report import write_report, write_single
from analysis.report.documents import write_documents
from analysis.report.sentences import sentence
from crawlers.warehouse.connection import open_warehouse
from tests.report.world import CALLED, fill


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    with open_warehouse(folder / "w.duckdb") as warehouse:
        fill(warehouse)
        write_report(warehouse, folder / "report")
    return folder / "report"


def page(report: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup((report / f"{name}.html").read_text(encoding="utf-8"), "lxml")


def data(report: Path, name: str) -> Any:
    """What a script of data hands to the page."""
    found = re.fullmatch(
        r'Report\.receive\("([^"]+)",(.+)\);\n', (report / "data" / f"{name}.js").read_text("utf-8")
    )
    assert found, "one call, so that a page can load it as a script"
    assert found[1] == name
    return json.loads(found[2])


def drawn(page: BeautifulSoup, figure: str) -> dict[str, Any]:
    script = page.select_one(f"figure#{figure} script.told")
    assert script is not None
    told: dict[str, Any] = json.loads(script.get_text())
    told["rows"] = {
        key: [dict(zip(found["fields"], row, strict=True)) for row in found["values"]]
        for key, found in told["rows"].items()
    }
    return told


def table(page: BeautifulSoup, caption: str) -> Tag:
    return next(
        one
        for one in page.find_all("table")
        if one.caption and caption in one.caption.get_text(" ", strip=True)
    )


def row_of(table: Tag, first_cell: str) -> list[str]:
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
        for row in table.tbody.find_all("tr")
    ]  # type: ignore[union-attr]
    return next(row for row in rows if row and row[0] == first_cell)


def test_a_month_that_is_not_known_is_hatched_and_a_silent_one_is_a_dot(report: Path) -> None:
    panel = page(report, "greek").select_one('figure#activity .panel[data-only="web"] svg')
    assert panel is not None
    hatched = panel.select('path[fill="url(#unknown)"]')
    assert len(hatched) == 1, "of four months only June is hatched"
    assert hatched[0]["d"].split(",")[0] > "M440", "which stands in the middle: June"
    dots = panel.select("g.mark-symbol path")
    assert len(dots) == 2, "May and July: known, nothing published"


def test_the_chart_knows_silence_from_what_is_not_known(report: Path) -> None:
    rows = [
        row for row in drawn(page(report, "greek"), "activity")["rows"]["all"] if row["platform"] == "web"
    ]
    assert [row["documents"] for row in rows] == [45, 0, None, 0]


def test_a_bar_opens_to_its_documents(report: Path) -> None:
    [april] = [
        row for row in drawn(page(report, "greek"), "activity")["rows"]["all"] if row["documents"] == 45
    ]
    assert april["href"] == (
        "documents.html#community=greek&own=1&platform=web&since=2015-04-01&until=2015-04-30&known=1"
    )


def test_links_of_pictures_stay_in_the_report(report: Path) -> None:
    links = [
        one.get("href") or one["xlink:href"]
        for name in ("index", "greek", "typology")
        for one in page(report, name).select(".picture svg a")
    ]
    assert links
    assert {link.partition("#")[0] for link in links} <= {path.name for path in report.glob("*.html")}


def test_held_and_counted_are_told_apart(report: Path) -> None:
    greek = row_of(table(page(report, "index"), "Documents that name it."), "Greek")
    head = [
        cell.get_text(strip=True)
        for cell in table(page(report, "index"), "Documents that name it.").thead.find_all("th")
    ]  # type: ignore[union-attr]
    assert (greek[head.index("held")], greek[head.index("counted")]) == ("45", "45")


def test_every_document_that_is_counted_is_in_the_list(report: Path) -> None:
    about = data(report, "list")
    rows = data(report, "facets/0")
    greek = about["community"].index("greek")
    naming = [row for row in rows if any(one[0] == greek and sum(one[3]) for one in row[7])]
    assert about["held"] == 47
    assert len(naming) == 45
    assert len(page(report, "greek").select("article.quoted")) == 40, "the newest stand on the page itself"


def test_a_document_shows_its_sentence_its_day_and_its_archived_copy(report: Path) -> None:
    place = data(report, "places/all")["d01"]
    told = data(report, "texts/0")[place]
    assert told["quotations"] == [["greek", "", "Греки", " <Алматы> танцуют & поют.", "people", "test"]]
    assert (told["day"], told["archive_file"], told["record_offset"]) == ("2015-04-09", "filia/a.warc.gz", 77)
    assert (told["payload_digest"], told["captured_at"]) == ("p", "2015-05-01T00:00:00Z")


def test_no_more_than_a_sentence_leaves_the_warehouse(report: Path) -> None:
    everything = "".join(
        file.read_text(encoding="utf-8") for file in report.rglob("*") if file.suffix in (".js", ".html")
    )
    assert "Община пригласила гостей" not in everything
    assert not (report / "data" / "bodies").exists()


def test_a_phone_number_does_not_leave_the_warehouse() -> None:
    assert sentence("Заявки: Иванова Мария, +7 701 123 45 67, ", " ждут. Ещё.") == (
        "Заявки: [name], [number], ",
        " ждут.",
    )


def test_a_private_report_holds_the_texts(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        fill(warehouse)
        write_documents(warehouse, tmp_path / "report" / "data", private=True)
    assert CALLED in data(tmp_path / "report", "bodies/0")


def test_a_list_may_hold_the_newest_only(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        fill(warehouse)
        assert write_documents(warehouse, tmp_path / "report" / "data", at_most=2) == 2
    assert [row[0] for row in data(tmp_path / "report", "facets/0")] == ["v1", "v2"], (
        "of May, the others of April"
    )
    assert data(tmp_path / "report", "list")["missing"] == 45, "and the list says so"


def test_no_text_of_a_document_can_end_a_script(report: Path) -> None:
    assert "<Алматы>" not in (report / "data" / "texts" / "0.js").read_text(encoding="utf-8")


def test_how_often_videos_were_seen_is_told(report: Path) -> None:
    assert (
        "On youtube: 2 posts and videos, 1\u202f000 views, 5 likes, comments and shares"
        in page(report, "greek").get_text()
    )


def test_an_account_nobody_configured_is_no_zero(report: Path) -> None:
    sources = table(page(report, "greek"), "Days known: of all days")
    assert row_of(sources, "Filia on Facebook")[1:4] == ["facebook", "not configured", "–"]
    assert row_of(sources, "Filia")[1:4] == ["web", "good", "45"]
    never = table(page(report, "sources"), "Sources of the catalogue of which nothing is known")
    assert row_of(never, "Filia on Facebook")[3:] == ["not configured", "a person"]


def test_days_known_are_a_share_of_the_period_that_is_shown(report: Path) -> None:
    filia = row_of(table(page(report, "sources"), "Held and counted documents"), "Filia")
    assert filia[-2] == "75\u00a0%", "92 of 122 days"


def test_what_was_never_seen_is_a_dash(report: Path) -> None:
    named = table(page(report, "index"), "Documents that name it.")
    greek, polish = row_of(named, "Greek"), row_of(named, "Polish")
    assert (greek[-2], polish[-2]) == ("47", "–"), "the Polish source was asked, and refused"
    assert greek[5] == "–", "no paper is known, so nobody can say that papers are silent"


def test_a_community_without_sources_or_mentions_says_so(report: Path) -> None:
    estonian = page(report, "estonian").get_text()
    assert "Nothing is known of what it publishes itself." in estonian
    assert "It has none that anybody knows of." in estonian
    assert "No document names it." in estonian


def test_what_could_not_be_read_is_told(report: Path) -> None:
    found = table(page(report, "methods"), "What of the archive could not be read")
    assert row_of(found, "cut short") == ["cut short", "2", "1"]


def test_a_mention_in_doubt_stands_in_its_sentence_beside_the_command_that_settles_it(report: Path) -> None:
    found = table(page(report, "doubtful"), "Is the marked word a name")
    (row,) = found.select("tbody tr")
    sentence, community, likely, _, command = (cell.get_text(" ", strip=True) for cell in row.select("td"))
    assert (sentence, community, likely) == ("Греки <Алматы> танцуют & поют.", "Greek (people)", "55\u00a0%")
    assert re.match(r"diaspora settle [0-9a-f]{10} no\b", command)


def test_real_documents_are_not_called_synthetic(report: Path) -> None:
    assert "ynthetic" not in (report / "index.html").read_text(encoding="utf-8")


def test_nothing_is_asked_of_the_network(report: Path) -> None:
    """A reader may follow a link; the page itself loads nothing from anywhere."""
    for file in report.rglob("*.html"):
        loaded = page(report, file.stem).select("[src], link[href]")
        outside = [str(one) for one in loaded if "//" in str(one.get("src") or one.get("href"))]
        assert not outside


def test_no_page_is_heavy(report: Path) -> None:
    assert max(file.stat().st_size for file in report.rglob("*") if file.is_file()) < 2_000_000


def test_one_file_holds_every_page_and_some_documents_always(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        fill(warehouse)
        held = write_single(warehouse, tmp_path / "few.html", largest=0)
    html = (tmp_path / "few.html").read_text(encoding="utf-8")
    assert held == 47
    assert html.count("<template data-page=") == 9 + 10, (
        "where nothing fits, pages of single sources go first"
    )
    assert '"missing":0' in html
    assert '<link rel="stylesheet"' not in html


def test_a_picture_is_drawn_again_only_if_its_numbers_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[dict[str, Any]] = []

    def draw(spec: dict[str, Any]) -> str:
        drawn.append(spec)
        return f"<svg>{len(drawn)}</svg>"

    monkeypatch.setattr("analysis.report.pictures.vlc.vegalite_to_svg", draw)
    kept = tmp_path / "report" / "assets" / "pictures"
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        fill(warehouse)
        write_report(warehouse, tmp_path / "report")
        first = len(drawn)
        (kept / "of_other_numbers.svg").touch()
        write_report(warehouse, tmp_path / "report")
        assert len(drawn) == first == len(list(kept.iterdir())), (
            "nothing changed, and what nobody uses is gone"
        )
        warehouse.execute("UPDATE lived_experience SET index = index / 2")
        write_report(warehouse, tmp_path / "report")
    assert 0 < len(drawn) - first < first
