"""1C-Bitrix by the markup of its `news.detail` component; assembly.kz runs on it.

* 2007: the component's own template (`.default`). assembly.kz prints dates as `23 Мая, 2017` with the number
  of views behind; pages of another template are read as any page.
"""

from __future__ import annotations

from crawlers.extract.parsers.layout import Layout

VERSIONS = (
    Layout(
        name="bitrix.2007",
        known_by="div.news-detail",
        title="div.news-detail h1, div.news-detail h3, h1",
        body="div.news-detail",
        drop=".news-date-time, .news-detail-date, .news-detail-share, .news-counter, h1, h3:first-of-type",
        published=(".news-date-time, .news-detail-date",),
    ),
)
