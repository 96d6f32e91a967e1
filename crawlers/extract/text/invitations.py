"""Lines that invite readers to a site's channels and pages elsewhere, in the words of the study's languages.

`Подписывайтесь на наш Telegram-канал «…»` names a homeland's people wherever their channel does, and says nothing of them.
"""

from __future__ import annotations

import re

_PLATFORM = (
    r"(?:telegram\w*|телеграм\w*|whats ?app\w*|ватсап\w*|вотсап\w*|уотсап\w*|instagram\w*|инстаграм\w*|facebook\w*|фейсбук\w*|вконтакте|"
    r"vk|youtube|ютуб\w*|viber\w*|вайбер\w*|tiktok|тик ?ток\w*|twitter|твиттер\w*|threads|дзен\w*|zen|одноклассник\w*|linkedin|"
    r"google (?:news|новост\w+)|яндекс[. ]?новост\w+)"
)
_KIND = r"(?:каналы?|канала|каналом|channels?|kanal|kanał|арнасы|группа|паблик|страница|сообщество|чат|chat|page|seite|strona|group)"
_PLACE = (
    rf"(?:{_PLATFORM}|канал\w*|channel|kanał\w*|kanal\w*|арна\w*|паблик\w*|групп\w+|соцсет\w+|социальн\w+ сет\w+|"
    r"әлеуметтік желі\w*|social media|newsletter\w*|рассылк\w+|бюлетин\w*|uudiskir\w*|uutiskir\w*|hírlev\w*|naujienlaišk\w*)"
)
_US = r"(?:нас|нам|us|uns|nas|nam|бізге|бізді|meid|meitä|minket|mus|ne|ni|μας)"
_COME = (
    r"(?:подпи(?:шитесь|сывайтесь|сывайся|шись|саться)|присоедин(?:яйтесь|яйся|иться)|читайте|следите|следить|смотрите|ищите|слушайте|"
    r"вступайте|жмите|нажмите|переходите|оставайтесь|добавляйтесь|будьте в курсе|узнавайте|узнайте|присылайте|(?:на)?пишите|"
    r"сообщ(?:ите|айте)|обсудить|обсуждайте|скачайте|установите|свежие новости (?:читайте|смотрите)|"
    r"follow|join|subscribe|sign up|like|find|watch|read|get|download|connect|stay (?:up to date|in touch|informed)|for more news|"
    r"(?:folg(?:e[nt]?|t)|abonniere[nt]?|besuche[nt]?|lese[nt]?|treten|bleiben|schreiben)(?: sie)?|jetzt abonnieren|"
    r"śledź(?:cie)?|obserwuj(?:cie)?|dołącz(?:cie)?|polub(?:cie)?|subskrybuj(?:cie)?|zapisz się|zapraszamy|czytaj(?:cie)?|bądź na bieżąco|"
    r"последвайте|следвайте|абонирайте|присъединете|четете|jälgi(?:ge)?|liitu(?:ge)?|telli(?:ge)?|seuraa|tilaa|liity|kövess\w*|"
    r"iratkozz\w*|csatlakozz\w*|sekite|prenumeruok\w*|prisijunk\w*|urmăriți|urmărește|abonați|abonează|alăturați|ακολουθήστε|"
    r"εγγραφείτε|γραφτείτε)"
)
_COME_KAZAKH = r"(?:жазыл|қосыл|тіркел|оқы|біл|бақыла|қара|өт|көр|жібер)(?:[ыі]?ңыз|[ыі]?ңіз)\w*"
_NEWS = (
    r"(?:вс[её]|ещ[её]|больше|свежие|самые|главные|последние|другие|новости|подробн\w+|mehr|alle|weitere|aktuelle\w*|nachrichten|"
    r"więcej|wszystkie|wiadomości|all|more|latest|news|жаңалықтар\w*|тағы|көбірек|барлық|повече|lisää|rohkem|több|daugiau|mai multe)"
)
_OURS = (
    r"(?:наш\w*|мы|біз\w*|ресми|unser\w*|wir|nasz\w*|jesteśmy|our|we(?:['’]re| are)?|нашият|meie|mūsų|nostru)"
)
_LONGEST = 240
_NO_STOP = r"(?!.*\.$)"
"""Whoever ends with a full stop writes a sentence of the article."""

_INVITATION = re.compile(
    "|".join((
        rf"\W*(?:[^.!?…:]{{0,70}}[.!?…:]\W*|[\w\s]{{0,24}},\s*(?:чтобы )?|нажмите, чтобы )?{_COME}\b.{{0,120}}\b{_PLACE}\b.{{0,120}}",
        rf"\W*{_COME}\s+{_US}(?:\s+(?:в|во|на|on|in|at|auf|bei|w|na|en|pe|στο)\b.{{0,80}})?\W*",
        rf"{_NO_STOP}\W*{_OURS}\b.{{0,50}}\b{_PLACE}\b.{{0,80}}",
        rf"{_NO_STOP}\W*{_NEWS}\b.{{0,60}}(?:[\s—–-]|\b(?:в|на|on|auf|im|w|na|in)\s).{{0,20}}\b{_PLATFORM}\b.{{0,40}}",
        rf"{_NO_STOP}\W*{_PLATFORM}(?:[- ]?{_KIND})?\s*(?:[:–—-]\s*\S|[«\"“@+]).{{0,80}}",
        rf"\W*(?:{_PLATFORM}\W*)+",
        rf".{{0,80}}\b{_PLACE}\b.{{0,60}}\b{_COME_KAZAKH}.{{0,40}}",
        rf".{{0,80}}\b{_COME_KAZAKH}\W.{{0,40}}\b{_PLACE}\b.{{0,40}}",
        rf"\W*(?:jetzt|hier)\b.{{0,80}}\b{_PLACE}\b.{{0,20}}\b(?:folgen|abonnieren|beitreten)\W*",
    )),
    re.IGNORECASE,
)  # fmt: skip


_SPEECH = re.compile(
    r",\s(?:he |she |they |the \w+ )?(?:сказал\w*|сообщ(?:ил|ает)\w*|рассказал\w*|отметил\w*|said|says|told|sagte|erzählte|mówi|powiedział\w*|"
    r"деді|дейді|айтты)\b",
    re.IGNORECASE,
)


def is_invitation(line: str) -> bool:
    """Whether a line of a text invites its readers to a channel.

    >>> is_invitation("Больше новостей — в нашем Telegram-канале"), is_invitation("Немцы Казахстана открыли канал в Telegram.")
    (True, False)
    """
    return len(line) <= _LONGEST and bool(_INVITATION.fullmatch(line)) and not _SPEECH.search(line)
