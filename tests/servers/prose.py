"""Sentences in the manner of community news, in five languages, from which posts are composed.

The words are invented for the tests. `{who}` did something `{where}`, `{what}` names the occasion.
Straight quotes, three dots and spaced hyphens are meant: WordPress prints them as “ ”, … and –.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Prose:
    """The stock of one language; every template knows `{who}`, `{where}`, `{what}` and `{n}`."""

    who: tuple[str, ...]
    where: tuple[str, ...]
    what: tuple[str, ...]
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    captions: tuple[str, ...]
    comments: tuple[str, ...]
    sections: tuple[str, ...]

    def compose(self, random: Random, templates: tuple[str, ...]) -> str:
        """One text from one of `templates`, its first letter a capital."""
        text = random.choice(templates).format(
            who=random.choice(self.who),
            where=random.choice(self.where),
            what=random.choice(self.what),
            n=random.randint(12, 480),
        )
        return text[0].upper() + text[1:]


PROSE = {
    "en": Prose(
        who=(
            "members of the German society",
            "volunteers of the Polish club",
            "singers of the Bulgarian choir",
            "students of the Greek Sunday school",
            "families of the Lithuanian community",
            "guests of the Hungarian centre",
            "readers of the Estonian library",
            "dancers of the Romanian ensemble",
            "friends of the Finnish association",
        ),
        where=("in Almaty", "in Astana", "in Karaganda", "in Kostanay", "in Pavlodar", "in Shymkent"),
        what=(
            "an evening of poetry",
            "a week of cinema",
            "an exhibition of folk dress",
            "a language olympiad",
            "a fair of crafts",
            "a chamber concert",
        ),
        titles=(
            "{n} visitors come to see {what} {where}",
            "{who} open the season {where} with {n} guests",
            "Schools & choirs: {what} {where} for {n} families",
            '"Our common home": {who} meet {where}, day {n}',
            "It's time for {what}: {n} tickets gone {where}",
        ),
        sentences=(
            "On Saturday {who} held {what} {where}, and {n} people came to see it.",
            "{who} prepared for months, and the hall of {n} seats {where} was full.",
            'The chairwoman said: "We keep the language at home and share it with our neighbours."',
            "The programme {where} ended with {what}, which {who} repeat every year.",
            "It wasn't the first time that {who} travelled together; {n} of them came by bus.",
            "The embassy sent {n} textbooks, dictionaries & maps for the Sunday classes {where}.",
            "According to the organisers, {n} applications arrived from schools {where}...",
            "The Assembly of People of Kazakhstan supported {what} with a small grant.",
            "Later that day {who} visited the museum - the oldest house of its kind {where}.",
            "A delegation from Warsaw, Berlin and Vilnius spent {n} hours {where} with local teachers.",
            "Children recited verses in three languages, and {who} answered with a song.",
            "Next year {who} hope to bring {what} to the villages of the region as well.",
        ),
        captions=(
            "{who} {where}, photographed before {what}.",
            "A view of the hall {where} with {n} guests.",
            "Costumes from the collection shown {where} 🎭",
        ),
        comments=("I was there and it was lovely, greetings to everybody!", "When is the next one, please?"),
        sections=("Culture", "People", "Education"),
    ),
    "ru": Prose(
        who=(
            "активисты немецкого общества",
            "участники польского клуба",
            "певцы болгарского хора",
            "представители греческого центра",
            "семьи литовской общины",
            "воспитанники венгерской воскресной школы",
            "друзья эстонского объединения",
            "артисты румынского ансамбля",
            "ветераны финского землячества",
        ),
        where=("в Алматы", "в Астане", "в Караганде", "в Костанае", "в Павлодаре", "в Усть-Каменогорске"),
        what=(
            "выставку народного костюма",
            "вечер поэзии",
            "неделю кино",
            "урок родного языка",
            "ярмарку ремёсел",
            "концерт камерной музыки",
        ),
        titles=(
            "{who} провели {where} {what}: пришли {n} гостей",
            "Как {n} школьников {where} готовили {what}",
            "«Наш общий дом»: {who} встретились {where} в {n}-й раз",
            "Песни & танцы {where}: {n} участников",
            "Почему {who} собирают {what} {where}? Ответ на {n} страницах",
        ),
        sentences=(
            "В субботу {who} провели {where} {what}; посмотреть пришли {n} человек.",
            "{who} готовились несколько месяцев, и зал на {n} мест был полон.",
            "«Мы бережём язык дома и делимся им с соседями», — сказала председатель общества.",
            "Вечером {where} снова увидели {what}: этого здесь ждут каждый год.",
            "Посольство передало {n} учебников, словарей & карт для воскресных классов {where}.",
            "По словам организаторов, заявки прислали {n} учеников из школ области...",
            "Ассамблея народа Казахстана поддержала эту встречу небольшим грантом.",
            "Затем {who} посетили музей - самый старый дом такого рода {where}.",
            "Делегация из Варшавы, Берлина и Вильнюса провела {where} {n} часов с учителями.",
            "Дети читали стихи на трёх языках, а {who} ответили песней.",
            "В будущем году {who} хотят показать {what} и в сёлах области.",
            'Газета писала тогда: "Дружба народов начинается за общим столом".',
        ),
        captions=(
            "{who} {where} перед началом вечера.",
            "Зал {where}, собравший {n} гостей.",
            "Костюмы из собрания музея 🎭",
        ),
        comments=(
            "Был на этой встрече, очень понравилось, спасибо!",
            "Подскажите, когда следующая репетиция?",
        ),
        sections=("Культура", "Люди", "Образование"),
    ),
    "kk": Prose(
        who=(
            "неміс қоғамының белсенділері",
            "поляк клубының мүшелері",
            "болгар хорының әншілері",
            "грек орталығының өкілдері",
            "литва қауымының отбасылары",
            "венгр жексенбілік мектебінің оқушылары",
            "румын ансамблінің әртістері",
        ),
        where=("Алматыда", "Астанада", "Қарағандыда", "Қостанайда", "Павлодарда", "Шымкентте"),
        what=(
            "ұлттық киімдер көрмесін",
            "поэзия кешін",
            "кино апталығын",
            "ана тілі сабағын",
            "қолөнер жәрмеңкесін",
            "камералық музыка концертін",
        ),
        titles=(
            "{who} {where} {what} өткізді: {n} қонақ келді",
            "{where} {n} оқушы {what} дайындады",
            "«Ортақ шаңырақ»: {who} {where} {n}-рет кездесті",
        ),
        sentences=(
            "Сенбі күні {who} {where} {what} өткізді, оны тамашалауға {n} адам келді.",
            "{who} бірнеше ай бойы дайындалды, {n} орындық зал лық толды.",
            "«Біз тілімізді үйде сақтаймыз және көршілерімізбен бөлісеміз», — деді қоғам төрайымы.",
            "Елшілік {where} жексенбілік сыныптарға {n} оқулық пен сөздік тарту етті.",
            "Ұйымдастырушылардың айтуынша, облыс мектептерінен {n} өтініш түсті...",
            "Қазақстан халқы Ассамблеясы бұл кездесуге шағын грант бөлді.",
            "Содан кейін {who} мұражайға барып, ескі құжаттармен танысты.",
            "Балалар үш тілде өлең оқыды, ал {who} ән шырқады.",
            "Келесі жылы {who} облыс ауылдарында да {what} көрсеткісі келеді.",
            "Польша, Германия және Литва мұғалімдері {where} {n} сағат сабақ өткізді.",
        ),
        captions=("{who} {where}, кеш басталар алдында.", "{where} {n} қонақ жиналған зал."),
        comments=("Өте жақсы кеш болды, рақмет!",),
        sections=("Мәдениет", "Адамдар", "Білім"),
    ),
    "de": Prose(
        who=(
            "die Mitglieder der deutschen Gesellschaft",
            "die Freiwilligen des polnischen Klubs",
            "die Sänger des bulgarischen Chors",
            "die Schüler der griechischen Sonntagsschule",
            "die Familien der litauischen Gemeinde",
            "die Gäste des ungarischen Zentrums",
            "die Freunde der finnischen Vereinigung",
        ),
        where=("in Almaty", "in Astana", "in Karaganda", "in Kostanai", "in Pawlodar", "in Schymkent"),
        what=(
            "einen Abend der Dichtung",
            "eine Filmwoche",
            "eine Ausstellung alter Trachten",
            "einen Sprachwettbewerb",
            "einen Markt des Handwerks",
            "ein Kammerkonzert",
        ),
        titles=(
            "Wie {n} Schüler {where} {what} vorbereiten",
            "{who} laden {where} ein: {n} Gäste kamen",
            "„Unser gemeinsames Haus“: {n} Stimmen {where}",
            "Chöre & Kapellen {where}: {n} Stunden Musik",
        ),
        sentences=(
            "Am Samstag haben {who} {where} {what} veranstaltet, und {n} Menschen sind gekommen.",
            "Monatelang hatten sich {who} vorbereitet, und der Saal mit {n} Plätzen war voll.",
            "„Wir pflegen die Sprache zu Hause und teilen sie mit den Nachbarn“, sagte die Vorsitzende.",
            "Die Botschaft schickte {n} Lehrbücher, Wörterbücher & Karten für die Sonntagsklassen {where}.",
            "Nach Angaben der Veranstalter kamen {n} Bewerbungen aus den Schulen des Gebiets...",
            "Die Versammlung des Volkes von Kasachstan unterstützte das Treffen mit einer kleinen Förderung.",
            "Später besuchten {who} das Museum - das älteste Haus seiner Art {where}.",
            "Eine Delegation aus Warschau, Berlin und Budapest verbrachte {where} {n} Stunden mit Lehrern.",
            "Kinder trugen Gedichte in drei Sprachen vor, und {who} antworteten mit einem Lied.",
            "Im nächsten Jahr möchten {who} auch in den Dörfern {what} zeigen.",
        ),
        captions=("Der Saal {where} mit {n} Gästen.", "Trachten aus der Sammlung {where} 🎭"),
        comments=("Ein schöner Abend, herzliche Grüße aus Bonn!",),
        sections=("Kultur", "Menschen", "Bildung"),
    ),
    "pl": Prose(
        who=(
            "członkowie polskiego związku",
            "wolontariusze niemieckiego klubu",
            "śpiewacy bułgarskiego chóru",
            "uczniowie greckiej szkoły niedzielnej",
            "goście węgierskiego ośrodka",
            "tancerze rumuńskiego zespołu",
        ),
        where=("w Ałmaty", "w Astanie", "w Karagandzie", "w Kokczetawie", "w Pawłodarze"),
        what=(
            "wieczór poezji",
            "tydzień kina",
            "wystawę strojów ludowych",
            "konkurs języka polskiego",
            "jarmark rzemiosła",
            "koncert kameralny",
        ),
        titles=(
            "Jak {n} uczniów przygotowało {where} {what}",
            "{who} zapraszają: {n} gości {where}",
            "„Wspólny dom”: {n} spotkań {where}",
        ),
        sentences=(
            "W sobotę {who} urządzili {where} {what}, a obejrzało to {n} osób.",
            "Przez kilka miesięcy {who} ćwiczyli, a sala na {n} miejsc była pełna.",
            "„Pielęgnujemy język w domu i dzielimy się nim z sąsiadami” — powiedziała przewodnicząca.",
            "Ambasada przekazała {n} podręczników, słowników & map dla klas niedzielnych {where}.",
            "Zdaniem organizatorów nadeszło {n} zgłoszeń ze szkół obwodu...",
            "Zgromadzenie Narodu Kazachstanu wsparło spotkanie niewielkim grantem.",
            "Później {who} zwiedzili muzeum - najstarszy taki dom {where}.",
            "Dzieci recytowały wiersze w trzech językach, a {who} odpowiedzieli pieśnią.",
            "Za rok {who} chcą pokazać {what} także w okolicznych wsiach.",
        ),
        captions=("Sala {where}, w której zebrało się {n} gości.", "Stroje ze zbiorów muzeum 🎭"),
        comments=("Piękny wieczór, pozdrowienia z Krakowa!",),
        sections=("Kultura", "Ludzie", "Oświata"),
    ),
}
