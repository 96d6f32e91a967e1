"""Relevance and topics: small cases, what changes make stale, and how a mistake in the rules is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from analysis.enrich.documents.classified_documents import judge_documents
from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import load_rules
from analysis.enrich.relevance.text import Text
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.configuration import ConfigurationError
from crawlers.warehouse.connection import open_warehouse
from diaspora.explanation import explain_text
from tests.rows import add_document, add_row

CONFIG = Path(__file__).parents[2] / "config"
JUDGE = Classifier(load_rules(CONFIG))
MATCHER = Matcher(load_diasporas(CONFIG))


def judged(text: str, *, source: str = "", own: str = "") -> dict[str, str]:
    language = identify(text).language
    given = Text("", text, language, tuple(MATCHER.find(text, language)), source, own)
    return {verdict.diaspora: verdict.relevance for verdict in JUDGE.judge(given)[0]}


def topics(text: str, title: str = "") -> set[str]:
    return {one.topic for one in JUDGE.topics(Text(title, text, identify(text).language, ()))}


CASES = [
    ("Хор польского этнокультурного центра пел в Доме дружбы.", {"polish": "community"}),
    ("Казахстанские немцы вспомнили депортацию 1941 года.", {"german": "community"}),
    ("Сборная Польши проиграла матч: вратарь пропустил два гола.", {"polish": "sport"}),
    ("Министр иностранных дел Венгрии прибыл на переговоры, подписано соглашение.", {"hungarian": "bilateral"}),
    ("Солдат погиб в боях за освобождение Польши, его дивизия дошла до Рейхстага.", {"polish": "history"}),
    ("Казахская диаспора Германии провела малый курултай.", {"german": "reverse_diaspora"}),
    ("В Греции объявили референдум, парламент спорит с кредиторами.", {"greek": "homeland_news"}),
    ("Станок привезли из Финляндии.", {"finnish": "other"}),
    ("В Актобе подешевели яблоки и груши.", {}),
    ("Қазақстандық поляктардың этномәдени бірлестігі концерт берді.", {"polish": "community"}),
    ("Die deutsche Minderheit in Kasachstan wählte einen Vorstand.", {"german": "community"}),
    (
        "The Assembly of People of Kazakhstan invited the Polish and the Greek associations.",
        {"polish": "community", "greek": "community"},
    ),
]  # fmt: skip


PASSING = [
    (
        "Немцы Павлодара открыли воскресную школу и хор. Приехали и гости из Литвы. Чаепитие длилось до вечера.",
        {"german": "community", "lithuanian": "other"},
    ),
    (
        "The Greeks of Almaty opened a Sunday school and a choir. Guests from Finland came, too.",
        {"greek": "community", "finnish": "other"},
    ),
    ("Немцы, поляки и греки Караганды открыли воскресную школу.", dict.fromkeys(("german", "polish", "greek"), "community")),
    ("Центр литовцев Караганды открыл хор, а книги для него прислали из Эстонии.", {"lithuanian": "community", "estonian": "other"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PASSING)
def test_evidence_belongs_to_the_community_named_nearest_in_its_clause(
    text: str, expected: dict[str, str]
) -> None:
    assert judged(text) == expected


@pytest.mark.parametrize(
    ("text", "diaspora"),
    [
        ("Греческий консул открыл выставку в Алматы.", "greek"),
        ("Венгрия елшісі Алматыда қазақ мәдениеті орталығында болды.", "hungarian"),
        ("Румынский посол и аким Туркестанской области посадили деревья.", "romanian"),
        ("The Polish ambassador opened an exhibition of paintings in Pavlodar.", "polish"),
    ],
)
def test_what_an_envoy_does_is_the_states_though_he_opens_an_exhibition(text: str, diaspora: str) -> None:
    assert judged(text) == {diaspora: "bilateral"}


def test_who_greets_a_community_is_not_what_it_is_about() -> None:
    assert judged("Литовский посол поздравил общину литовцев Караганды с юбилеем.") == {
        "lithuanian": "community"
    }


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:30] for text, _ in CASES])
def test_what_a_text_is_to_a_community(text: str, expected: dict[str, str]) -> None:
    assert judged(text) == expected


def test_on_its_own_site_a_community_need_not_be_named() -> None:
    assert judged("Вчера у нас пел хор, зал был полон.", source="zlata", own="bulgarian") == {
        "bulgarian": "community"
    }


def test_in_a_communitys_paper_it_must_be_unless_all_speaks_of_it() -> None:
    snow, home = (
        "Gestern fiel in Almaty der erste Schnee.",
        "Das Begegnungszentrum gedachte der Trudarmisten.",
    )
    assert judged(snow, source="daz", own="german") == {}
    assert judged(home, source="daz", own="german") == {"german": "community"}
    assert judged("Хор поляков пел в Доме дружбы.", source="daz", own="german") == {"polish": "community"}


@pytest.mark.parametrize(
    ("text", "relevance"),
    [
        ("Germans gave a concert in Almaty.", "community"),
        ("German pumps reached Almaty.", "other"),
        ("Алматыда немістер концерт берді.", "community"),
        ("Алматыға неміс сорғылары жеткізілді.", "other"),
    ],
)
def test_a_name_without_an_ending_says_less_than_a_people(text: str, relevance: str) -> None:
    assert judged(text) == {"german": relevance}


def test_where_kazakhstan_is_not_named_it_is_news_of_the_homeland() -> None:
    assert judged("Министр Греции начал переговоры о бюджете с Брюсселем.") == {"greek": "homeland_news"}
    assert judged("Министр Греции начал переговоры о соглашении в Астане.") == {"greek": "bilateral"}


def test_a_word_that_two_cues_know_counts_once() -> None:
    given = Text("", "Deported Poles.", "en", tuple(MATCHER.find("Deported Poles.", "en")))
    [verdict] = JUDGE.judge(given)[0]
    assert [text for text, _ in verdict.reasons].count("«Deported» (exile)") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Билер ансамблі сахнаға шықты.", {"dance"}),
        ("Биыл кәсіпкерлер билік туралы айтты.", {"business"}),
        ("Ол көрмеген қала туралы айтты.", set()),
        ("Көрмеде ескі суреттер тұр.", {"exhibition"}),
        ("Консультация закончилась.", set()),
        ("Der Volkstanz endete mit einem Kirchenlied.", {"dance", "music"}),
        ("Вчера вечером хор приехал к нам в школу.", set()),  # one strong cue needs another …
        ("Вчера вечером хор пел в зале школы.", {"music"}),
        ("Прозвучали пьесы, которые написали композиторы двух стран.", {"music", "theatre"}),
        ("Дирижёр вышел к оркестру.", {"music"}),
        ("Die Gesellschaft feierte ihr 30-jähriges Bestehen.", {"organisation"}),
        ("Орталықтың құрылғанына отыз жыл толды, мерейтой кешқұрым өтті.", {"organisation"}),
    ],
)
def test_topics_are_told_by_whole_words(text: str, expected: set[str]) -> None:
    assert topics(text) == expected


def test_one_strong_cue_is_enough_in_the_headline() -> None:
    assert topics("Приехали вчера.", title="Хор") == {"music"}


def test_some_words_are_sure_beside_the_name_of_a_people() -> None:
    def told(text: str, language: str = "ru") -> set[str]:
        mentions = tuple(MATCHER.find(text, language))
        return {one.topic for one in JUDGE.topics(Text("", text, language, mentions))}

    assert told("Была греческая кухня.") == {"cuisine"}
    assert told("Была новая кухня.") == set()
    assert told("Das Fest der deutschen Kultur war gut besucht.", "de") == {"festival"}
    assert told("Приехали греки. Кухня новая.") == set()  # another sentence


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path / "warehouse.duckdb") as connection:
        add_row(connection, "sources", source_id="paper")
        for name in ("a", "b"):
            add_document(
                connection,
                name,
                text="Хор поляков пел в Доме дружбы.",
                day=None,
                language="ru",
                text_digest=name,
            )
            add_row(
                connection, "mentions", document_id=name, span_start=4, span_end=11, surface="поляков",
                diaspora="polish", target="people", rule="ru people поляк",
            )  # fmt: skip
        yield connection


def test_only_what_changed_is_judged_again(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert judge_documents(warehouse, JUDGE).documents == 2
    assert judge_documents(warehouse, JUDGE).documents == 0
    warehouse.execute("UPDATE documents SET text_digest = 'new' WHERE document_id = 'a'")
    assert judge_documents(warehouse, JUDGE).documents == 1
    warehouse.execute("DELETE FROM mentions WHERE document_id = 'b'")
    assert judge_documents(warehouse, JUDGE).documents == 1
    assert warehouse.execute("SELECT document_id, relevance FROM document_diasporas").fetchall() == [
        ("a", "community")
    ]
    lighter = JUDGE.rules.model_copy(
        update={"relevance": JUDGE.rules.relevance.model_copy(update={"far": 0.1})}
    )
    assert judge_documents(warehouse, Classifier(lighter)).documents == 2


def test_judged_again_it_is_the_same(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = "SELECT * FROM document_diasporas ORDER BY ALL", "SELECT * FROM document_topics ORDER BY ALL"
    judge_documents(warehouse, JUDGE)
    first = [warehouse.execute(query).fetchall() for query in rows]
    judge_documents(warehouse, Classifier(load_rules(CONFIG)), redo=True)
    assert [warehouse.execute(query).fetchall() for query in rows] == first


def test_a_document_that_went_takes_its_judgement_along(warehouse: duckdb.DuckDBPyConnection) -> None:
    judge_documents(warehouse, JUDGE)
    warehouse.execute("DELETE FROM documents WHERE document_id = 'a'")
    judge_documents(warehouse, JUDGE)
    assert warehouse.execute("SELECT DISTINCT document_id FROM document_diasporas").fetchall() == [("b",)]
    assert warehouse.execute("SELECT DISTINCT document_id FROM document_topics").fetchall() == [("b",)]


def test_evidence_names_the_words_and_their_weights(warehouse: duckdb.DuckDBPyConnection) -> None:
    judge_documents(warehouse, JUDGE)
    [(evidence,)] = warehouse.execute(
        "SELECT evidence FROM document_diasporas WHERE document_id = 'a'"
    ).fetchall()
    assert "«Доме дружбы» (ethnocultural organisation) 2" in evidence
    [(evidence,)] = warehouse.execute(
        "SELECT evidence FROM document_topics WHERE document_id = 'a' AND topic = 'music'"
    ).fetchall()
    assert evidence == "«Хор» 0.75 + «пел» 0.75"


def test_a_mistake_in_the_rules_names_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text(
        (CONFIG / "topics.toml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    text = (CONFIG / "relevance.toml").read_text(encoding="utf-8").replace("at_most = 1", "at_mots = 1", 1)
    (tmp_path / "relevance.toml").write_text(text, encoding="utf-8")
    with pytest.raises(
        ConfigurationError, match=r"relevance\.toml: cue 'of Kazakhstan', at_mots: no such key"
    ):
        load_rules(tmp_path)


def test_explain_shows_the_sum() -> None:
    told = explain_text(MATCHER, JUDGE, "Хор поляков пел в Доме дружбы.", title="Вечер песни")
    assert "polish: community; community 4.5 (needs 1.75), " in told
    assert "music (topics of culture): community +0.75" in told
    assert "no word of Kazakhstan: bilateral -1, homeland_news +0.5" in told
    assert "«Доме дружбы» (ethnocultural organisation): community +2" in told
    assert "music (culture): «Вечер песни» 1.5 + «Хор» 0.75" in told
