"""What stands in a page's text without being of it, in the words of the study's languages.

Elements are told by their class or id, lines by their wording. Everything here is common to many sites; what
only one site does belongs to its module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crawlers.extract.text.invitations import is_invitation

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

CONSENT = re.compile(
    r"onetrust|didomi|usercentrics|cookiebot|(?:^|[\s_-])(?:cookies?|gdpr|cmp|consent|ot-sdk\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of what asks for consent, which may be long."""

LONGEST = 800
"""An element with more text is never furniture, whatever it is called: class names are reused. Characters."""

_TAGS = (
    r"(?:по |поделиться )?т[еэ]г(?:и|ам|ами)?|х[еэ]ш-?т[еэ]ги?|метк[аи]|ключевые слова|тем[аы](?: статьи| материала)?|(?:в )?рубрик[аие]|"
    r"категори[яи]|раздел|сюжет|упоминания|(?:упомянуты |упоминаются )?в (?:этой )?(?:статье|новости|материале)|тегтер|кілт сөздер|"
    r"түйін сөздер|белгілер|айдар(?:лар)?|санат(?:тар)?|тақырып(?:тар)?|tag(?:s|ged)?(?: (?:with|as|in))?|keywords?|topics?|categor(?:y|ies)|"
    r"filed (?:under|in)|posted in|more on|in this article|hashtags?|schlagw[oö]rter?|schlagworte|stichw[oö]rter?|stichworte|kategorien?|"
    r"rubrik|thema|themen|tagi|słowa kluczowe|kategori[ae]|hasła|tematy?|hasztagi|etykiety|етикети|тагове|ключови думи|категории|sildid|"
    r"märksõnad|kategooria[d]?|avainsanat|asiasanat|tunnisteet|címkék|kulcsszavak|kategóri[aá]k?|žymos|raktažodžiai|raktiniai žodžiai|"
    r"etichete|cuvinte[- ]cheie|categori[ei]|ετικέτες|λέξεις[- ]κλειδιά|κατηγορί(?:α|ες)"
)
_KINDS: dict[str, tuple[str, ...]] = {
    "syndication": (
        r"the post .+ (?:appeared first|first appeared) on .+",
        r"der beitrag .+ erschien zuerst auf .+",
        r"(?:запись|сообщение) .+ (?:впервые появил\w+|появил\w+ сначала) на .+",
        r"artykuł .+ pochodzi z serwisu .+",
        r"(?:источник|первоисточник|дереккөз[іi]?|сілтеме|source|quelle|źródło|източник|allikas|lähde|forrás|šaltinis|sursa|πηγή)\s*:\s.{1,80}",
    ),
    "related": (
        r"(?:read|see) also\b.*|also read\b.*|read more:.*|continue reading.*",
        r"related(?: articles?| posts?)?\s*:.*",
        r"(?:читайте|смотрите|см\.) (?:также|ещ[её]|по теме)\b.*|по теме\s*:.*|(?:подробнее|ранее)\s*:.*|сондай-ақ (?:оқыңыз|қараңыз).*|тағы оқыңыз.*|"
        r"(?:оқи отырыңыз|тақырып бойынша)\s*:.*",
        r"lesen sie (?:auch|mehr).*|mehr zum thema\s*:?.*|(?:prze)?czytaj (?:także|też|również|więcej).*|zobacz (?:także|też|również).*",
        r"(?:les også|lue myös|loe ka|skaityk(?:ite)? taip pat|cite[șş]te și|olvassa (?:el|még)|διαβάστε επίσης|прочетете още).*",
        r"(?:most read|meistgelesen|самое читаемое|najczęściej czytane)\b.{0,40}",
    ),
    "reading time": (
        r"(?:время чтения\s*:?\s*)?\d+\s?(?:min(?:utes?|uten)?\.?\s(?:read|lesezeit)|minuty? czytania|мин(?:ут\w*|\.)?(?: чтения)?)\.?",
    ),
    "comments": (
        r"(?:\d+ )?(?:comments?|комментари[йияев]+|пікірлер|kommentare?|komentarze)(?: ?\(?\d+\)?)?|join our commenting forum.*",
        r"(?:оставить|добавить|написать) комментарий|leave a (?:reply|comment)|пікір қалдыру|kommentar (?:schreiben|hinterlassen)|dodaj komentarz",
    ),
    "share": (
        r"(?:поделиться|бөлісу|share|teilen|udostępnij|сподели|jaga|jaa|megosztás|dalintis|distribuie)\b.{0,20}:.{0,80}",
        r"(?:teilen mit|share(?: (?:this|on|via)(?: .{0,20})?)?|поделиться(?: .{0,30})?|бөлісу|udostępnij|gefällt mir|like this)\s*:?",
        r"loading\.*",
        r"(?:print|печать|e-?mail|drucken|drukuj|версия для печати|распечатать)(?: e-?mail)?",
    ),
    "counter": (  # changes with every visit
        r"(?:views?|hits|просмотр\w*(?: страницы)?|(?:количество|кол-во) просмотров|қаралды|қаралым\w*|"
        r"көрілім\w*|aufrufe|zugriffe|odsłon\w*|wyświetle\w*|click statistic)\s*[:(]*\s*[\d\s]*\)?",
        r"\d[\d\s]*\s(?:views|просмотр\w*|рет қаралды)",
    ),
    "advertisement": (r"advertisement|anzeige|werbung|реклама|жарнама|reklama",),
    "notice": (
        r"copyright\b.*|©.*|.*read our privacy policy.?",
        r"il vous reste \d[\d.,]*\s?% de cet article.*|(?:article|contenu) réservé aux abonnés.*|dieser (?:artikel|beitrag) ist nur für abonnent\w*.*",
        r"ich bin damit einverstanden, dass mir (?:der )?externe\w* inhalte? .*",
        r".*\bcookies?\b.*(?:accept|consent|agree|settings|akzept|zustimm|einwillig|соглас|zgod|келіс).*",
        r"(?:все|барлық) (?:права|құқықтар\w*) (?:защищены|қорғалған).*|all rights reserved.*|alle rechte vorbehalten.*|wszelkie prawa zastrzeżone.*",
        r"(?:при (?:любом |полном |частичном )*(?:использовании|цитировании|перепечатке|копировании)|(?:любое |полное |частичное )*(?:использование|цитирование|перепечатка|копирование)) "
        r"(?:любых |данных |этих )?(?:материал\w+|информации|текст\w+|новост\w+|стат\w+)?.*(?:ссылк\w+|разрешени\w+|запрещ\w+).*",
        r"материал\w* (?:пайдалан|көшір|жариялан)\w* .*(?:сілтеме|рұқсат).*|nachdruck .*(?:genehmigung|quelle).*|kopiowanie .*(?:zgod|źródł).*",
        r"(?:если вы )?(?:нашли|заметили|обнаружили|увидели) (?:ошибку|опечатку|неточность).*|қате(?:ні)? (?:тапсаңыз|көрсеңіз|байқасаңыз).*|сообщить об (?:ошибке|опечатке).*",
    ),
    "newsletter": (
        r"(?:sign up (?:for|to)|subscribe (?:to|for)|follow us|подпи(?:шитесь|сывайтесь) на (?:наш\w*|нас|новост\w+|рассылк\w+|обновлени\w+|газет\w+)).{0,150}",
        r"(?:ваш e-?mail|your e-?mail|e-?mail[- ]adresse|twój e-?mail)\b.{0,60}",
    ),
    "byline": (  # whoever wrote or photographed it is not stored
        r"(?:автор(?:ы|лары)?(?: текста| фото)?|текст(?: и фото)?|text(?: und fotos?)?|autor\w*|redaktion|редактор|"
        r"faktencheck|übersetzung|перевод|von|by|written by)\s*:\s.{0,80}",
    ),
}
"""What stands among the lines of a text without being of it, kind by kind; each pattern is a whole line."""
_LINE = re.compile(
    "|".join(
        f"(?P<{kind.replace(' ', '_')}>{'|'.join(f'(?:{line})' for line in lines)})"
        for kind, lines in _KINDS.items()
    ),
    re.IGNORECASE,
)
_TAG_LINE = re.compile(rf"\W*(?:{_TAGS})\s*[:：—–-]\s*(?P<tags>\S.{{0,250}})", re.IGNORECASE)
_TAGS_ALONE = re.compile(rf"\W*(?:{_TAGS})\W*", re.IGNORECASE)
_TAGS_IN_A_ROW = re.compile(r"(?:Т[еэ]ги|Тегтер|Метки|Tags|Tagi)(?:\s+[A-ZА-ЯЁӘҒҚҢӨҰҮҺІŁŚŻ][\w-]*)+")
_LONGEST_NAME, _LONGEST_TAGS = 60, 120
_TAG_BREAK = re.compile(r"[,;|•·/#]|\s{2,}")
_MOST_TAG_WORDS = 4
_HASHTAGS = re.compile(r"(?:#[\w-]+[\s,;|.]*)+")
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


@lru_cache(maxsize=2048)
def kind_of(line: str) -> str | None:
    """Return the kind of boilerplate that a line of text is, such as `tags` or `channel`; None for the article's own.

    >>> kind_of("Теги: Польша, Германия"), kind_of("Теги: Польша и Германия стоят под каждой статьёй, сказала она.")
    ('tags', None)
    """
    line = line.removeprefix("- ")  # an item of a list
    if len(line) > _LONGEST_LINE:
        return None
    if _HASHTAGS.fullmatch(line) or _TAGS_IN_A_ROW.fullmatch(line) or _is_tag_line(line):
        return "tags"
    if is_invitation(line):
        return "channel"
    if _BYLINE.fullmatch(line):
        return "byline"
    found = _LINE.fullmatch(line)
    return found.lastgroup.replace("_", " ") if found and found.lastgroup else None


def _is_tag_line(line: str) -> bool:
    """Whether a line lists tags or rubrics behind their name: few words each, and no sentence."""
    found = _TAG_LINE.fullmatch(line)
    return found is not None and _are_tags(found["tags"])


def _are_tags(text: str) -> bool:
    return (
        bool(text)
        and text[-1] not in ".!?…"
        and all(len(tag.split()) <= _MOST_TAG_WORDS for tag in _TAG_BREAK.split(text))
    )


def heads_tags(line: str, after: str) -> bool:
    """Whether a line says no more than that tags follow, and the line `after` it may be they: few words each, no sentence."""
    return (
        len(line) <= _LONGEST_NAME
        and bool(_TAGS_ALONE.fullmatch(line))
        and len(after) <= _LONGEST_TAGS
        and _are_tags(after)
    )


def is_byline(line: str, authors: Iterable[str]) -> bool:
    """Whether a line names those whom the page calls its `authors`, and says nothing else."""
    if len(line) > _LONGEST_LINE:
        return False
    rest, small = line, line.lower()
    for name in sorted(authors, key=len, reverse=True):
        if name.lower() not in small:
            continue
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
    return _EMAIL.sub("…", text) if "@" in text else text
