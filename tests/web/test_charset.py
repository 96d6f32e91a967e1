"""Bytes as old sites send them, and what is read of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.web.charset import decoded

RUSSIAN = "В Доме дружбы прошёл вечер немецкой песни. Хор пел на двух языках, и зал подпевал."
KAZAKH = "Қазақстан халқы Ассамблеясының үйінде қонақтар ән айтты, содан соң ұлттық тағамдар ұсынылды."
GERMAN = "Größere Feste für die Jugend: Öffnung des Begegnungshauses im März, Führungen täglich."
POLISH = "Święto młodzieży w Kokczetawie: pieśni, tańce i wspólna kolacja."


def page(text: str, encoding: str, head: str = "") -> bytes:
    """A page in `encoding`; what `head` says of itself stands first."""
    return f"<html><head>{head}<title>{text}</title></head><body><p>{text}</p></body></html>".encode(encoding)


META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'


@pytest.mark.parametrize(
    ("text", "encoding", "head", "header"),
    [
        (RUSSIAN, "utf-8", "", None),
        (RUSSIAN, "utf-8", "", "windows-1251"),  # the server is wrong
        (RUSSIAN, "cp1251", "", None),
        (RUSSIAN, "cp1251", "", "iso-8859-1"),  # a server's default
        (RUSSIAN, "cp1251", "", "utf-8"),
        (RUSSIAN, "cp1251", META.format("windows-1251"), "ISO-8859-1"),
        (RUSSIAN, "cp1251", "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>", None),
        (RUSSIAN, "cp1251", "<meta charset=koi8-r>", None),  # the page is wrong
        (RUSSIAN, "koi8-r", "", None),
        (RUSSIAN, "koi8-r", META.format("koi8-r"), None),
        (RUSSIAN, "cp866", "", None),
        (KAZAKH, "kz1048", "", None),
        (KAZAKH, "kz1048", "", "windows-1251"),  # Kazakhstan's letters in the places of Serbia's
        (KAZAKH, "ptcp154", "", None),
        (KAZAKH, "utf-16", "", None),
        (GERMAN, "cp1252", "", "iso-8859-1"),
        (GERMAN, "cp1252", META.format("iso-8859-1"), None),
        (POLISH, "iso8859-2", META.format("iso-8859-2"), "iso-8859-1"),
        (POLISH, "cp1250", "", "windows-1250"),
    ],
)
def test_a_page_is_read_in_its_charset(text: str, encoding: str, head: str, header: str | None) -> None:
    assert f"<p>{text}</p>" in decoded(page(text, encoding, head), header)


@pytest.mark.parametrize("cut", range(1, 4))
def test_utf8_that_is_cut_in_a_letter_is_utf8(cut: int) -> None:
    assert "Қаз" in decoded("Қазақ".encode()[:-cut], None)


def test_an_odd_broken_byte_makes_no_other_charset_of_utf8() -> None:
    assert RUSSIAN in decoded(page(RUSSIAN, "utf-8").replace(b"<p>", b"\xd0<p>"), None)


@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_any_bytes_become_text(body: bytes, charset: str | None) -> None:
    assert isinstance(decoded(body, charset), str)
