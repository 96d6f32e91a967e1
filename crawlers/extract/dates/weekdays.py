"""The names of the days of the week beside which dates are printed, in the languages of the sources and their neighbours."""

from __future__ import annotations

import re

from crawlers.extract.dates.months import fold

_NAMES = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье пн вт ср чт пт сб вс
    дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі дс сс бс жм жс dúısenbi seısenbi sársenbi beısenbi juma
    senbi jeksenbi düisenbı seisenbı särsenbı beisenbı jūma senbı jeksenbı
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    poniedziałek wtorek środa czwartek piątek sobota niedziela pon wt śr czw pt sob niedz nd
    понеделник вторник сряда четвъртък петък събота неделя
    esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai ma ti ke to pe la su
    hétfő kedd szerda csütörtök péntek szombat vasárnap
    pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis
    luni marți miercuri joi vineri sâmbătă duminică
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
    понеділок вівторок середа четвер п'ятниця субота неділя lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica
"""
WEEKDAY = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted({re.escape(fold(name)) for name in _NAMES.split()}, key=len, reverse=True))})(?!\w)\.?"
)
"""One of them in folded text."""
