"""What the words beside a date call it, in the languages of the sources: published, updated, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from crawlers.extract.dates.months import fold

Label = Literal["published", "updated", "other", ""]
"""`other`: the day of an event, a birth, a certificate, a deadline. Empty: nothing is said."""

_WORDS: dict[Label, str] = {
    # a star stands for any ending, a low line for a space
    "published": """
        publish* posted released filed created added online_since опубликован* публикаци* размещен* добавлен* создан*
        выложен* issued жариялан* жарияла* орналастырыл* қосылды қосылған салынған жүктелген шыққан_күні
        veröffentlich* erschienen erstellt publiziert eingestellt opublikowan* publikac* dodan* utworzon* zamieszczon*
        публикуван* avaldat* avaldam* lisatud julkais* luotu lisätty közzétév* közzétett* megjelen* feltölt*
        publikál* létrehoz* paskelb* publikuot* įkelt* sukurt* patalpint* publicat* publicăr* postat adăugat creat
        δημοσιευ* αναρτήθ* καταχωρήθ* δημιουργήθ* publié*
        mis_en_ligne paru publicad* pubblicat* gepubliceerd publicera* publisert udgivet yayınlan* yayın_tarihi
        опубліковано
        """,
    "updated": """
        updat* modifi* last_edited last_changed last_reviewed edited revised changed amended corrected обновл* изменен*
        отредактирован* исправлен* дополнен* переработан* правка последняя_редакция жаңарт* өзгерт* өзгеріс* өңдел*
        толықтыр* түзетіл* aktuali* geändert* überarbeitet bearbeitet letzte_änderung letzte_bearbeitung ergänzt
        korrigiert zaktualizowan* zmodyfikowan* modyfik* zmienion* edytowan* poprawion* ostatnia_zmiana
        ostatnia_edycja обновен* актуализ* променен* промян* редактиран* uuendat* muudet* päivitet* muokat* frissít*
        frissül* módosít* szerkeszt* atnaujin* pakeist* redaguot* actualiz* editat revizuit ενημερώθ* ανανεώθ*
        διορθώθ* τελευταία_ενημέρωση τροποποι*
        mis_à_jour mise_à_jour actualis* atualiz* aggiornat* modificat* bijgewerkt gewijzigd uppdatera* oppdatert
        güncel* оновлен*
        """,
    "other": """
        событи* мероприяти* дата_проведения дата_рождения дата_выдачи дата_регистрации дата_начала дата_окончания
        свидетельств* лицензи* регистрац* зарегистрирован* учет выдано родил* состоится пройдет начало срок до когда
        основан* прав*_защищен* программ* погод* прогноз* курс* опрос* афиш* посетител* посещени*
        оқиға куәлік* туған өтетін өтеді тіркел* берілген құрылған қашан
        event* born birth* died starts begins ends until deadline expire* accessed retrieved copyright founded joined
        established member_since registered registration certificate* license* rights_reserved when as_of weather
        exchange_rate* visitors geboren veranstaltung* termin* beginn ende bis abgerufen gültig mitglied_seit
        eingetragen vereinsregister handelsregister gegründet wann wetter wechselkurs* besucher rechte_vorbehalten
        wydarzeni* urodzon* ważn* do_dnia zarejestrowan* założon* kiedy pogoda kurs_walut odwiedzin* prawa_zastrzeżone
        събити* регистриран* кога sündmus* millal tapahtum* milloin esemény* mikor renginy* kada eveniment* când
        εκδήλωσ* πότε
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
_PARTING = re.compile(r"[|;,()/·•]")
_RANGE = re.compile(r"\s*(?:[–—-]|по|до|bis|do|to|until)\s*")
"""What stands between the first and the last day of a time."""


def labels_of(text: str, dates: Sequence[tuple[int, int]]) -> list[Label]:
    """Return what each of the `dates`, given by their places in the folded `text`, is called by the words beside it.

    Most languages name a date before it, Kazakh behind it (`10.12.2019 жаңартылды`): a name between two dates is that
    of the next, unless a sign parts it from that one, or the line names no date before it and the last one behind it.
    """
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(dates)]
    before, after = (text[: dates[0][0]], text[dates[-1][1] :]) if dates else ("", "")
    first, last = label_of(before), _label_behind(after)
    named_behind = bool(last) and not first
    labels: list[Label] = [first]
    for gap in gaps:
        of_previous, of_next = _of_two(gap, named_behind=named_behind)
        labels[-1] = labels[-1] or of_previous
        labels.append(of_next)
        if _RANGE.fullmatch(gap):
            labels[-2:] = ["other", "other"]
    labels[-1] = labels[-1] or last
    if "published" in labels:
        labels = [label or "other" for label in labels]  # a line says once when something was published
    return labels[: len(dates)]


def label_of(before: str, after: str = "") -> Label:
    """Return what a date is called by the folded words `before` it, the last of them first, or else right `after` it.

    Kazakh puts the verb last: `10.12.2019 жаңартылды`.
    """
    names = _named(before[-_NEAR:])
    return names[-1].label if names else _label_behind(after)


class _Name(NamedTuple):
    start: int
    end: int
    label: Label


def _named(text: str) -> list[_Name]:
    """The words in a text that name dates, in their order."""
    return sorted(
        _Name(*found.span(), label)
        for label, pattern in _PATTERNS.items()
        for found in pattern.finditer(text)
    )


def _label_behind(after: str) -> Label:
    """What the first words behind a date call it."""
    gap = len(after) - len(after.lstrip(_BETWEEN))
    return next((label for label, pattern in _PATTERNS.items() if pattern.match(after, gap)), "")


def _of_two(gap: str, *, named_behind: bool) -> tuple[Label, Label]:
    """What the words between two dates call the one before and the one behind them."""
    names = _named(gap)
    if not names:
        return "", ""
    first, last = names[0], names[-1]
    behind = _label_behind(gap)
    if behind and first.end <= last.start:
        return behind, last.label
    parted = bool(_PARTING.search(gap[: first.start])), bool(_PARTING.search(gap[last.end :]))
    is_named_behind = parted == (False, True) or (named_behind and parted != (True, False))
    is_of_previous = behind and ":" not in gap[last.end :] and is_named_behind
    return (last.label, "") if is_of_previous else ("", last.label)


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
