"""What holds for every page, whatever its markup."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.extract.parsers import NotADocument, PageInput, read, readers
from crawlers.extract.parsers.layout import versions

CAPTURED = datetime(2016, 7, 1, 12, tzinfo=UTC)


def page(body: bytes, **facts: object) -> PageInput:
    known: dict[str, object] = {
        "url": "https://portal.example/news/1",
        "mime": "text/html",
        "charset": None,
        "captured_at": CAPTURED,
        "role": "article",
        "source_id": "portal",
        "reader": None,
        "articles": None,
    }
    return PageInput(body=body, **(known | facts))  # type: ignore[arg-type]


def article(text: str, head: str = "") -> bytes:
    return f"<html><head><title>Заголовок</title>{head}</head><body><h1>Заголовок</h1><article>{text}</article></body></html>".encode()


PARAGRAPH = "<p>В доме дружбы открылась выставка, которую собирали всем городом два года, и посмотреть её пришли все.</p>"


@pytest.mark.parametrize("role", ["feed", "sitemap", "robots", "listing", "home"])
def test_only_articles_and_api_answers_are_read(role: str) -> None:
    with pytest.raises(NotADocument):
        read(page(article(PARAGRAPH), role=role))


@pytest.mark.parametrize(
    ("body", "facts", "reason"),
    [
        (b"", {}, "not html"),
        (b"%PDF-1.4", {"mime": "application/pdf"}, "not html"),
        (b"{", {"mime": "application/json"}, "not json"),
        (b"<html><body><p>x</p></body></html>", {}, "no title"),
        (article(""), {}, "no text"),
        (b'<?xml version="1.0"?><urlset></urlset>', {"role": None}, "sitemap"),
        (article(PARAGRAPH), {"url": "https://portal.example/kk/"}, "home page"),
        (article(PARAGRAPH), {"url": "https://portal.example/tag/vystavka"}, "listing"),
        (article(PARAGRAPH), {"url": "https://portal.example/news?start=20"}, "listing"),
        (article(PARAGRAPH), {"url": "http://[portal/"}, "bad address"),
    ],
)
def test_why_a_page_is_no_document(body: bytes, facts: dict[str, object], reason: str) -> None:
    with pytest.raises(NotADocument, match=f"^{reason}$"):
        read(page(body, **facts))


def test_a_title_with_a_number_is_no_error_page() -> None:
    [document] = read(
        page(article(PARAGRAPH).replace("Заголовок".encode(), "500 гостей на празднике".encode()))
    )

    assert document.title == "500 гостей на празднике"


@pytest.mark.parametrize(
    ("encoding", "named", "declared"),
    [
        ("utf-8", None, ""),
        ("utf-8", "windows-1251", ""),  # the server is wrong, the bytes are not
        ("cp1251", "windows-1251", ""),
        ("cp1251", None, '<meta charset="windows-1251">'),
        ("cp1251", "utf-8", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
        ("cp1251", None, ""),  # the region's habit
        ("cp1251", "no-such-charset", ""),
        ("koi8-r", "koi8-r", ""),
        ("utf-16", None, ""),
        ("utf-8-sig", None, ""),
    ],
)
def test_letters_are_read_in_the_charset_they_were_written_in(
    encoding: str, named: str | None, declared: str
) -> None:
    body = article(PARAGRAPH, declared).decode().encode(encoding)

    [document] = read(page(body, charset=named))

    assert document.title == "Заголовок"
    assert document.text.startswith("В доме дружбы")


def test_one_broken_byte_does_not_spoil_the_page() -> None:
    body = article(PARAGRAPH + PARAGRAPH.replace("<p>", "<p>Завтра "), "").replace(b"<p>", b"<p>\xff", 1)

    [document] = read(page(body, charset="utf-8"))

    assert document.title == "Заголовок"


def test_a_day_in_utc_is_the_writers_if_the_page_tells_it() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Заголовок", '
        '"datePublished": "2016-05-09T21:30:00+00:00"}</script>'
    )
    there = '<time datetime="2016-05-09T23:30:00+02:00">9 May 2016</time>'

    [here] = read(page(article(PARAGRAPH, head)))
    [written] = read(page(article(there + PARAGRAPH, head)))

    assert here.published
    assert written.published
    assert str(here.published.day) == "2016-05-10"  # half past three in Almaty
    assert str(written.published.day) == "2016-05-09"
    assert here.published.instant == written.published.instant


@pytest.mark.parametrize(
    ("address", "printed", "day", "precision", "method"),
    [
        ("/2015/04/12/vystavka", "", "2015-04-12", "day", "address"),
        ("/2015/04/vystavka", "", "2015-04-01", "month", "address"),
        ("/2015/04/vystavka", "21 апреля 2015", "2015-04-21", "day", "printed"),
        ("/2015/04/vystavka", "21 апреля 2011", "2015-04-01", "month", "address"),
        ("/news/1", "21 апреля 2031", None, None, None),  # after the capture
        ("/news/1", "", None, None, None),
    ],
)
def test_a_date_without_marks(
    address: str, printed: str, day: str | None, precision: str | None, method: str | None
) -> None:
    body = article(f'<div class="date">{printed}</div>{PARAGRAPH}')

    [document] = read(page(body, url=f"https://portal.example{address}"))

    found = document.published
    assert (found and str(found.day), found and found.precision, found and found.method) == (
        day,
        precision,
        method,
    )


@pytest.mark.parametrize(
    "claim",
    [
        "https://elsewhere.example/a",
        "https://portal.example/",
        "https://portal.example/ru",
        "http://[x",
        "mailto:a@b",
    ],
)
def test_a_page_cannot_pass_itself_off_as_another(claim: str) -> None:
    [document] = read(page(article(PARAGRAPH, f'<link rel="canonical" href="{claim}">')))

    assert document.url == "https://portal.example/news/1"


@pytest.mark.parametrize(
    ("claim", "articles", "expected"),
    [
        ("/news/archive", r"^/news/\d+$", "/news/1"),  # one address on all pages
        ("/category/culture", None, "/news/1"),
        ("/news/1?page=2", None, "/news/1"),
        ("/news/2", r"^/news/\d+$", "/news/1"),  # two numbers are two pages, whatever one of them says
        ("/n/one", None, "/n/one"),
    ],
)
def test_a_page_does_not_pass_itself_off_as_a_list(claim: str, articles: str | None, expected: str) -> None:
    [document] = read(page(article(PARAGRAPH, f'<link rel="canonical" href="{claim}">'), articles=articles))

    assert document.url == f"https://portal.example{expected}"


def test_a_title_that_was_escaped_twice() -> None:
    body = article(PARAGRAPH).replace(
        "Заголовок".encode(), "Песни &amp;amp; танцы &amp;#8211; R&amp;D".encode()
    )

    assert read(page(body))[0].title == "Песни & танцы – R&D"


def test_the_readers_are_the_modules_that_know_markup() -> None:
    assert {"astana_times", "kazpravda", "joomla", "bitrix", "daz_asia", "wiedergeburt", "wordpress"} <= set(
        readers()
    )
    assert not {"dates", "generic", "prose"} & set(readers())


@pytest.mark.parametrize("name", ["no_such_site", "dates", "../x", ""])
def test_an_unknown_reader_is_named_with_the_known_ones(name: str) -> None:
    with pytest.raises(ValueError, match="known are astana_times, bitrix"):
        versions(name)


_TAGS = [
    "<html>",
    "<body class=single>",
    "<h1>",
    "</h1>",
    "<p>",
    "<article>",
    "<time datetime='",
    "'>",
    "<meta name=date content=",
]
_MARKUP = st.lists(
    st.one_of(st.sampled_from(_TAGS), st.text(max_size=20), st.just('<script type="application/ld+json">'))
)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), _MARKUP.map(lambda parts: "".join(parts).encode("utf-8", "replace"))),
    st.sampled_from([None, "article", "api"]),
    st.sampled_from([None, *readers()]),
    st.sampled_from(["text/html", "application/json", ""]),
)
def test_any_bytes_give_documents_or_a_reason(
    body: bytes, role: str | None, reader: str | None, mime: str
) -> None:
    with suppress(NotADocument):
        documents = read(page(body, role=role, reader=reader, mime=mime))
        assert all(document.title and document.text for document in documents)


_FIELDS = ["id", "title", "content", "rendered", "link", "date", "date_gmt", "status", "lang"]
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(_FIELDS), inner),
    max_leaves=20,
)


@settings(deadline=None)
@given(_JSON)
def test_any_json_gives_documents_or_a_reason(answer: object) -> None:
    with suppress(NotADocument):
        assert read(page(json.dumps(answer).encode(), role="api"))
