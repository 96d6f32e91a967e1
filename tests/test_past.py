"""What is exported as of a day is what a run on that day would have exported, whatever was learned since."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from analysis.build import build
from analysis.diasporas import load_diasporas
from analysis.enrich.duplicates import mark_duplicates
from analysis.enrich.enrichment import enrich
from analysis.enrich.judgement.judge import Judge
from analysis.enrich.judgement.judgements import judge_documents
from analysis.enrich.judgement.rules import load_rules
from analysis.enrich.mentions import Matcher
from analysis.export import export_marts, features, labels
from analysis.past import as_known_on
from crawlers.load import bring_up_to_date
from crawlers.sources import load_catalogue
from crawlers.study import load_study
from crawlers.warehouse import open_for_reading, open_warehouse

ROOT = Path(__file__).parents[1]
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
        judge_documents(warehouse, Judge(load_rules(CONFIG)))
        build(warehouse, DIASPORAS, STUDY.windows, STUDY.experience, STUDY.typology)


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


def exported(path: Path, out: Path, format_: str) -> dict[str, bytes]:
    with closing(open_for_reading(path)) as warehouse:
        files = export_marts(warehouse, out, format_, DAY, CONFIG)
    return {file.name: file.read_bytes() for file, _ in files}


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_the_files_of_a_day_are_the_same_bytes_later(
    then: Path, today: Path, tmp_path: Path, format_: str
) -> None:
    before, after = exported(then, tmp_path / "a", format_), exported(today, tmp_path / "b", format_)
    assert {name for name in before if before[name] != after[name]} == set()
    assert before.keys() == after.keys()


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
