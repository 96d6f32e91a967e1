"""Which of the dates on a page is the day of its publication, kind by kind; `—` where none may be claimed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawlers.extract.documents import PublishedDate
from crawlers.extract.parsers import PageInput, read

TITLE = "Хор «Лорелея» спел в Темиртау"
TEXT = (
    "<p>В городском дворце культуры выступил хор «Лорелея», которому в этом году исполняется тридцать лет.</p>"
    "<p>Слушатели пришли целыми семьями, а после концерта остались на чай с домашними пирогами.</p>"
    "<p>Следующая репетиция хора открыта для всех, кто хочет петь на языке своих бабушек.</p>"
)
DAY = "2018-03-14"
NONE = "—"


def dated(
    body: str,
    head: str = "",
    *,
    url: str = "https://paper.example.kz/news/27",
    captured_at: datetime | None = None,
    zone: str = "Asia/Almaty",
) -> PublishedDate | None:
    """The date read of a page with this body and head."""
    html = f"<!doctype html><html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    page = PageInput(
        url=url, body=html.encode(), mime="text/html", charset="utf-8", captured_at=captured_at, role="article",
        source_id="paper", reader=None, articles=None, timezone=zone,
    )  # fmt: skip
    [document] = read(page)
    return document.published


def day(body: str, head: str = "", **how: object) -> str:
    """The day of that date."""
    found = dated(body, head, **how)  # type: ignore[arg-type]
    return str(found.day) if found else NONE


def article(beside: str = "", after: str = "") -> str:
    """An article with something under its headline and something after its text."""
    return f"<article><h1>{TITLE}</h1>{beside}{TEXT}{after}</article>"


OWN = '<div class="date">14 марта 2018</div>'

PUBLISHED_AND_UPDATED = [
    "Published: 14 March 2018. Last updated: 20 March 2018",
    "Updated 20 March 2018 | Posted 14 March 2018",
    "Опубликовано: 14.03.2018 Обновлено: 20.03.2018",
    "Изменено 20 марта 2018, размещено 14 марта 2018",
    "Жарияланды: 14.03.2018 Жаңартылды: 20.03.2018",
    "20.03.2018 жаңартылды, 14.03.2018 жарияланды",
    "Veröffentlicht am 14. März 2018, aktualisiert am 20. März 2018",
    "Zuletzt geändert: 20.03.2018 Erstellt: 14.03.2018",
    "Opublikowano: 14 marca 2018 Aktualizacja: 20 marca 2018",
    "Публикувано: 14 март 2018 Обновено: 20 март 2018",
    "Avaldatud 14. märts 2018, uuendatud 20. märts 2018",
    "Julkaistu 14. maaliskuuta 2018, päivitetty 20. maaliskuuta 2018",
    "Közzétéve: 2018. március 14. Frissítve: 2018. március 20.",
    "Paskelbta 2018 m. kovo 14 d. Atnaujinta 2018 m. kovo 20 d.",
    "Publicat: 14 martie 2018 Actualizat: 20 martie 2018",
    "Δημοσιεύτηκε: 14 Μαρτίου 2018 Ενημερώθηκε: 20 Μαρτίου 2018",
    "Publié le 14 mars 2018, mis à jour le 20 mars 2018",
    "Publicado el 14 de marzo de 2018. Actualizado el 20 de marzo de 2018",
    "Publicado em 14 de março de 2018. Atualizado em 20 de março de 2018",
    "Pubblicato il 14 marzo 2018. Aggiornato il 20 marzo 2018",
    "Дата события: 1 марта 2018. Дата публикации: 14 марта 2018",
]  # fmt: skip


@pytest.mark.parametrize("line", PUBLISHED_AND_UPDATED)
def test_what_is_said_beside_a_date_tells_which_it_is(line: str) -> None:
    assert day(article(f'<div class="info">{line}</div>')) == DAY
    assert day(article(f"<p>{line}</p>")) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Updated 20 March 2018", "Last modified: 20.03.2018", "Обновлено: 20.03.2018 10:00", "Изменено 20 марта 2018",
        "Жаңартылды: 20.03.2018", "20 наурыз 2018 жаңартылды", "Aktualisiert am 20. März 2018", "Letzte Änderung: 20.03.2018",
        "Aktualizacja: 20 marca 2018", "Обновено: 20 март 2018", "Uuendatud 20. märts 2018", "Päivitetty 20.3.2018",
        "Frissítve: 2018. március 20.", "Atnaujinta 2018 m. kovo 20 d.", "Actualizat: 20 martie 2018",
        "Ενημερώθηκε: 20 Μαρτίου 2018", "Mis à jour le 20 mars 2018", "Actualizado el 20 de marzo de 2018",
        "Aggiornato il 20 marzo 2018", "Atualizado em 20 de março de 2018",
    ],
)  # fmt: skip
def test_the_day_of_a_change_is_none(line: str) -> None:
    assert day(article(f'<div class="date">{line}</div>')) == NONE
    assert day(article(f'<p class="meta">{line}</p>')) == NONE


@pytest.mark.parametrize(
    "markup",
    [
        '<time class="updated" datetime="2018-03-20">20.03.2018</time>',
        '<time itemprop="dateModified" datetime="2018-03-20">20.03.2018</time>',
        '<span class="modified-date">20 марта 2018</span>',
        '<span property="schema:dateModified" content="2018-03-20T10:00:00+06:00"></span>',
    ],
)
def test_a_change_that_the_markup_names_is_none(markup: str) -> None:
    assert day(article(markup)) == NONE
    assert day(article(markup + OWN)) == DAY
    assert day(article(OWN + markup)) == DAY


@pytest.mark.parametrize(
    "metas",
    [
        '<meta property="article:modified_time" content="2018-03-20T10:00:00+06:00">',
        '<meta name="last-modified" content="2018-03-20">',
        '<meta property="og:updated_time" content="2018-03-20T10:00:00+06:00">',
        '<meta property="article:expiration_time" content="2018-03-20">',
        '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2018-03-20"}</script>',
    ],
)
def test_a_change_that_is_declared_is_none(metas: str) -> None:
    assert day(article(), metas) == NONE
    assert day(article(OWN), metas) == DAY


ELSEWHERE = [
    '<header><div class="date">Среда, 28 ноября 2018</div></header>',
    '<div class="header-time">28 ноября 2018, среда 16:00</div>',
    '<div id="top-bar"><span class="current-date">28.11.2018</span></div>',
    '<div class="weather"><span class="date">28.11.2018</span> −4 °C</div>',
    '<div class="currency-rates"><span class="date">28.11.2018</span> USD 370</div>',
    '<div class="kurs"><div class="date">28.11.2018</div>EUR 420</div>',
    '<div class="sidebar"><ul><li><time datetime="2018-11-20T10:00:00+06:00">20.11.2018</time><a href=/x>Новость</a></li></ul></div>',
    '<aside><div class="news-date">20.11.2018</div><a href="/x">Свежая новость дня</a></aside>',
    '<div class="widget latest-news"><span class="date">20.11.2018</span><a href="/x">Свежая новость дня</a></div>',
    '<div class="related-news"><span class="date">01.02.2018</span><a href="/x">Другая новость дня</a></div>',
    '<section class="popular"><time datetime="2018-02-01">1 февраля 2018</time><a href="/x">Другая новость</a></section>',
    '<div class="ticker">20.11.2018 Срочно: снег</div>',
    '<div class="comments"><div class="comment-date">12.12.2018</div><p>Спасибо за концерт!</p></div>',
    '<div id="comments"><time datetime="2018-12-12T10:00:00+06:00">12.12.2018</time><p>Спасибо</p></div>',
    '<footer>Свидетельство о постановке на учёт № 123 от 15.03.2012</footer>',
    '<div class="info">Свидетельство № 12345-Г выдано 15.03.2012 г.</div>',
    '<div class="footer-info">Лицензия от 15 марта 2012 года</div>',
    '<div class="copyright">© 01.01.2012 Газета</div>',
    '<div class="poll"><span class="date">01.12.2018</span> Опрос</div>',
    '<div class="info">Дата рождения: 01.03.1956</div>',
    '<div class="info">Event date: 1 March 2018</div>',
    '<div class="info">Termin: 01.03.2018</div>',
]  # fmt: skip


@pytest.mark.parametrize("markup", ELSEWHERE)
def test_dates_of_other_things_are_none(markup: str) -> None:
    assert day(article() + markup) == NONE
    assert day(markup + article()) == NONE
    assert day(markup + f"<h1>{TITLE}</h1>{TEXT}") == NONE


@pytest.mark.parametrize("markup", ELSEWHERE)
def test_the_articles_own_date_stands_beside_dates_of_other_things(markup: str) -> None:
    assert day(markup + article(OWN)) == DAY
    assert day(article(OWN) + markup) == DAY
    assert day(article(OWN, after=markup)) == DAY
    assert day(f"{markup}<h1>{TITLE}</h1>{OWN}{TEXT}") == DAY


@pytest.mark.parametrize(
    "text",
    [
        "<p>1 января 2010 года был основан хор.</p>",
        "<p>12.05.1945 закончилась война для его первого дирижёра, вспоминает внучка.</p>",
        "<p>The choir was founded on 1 January 2010 in Temirtau.</p>",
        "<p>2010 жылғы 1 қаңтарда хор құрылды.</p>",
        "<p>Книга опубликована 5 мая 2010 года.</p>",
        "<p>Первый сборник песен был опубликован 5 мая 2010 года и сразу разошёлся по всем школам.</p>",
        "<p>Its songs were published on 5 May 2010.</p>",
        "12.05.1945 – конец войны<br>1 января 2010 – первый концерт<br>",
    ],
)
def test_what_the_text_tells_of_is_no_publication(text: str) -> None:
    assert day(article(text)) == NONE
    assert day(article(OWN + text)) == DAY


@pytest.mark.parametrize(
    "own",
    [
        '<time datetime="2018-03-14T18:30:00+06:00">14 марта</time>',
        '<time class="entry-date published updated" datetime="2018-03-14T18:30:00+06:00">14.03.2018</time>',
        '<abbr class="published" title="2018-03-14T18:30:00+06:00">вчера</abbr>',
        '<span itemprop="datePublished" content="2018-03-14T18:30:00+06:00">вчера</span>',
        '<div itemprop="datePublished">14.03.2018</div>',
        '<meta itemprop="datePublished" content="2018-03-14">',
        '<span property="dc:date" content="2018-03-14T18:30:00+06:00">среда</span>',
        '<aside class="meta"><p class="date">14 марта 2018, 13:43</p></aside>',
        '<form><p class="date">14 марта 2018, 13:43</p></form>',
        '<ul class="info"><li>14.03.2018</li><li><a href="/culture">Культура</a></li></ul>',
        '<div class="date-box"><b>14</b> <i>мар</i> <u>2018</u></div>',
        '<p>By Somebody in Culture on 14 March 2018</p>',
        '<font size="1">14.03.2018</font>',
        '<div class="posted"><span>Размещено:</span> <b>14.03.2018</b></div>',
        '<div>14 наурыз 2018</div>',
        '<footer class="entry-meta">14 марта 2018</footer>',
        "<b>Дата публикации</b>: 14.03.2018",
        '<i class="fa fa-calendar"></i> 14.03.2018',
        "<span class=day>14</span> <span class=month>марта</span> <span class=year>2018</span>",
        '<p class="postmetadata">Эта запись была опубликована 14 марта 2018 в 18:30 в рубрике <a href="/c">Культура</a>.</p>',
        '<div class="post-footer">Dieser Beitrag wurde am 14. März 2018 um 18:30 von <a href="/a">Anna</a> veröffentlicht.</div>',
    ],
)  # fmt: skip
def test_an_articles_own_date_in_whatever_markup(own: str) -> None:
    assert day(article(own)) == DAY
    assert day(f'<form id="aspnetForm">{article(own)}</form>') == DAY
    assert day(f"<div><h1>{TITLE}</h1>{own}{TEXT}</div>") == DAY


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2018-03-14T18:30:00+06:00">',
        '<meta property="article:published_time" content="14.03.2018 18:30">',
        '<meta name="pubdate" content="20180314">',
        '<meta name="DC.date.issued" content="2018-03-14">',
        '<meta itemprop="datePublished" content="2018-03-14">',
        '<script>window.page = {"publishedAt": "2018-03-14T12:30:00Z"}</script>',
    ],
)
def test_a_date_that_is_declared(meta: str) -> None:
    assert day(article(), meta) == DAY


def ld(*nodes: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes, ensure_ascii=False)}</script>'


MINE: dict[str, object] = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2018-03-14T18:30:00+06:00",
}
OTHER: dict[str, object] = {
    "@type": "NewsArticle",
    "headline": "Синоптики обещают метель",
    "datePublished": "2017-01-01",
}


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        ([MINE], DAY),
        ([OTHER, MINE], DAY),
        ([MINE, OTHER], DAY),
        ([OTHER], NONE),
        ([{"@graph": [OTHER, MINE]}], DAY),
        ([MINE | {"datePublished": "14.03.2018 10:00"}], DAY),
        ([MINE | {"headline": "Хор спел", "url": "https://paper.example.kz/news/27"}], DAY),
        (
            [OTHER | {"url": "https://paper.example.kz/news/27", "datePublished": "2018-03-14"}],
            DAY,
        ),  # retitled
        ([OTHER | {"@id": "https://paper.example.kz/news/28#article"}], NONE),
        (
            [{"@type": "WebPage", "url": "https://paper.example.kz/news/27", "datePublished": "2018-03-14"}],
            DAY,
        ),
        ([MINE | {"datePublished": "nonsense"}], NONE),
    ],
)
def test_structured_data_counts_where_it_is_of_this_page(
    nodes: list[dict[str, object]], expected: str
) -> None:
    assert day(article(), ld(*nodes)) == expected


def test_a_day_declared_later_changed_is_not_published_though_it_is_printed() -> None:
    changed = ld(MINE | {"dateModified": "2018-05-02T10:00:00+06:00"})

    assert day(article('<time datetime="2018-05-02T10:00:00+06:00">02.05.2018</time>'), changed) == DAY


THURSDAY = datetime(2018, 3, 15, 6, 0, tzinfo=UTC)  # noon in Almaty


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ('<span class="date">вчера в 10:15</span>', DAY),
        ('<span class="date">1 день назад</span>', DAY),
        ('<time>кеше</time>', DAY),
        ('<span class="date">14 марта, 18:30</span>', DAY),
        ('<span class="date">14 мар</span>', DAY),
        ('<span class="date">20 декабря</span>', "2017-12-20"),
        ('<p class="byline">Anna Lee, USA TODAY</p>', NONE),
        ('<ul class="info"><li><a href="/today">Сегодня</a></li></ul>', NONE),
        ('<p>Вчера в городе выпал снег.</p>', NONE),
    ],
)  # fmt: skip
def test_words_that_count_from_the_capture(beside: str, expected: str) -> None:
    assert day(article(beside), captured_at=THURSDAY) == expected
    assert day(article(beside)) == NONE  # when it was captured is not known


def test_no_date_is_after_the_capture() -> None:
    assert day(article('<div class="date">20 марта 2018</div>'), captured_at=THURSDAY) == NONE


@pytest.mark.parametrize(
    ("printed", "zone", "expected"),
    [
        ("15 марта 2018", "UTC", "2018-03-15"),  # what the page prints decides
        ("", "Asia/Almaty", "2018-03-15"),  # else the site's own clock
        ("", "UTC", DAY),
    ],
)
def test_an_instant_in_utc_is_of_the_sites_own_day(printed: str, zone: str, expected: str) -> None:
    body = article(f'<div class="date">{printed}</div>')

    assert day(body, ld(MINE | {"datePublished": "2018-03-14T20:30:00Z"}), zone=zone) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/2018/03/14/hor", DAY),
        ("/news/14-03-2018-hor", DAY),
        ("/2018/03/hor", "2018-03-01"),
        ("/news/1234", NONE),
    ],
)
def test_a_day_in_the_address(address: str, expected: str) -> None:
    assert day(article(), url=f"https://paper.example.kz{address}") == expected


def test_what_was_read_is_kept() -> None:
    found = dated(article('<div class="date">Опубликовано: 14 марта 2018, 18:30</div>'))

    assert found
    assert (str(found.day), found.raw, found.method, found.precision) == (
        DAY,
        "14 марта 2018, 18:30",
        "printed",
        "minute",
    )


BESIDE = {
    "a heading calls it other news": "<h3>Другие новости</h3><ul><li><a href=/x>Мост</a> <time datetime=2020-02-01>01.02.2020</time></li></ul>",
    "a heading in the same element": "<section><h4>Соңғы жаңалықтар</h4><p><a href=/x>Көпір</a> 01.02.2020</p></section>",
    "a heading calls it comments": "<div><h3>Комментарии (2)</h3><div><b>Олег</b> 01.02.2020 10:15<p>Браво!</p></div></div>",
    "the next and the last article": "<div class=post-navigation><a href=/x>Мост</a> <span class=date>01.02.2020</span></div>",
    "a link in a list": "<div class=archive><a href=/x>01.02.2020</a></div>",
    "a register of associations": "<p>Eingetragen am 15.03.2012 im Vereinsregister</p>",
    "a time table": "<div>Программа на 01.02.2020</div>",
    "a time from one day to another": "<p>(15.03.2012 – 01.05.2015)</p>",
}


@pytest.mark.parametrize("after", BESIDE.values(), ids=BESIDE)
def test_a_date_of_something_else_is_none(after: str) -> None:
    assert day(article(after=after)) == NONE
    assert day(f"<h1>{TITLE}</h1>{TEXT}{after}") == NONE
    assert day(article(OWN, after=after)) == DAY


SEEN = datetime(2018, 3, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("over", "expected"),
    [
        ("<div>Вторник, 20 марта 2018</div>", NONE),
        ("<p>20.03.2018 15:00</p>", NONE),
        ("<div class=date>Вторник, 20 марта 2018</div>", NONE),
        ("<div class=date>Среда, 14 марта 2018</div>", DAY),
        ("<div class=date>20 марта 2018</div>", "2018-03-20"),
    ],
)
def test_the_calendar_over_a_page_is_told_by_weekday_capture_and_name(over: str, expected: str) -> None:
    assert day(f"{over}<h1>{TITLE}</h1>{TEXT}", captured_at=SEEN) == expected


def test_the_words_of_a_headline_name_no_date() -> None:
    other = "Курсы языка начались"

    assert day(f"<h1>{other}</h1><div class=date>14 марта 2018</div>{TEXT}") == DAY


@pytest.mark.parametrize(
    "value",
    [
        "14 марта 2018, 10:00",
        "March 14, 2018",
        "2018/03/14",
        "14-03-2018",
        "Wed Mar 14 2018 10:00:00 GMT+0600 (ALMT)",
    ],
)
def test_an_attribute_holds_any_date_that_is_printed_for_machines_or_people(value: str) -> None:
    assert day(article(f'<time datetime="{value}">вчера</time>')) == DAY


def test_of_two_dates_in_a_line_that_which_its_element_calls_changed_is_no_day_of_publication() -> None:
    assert day(article('<span itemprop="dateModified">20 марта 2018</span><br>14 марта 2018')) == DAY


def test_a_node_of_another_address_is_another_article_also_without_a_headline() -> None:
    node = {"@type": "NewsArticle", "url": "https://paper.example.kz/news/28", "datePublished": "2018-01-01"}

    assert day(article(), f'<script type="application/ld+json">{json.dumps(node)}</script>') == NONE
