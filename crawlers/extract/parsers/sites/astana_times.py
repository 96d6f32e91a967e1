"""The Astana Times (astanatimes.com), WordPress, addresses `/YYYY/MM/<slug>/` since 2012.

* 2023: selectors of a public scraper of about 2024, on articles of 2023.
* 2015: no record of the theme of 2015-16 is known; WordPress' conventions stand in, and behind them the
  generic page. `extraction` says which of them read an archived page.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawlers.extract.parsers.cms.wordpress import CLASSIC_THEME
from crawlers.extract.parsers.layout import Layout

_TAGLINE = re.compile(r"^The Astana Times (?:provides|delivers) news and information\b")
_RUSSIAN_CAPTION = re.compile(r"\A[^A-Za-z]*[А-Яа-яЁё][^A-Za-z]*(?:\.?(?:jpe?g|png))?\s*(?=[A-Z])")


def _without_caption(text: str) -> str:
    """An English text: around 2014 the Russian caption or file name of a picture is glued to its start."""
    return _RUSSIAN_CAPTION.sub("", text)


_BYLINE_THEME = Layout(
    name="astana_times.2023",
    known_by="div.eight.columns h1",
    title="div.eight.columns h1",
    body="div.post",
    drop="p.byline, h1",
    published=("p.byline",),
    not_text=_TAGLINE,
    mend_text=_without_caption,
)
VERSIONS = (
    _BYLINE_THEME,
    replace(CLASSIC_THEME, name="astana_times.2015", not_text=_TAGLINE, mend_text=_without_caption),
)
