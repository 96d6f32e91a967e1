"""What the names of an element say of it: words of classes and ids, tags, roles and schema.org's properties.

Web designers of all countries name the parts of a page with the same few words. Each word stands here under the part
that it names; how much a part says for or against being text of the article is learned (see `training`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

PARTS = (
    "article", "content", "lead", "title", "date", "author", "meta", "tags", "share", "related", "comments", "promo",
    "advert", "caption", "navigation", "side", "footer", "header", "notice", "hidden", "form", "figure", "list",
    "table", "quote", "widget",
)  # fmt: skip
"""The parts of a page, in the order of their bits."""
BIT = {part: 1 << place for place, part in enumerate(PARTS)}

_WORDS = {
    "article": "article articles post story entry single node hentry publication material blogpost newsitem newsdetail detail itempage",
    "content": "content contents body text articlebody articlecontent articletext storybody storytext postbody postcontent posttext "
    "entrycontent entrytext maincontent newstext newsbody newscontent pagecontent blogcontent detailtext fulltext richtext prose "
    "paragraph paragraphs wysiwyg contentpaneopen textbody bodytext singlecontent contentarea articlemain longtext",
    "lead": "lead leads lede standfirst intro introtext deck dek subtitle subhead subheading subheadline summary vorspann anons perex "
    "excerpt preamble sapo chapeau strapline description lid previewtext abstract teasertext ingress",
    "title": "title titles headline headlines heading name",
    "date": "date dates datum data time timestamp published publish publishing pubdate posted created updated modified datetime",
    "author": "author authors byline by autor vcard writer writers contributor contributors journalist bio credit credits source quelle "
    "signature sign",
    "meta": "meta info infos kicker rubric rubrik eyebrow category categories catlinks section label badge readingtime readtime views view "
    "counter hits stats statistics details",
    "tags": "tag tags taglinks taglist tagcloud keywords keyword topic topics hashtag hashtags labels terms",
    "share": "share shares sharing sharebar sharer social socials addtoany addthis sharedaddy pluso uptolike likely follow facebook twitter "
    "telegram whatsapp instagram vk messengers email print tools toolbar",
    "related": "related relatedposts jprelatedposts yarpp recommend recommended recommendation recommendations similar more readmore also "
    "seealso most popular trending latest recent other others next prev previous teaser teasers card cards outbrain taboola trc recirc "
    "recirculation inlinelink mehr carousel slider newslist postlist list upnext interlink promoted headlines links stories",
    "comments": "comment comments disqus respond reply replies discussion commentlist kommentare kommentar forum hypercomments feedback",
    "promo": "newsletter newsletters subscribe subscription subscriptions subscriber signup paywall registration register promo promotion "
    "banner banners cta donate donation member membership offer offers piano regwall mailing join push podcast podcasts appeal support premium",
    "advert": "ad ads advert advertisement advertising adv adsbygoogle sponsor sponsored sponsors dfp commercial werbung anzeige reklama "
    "affiliate gpt adslot adunit",
    "caption": "caption captions wpcaption figcaption legend bildunterschrift picture photo image img credit copyright imagecaption",
    "navigation": "nav navigation navbar menu menus breadcrumb breadcrumbs pagination pagenav pager tabs tab skip crumbs sitemap toc "
    "dropdown submenu hamburger",
    "side": "aside sidebar sidebars side rail rightcol rightcolumn leftcol leftcolumn widget widgets widgetarea secondary rightside leftside "
    "rightrail",
    "footer": "footer foot colophon bottom siteinfo copyrights",
    "header": "header masthead top topbar siteheader logo branding head",
    "notice": "cookie cookies consent gdpr disclaimer privacy legal terms alert alerts notice modal popup overlay dialog toast onetrust "
    "didomi cmp correction message",
    "hidden": "hidden hide none sronly visuallyhidden screenreader screen invisible printonly noprint offscreen sr",
    "form": "search login form poll quiz survey vote rating input",
    "quote": "blockquote quote pullquote",
    "widget": "embed player video audio gallery slideshow infobox factbox box timeline tweet twittertweet instagrammedia stock ticker weather "
    "currency stories live",
}  # fmt: skip
_TAGS = {
    "article": "article", "aside": "side", "nav": "navigation", "footer": "footer", "header": "header", "form": "form",
    "figure": "figure", "figcaption": "caption", "ul": "list", "ol": "list", "dl": "list", "menu": "navigation",
    "table": "table", "blockquote": "quote", "time": "date", "main": "content", "address": "author", "dialog": "notice",
    "label": "form", "fieldset": "form",
}  # fmt: skip
_PROPERTIES = {
    "articlebody": "content", "text": "content", "description": "lead", "headline": "title",
    "alternativeheadline": "lead", "datepublished": "date", "datemodified": "date", "author": "author",
    "keywords": "tags", "comment": "comments", "commentcount": "comments", "caption": "caption",
    "breadcrumb": "navigation",
}  # fmt: skip
_ROLES = {
    "navigation": "navigation", "complementary": "side", "contentinfo": "footer", "banner": "header",
    "dialog": "notice", "alert": "notice", "search": "form",
}  # fmt: skip
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_NAMES = 300
_MOST_REMEMBERED = 50_000

_of_word: dict[str, int] = {}
for _part, _words in _WORDS.items():
    for _word in _words.split():
        _of_word[_word] = _of_word.get(_word, 0) | BIT[_part]
_NAMES = frozenset(("class", "id"))
_of_value: dict[str, int] = {}
"""Parts by the whole value of such an attribute, remembered."""
_of_name: dict[str, int] = {}
"""Parts by the class or id, remembered: the same few hundred come on every page of a site."""


def parts_named(tag: str, attributes: Mapping[str, str]) -> int:
    """Return the bits of all parts that an element's tag and attributes name.

    >>> parts_named("div", {"class": "article__lead related-posts"}) == BIT["article"] | BIT["lead"] | BIT["related"]
    True
    """
    found = _of_tag.get(tag, 0)
    for attribute, value in attributes.items():
        if attribute in _NAMES:
            known = _of_value.get(value)
            found |= _of_names(value) if known is None else known
        elif attribute in _SAYING:
            found |= _SAYING[attribute](value)
    return found


def _of_names(names: str) -> int:
    found = 0
    if len(_of_value) > _MOST_REMEMBERED:
        _of_value.clear()
    for name in names[:_LONGEST_NAMES].split():
        known = _of_name.get(name)
        found |= _parts_of(name) if known is None else known
    _of_value[names] = found
    return found


def _of_property(name: str) -> int:
    return BIT.get(_PROPERTIES.get(name.lower(), ""), 0)


def _parts_of(name: str) -> int:
    """The parts that the words of one class name: `articleBody`, `article-body` and `article__body` alike."""
    words = [word.lower() for word in _WORD.findall(name)]
    found = 0
    for word, after in pairwise([*words, ""]):
        found |= _of_word.get(word, 0) | _of_word.get(word + after, 0)
    if len(_of_name) > _MOST_REMEMBERED:
        _of_name.clear()
    _of_name[name] = found
    return found


_of_tag = {tag: BIT[part] for tag, part in _TAGS.items()}
_SAYING: dict[str, Callable[[str], int]] = {
    "itemprop": _of_property,
    "property": _of_property,
    "role": lambda role: BIT.get(_ROLES.get(role, ""), 0),
    "hidden": lambda _: BIT["hidden"],
    "aria-hidden": lambda hidden: BIT["hidden"] if hidden == "true" else 0,
    "style": lambda style: BIT["hidden"] if _INVISIBLE.search(style) else 0,
}
"""The attributes beside names of classes and ids that name parts, and what their values say."""
