"""What the words beside a date call it, in the languages of the sources: published, updated, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from crawlers.extract.dates.months import fold

Label = Literal["published", "updated", "other", ""]
"""`other`: the day of an event, a birth, a certificate, a deadline. Empty: nothing is said."""

_WORDS: dict[Label, str] = {
    # a star stands for any ending, a low line for a space
    "published": """
        publish* posted released filed created added online_since опубликован* публикаци* размещен* добавлен* создан*
        жариялан* жарияла* орналастырыл* қосылды veröffentlich* erschienen erstellt publiziert eingestellt
        opublikowan* publikac* dodan* utworzon* публикуван* avaldat* lisatud julkais* közzétév* közzétett* megjelen*
        publikál* létrehoz* paskelb* publikuot* įkelt* publicat* postat δημοσιευ* αναρτήθ* καταχωρήθ* publié*
        mis_en_ligne paru publicad* pubblicat* gepubliceerd publicera* publisert udgivet yayınlan* yayın_tarihi
        опубліковано
        """,
    "updated": """
        updat* modifi* last_edited last_changed last_reviewed edited revised changed обновл* изменен* отредактирован*
        исправлен* жаңарт* өзгерт* aktuali* geändert* überarbeitet bearbeitet letzte_änderung zaktualizowan*
        zmodyfikowan* zmienion* ostatnia_zmiana обновен* актуализ* променен* uuendat* muudet* päivitet* muokat*
        frissít* frissül* módosít* atnaujin* pakeist* redaguot* actualiz* ενημερώθ* τελευταία_ενημέρωση τροποποι*
        mis_à_jour mise_à_jour actualis* atualiz* aggiornat* modificat* bijgewerkt gewijzigd uppdatera* oppdatert
        güncel* оновлен*
        """,
    "other": """
        событи* мероприяти* дата_проведения дата_рождения дата_выдачи дата_регистрации дата_начала свидетельств*
        лицензи* регистрац* учет выдано родил* состоится пройдет начало срок до оқиға куәлік* туған өтетін
        event* born birth* died starts begins ends until deadline expire* accessed retrieved copyright founded joined
        member_since registered certificate* license* geboren veranstaltung* termin* beginn ende bis abgerufen gültig
        mitglied_seit wydarzeni* urodzon* ważn* do_dnia
        """,
}


def _pattern(words: str) -> re.Pattern[str]:
    forms = (re.escape(fold(word)).replace(r"\*", r"\w*").replace("_", r"\s") for word in words.split())
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(forms)})(?![^\W\d_])")


_PATTERNS = {label: _pattern(words) for label, words in _WORDS.items()}
_ISSUE = _pattern("ausgabe* issue edition номер* выпуск* нөмір* numer* wydani* numărul szám numeris")
_NEAR = 60
"""How far before a date the word that names it may begin, characters."""
_BETWEEN = " ,.:;|()–—-"


def labels_of(text: str, dates: Sequence[tuple[int, int]]) -> list[Label]:
    """Return what each of the `dates`, given by their places in the folded `text`, is called by the words beside it."""
    labels: list[Label] = []
    before = 0
    for place, (start, end) in enumerate(dates):
        limit = dates[place + 1][0] if place + 1 < len(dates) else len(text)
        label, said_until = _label(text[before:start], text[end:limit])
        labels.append(label)
        before = end + said_until
    return labels


def label_of(before: str, after: str = "") -> Label:
    """Return what a date is called by the folded words `before` it, the last of them first, or else right `after` it.

    Kazakh puts the verb last: `10.12.2019 жаңартылды`.
    """
    return _label(before, after)[0]


def _label(before: str, after: str) -> tuple[Label, int]:
    """The label, and up to where in `after` the words go that gave it."""
    last: tuple[int, Label] = (-1, "")
    for name, pattern in _PATTERNS.items():
        for found in pattern.finditer(before[-_NEAR:]):
            last = max(last, (found.end(), name))
    if last[1]:
        return last[1], 0
    gap = len(after) - len(after.lstrip(_BETWEEN))
    for name, pattern in _PATTERNS.items():
        if behind := pattern.match(after, gap):
            return name, behind.end()
    return "", 0


def says_published(text: str) -> bool:
    """Whether a folded sentence says of the thing it stands by that it was published, and not that it was changed."""
    return bool(_PATTERNS["published"].search(text)) and not _PATTERNS["updated"].search(text)


def is_of_issue(before: str) -> bool:
    """Whether the folded words before a date say that it is that of a newspaper's issue, which may be another day."""
    return bool(_ISSUE.search(before[-_NEAR:]))


def without_labels(text: str) -> str:
    """The folded `text` without the words that name dates."""
    for name in ("published", "updated"):
        text = _PATTERNS[name].sub("", text)
    return text
