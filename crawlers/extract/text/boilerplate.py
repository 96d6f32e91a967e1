"""What stands in a page's text without being of it, in the words of the study's languages.

Elements are told by their class or id, lines by their wording. Everything here is common to many sites; what
only one site does belongs to its module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption-text|(?:figure|image|img|photo|gallery|media)?[_-]*caption(?:-?text)?)(?:$|\s)",
    re.IGNORECASE,
)
"""Classes of the texts under images."""

FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|social|socials|addtoany\w*|a2a\w*|addthis\w*|ya-share2?|pluso|"
    r"uptolike|jp-relatedposts|related|yarpp\w*|post-?views?|views?|view-?count(?:er)?|hits|breadcrumbs?|cookies?|"
    r"newsletter|subscribe|tags?-links?|post-tags|comments?-area|author-box|post-navigation)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of share bars, counters, teasers and the like."""

LONGEST = 800
"""An element with more text is never furniture, whatever it is called: class names are reused. Characters."""

_LINES = (
    # feeds and mirrors say where a text came from
    r"the post .+ (?:appeared first|first appeared) on .+",
    r"der beitrag .+ erschien zuerst auf .+",
    r"(?:запись|сообщение) .+ (?:впервые появил\w+|появил\w+ сначала) на .+",
    r"artykuł .+ pochodzi z serwisu .+",
    # other articles
    r"(?:read|see) also\b.*|also read\b.*|read more:.*|continue reading.*",
    r"related(?: articles?| posts?)?\s*:.*",
    r"читайте (?:также|ещ[её]).*|по теме\s*:.*|сондай-ақ (?:оқыңыз|қараңыз).*|тағы оқыңыз.*",
    r"lesen sie (?:auch|mehr).*|mehr zum thema\s*:?.*|(?:prze)?czytaj (?:także|też|również|więcej).*",
    r"(?:les også|lue myös|loe ka|skaityk(?:ite)? taip pat|cite[șş]te și|olvassa (?:el|még)|διαβάστε επίσης|прочетете още).*",
    r"(?:most read|meistgelesen|самое читаемое|najczęściej czytane)\b.{0,40}",
    # how long reading takes, and when it was published
    r"(?:время чтения\s*:?\s*)?\d+\s?(?:min(?:utes?|uten)?\.?\s(?:read|lesezeit)|minuty? czytania|мин(?:ут\w*|\.)?(?: чтения)?)\.?",
    # comments
    r"(?:\d+ )?(?:comments?|комментари[йияев]+|пікірлер|kommentare?|komentarze)(?: ?\(?\d+\)?)?|join our commenting forum.*",
    # share bars and print buttons
    r"(?:teilen mit|share(?: this)?|поделиться(?: .{0,30})?|бөлісу|udostępnij|gefällt mir|like this)\s*:?",
    r"loading\.*",
    r"(?:print|печать|e-?mail|drucken|drukuj|версия для печати|распечатать)(?: e-?mail)?",
    # counters change with every visit
    r"(?:views?|hits|просмотр\w*(?: страницы)?|(?:количество|кол-во) просмотров|қаралды|қаралым\w*|"
    r"көрілім\w*|aufrufe|zugriffe|odsłon\w*|wyświetle\w*|click statistic)\s*[:(]*\s*[\d\s]*\)?",
    r"\d[\d\s]*\s(?:views|просмотр\w*|рет қаралды)",
    # notices
    r"advertisement|anzeige|werbung|реклама|жарнама|reklama",
    r"copyright\b.*|©.*|.*read our privacy policy.?",
    r".*\bcookies?\b.*(?:accept|consent|agree|settings|akzept|zustimm|einwillig|соглас|zgod|келіс).*",
    r"(?:sign up (?:for|to)|subscribe (?:to|for)|follow us|подпи(?:шитесь|сывайтесь) на).{0,150}",
    # whoever wrote or photographed it is not stored
    r"(?:автор(?:ы|лары)?(?: текста| фото)?|текст(?: и фото)?|text(?: und fotos?)?|autor\w*|redaktion|редактор|"
    r"faktencheck|übersetzung|перевод|von|by|written by)\s*:\s.{0,80}",
)
_LINE = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:By|BY) [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}|\([a-zäöüß]{2,4}(?:[/, ]+[a-zäöüß]{2,4})*\)"
)
_LONGEST_LINE = 300
_CREDIT = re.compile(
    r"[\s([|/–—-]*(?:^|(?<=\W))(?:(?:иллюстративное )?фото(?: автора| из архива[^:]*)?|image|credit|foto|"
    r"quelle|photo(?: credit| by| courtesy)?s?|bild(?:quelle)?|сурет\w*|zdj[ęe]ci[ea])\s*:.*$|\s*©.*$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")


def is_furniture(line: str) -> bool:
    """Whether a line of text is the site's, or a byline, and not the article's."""
    line = line.removeprefix("- ")  # an item of a list
    return len(line) <= _LONGEST_LINE and bool(_LINE.fullmatch(line) or _BYLINE.fullmatch(line))


def is_byline(line: str, authors: Iterable[str]) -> bool:
    """Whether a line names those whom the page calls its `authors`, and says nothing else."""
    if len(line) > _LONGEST_LINE:
        return False
    rest = line
    for name in sorted(authors, key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", rest, flags=re.IGNORECASE)
    return rest != line and not re.sub(
        r"\W|\b(?:by|von|und|and|i|и|және|автор\w*|текст)\b", "", rest, flags=re.IGNORECASE
    )


def is_credit(line: str) -> bool:
    """Whether a line says no more than who took a picture."""
    return len(line) <= _LONGEST_LINE and bool(_CREDIT.match(line))


def without_credit(caption: str) -> str:
    """A caption without the photographer, who is a private person."""
    return _CREDIT.sub("", caption).strip()


def without_emails(text: str) -> str:
    """A text without e-mail addresses, which are never stored."""
    return _EMAIL.sub("…", text)
