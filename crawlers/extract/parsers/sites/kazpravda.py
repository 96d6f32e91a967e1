"""Kazakhstanskaya Pravda (kazpravda.kz), its own system, Russian, Kazakh (`/kk/`) and English (`/en/`).

* 2021: addresses `/n/<slug>/`; selectors of a public scraper. Articles of generation 2015 were moved to it,
  and their old addresses answer with this markup.
* 2015: addresses `/articles/view/`, `/fresh/view/`, `/news/<rubric>/`, until about 2021; selectors of a
  public scraper of those years.
"""

from __future__ import annotations

from crawlers.extract.dates.moment import Moment
from crawlers.extract.parsers.layout import Layout

_MOVED_UNTIL = 2021


def _day_of_moved(moment: Moment) -> Moment:
    """Moved articles show 23:00, midnight as seen from another zone: no time at all, and a day ± 1."""
    at = moment.instant
    if at and moment.day.year <= _MOVED_UNTIL and at.hour in {17, 18} and at.minute == at.second == 0:
        return Moment(moment.day, None, "day")
    return moment


VERSIONS = (
    Layout(
        name="kazpravda.2021",
        known_by="article.article h1.article__title",
        title="h1.article__title",
        body="div.article__body",
        drop="div.article__views, div.tab-content, time.article__date",
        published=('meta[property="aiturec:datetime"]', "time.article__date"),
        mend_date=_day_of_moved,
    ),
    Layout(
        name="kazpravda.2015",
        known_by=".article_main_left_block h1",
        title=".article_main_left_block h1",
        body=".article_lead_block, .article_text_block",
        captions=".article_img_block",
        published=("div.author_date_article",),
    ),
)
