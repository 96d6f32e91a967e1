"""The text of a page: what an author wrote, all of it, and nothing else. Pages as sites of the region are made."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

from crawlers.extract.documents import Document
from crawlers.extract.page_input import PageInput
from crawlers.extract.parsers import NotADocument, read

TITLE = "Немецкий хор выступил в Семее"
LEAD = "В областной филармонии Семея выступил немецкий хор «Лореляй». Зал был полон, и зрители долго не отпускали певцов."
FIRST = "Хор исполнил старинные песни поволжских деревень и две колыбельные, записанные у жительниц города в прошлом году."
SECOND = "Руководитель хора Анна Беккер сказала, что летом коллектив поедет по сёлам области и будет собирать песни дальше."
THIRD = "Следующий концерт назначен на первое воскресенье мая. Вход свободный, желающих петь приглашают на репетиции."
HEAD = f"<title>{TITLE} | Вестник</title>"


def _read(body: str, head: str = HEAD, url: str = "https://vestnik.example/news/12") -> Document:
    page = PageInput(
        url=url,
        body=f"<!doctype html><html lang=ru><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode(),
        mime="text/html",
        charset="utf-8",
        captured_at=datetime(2026, 1, 10, tzinfo=UTC),
        role="article",
        source_id="vestnik",
        reader=None,
        articles=None,
    )
    [document] = read(page)
    return document


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


LEADS = {
    "div after the headline": f"<h1>{TITLE}</h1><div class=lead>{LEAD}</div><div class=text>{_paragraphs(FIRST, SECOND, THIRD)}</div>",
    "div before the headline": f"<div class=anons>{LEAD}</div><h1>{TITLE}</h1><div class=text>{_paragraphs(FIRST, SECOND, THIRD)}</div>",
    "h2": f"<article><h1>{TITLE}</h1><h2 class=subtitle>{LEAD}</h2>{_paragraphs(FIRST, SECOND, THIRD)}</article>",
    "bold line": f"<article><h1>{TITLE}</h1><b>{LEAD}</b>{_paragraphs(FIRST, SECOND, THIRD)}</article>",
    "font": f"<h1>{TITLE}</h1><font size=3>{LEAD}{_paragraphs(FIRST, SECOND, THIRD)}</font>",
    "open paragraphs in a font": f"<h1>{TITLE}</h1><font size=3>{LEAD}<p>{FIRST}<p>{SECOND}<p>{THIRD}</font>",
    "bare text before many paragraphs": f"<article><h1>{TITLE}</h1><div class=entry><div>{LEAD}"
    + _paragraphs(*(f"{number}. {FIRST}" for number in range(2, 12)), SECOND, THIRD)
    + "</div></div></article>",
    "span before many paragraphs": f"<article><h1>{TITLE}</h1><div class=entry><span>{LEAD}</span>"
    + _paragraphs(*(f"{number}. {FIRST}" for number in range(2, 12)), SECOND, THIRD)
    + "</div></article>",
    "cell of a table": f"<table><tr><td><h1>{TITLE}</h1>{LEAD}{_paragraphs(FIRST, SECOND, THIRD)}</td></tr></table>",
    "sections": f"<h1>{TITLE}</h1><section>{''.join(f'<section>{text}</section>' for text in (LEAD, FIRST, SECOND, THIRD))}</section>",
    "line breaks": f"<div id=content><h1>{TITLE}</h1>{'<br><br>'.join((LEAD, FIRST, SECOND, THIRD))}</div>",
    "microdata": f"<div itemscope><h1>{TITLE}</h1><div itemprop=description>{LEAD}</div><div itemprop=articleBody>{_paragraphs(FIRST, SECOND, THIRD)}</div></div>",
}  # fmt: skip


@pytest.mark.parametrize("body", LEADS.values(), ids=LEADS)
def test_the_lead_is_kept_wherever_it_stands_and_no_paragraph_is_glued(body: str) -> None:
    lines = _read(body).text.splitlines()

    for text in (LEAD, FIRST, SECOND, THIRD):
        assert [line for line in lines if text in line and len(line) < len(text) + 5], text


FRAME = (
    "<table width=100%><tr><td width=150><a href=/>Главная</a><br><a href=/news>Новости</a><br><a href=/photo>Фото</a></td>"
    "<td>{}</td><td width=150><b>Курс валют</b><br>EUR 512.30<br>RUB 5.10<br><a href=/poll>Опрос недели</a></td></tr></table>"
)


def test_the_frame_of_an_old_table_layout_is_left_out() -> None:
    text = _read(FRAME.format(f"<h1>{TITLE}</h1>{_paragraphs(LEAD, FIRST, SECOND, THIRD)}")).text

    assert text.splitlines() == [LEAD, FIRST, SECOND, THIRD]


BOILERPLATE = [
    ("tags", "Теги: Польша, Германия"),
    ("tags", "Метки: Польша | Греция | Дом дружбы"),
    ("tags", "Ключевые слова: немцы, Польша, фольклор"),
    ("tags", "Тегтер: Польша, Германия"),
    ("tags", "Кілт сөздер: Германия, достық үйі"),
    ("tags", "Рубрика: Польша"),
    ("tags", "Tags: Poland, Germany"),
    ("tags", "Schlagwörter: Polen, Griechen"),
    ("tags", "Tagi: Polska, Niemcy"),
    ("tags", "#Польша #Германия"),
    ("tags", "#немцы, #Литва"),
    ("channel", "Подписывайтесь на наш Telegram-канал «Поляки Казахстана»"),
    ("channel", "Читайте нас в Instagram и Facebook!"),
    ("channel", "Больше новостей Германии в нашем канале WhatsApp"),
    ("channel", "Біздің Telegram арнамызға жазылыңыз: Германия жаңалықтары"),
    ("channel", "Follow us on Facebook: Poles of Kazakhstan"),
    ("channel", "Folgen Sie uns auf Instagram: Deutsche in Kasachstan"),
    ("channel", "Dołącz do nas na Facebooku: Polacy w Kazachstanie"),
    ("channel", "Telegram: Немцы Казахстана"),
    ("related", "Читайте также: Польша открыла консульство"),
    ("related", "Сондай-ақ оқыңыз: Польша консулдығы ашылды"),
    ("related", "Lesen Sie auch: Polen eröffnet ein Konsulat"),
    ("notice", "При использовании материалов ссылка на портал «Польша сегодня» обязательна"),
    ("share", "Поделиться в Facebook"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "line"), BOILERPLATE, ids=[line for _, line in BOILERPLATE])
@pytest.mark.parametrize("element", ["p", "div"])
def test_what_stands_among_the_paragraphs_is_left_out(kind: str, line: str, element: str) -> None:
    body = f"<article><h1>{TITLE}</h1>{_paragraphs(LEAD, FIRST)}<{element}>{line}</{element}>{_paragraphs(SECOND, THIRD)}</article>"

    document = _read(body)

    assert document.text.splitlines() == [LEAD, FIRST, SECOND, THIRD]
    assert document.left_out == (f"{kind}: {line}",)


SENTENCES = [
    "Теги: Польша и Германия стоят под каждой третьей заметкой портала, сказала редактор.",
    "Подписчики канала «Немцы Казахстана» в Telegram собрали деньги на ноты.",
    "Хор открыл канал «Лореляй» в Telegram и страницу в Instagram.",
    "Рубрика «Польша рядом» выходит по пятницам, её ведёт учительница из Кокшетау.",
    "Читайте детям вслух, советует библиотекарь польского центра, и они полюбят язык.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_an_author_says_of_tags_and_channels_is_kept(sentence: str) -> None:
    assert sentence in _read(f"<article><h1>{TITLE}</h1>{_paragraphs(LEAD, sentence, THIRD)}</article>").text


@pytest.mark.parametrize(
    "before",
    [
        f"<p>{TITLE}</p>",
        "<div class=date>5 декабря, 18:30</div>",
        "<span class=date>неделю назад</span>",
        "<div class=date-box><b>05</b><i>дек</i></div>",
        "<span class=post-date>05.12.2019</span>",
        "<div class=meta>Просмотров: 214</div>",
    ],
)
def test_neither_title_nor_date_stands_before_the_first_paragraph(before: str) -> None:
    body = f"<article><h1>{TITLE}</h1>{before}{_paragraphs(LEAD, FIRST, SECOND)}</article>"

    assert _read(body).text.splitlines() == [LEAD, FIRST, SECOND]


def test_a_title_glued_to_the_first_paragraph_is_taken_off() -> None:
    assert _read(f"<div><h1>{TITLE}</h1><div>{TITLE} {LEAD}<p>{FIRST}</p></div></div>").text.startswith(LEAD)


def _json_ld(**fields: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields, ensure_ascii=False)}</script>'


def test_a_stated_body_is_taken_where_the_page_shows_its_beginning_only() -> None:
    stated = "\n".join((LEAD, FIRST, SECOND, THIRD))
    head = HEAD + _json_ld(headline=TITLE, articleBody=stated)

    assert _read(f"<article><h1>{TITLE}</h1><p>{LEAD}</p></article>", head).text == stated


def test_a_body_that_is_stated_twice_in_a_row_is_taken_once() -> None:
    stated = " ".join((LEAD, FIRST, SECOND, THIRD))
    head = HEAD + _json_ld(headline=TITLE, articleBody=f"{stated} {stated}")

    assert _read(f"<article><h1>{TITLE}</h1><p>{LEAD}</p></article>", head).text == stated


@pytest.mark.parametrize(
    "fields",
    [
        {
            "headline": "Совсем другая новость о погоде",
            "articleBody": "Завтра ждут снег и метель на севере. " * 40,
        },
        {"headline": TITLE, "articleBody": "Подпишитесь на рассылку. Читайте другие новости. " * 40},
    ],
    ids=["of another article", "the same over and over"],
)
def test_a_stated_body_that_is_not_this_text_is_not_taken(fields: dict[str, str]) -> None:
    body = f"<article><h1>{TITLE}</h1>{_paragraphs(LEAD, FIRST)}</article>"

    assert _read(body, HEAD + _json_ld(**fields)).text.splitlines() == [LEAD, FIRST]


@pytest.mark.parametrize(("shown", "is_stated"), [((LEAD, FIRST, SECOND), False), ((LEAD, FIRST), True)])
def test_a_stated_body_is_taken_only_where_it_is_half_as_long_again(
    shown: tuple[str, ...], is_stated: bool
) -> None:
    stated = "\n".join((LEAD, FIRST, SECOND, "Фото автора, перепечатка с согласия газеты разрешена."))
    body = f"<article><h1>{TITLE}</h1>{_paragraphs(*shown)}</article>"

    text = _read(body, HEAD + _json_ld(headline=TITLE, articleBody=stated)).text
    assert (SECOND in text, "перепечатка" in text) == ((True, True) if is_stated else (True, False))


ARTICLE = {"title": TITLE, "content": _paragraphs(LEAD, FIRST, SECOND)}


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": {"post": ARTICLE}}})}</script>',
        f"<script>window.__INITIAL_STATE__ = {json.dumps({'news': {'item': ARTICLE}})};</script>",
        f"<script>window.__NUXT__={json.dumps({'data': [{'article': {'headline': TITLE, 'body': [LEAD, FIRST, SECOND]}}]})}</script>",
        f"<script>window.__DATA__ = JSON.parse({json.dumps(json.dumps({'page': ARTICLE}))})</script>",
        f"<script>var state = {json.dumps({'title_ru': TITLE, 'content_ru': _paragraphs(LEAD, FIRST, SECOND)})};</script>",
        f"<script>window.__APP__ = {json.dumps({'title': TITLE, 'blocks': [{'type': 'p', 'data': {'text': each}} for each in (LEAD, FIRST, SECOND)]})}</script>",
        f"<script>window.__APP__ = {json.dumps({'title': {'ru': TITLE}, 'body': {'ru': _paragraphs(LEAD, FIRST, SECOND)}})}</script>",
    ],
    ids=["next", "redux", "nuxt", "parsed", "variable", "blocks", "languages"],
)
def test_a_text_that_only_a_browser_would_draw_is_read_from_the_page_s_state(script: str) -> None:
    assert _read(f"<div id=root></div>{script}").text.splitlines() == [LEAD, FIRST, SECOND]


def test_the_state_of_another_article_is_none_of_this_page() -> None:
    state = json.dumps({"next": {"title": "Погода на завтра", "body": f"{LEAD} {FIRST} {SECOND}"}})

    with pytest.raises(NotADocument, match="needs javascript"):
        _read(
            "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>"
            f"<script>window.__STATE__={state}</script>"
        )


def test_a_live_blog_is_read_whole() -> None:
    entries = "".join(
        f"<div class=entry><time>1{hour}:05</time><h3>Запись номер {hour}</h3><p>{hour}. {FIRST}</p></div>"
        for hour in range(10)
    )
    text = _read(f"<article><h1>{TITLE}</h1><p>{LEAD}</p><div class=live>{entries}</div></article>").text

    assert all(f"{hour}. {FIRST}" in text for hour in range(10))


def test_comments_and_other_articles_are_not_of_the_text() -> None:
    comments = "".join(
        f"<li class=comment><b>Гость</b><p>Был на концерте, Польша далеко, а мы тут. {place}</p></li>"
        for place in range(5)
    )
    others = "".join(
        f"<div class=card><a href=/news/{place}>Польша и Литва подписали договор {place}</a></div>"
        for place in range(6)
    )
    body = (
        f"<article><h1>{TITLE}</h1>{_paragraphs(LEAD, FIRST, SECOND, THIRD)}</article>"
        f"<div class=comments><h3>Комментарии</h3><ul>{comments}</ul></div><div class=related>{others}</div>"
    )  # fmt: skip

    assert _read(body).text.splitlines() == [LEAD, FIRST, SECOND, THIRD]


def test_the_page_of_an_empty_article_has_no_text() -> None:
    body = (
        f"<header><a href=/>Вестник</a></header><article><h1>{TITLE}</h1><div class=article-body></div>"
        "<div class=tags>Теги: <a href=/t/1>Польша</a>, <a href=/t/2>Германия</a></div><div>Telegram: Немцы Казахстана</div></article>"
    )  # fmt: skip

    with pytest.raises(NotADocument, match="no text"):
        _read(body)


@pytest.mark.parametrize("element", ["article", "div"])
@pytest.mark.parametrize("paragraphs", [(LEAD, FIRST, SECOND), (FIRST,)], ids=["three", "one"])
def test_paragraphs_without_a_stop_at_their_end_are_text(paragraphs: tuple[str, ...], element: str) -> None:
    unstopped = [re.sub(r"[.«»]", "", text) for text in paragraphs]
    menu = "<nav><a href=/>Главная</a> <a href=/n>Новости</a></nav>"
    body = f"{menu}<{element}><h1>{TITLE}</h1><time datetime=2016-05-03>3 мая 2016</time>{_paragraphs(*unstopped)}</{element}>"
    assert _read(body).text.splitlines() == unstopped


@pytest.mark.parametrize("line", ["Войдите", "Страница загружается", "Здесь пока ничего нет"])
def test_a_few_words_without_a_stop_are_none(line: str) -> None:
    with pytest.raises(NotADocument):
        _read(f"<main><h1>{TITLE}</h1><p>{line}</p></main>")
