"""Joomla and its ancestor Mambo by the markup of their own article views, which templates seldom change.

Read with it: wienz.kz, zpkz.kz, polskajednosc.com, old.wiedergeburt.kz, deutsche-allgemeine-zeitung.de and
the portals that run on it. Facts from the article views that Joomla delivers (`com_content`), and from K2's.

* 2013: Joomla 3 to 5, microdata of schema.org, `time` elements.
* 2011: Joomla 1.6 to 2.5, `dl.article-info` with printed dates.
* k2: the K2 component that many news sites use instead.
* 2000: Mambo and Joomla 1.0 to 1.5, tables.
"""

from __future__ import annotations

from crawlers.extract.parsers.layout import Layout

_BUTTONS = (
    "ul.actions, .icons, .buttonheading, ul.pagenav, ul.pager, .content_rating, .content_vote, "
    ".jcomments-links, .article-info"
)
VERSIONS = (
    Layout(
        name="joomla.2013",
        known_by=".item-page [itemprop=articleBody], .com-content-article__body",
        title=".item-page [itemprop=headline], .com-content-article h1, .item-page h1, .item-page h2",
        body=".item-page [itemprop=articleBody], .com-content-article__body",
        drop=_BUTTONS,
        published=(
            ".article-info time[itemprop=datePublished], .published time",
            ".article-info time[itemprop=dateCreated], .create time",
            ".article-info .published, .article-info .create",
        ),
        modified=("time[itemprop=dateModified], .modified time",),
        section=".article-info .category-name a",
    ),
    Layout(
        name="joomla.k2",
        known_by=".itemView .itemFullText, .itemView .itemIntroText",
        title=".itemView .itemTitle",
        body=".itemView .itemIntroText, .itemView .itemFullText",
        published=(".itemView .itemDateCreated",),
        section=".itemView .itemCategory a",
    ),
    Layout(
        name="joomla.2011",
        known_by="div.item-page",
        title=".item-page h2, .item-page h1",
        body="div.item-page",
        drop=f"{_BUTTONS}, dl, h1, .item-page > h2:first-of-type",
        published=(".article-info .published", ".article-info .create"),
        modified=(".article-info .modified",),
        section=".article-info .category-name a",
    ),
    Layout(
        name="joomla.2000",
        known_by="table.contentpaneopen:not(table.blog *)",
        title=".contentheading, .componentheading",
        body="table.contentpaneopen:not(table.blog *)",
        drop=f"{_BUTTONS}, .contentheading, .createdate, .modifydate, .small, .pagenav",
        published=(".createdate",),
        modified=(".modifydate",),
    ),
)
