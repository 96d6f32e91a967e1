"""The `article` filter: pages as JSON Lines in, what is read of each out, line by line."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from diaspora.article_line import read_article
from diaspora.json_lines import article_lines

TEXT = "<p>В Доме дружбы прошёл вечер немецкой песни. Хор пел на двух языках, и зал подпевал.</p>"
KEYS = {
    "id", "title", "text", "published_day", "published_raw", "published_at", "published_precision", "published_method",
    "language", "outcome",
}  # fmt: skip


def page(date: str = "", **given: Any) -> dict[str, Any]:
    html = f"<html><body><article><h1>Вечер песни в Темиртау</h1>{date}{TEXT}</article></body></html>"
    return {"id": "1", "url": "https://paper.example/news/27", "html": html} | given


def answers(*pages: dict[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """What the filter writes, and how many lines it could not read."""
    out = io.StringIO()
    lines = io.StringIO("".join(json.dumps(one) + "\n" for one in pages))
    bad = article_lines(lines, out, read_article)
    return [json.loads(line) for line in out.getvalue().splitlines()], bad


def test_every_answer_has_every_field() -> None:
    [article, nothing], bad = answers(page('<div class="date">14 марта 2018, 18:30</div>'), page(html="<p>"))

    assert bad == 0
    assert set(article) == set(nothing) == KEYS
    assert (article["published_day"], article["published_raw"]) == ("2018-03-14", "14 марта 2018, 18:30")
    assert (article["outcome"], article["language"]) == ("document", "ru")
    assert nothing["outcome"] != "document"
    assert [nothing[key] for key in KEYS - {"id", "language", "outcome"}] == [None] * 7


@pytest.mark.parametrize(
    ("date", "given", "day"),
    [
        ("14 марта", {"captured_at": "2018-03-20T10:00:00Z"}, "2018-03-14"),
        ("14 марта", {"captured_at": "2018-03-20"}, "2018-03-14"),
        ("14 марта", {}, None),
        ("вчера", {"captured_at": "2018-03-14T20:00:00Z", "timezone": "Asia/Almaty"}, "2018-03-14"),
        ("вчера", {"captured_at": "2018-03-14T20:00:00Z", "timezone": "Europe/Berlin"}, "2018-03-13"),
    ],
)
def test_what_is_known_of_a_page_dates_it(date: str, given: dict[str, str], day: str | None) -> None:
    [article], _ = answers(page(f'<div class="date">{date}</div>', **given))

    assert article["published_day"] == day


@pytest.mark.parametrize(
    ("url", "given", "day"),
    [
        ("https://zeitung.example/n", {}, "2018-03-14"),
        ("https://gazeta.example.kz/n", {}, "2018-03-15"),
        ("https://zeitung.example.de/n", {"timezone": "Asia/Almaty"}, "2018-03-15"),
        (None, {}, "2018-03-14"),
    ],
)
def test_an_instant_in_utc_is_of_the_day_that_it_was_there(
    url: str | None, given: dict[str, str], day: str
) -> None:
    stamp = '<time datetime="2018-03-14T20:30:00Z"></time>'
    [article], _ = answers(page(stamp, url=url, **given))

    assert article["published_day"] == day
    assert article["published_at"] == "2018-03-14T20:30:00+00:00"


@pytest.mark.parametrize(
    "given", [{"captured_at": "yesterday"}, {"timezone": "Asia/Nowhere"}, {"timezone": "../etc"}, {"url": 7}]
)
def test_a_line_that_makes_no_sense_is_passed_over(
    given: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    read, bad = answers(page(**given), page())

    assert (len(read), bad) == (1, 1)
    assert f"line 1: passed over: {next(iter(given))} is no" in capsys.readouterr().err
