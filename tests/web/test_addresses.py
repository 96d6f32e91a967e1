"""One address for one document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.web.addresses import canonical, may_be_one, site


@pytest.mark.parametrize(
    ("served_at", "known_as"),
    [
        # host: case, www, final dot, scheme, default port, credentials
        ("http://WWW.AstanaTimes.com/2015/04/apk/", "https://astanatimes.com/2015/04/apk"),
        ("https://el.kz./ru/v-kyzlorde_38141", "https://el.kz/ru/v-kyzlorde_38141"),
        ("http://kstnews.kz:80", "https://kstnews.kz/"),
        ("http://localhost:8080/a", "https://localhost:8080/a"),
        ("http://somebody:secret@zpkz.kz/a", "https://zpkz.kz/a"),
        ("http://қаз.қаз/а", "https://xn--80ao21a.xn--80ao21a/а"),
        # noise and what is not
        ("https://daz.asia/blog/x/?share=facebook", "https://daz.asia/blog/x"),
        ("https://daz.asia/blog/x/?mab_v3=72&utm_source=rss&utm_medium=rss", "https://daz.asia/blog/x"),
        (
            "https://apgazeta.kz/2021/02/26/u-podnozhya/?replytocom=12#respond",
            "https://apgazeta.kz/2021/02/26/u-podnozhya",
        ),
        ("https://bnr.bg/ru/post/101057289?page_1_3=4", "https://bnr.bg/ru/post/101057289"),
        ("https://astanatimes.com/?p=7423", "https://astanatimes.com/?p=7423"),
        ("https://wiedergeburt-kasachstan.de/a/?lang=de", "https://wiedergeburt-kasachstan.de/a?lang=de"),
        ("https://ekaraganda.kz/?mod=news_read&id=37864", "https://ekaraganda.kz/?id=37864&mod=news_read"),
        (
            "https://ekaraganda.kz/?id=37864&amp;mod=news_read",
            "https://ekaraganda.kz/?id=37864&mod=news_read",
        ),
        (
            "https://polskajednosc.com/pl/news-2.html?start=320",
            "https://polskajednosc.com/pl/news-2.html?start=320",
        ),
        # AMP wrappers before and behind
        ("https://el.kz/en/amp/kyzylorda_38142", "https://el.kz/en/kyzylorda_38142"),
        ("https://caravan.kz/gazeta/bolgary-53513/amp/", "https://caravan.kz/gazeta/bolgary-53513"),
        ("https://caravan.kz/gazeta/bolgary-53513/?amp", "https://caravan.kz/gazeta/bolgary-53513"),
        # spellings of one path
        (
            "https://polskajednosc.com/news/369-25-%D0%BB%D0%B5%D1%82",
            "https://polskajednosc.com/news/369-25-лет",
        ),
        ("https://polskajednosc.com/news/369-25-лет", "https://polskajednosc.com/news/369-25-лет"),
        ("https://zpkz.kz/a%2Fb%3Fc%20d", "https://zpkz.kz/a%2Fb%3Fc%20d"),
        ("https://zpkz.kz/%EB%E5%F2", "https://zpkz.kz/%EB%E5%F2"),  # not UTF-8: left as it is
        ("https://zpkz.kz//a/./b/../c//", "https://zpkz.kz/a/c"),
        ("https://astanatimes.com/search?q=A+B", "https://astanatimes.com/search?q=A%20B"),
    ],
)
def test_a_document_is_known_by_one_address(served_at: str, known_as: str) -> None:
    assert canonical(served_at) == known_as


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "el.kz/ru",
        "//el.kz/ru",
        "mailto:office@example.org",
        "javascript:void(0)",
        "ftp://el.kz/a",
        "http://",
        "http://./",
        "http://[el.kz/",
        "http://el.kz:99999/",
        "http://el kz/",
        "http://" + "а" * 70 + ".kz/",
    ],
)
def test_what_is_no_address_is_refused(odd: str) -> None:
    for function in (canonical, site):
        with pytest.raises(ValueError, match="not a web address"):
            function(odd)


def test_a_site_is_compared_by_host_and_port() -> None:
    assert (
        site("http://www.kazpravda.kz/articles/view/x/")
        == site("https://kazpravda.kz./n/y/")
        == "kazpravda.kz"
    )
    assert site("http://127.0.0.1:8001/") != site("http://127.0.0.1:8002/")


@given(
    st.text(max_size=60),
    st.text(max_size=30),
    st.sampled_from(["http://www.el.kz", "https://EL.KZ.", "http://el.kz:80"]),
)
def test_the_canonical_form_is_its_own(path: str, query: str, host: str) -> None:
    known_as = canonical(f"{host}/{path}?{query}")

    assert canonical(known_as) == known_as
    assert known_as.startswith("https://el.kz/")
    assert not any(letter.isspace() for letter in known_as)


@given(st.text())
def test_any_text_gives_an_address_or_a_value_error(text: str) -> None:
    try:
        assert canonical(text).startswith("https://")
    except ValueError:
        with pytest.raises(ValueError, match="not a web address"):
            site(text)


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ("/node/123", "/news/zlata", True),  # a number and a name
        ("/?p=123", "/2016/05/zlata", True),
        ("/2016/05/zlata", "/zlata", True),
        ("/culture/zlata", "/news/zlata.html", True),
        ("/zlata/2", "/zlata", True),
        ("/news/123-zlata", "/news/123", True),
        ("/news/zlata", "/ru/news/zlata", True),
        ("/news/1", "/news/2", False),
        ("/zlata", "/koncert", False),
        ("/ru/news/zlata", "/kz/news/zlata", False),  # a translation is a document of its own
        ("/?p=1", "/?p=2", False),
        ("/news?id=1", "/news?id=2", False),
    ],
)
def test_what_a_page_says_of_its_address_is_believed_where_the_addresses_agree(
    first: str, second: str, one: bool
) -> None:
    addresses = f"https://el.kz{first}", f"https://el.kz{second}"
    assert may_be_one(*addresses) is may_be_one(*reversed(addresses)) is one
