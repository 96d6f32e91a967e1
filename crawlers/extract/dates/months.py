"""The names of the months as the press of Kazakhstan and of the homelands prints them.

Nominative and genitive forms and the usual abbreviations after CLDR's calendars (ru kk en de pl lt et fi hu
ro el bg); Kazakh also in its Latin alphabets: the acute one of 2018 (`qyrkúıek`) and that of 2021
(`qyrküiek`), and in its Arabic letters. All are compared folded (see `fold`), which makes most of the latter one spelling.
"""

from __future__ import annotations

import re
import unicodedata

_NAMES = (
    """january jan januar jänner stycznia styczeń sty sausio sausis jaanuar tammikuuta tammikuu január
    ianuarie ian ιανουαρίου ιανουάριος ιαν января январь янв януари яну қаңтар қаң қантар qańtar قاڭتار""",
    """february feb februar feber lutego luty lut vasario vasaris veebruar veebr helmikuuta helmikuu
    február febr februarie φεβρουαρίου φεβρουάριος φεβ февраля февраль фев февр февруари ақпан ақп aqpan اقپان""",
    """march mar märz mrz marca marzec kovo kovas märts maaliskuuta maaliskuu március márc martie μαρτίου
    μάρτιος μαρ марта март мар наурыз нау naýryz nauryz ناۋرىز""",
    """april apr kwietnia kwiecień kwi balandžio balandis aprill huhtikuuta huhtikuu április ápr aprilie
    απριλίου απρίλιος απρ апреля апрель апр април сәуір сәу sáýir säuır ءساۋىر""",
    """may mai maja maj gegužės gegužė toukokuuta toukokuu május máj μαΐου μαΐος μάιος мая май мамыр мам
    mamyr مامىر""",
    """june jun juni czerwca czerwiec cze birželio birželis juuni kesäkuuta kesäkuu június jún iunie iun
    ιουνίου ιούνιος ιουν июня июнь июн юни маусым мау maýsym mausym ماۋسىم""",
    """july jul juli lipca lipiec lip liepos liepa juuli heinäkuuta heinäkuu július júl iulie iul ιουλίου
    ιούλιος ιουλ июля июль июл юли шілде шіл shilde şılde شىلدە""",
    """august aug sierpnia sierpień sie rugpjūčio rugpjūtis elokuuta elokuu augusztus αυγούστου αύγουστος
    αυγ августа август авг тамыз там tamyz تامىز""",
    """september sept sep września wrzesień wrz rugsėjo rugsėjis syyskuuta syyskuu szeptember szept
    septembrie σεπτεμβρίου σεπτέμβριος σεπ сентября сентябрь сен сент септември септ қыркүйек қыр
    qyrkúıek qyrküiek قىركۇيەك""",
    """october oct oktober okt października październik paź spalio spalis oktoober lokakuuta lokakuu
    október octombrie οκτωβρίου οκτώβριος οκτ октября октябрь окт октомври қазан қаз qazan قازان""",
    """november nov listopada listopad lis lapkričio lapkritis marraskuuta marraskuu noiembrie νοεμβρίου
    νοέμβριος νοε ноября ноябрь ноя нояб ноември ное қараша қар qarasha qaraşa قاراشا""",
    """december dec dezember dez grudnia grudzień gru gruodžio gruodis detsember dets joulukuuta joulukuu
    decembrie δεκεμβρίου δεκέμβριος δεκ декабря декабрь дек декември желтоқсан жел jeltoqsan جەلتوقسان""",
)


def fold(text: str) -> str:
    """Return `text` in lower case and without accents, so that capitals and alphabets compare equal."""
    plain = unicodedata.normalize("NFKD", text).lower().replace("ı", "i")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


MONTHS = {fold(name): number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""Number of the month by each of its folded names."""

MONTH = "(?:" + "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True)) + ")"
"""A regular expression for a month's name in folded text, the longest first."""
