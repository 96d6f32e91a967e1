"""Numbers and addresses of people, and the names beside them, do not leave; everything else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sanitize import cell
from crawlers.masking import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Заявки: Иванова Мария, +7 701 123 45 67.", "Заявки: [name], [number]."),
        ("Звоните 8 (727) 123-45-67 Мария Иванова с 9 до 18.", "Звоните [number] [name] с 9 до 18."),
        ("По адресу club@example.kz (Иван Петров) пишите.", "По адресу [e-mail] ([name]) пишите."),
        ("тел.: 87011234567, Анна Шмидт, тел. +7(701)1234567", "тел.: [number], [name], тел. [number]"),
        ("Anmeldung bei Anna Schmidt, Tel. +49 30 1234567-8", "Anmeldung bei [name], Tel. [number]"),
        ("Байланыс: Әсел Нұрланқызы +7 701 123 45 67", "Байланыс: [name] [number]"),
        ("Посол Ян Ковальский открыл выставку 12 мая 2016 года.",) * 2,
        ("На проект выделено 12 300 000 тенге и 8 700 000 рублей.",) * 2,
        ("С 2015-04-01 по 2016-07-31, ГОСТ 1234567890, индекс 050000.",) * 2,
        ("Твиттер @diaspora, счёт 3:2, 8 марта.",) * 2,
    ],
)
def test_what_is_masked_and_what_is_not(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text(max_size=300))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+7 701", "'+7 701"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\x1b]0;owned\x07title", "]0;ownedtitle"),
        ("\x00=1+1", "'=1+1"),
        ("Қоғам – «=»", "Қоғам – «=»"),
        ("two\nlines", "two\nlines"),
        ("", ""),
        (-5, -5),
        (-0.5, -0.5),
        (None, None),
    ],
)
def test_a_cell_of_csv_is_no_formula(value: object, written: object) -> None:
    assert cell(value) == written
