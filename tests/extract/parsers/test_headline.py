"""Which title is taken where a page has several that differ."""

from __future__ import annotations

import json

import pytest
from lxml.html import document_fromstring

from crawlers.extract.metadata.structured_data import Declarations
from crawlers.extract.metadata.title import headline


def title_of(*, path: str = "/news/1", site_name: str = "", **given: str) -> str:
    """The title taken of a page that shows `h1`, is called `bar`, passes on `og` and `twitter`, and declares `ld`."""
    metas = {"og:title": given.get("og"), "twitter:title": given.get("twitter"), "og:site_name": site_name}
    named = {"headline": given.get("ld"), "alternativeHeadline": given.get("alternative")}
    tree = document_fromstring(
        f"<html><head><title>{given.get('bar', '')}</title>"
        + "".join(f'<meta property="{key}" content="{value}">' for key, value in metas.items() if value)
        + f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | named)}</script></head>'
        + f"<body><h1>{given.get('h1', '')}</h1></body></html>"
    )
    return headline(tree, Declarations(tree), f"https://paper.example{path}")


CHOIR = "Choir of Temirtau sings in Dresden"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({"h1": CHOIR}, CHOIR),
        ({"h1": f"<a href=#>{CHOIR}</a>", "bar": f"{CHOIR} | News"}, CHOIR),
        ({"h1": f"{CHOIR} <a class=comments-link href=#c>3 comments</a>"}, CHOIR),
        ({"h1": f"Culture</h1><h2>{CHOIR}</h2><h1>", "bar": f"{CHOIR} | The Paper"}, CHOIR),
        ({"h1": CHOIR, "og": f"{CHOIR} « The Paper", "site_name": "The Paper"}, CHOIR),
        ({"h1": CHOIR, "og": f"The Paper: {CHOIR}", "site_name": "The Paper"}, CHOIR),
        ({"h1": CHOIR, "og": f"The Paper | {CHOIR}"}, CHOIR),
        ({"bar": f"{CHOIR} | The Paper", "site_name": "The Paper"}, CHOIR),
        ({"bar": f"The Paper – {CHOIR}", "site_name": "The Paper"}, CHOIR),
        ({"h1": CHOIR, "og": f"{CHOIR} - paper.example", "bar": CHOIR}, CHOIR),
        ({"h1": CHOIR, "og": "The Paper", "site_name": "The Paper"}, CHOIR),
        ({"h1": CHOIR, "og": "News of the region"}, CHOIR),
        ({"h1": "A choir sings", "og": CHOIR, "bar": CHOIR}, CHOIR),
        ({"h1": f"Interview: {CHOIR}", "og": CHOIR, "bar": CHOIR}, f"Interview: {CHOIR}"),
        ({"h1": CHOIR, "ld": CHOIR, "alternative": "Songs in Dresden", "og": "Songs in Dresden, choir"}, CHOIR),
        ({"h1": "LIVE choir", "og": "Choir sings", "ld": CHOIR, "bar": CHOIR}, CHOIR),
    ],
)  # fmt: skip
def test_the_title_taken(given: dict[str, str], taken: str) -> None:
    assert title_of(**given) == taken


LATER = "Choir of Temirtau: all concerts at a glance"
AGREED = {"h1": LATER, "ld": LATER, "bar": f"{LATER} | Paper"}


@pytest.mark.parametrize(
    ("path", "given", "taken"),
    [
        # passed on by hand, and the page agrees on another: what is passed on was written to stand alone
        ("/news/1", {"og": CHOIR}, CHOIR),
        ("/all-concerts-of-the-choir-at-a-glance-temirtau", {"og": CHOIR}, CHOIR),
        # the address was made from the title passed on, so that is the older
        ("/choir-of-temirtau-sings-in-dresden", {"og": CHOIR, "twitter": CHOIR}, LATER),
        # passed on once, and no more than the beginning
        ("/news/1", {"og": "Choir of Temirtau"}, LATER),
        ("/news/1", {"og": "Choir of Temirtau", "twitter": "Choir of Temirtau"}, "Choir of Temirtau"),
    ],
)
def test_the_title_taken_where_all_but_what_is_passed_on_agree(
    path: str, given: dict[str, str], taken: str
) -> None:
    assert title_of(path=path, **AGREED | given) == taken


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({"h1": CHOIR, "og": f"{CHOIR} – PN – 30.01.2024"}, CHOIR),
        ({"og": f"{CHOIR} – 30.01.2024"}, CHOIR),
        ({"h1": CHOIR, "og": f"{CHOIR} - The Other Name"}, CHOIR),
        ({"h1": f"<script>track()</script>{CHOIR}"}, CHOIR),
        ({"h1": f'<span class="kicker">Culture</span>{CHOIR}'}, CHOIR),
        ({"h1": f"{CHOIR} <small>30.01.2024</small>"}, CHOIR),
        ({"h1": f"{CHOIR}<br>and Leipzig"}, f"{CHOIR} and Leipzig"),
        # the headline shown is JSON-LD's and Twitter's
        ({"h1": CHOIR, "ld": CHOIR, "twitter": CHOIR, "og": "Choir sings: what Dresden heard"}, CHOIR),
        # one word was put in later
        ({"h1": f"Big {CHOIR}", "og": f"Big {CHOIR}", "ld": CHOIR, "bar": CHOIR}, CHOIR),
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_title(given: dict[str, str], taken: str) -> None:
    assert title_of(**given) == taken


@pytest.mark.parametrize(
    "body",
    [
        f'<h1><a href="/">The Paper of the Region</a></h1><h2 class="title">{CHOIR}</h2>',
        f'<a href="https://paper.example/"><h1>The Paper of the Region</h1></a><div class="post-title">{CHOIR}</div>',
        f'<td class="contentheading">{CHOIR}</td>',
        f'<h1><a href="/"><img src="logo.png"></a></h1><span itemprop="headline">{CHOIR}</span>',
    ],
)
def test_a_logo_is_no_headline(body: str) -> None:
    tree = document_fromstring(
        f"<html><head><title>The Paper of the Region</title></head><body>{body}</body></html>"
    )

    assert headline(tree, Declarations(tree), "https://paper.example/news/1") == CHOIR
