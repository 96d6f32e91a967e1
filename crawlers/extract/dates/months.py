"""The names of the months as the press of Kazakhstan, of the homelands and of their neighbours prints them.

Nominative and genitive forms and the usual abbreviations after CLDR's calendars (ru kk en de pl lt et fi hu ro el bg,
and fr es pt it nl tr uk); Kazakh also in its Latin alphabets: the acute one of 2018 (`qyrkúıek`) and that of 2021
(`qyrküiek`), and in its Arabic letters. All are compared folded (see `fold`), which makes most of these one spelling.
"""

from __future__ import annotations

import re
import unicodedata

_NAMES = (
    """january jan januar jänner stycznia styczeń sty sausio sausis jaanuar tammikuuta tammikuu január
    ianuarie ian ιανουαρίου ιανουάριος ιαν января январь янв януари яну қаңтар қаң қантар qańtar قاڭتار
    janvier janv enero ene janeiro gennaio gen ocak січня січень""",
    """february feb februar feber lutego luty lut vasario vasaris veebruar veebr helmikuuta helmikuu
    február febr februarie φεβρουαρίου φεβρουάριος φεβ февраля февраль фев февр февруари ақпан ақп aqpan
    اقپان février févr fév febrero fevereiro fev febbraio şubat лютого лютий""",
    """march mar märz mrz marca marzec kovo kovas märts maaliskuuta maaliskuu március márc martie μαρτίου
    μάρτιος μαρ марта март мар наурыз нау naýryz nauryz ناۋرىز mars marzo março maart березня березень""",
    """april apr kwietnia kwiecień kwi balandžio balandis aprill huhtikuuta huhtikuu április ápr aprilie
    απριλίου απρίλιος απρ апреля апрель апр април сәуір сәу sáýir säuır ءساۋىر avril avr abril abr aprile
    nisan квітня квітень""",
    """may mai maja maj gegužės gegužė toukokuuta toukokuu május máj μαΐου μαΐος μάιος мая май мамыр мам
    mamyr مامىر mayo maio maggio mag mei mayıs травня травень""",
    """june jun juni czerwca czerwiec cze birželio birželis juuni kesäkuuta kesäkuu június jún iunie iun
    ιουνίου ιούνιος ιουν июня июнь июн юни маусым мау maýsym mausym ماۋسىم juin junio junho giugno giu
    haziran червня червень""",
    """july jul juli lipca lipiec lip liepos liepa juuli heinäkuuta heinäkuu július júl iulie iul ιουλίου
    ιούλιος ιουλ июля июль июл юли шілде шіл shilde şılde شىلدە juillet juil julio julho luglio lug temmuz
    липня липень""",
    """august aug sierpnia sierpień sie rugpjūčio rugpjūtis elokuuta elokuu augusztus αυγούστου αύγουστος
    αυγ августа август авг тамыз там tamyz تامىز août agosto ago ağustos серпня серпень""",
    """september sept sep września wrzesień wrz rugsėjo rugsėjis syyskuuta syyskuu szeptember szept
    septembrie σεπτεμβρίου σεπτέμβριος σεπ сентября сентябрь сен сент септември септ қыркүйек қыр qyrkúıek
    qyrküiek قىركۇيەك septembre septiembre setiembre setembro settembre set eylül вересня вересень
    қыркүйегі""",
    """october oct oktober okt października październik paź spalio spalis oktoober lokakuuta lokakuu
    október octombrie οκτωβρίου οκτώβριος οκτ октября октябрь окт октомври қазан қаз qazan قازان octobre
    octubre outubro out ottobre ott ekim жовтня жовтень""",
    """november nov listopada listopad lis lapkričio lapkritis marraskuuta marraskuu noiembrie νοεμβρίου
    νοέμβριος νοε ноября ноябрь ноя нояб ноември ное қараша қар qarasha qaraşa قاراشا novembre noviembre
    novembro kasım листопада листопад""",
    """december dec dezember dez grudnia grudzień gru gruodžio gruodis detsember dets joulukuuta joulukuu
    decembrie δεκεμβρίου δεκέμβριος δεκ декабря декабрь дек декември желтоқсан жел желт jeltoqsan جەلتوقسان
    décembre déc diciembre dic dezembro dicembre aralık грудня грудень""",
)

_STAND_INS = str.maketrans("әғқңөұүһіı", "агкноуухиi")
"""Letters of Kazakh, each with the Russian one that is typed where a keyboard lacks it; the dotless i."""


class _Folding(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        small = chr(code).lower()
        plain = "".join(
            part for part in unicodedata.normalize("NFKD", small) if not unicodedata.combining(part)
        )
        self[code] = (plain.lower() if len(plain) == 1 else small[:1]).translate(_STAND_INS)
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return `text` in lower case and without accents, so that capitals, alphabets and poor keyboards compare equal.

    Text in Unicode's composed form (NFC) keeps its length: what is found in the folded text stands at the same
    place in the text. `Желтоқсан`, `ЖЕЛТОҚСАН` and `желтоксан` are all `желтоксан`.
    """
    return unicodedata.normalize("NFC", text).translate(_FOLDING)


MONTHS = {fold(name): number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""Number of the month by each of its folded names."""

MONTH = "(?:" + "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True)) + ")"
"""A regular expression for a month's name in folded text, the longest first."""
