"""The report as a reader meets it, in a real browser, from disk: periods, filters, numbers that open, copies, files."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chain.browsing import Reader, browsing, reading
from tests.chain.project import Project

PAGES = [
    "index.html", "compare.html", "typology.html", "experience.html", "papers.html", "sources.html", "methods.html", "doubtful.html",
    "german.html", "estonian.html", "source-lituanica-sample.html", "documents.html#community=polish", "document.html#id=",
]  # fmt: skip

_COUNT = """
async () => {
  const wrong = [];
  const links = [...document.querySelectorAll("a.opens")];
  for (const link of links) {
    const found = await Documents.find(new URLSearchParams(link.hash.slice(1)));
    if (found[link.dataset.counts] !== Number(link.dataset.n)) wrong.push(`${link.textContent} is ${found[link.dataset.counts]} of ${link.href}`);
  }
  return {links: links.length, wrong};
}
"""
"""Opens every number of a page as the list would, and counts."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as one:
        yield one


@pytest.fixture(scope="module")
def reader(browser: Any, sampled: Project) -> Iterator[Reader]:
    with reading(browser, sampled.directory / "report") as one:
        yield one


@pytest.fixture(autouse=True)
def _nothing_went_wrong(reader: Reader) -> Iterator[None]:
    reader.wrong.clear()
    yield
    assert reader.wrong == []


@pytest.mark.parametrize(
    "address",
    [
        page
        for page in PAGES
        if page.removesuffix(".html") not in ("typology", "methods", "doubtful") and "#" not in page
    ],
)
def test_every_number_lists_exactly_as_many(reader: Reader, address: str) -> None:
    reader.open(address)
    reader.page.add_script_tag(url="assets/documents.js")
    told = reader.page.evaluate(_COUNT)
    assert told["wrong"] == []
    assert told["links"] > 0


def _bars(reader: Reader, figure: str) -> tuple[int, int]:
    """How many bars of a figure are drawn in full, and how many faintly."""
    drawn = reader.page.eval_on_selector_all(
        f"#{figure} .live .mark-rect path[fill='var(--accent)']",
        "bars => bars.map(bar => Number(bar.getAttribute('opacity') ?? 1))",
    )
    return sum(one == 1 for one in drawn), sum(one < 1 for one in drawn)


def test_months_brushed_in_one_chart_are_chosen_in_all(reader: Reader) -> None:
    reader.open("index.html")
    view = reader.page.locator("#collected .live svg")
    view.scroll_into_view_if_needed()
    box = view.bounding_box()
    assert box
    mouse, height = reader.page.mouse, box["y"] + box["height"] * 0.2
    mouse.move(box["x"] + box["width"] * 0.4, height)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.6, height, steps=8)
    mouse.up()
    reader.page.wait_for_selector("#naming .chosen")
    assert "span=2015-10-01..2016-02-01" in reader.page.url, "widened to whole months, and a permanent link"
    full, faint = _bars(reader, "naming")
    assert 0 < full < faint, "what papers wrote in these months, and in all others"
    reader.page.click("#collected details.data summary")
    rows = reader.page.eval_on_selector_all(
        "#collected .rows tbody tr", "rows => rows.map(row => row.innerText.split('\\t'))"
    )
    assert {row[0] for row in rows} == {"October 2015", "November 2015", "December 2015", "January 2016"}
    held = sum(int(row[2]) for row in rows)
    reader.page.click("#collected .chosen a")
    assert reader.documents().startswith(f"{held} ")
    reader.open("index.html#span=2015-10-01..2016-02-01")
    reader.page.wait_for_selector("#naming .chosen")
    assert _bars(reader, "naming") == (full, faint)
    reader.page.click("#naming .chosen button")
    reader.page.wait_for_function("!document.querySelector('.chosen')")
    assert "span" not in reader.page.url


def test_a_community_pointed_at_is_shown_in_the_other_plane(reader: Reader) -> None:
    reader.open("typology.html")
    reader.page.locator("#plane-study .live .mark-symbol path").last.hover(force=True)
    reader.page.wait_for_function(
        "[...document.querySelectorAll('#plane-media .live .mark-text text')].some(one => one.getAttribute('opacity') === '0.25')"
    )
    clear = reader.page.eval_on_selector_all(
        "#plane-media .live .mark-text text[fill='var(--ink)']:not([opacity='0.25'])",
        "all => all.map(one => one.textContent)",
    )
    assert len(clear) <= 1


def test_every_bar_lists_exactly_as_many(reader: Reader) -> None:
    reader.open("german.html")
    reader.page.add_script_tag(url="assets/documents.js")
    bars = reader.page.evaluate("""
        async () => {
          const { fields, values } = JSON.parse(document.querySelector("#activity script.told").textContent).rows.all;
          const told = values.map((row) => Object.fromEntries(fields.map((field, at) => [field, row[at]])));
          const bars = told.filter((row) => row.href);
          const found = await Promise.all(bars.map((row) => Documents.find(new URLSearchParams(row.href.split("#")[1]))));
          return bars.map((row, n) => [row.documents, found[n].documents]);
        }""")
    assert len(bars) > 10
    assert [bar for bar in bars if bar[0] != bar[1]] == []


def test_from_a_period_to_a_number_to_its_sentence_to_its_archived_copy(
    reader: Reader, tmp_path: Path
) -> None:
    page = reader.page
    reader.open("index.html")
    page.click("text=Last 12 months")
    assert page.url.endswith("#period=year")
    number = page.locator(
        "section[data-period=year] table[data-name=named-year] tr:has-text('Polish') a.opens"
    ).nth(1)
    shown = int(number.inner_text())
    number.click()
    assert reader.documents().startswith(f"{shown} documents · ")
    assert page.locator("#found li").count() == min(shown, 50)

    with page.expect_download() as waiting:
        page.click("#csv")
    waiting.value.save_as(tmp_path / "documents.csv")
    with (tmp_path / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == shown
    assert {row["day_known"] for row in rows} == {"true"}

    page.select_option("select[name=relevance]", "bilateral")
    page.wait_for_function(f"!document.querySelector('#told').textContent.startsWith('{shown} ')")
    reader.documents()
    assert page.locator("#found li mark").count() == page.locator("#found li").count() > 0
    sentence = page.locator("#found blockquote").first.inner_text()
    page.locator("#found h3 a").first.click()
    page.wait_for_function("document.body.dataset.ready")
    assert sentence in page.inner_text("#document")
    copy = page.inner_text("dl.facts")
    assert ".warc.gz, byte " in copy
    assert "sha1:" in copy
    assert page.locator("a[href^='https://web.archive.org/web/20']").count() == 1


def test_the_period_is_kept_from_page_to_page(reader: Reader) -> None:
    reader.open("index.html#period=year")
    reader.page.click("nav >> text=Lived experience")
    assert reader.page.url.endswith("experience.html#period=year")
    reader.drawn()
    assert reader.page.locator("section[data-period=year]").first.is_visible()
    assert not reader.page.locator("section[data-period=all]").first.is_visible()


def test_a_table_sorts_filters_and_is_saved_as_it_is_shown(reader: Reader, tmp_path: Path) -> None:
    page = reader.page
    reader.open("index.html")
    block = page.locator("section[data-period=all] .block:has(table[data-name=named-all])")
    block.locator("th:has-text('own documents') button").click()
    first = block.locator("tbody tr").first
    assert first.locator("th").inner_text() == "German"
    assert block.locator("tbody tr").last.locator("th").inner_text() == "Estonian", (
        "what is not known goes last"
    )
    block.locator("input[type=search]").fill("greek")
    assert block.locator("tbody tr:visible").count() == 1
    with page.expect_download() as waiting:
        block.locator("button.csv").click()
    waiting.value.save_as(tmp_path / "table.csv")
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert [row[0] for row in rows] == ["Greek"]
    assert rows[0][head.index("counted")] == block.locator("tbody tr:visible td a.opens").nth(1).inner_text()


def test_a_comparison_stands_in_its_address(reader: Reader) -> None:
    reader.open("compare.html")
    for name in ("German", "Polish"):
        reader.page.click(f"#compared >> text={name}")
    assert "communities=german%2Cpolish" in reader.page.url
    reader.open("compare.html#communities=german%2Cpolish")
    assert reader.page.locator("#naming .panel:visible").count() == 2


def test_a_bar_is_a_link(reader: Reader) -> None:
    reader.open("german.html")
    reader.page.locator("#activity .live .mark-rect path[fill='var(--accent)']").first.click()
    assert "documents" in reader.documents()
    assert "community=german&own=1" in reader.page.url


def test_one_file_holds_all_pages_and_opens_its_numbers(
    browser: Any, sampled: Project, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    assert sampled.diaspora("report", "--single", str(file)).returncode == 0
    assert file.stat().st_size < 5_000_000
    with reading(browser, tmp_path) as reader:
        page = reader.page
        reader.open("report.html#experience.html?period=year")
        link = page.locator("table[data-name=events-year] a.opens").first
        shown = link.inner_text()
        link.click()
        assert reader.documents().startswith(f"{shown} document")
        page.locator("#found h3 a").first.click()
        page.wait_for_selector("dl.facts")
        page.click("nav >> text=German")
        reader.drawn()
        page.locator("#activity .mark-rect path[fill='var(--accent)']").first.click()
        page.wait_for_function("document.querySelector('#told')?.textContent.includes('document')")
        assert reader.wrong == []


@pytest.fixture(scope="module")
def at_night(browser: Any, sampled: Project) -> Iterator[Reader]:
    with reading(browser, sampled.directory / "report", color_scheme="dark") as one:
        yield one


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_that_keeps_people_out(reader: Reader, address: str) -> None:
    reader.open(address)
    assert reader.serious_findings() == []


@pytest.mark.parametrize("address", ["index.html", "typology.html", "german.html", "documents.html"])
def test_nor_in_the_dark(at_night: Reader, address: str) -> None:
    at_night.open(address)
    assert at_night.serious_findings() == []


def test_no_page_scrolls_sideways_on_a_phone(browser: Any, sampled: Project) -> None:
    with reading(browser, sampled.directory / "report", viewport={"width": 390, "height": 800}) as reader:
        for address in PAGES:
            reader.open(address)
            width = reader.page.evaluate("document.documentElement.scrollWidth")
            assert (address, width) == (address, 390)
