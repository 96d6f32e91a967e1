"""What is exported as of a day is what a run on that day would have exported, whatever was learned since."""

import shutil
from contextlib import closing
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from analysis.as_of import as_known_on
from analysis.build import build
from analysis.enrich.documents.classified_documents import judge_documents
from analysis.enrich.documents.enrichment import enrich
from analysis.enrich.mentions import Matcher
from analysis.enrich.near_duplicates import mark_duplicates
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import load_rules
from analysis.export import export_marts, features, labels
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.sources import load_catalogue
from crawlers.catalogue.study import load_study
from crawlers.warehouse.connection import open_for_reading, open_warehouse
from crawlers.warehouse.load import bring_up_to_date
from tests.rows import add_row

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "config"
DAY = date(2016, 1, 31)
DIASPORAS, STUDY = load_diasporas(CONFIG), load_study(CONFIG)


def fill(path: Path, archive: Path) -> None:
    catalogue = load_catalogue(ROOT / "sample", CONFIG / "diasporas")
    bring_up_to_date(
        lambda: open_warehouse(path),
        archive,
        path.parent / "extracted",
        catalogue,
        "Asia/Almaty",
        sample=True,
    )
    with open_warehouse(path) as warehouse:
        enrich(warehouse, Matcher(DIASPORAS))
        mark_duplicates(warehouse)
        judge_documents(warehouse, Classifier(load_rules(CONFIG)))
        build(warehouse, DIASPORAS, STUDY)


@pytest.fixture(scope="module")
def then(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse filled by the crawls that had been made by DAY, and nothing else."""
    here = tmp_path_factory.mktemp("then")
    for file in sorted((ROOT / "sample" / "archive").rglob("*.warc.gz")):
        if made(file) <= DAY:
            copy = here / "archive" / file.relative_to(ROOT / "sample" / "archive")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
    fill(here / "warehouse.duckdb", here / "archive")
    return here / "warehouse.duckdb"


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse filled by all crawls: with later articles, later versions, and older ones found later."""
    here = tmp_path_factory.mktemp("today")
    fill(here / "warehouse.duckdb", ROOT / "sample" / "archive")
    return here / "warehouse.duckdb"


def made(archive_file: Path) -> date:
    digits = "".join(filter(str.isdigit, archive_file.name.split("-sample")[-1]))
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


@cache
def exported(path: Path, format_: str) -> dict[str, bytes]:
    with TemporaryDirectory() as out, closing(open_for_reading(path)) as warehouse:
        return {
            file.name: file.read_bytes()
            for file, _ in export_marts(warehouse, Path(out), format_, DAY, CONFIG)
        }


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_the_files_of_a_day_are_the_same_bytes_later(then: Path, today: Path, format_: str) -> None:
    before, after = exported(then, format_), exported(today, format_)
    assert {name for name in before if before[name] != after[name]} == set()
    assert before.keys() == after.keys()


def test_what_is_learned_today_of_days_long_past_changes_nothing(today: Path, tmp_path: Path) -> None:
    """A channel found only now, with counts of years ago; counters read now; a crawl now that vouches for then."""
    more = Path(shutil.copy(today, tmp_path / "more.duckdb"))
    now, long_ago = datetime(2026, 1, 2), date(2015, 5, 5)
    with open_warehouse(more) as warehouse:
        for source in ("channel", "greek-channel"):
            add_row(
                warehouse, "sources", source_id=source, kind="centre", platform="youtube", diaspora="greek"
            )
        [(own, document)] = warehouse.execute(
            "SELECT source_id, document_id FROM documents JOIN sources USING (source_id) WHERE diaspora = 'romanian' LIMIT 1"
        ).fetchall()
        warehouse.execute(
            "INSERT INTO kept_counts BY NAME SELECT 'channel' AS source_id, 'video' AS kind, $day AS day, "
            "3 AS documents, 3 AS first_publications, 30 AS words",
            {"day": long_ago},
        )
        add_row(warehouse, "document_stats", document_id=document, observed_at=now, views=9, capture_id="c")
        add_row(warehouse, "account_stats", source_id=own, observed_at=now, followers=9, capture_id="c")
        for source in (own, "channel", "greek-channel"):
            add_row(
                warehouse, "crawls", crawl_id=f"late {source}", source_id=source, started_at=now, finished_at=now,
                covers_from=date(2015, 4, 1), covers_until=date(2016, 7, 31), asked_until=date(2016, 7, 31),
            )  # fmt: skip
        build(warehouse, DIASPORAS, STUDY)
        [(known,)] = warehouse.execute(
            "SELECT count(*) FROM activity_monthly WHERE diaspora = 'romanian' AND documents IS NULL AND platform = 'web'"
        ).fetchall()
        assert known == 0  # today the blocked months are known
    before, after = exported(today, "csv"), exported(more, "csv")
    assert {name for name in before if before[name] != after[name]} == set()


def test_what_was_known_then_is_known_now(then: Path, today: Path) -> None:
    """As of DAY is what was computed on DAY, not merely something stable."""
    with closing(open_for_reading(then)) as warehouse:
        query = f"FROM classifier_features WHERE period_end <= DATE '{DAY}' ORDER BY ALL"
        on_the_day = warehouse.sql(query).to_arrow_table()
    later = features(DAY, warehouse=today, config=CONFIG)
    assert later.equals(on_the_day)
    assert later.num_rows == 9 * (9 + 3)  # months April to December, three quarters
    assert sum(filter(None, later["own_documents"].to_pylist())) > 0


def test_today_more_is_known(today: Path) -> None:
    """The test above would pass on an empty table or if nothing had been learned; it is neither."""
    now = features(warehouse=today, config=CONFIG)
    then = features(DAY, warehouse=today, config=CONFIG)
    assert now.num_rows > then.num_rows
    with closing(open_for_reading(today)) as warehouse:
        held = dict(warehouse.execute("SELECT document_id, text_digest FROM documents").fetchall())
        with closing(as_known_on(warehouse, DAY, CONFIG)) as past:
            known = dict(past.execute("SELECT document_id, text_digest FROM documents").fetchall())
            early = past.execute("SELECT count(*) FROM documents WHERE published_day > ?", [DAY]).fetchall()
    assert early == [(0,)]
    assert known.keys() < held.keys()
    assert any(held[one] != digest for one, digest in known.items()), "no text changed after the day"


def test_labels_are_figure_1_and_stand_apart(today: Path) -> None:
    placed = dict(
        zip(*(labels(warehouse=today)[name].to_pylist() for name in ("diaspora", "quadrant")), strict=True)
    )
    assert (placed["estonian"], placed["finnish"], placed["polish"]) == ("nominal", "expressive", "valued")
    assert len(placed) == 9
    assert "quadrant" not in features(warehouse=today, config=CONFIG).schema.names


def test_of_each_table_only_what_was_there_at_the_end_of_the_day_is_known(tmp_path: Path) -> None:
    """18:00 UTC on DAY was midnight in Almaty. Of two rows the later one, at that very moment, is not known."""
    known, unknown = datetime(2016, 1, 31, 17, 59), datetime(2016, 1, 31, 18)
    claimed = {"covers_from": date(2015, 5, 1), "covers_until": date(2015, 5, 31)}
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        for number, at in enumerate((known, unknown)):
            source = f"s{number}"
            add_row(warehouse, "sources", source_id=source)
            # Begun long before, ended then: what a crawl saw is not known before it ends.
            add_row(
                warehouse, "crawls", crawl_id=source, source_id=source, started_at=datetime(2016, 1, 1),
                finished_at=at, **claimed,
            )  # fmt: skip
            add_row(
                warehouse, "captures", capture_id=source, crawl_id=source, source_id=source, captured_at=at
            )
            for document, text in (("d", "same"), (f"own{number}", source)):
                add_row(
                    warehouse, "document_captures", document_id=document, capture_id=source, source_id="s0",
                    url="u", text_digest=text, captured_at=at, extraction="test",
                )  # fmt: skip
            add_row(
                warehouse, "document_versions", document_id=f"own{number}", text_digest=source, kind="article",
                title="", text="", words=0,
            )  # fmt: skip
            add_row(
                warehouse, "document_stats", document_id="d", observed_at=at, views=number, capture_id="c"
            )
            add_row(
                warehouse, "account_stats", source_id="s0", observed_at=at, followers=number, capture_id="c"
            )
            add_row(
                warehouse, "kept_counts", source_id=source, kind="post", day=date(2015, 5, 5), documents=1,
                first_publications=1, words=1,
            )  # fmt: skip
            add_row(
                warehouse, "passed_over", source_id="s0", document_id=f"p{number}", capture_id=source,
                published_day=date(2015, 5, 5),
            )  # fmt: skip
        with closing(as_known_on(warehouse, DAY, CONFIG)) as past:
            held = {
                table: past.execute(f"SELECT {column} FROM {table} ORDER BY ALL").fetchall()
                for table, column in {
                    "sources": "source_id", "crawls": "crawl_id", "captures": "capture_id",
                    "document_captures": "document_id", "document_versions": "document_id",
                    "document_stats": "views", "account_stats": "followers", "kept_counts": "source_id",
                    "passed_over": "document_id",
                }.items()
            }  # fmt: skip
    assert held == {
        "sources": [("s0",)], "crawls": [("s0",)], "captures": [("s0",)],
        "document_captures": [("d",), ("own0",)], "document_versions": [("own0",)],
        "document_stats": [(0,)], "account_stats": [(0,)], "kept_counts": [("s0",)], "passed_over": [("p0",)],
    }  # fmt: skip
