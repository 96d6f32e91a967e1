"""Which language a text is in: its body decides, parts in another language keep their share."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.enrich.language import identify

RUSSIAN = "В доме дружбы открылась выставка о переселенцах. Школьники читали письма, которые хранили три поколения семьи."
KAZAKH = (
    "Достық үйінде қоныс аударғандар туралы көрме ашылды. Оқушылар үш ұрпақ сақтаған хаттарды оқып берді."
)

TITLES = {
    "en": ("Bridge over the river reopens", "What the harvest festival means to Akmola"),
    "ru": ("Не забыть о главном", "Парламент одобрил пакет помощи", "На поляне разбили лагерь"),
    "kk": ("Ауылда жаңа мектеп ашылды", "Мұғалімдер мерекесі құтты болсын"),
    "de": ("Neue Brücke über den Fluss eröffnet", "Schüler lesen Briefe ihrer Großeltern"),
    "pl": ("Otwarto wystawę listów z zesłania", "Nowy most na rzece już czynny"),
    "bg": ("Откриха новия мост над реката", "Учениците четоха писма от заточението"),
    "el": ("Άνοιξε η νέα γέφυρα του ποταμού", "Οι μαθητές διάβασαν γράμματα"),
    "et": ("Uus sild jõe kohal avati", "Õpilased lugesid vanu kirju"),
    "fi": ("Uusi silta joen yli avattiin", "Oppilaat lukivat vanhoja kirjeitä"),
    "hu": ("Megnyílt az új híd a folyón", "A diákok régi leveleket olvastak"),
    "lt": ("Atidarytas naujas tiltas per upę", "Mokiniai skaitė senus laiškus"),
    "ro": ("S-a deschis podul nou peste râu", "Elevii au citit scrisori vechi"),
}
OTHERS = {
    "uk": "Учні читали листи, які зберігали три покоління родини",
    "be": "Вучні чыталі лісты, якія захоўвалі тры пакаленні сям'і",
    "mk": "Учениците читаа писма што ги чувале три генерации",
    "sr": "Ученици су читали писма која су чувале три генерације",
    "ky": "Окуучулар үч муун сактаган каттарды окуп беришти",
    "tt": "Укучылар өч буын саклаган хатларны укып күрсәттеләр",
    "lv": "Skolēni lasīja vēstules, ko glabāja trīs paaudzes",
    "cs": "Žáci četli dopisy, které uchovávaly tři generace",
    "nl": "Leerlingen lazen brieven die drie generaties bewaarden",
    "tr": "Öğrenciler üç kuşağın sakladığı mektupları okudu",
    "it": "Gli alunni hanno letto le lettere di tre generazioni",
}


@pytest.mark.parametrize(
    ("language", "title"), [(one, text) for one, texts in TITLES.items() for text in texts]
)
def test_titles_of_the_twelve_languages(language: str, title: str) -> None:
    assert identify(title).language == language


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_other_languages_are_none_of_the_twelve(language: str, text: str) -> None:
    assert identify(text).language == language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ky", "Кыргыз тили мамлекеттик тил болуп саналат"),
        ("ky", "Бишкекте жаны автобустар пайда болду"),
        ("ky", "Талас облусунда жер титиреди"),
        ("ba", "Башҡортостан башлығы яңы мәктәп асты"),
        ("kaa", "Қарақалпақстан Республикасы Жоқарғы Кеңеси мәжилиси болып өтти"),
        ("mk", "Владата донесе нов закон за образование"),
        ("uk", "Концерт у Полтаві"),
    ],
)
def test_neighbours_of_kazakh_russian_and_bulgarian_are_not_claimed(language: str, text: str) -> None:
    assert identify(text).language == language


@pytest.mark.parametrize(
    "text",
    [
        "Қазақстан халқы Ассамблеясы обсудила планы на год",
        "Театр имени Мұхтар Әуезов открыл сезон",
        "Клуб «Көктем» приглашает детей",
        "Телеканал «Қазақстан» отмечает юбилей",
    ],
)
def test_a_russian_sentence_with_kazakh_names_is_russian(text: str) -> None:
    assert identify(text).language == "ru"


@pytest.mark.parametrize("text", ["Концерт", "Театр", "Анна Каренина — роман"])
def test_a_word_or_two_that_could_be_either_are_rather_russian(text: str) -> None:
    assert identify(text).language == "ru"


@pytest.mark.parametrize(
    "text",
    [
        "Ауылда жана мектеп ашылды",  # typed with Russian letters
        "Алматыда балаларга арналган мереке отти",
        "Aýylda ja'n'a mektep as'yldy, oqys'ylar qyanys'ty",  # 2017, with apostrophes
        "اۋىلدا جاڭا مەكتەپ اشىلدى",  # in Arabic letters
    ],
)
def test_kazakh_however_it_is_spelled(text: str) -> None:
    assert identify(text).language == "kk"


@pytest.mark.parametrize(
    "text", ["مدرسة جديدة في القرية", "مدرسه جدید در روستا", "قوتابخانەیەکی نوێ کرایەوە"]
)
def test_arabic_persian_and_kurdish_are_not_kazakh(text: str) -> None:
    assert identify(text).language == "und"


def test_a_paragraph_in_two_languages_gives_the_larger_part() -> None:
    found = identify(f"{KAZAKH} {RUSSIAN} {KAZAKH} {KAZAKH}")
    assert found.language == "kk"
    assert set(found.shares) == {"kk", "ru"}


@pytest.mark.parametrize(
    "text",
    [
        "Aýylda jańa mektep ashyldy, oqýshylar qýanyshty",  # the alphabet of 2018
        "Auylda jaña mektep aşyldy, oquşylar quanyşty",  # the alphabet of 2021
    ],
)
def test_kazakh_in_latin_letters_is_kazakh(text: str) -> None:
    assert identify(text).language == "kk"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "2026-11-24 10:30",
        "+7 (717) 212-34-56",
        "https://a-paper.example/news/1",
        "— … «»",
        "{[1, 2]}",
    ],
)
def test_what_has_no_words_is_undecided(text: str) -> None:
    found = identify(text)
    assert (found.language, found.confidence, found.shares) == ("und", 0.0, {})


def test_a_page_in_two_languages_gives_the_main_one_and_both_shares() -> None:
    found = identify(f"{RUSSIAN}\n{RUSSIAN}\n{KAZAKH}")
    assert found.language == "ru"
    assert found.shares.keys() == {"ru", "kk"}
    assert 0.6 < found.shares["ru"] < 0.72


def test_the_body_decides_not_the_menu_around_it() -> None:
    menu = "Басты бет\nЖаңалықтар\nБіз туралы\nБайланыс\nҚазақша\nМекенжай\nӨңірлер\n"
    found = identify(f"{menu}{RUSSIAN}\n{menu}")
    assert (found.language, found.shares) == ("ru", {"ru": 1.0})


def test_stress_marks_and_letters_in_two_pieces_change_nothing() -> None:
    stressed = RUSSIAN.replace("письма", "пи́сьма").replace("дружбы", "дру\u00adжбы")
    apart = KAZAKH.replace("й", "и\u0306")
    assert identify(stressed) == identify(RUSSIAN)
    assert identify(apart).language == "kk"


@settings(deadline=None)
@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Z", "C"))))
def test_any_text_has_an_answer(text: str) -> None:
    found = identify(text)
    assert identify(text) == found
    assert 0.0 <= found.confidence <= 1.0
    assert not found.shares or abs(sum(found.shares.values()) - 1) < 1e-9
    assert not found.shares or found.language in found.shares
