"""`import diaspora`: what others may import, and how light it is until they do."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

import diaspora
from crawlers.archive.content_codings import CodingError
from crawlers.warehouse.connection import open_warehouse
from tests.report.world import fill


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("api") / "warehouse.duckdb"
    with open_warehouse(file) as filled:
        fill(filled)
    return file


def test_everything_that_is_promised_is_there() -> None:
    assert all(getattr(diaspora, name) is not None for name in diaspora.__all__)
    assert dir(diaspora) == sorted(diaspora.__all__)
    assert (Path(diaspora.__file__).parent / "py.typed").exists()


def test_importing_it_loads_nothing_yet() -> None:
    told = (
        "import sys, diaspora; print(sorted({'duckdb', 'typer', 'scrapy', 'pyarrow'} & sys.modules.keys()))"
    )
    assert (
        subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_a_warehouse_gives_relations(path: Path) -> None:
    with diaspora.open_warehouse(path) as warehouse:
        assert warehouse.tables()["typology"].startswith("One row per community, date and basis")
        greek = (
            warehouse.table("activity_monthly")
            .filter("diaspora = 'greek' AND platform = 'web'")
            .order("month")
        )
        assert greek.project("documents").fetchall() == [(45,), (0,), (None,), (0,)]
        assert warehouse.ask("most-named").fetchall()[0][0] == "greek"
        assert warehouse.sql("SELECT count(*) FROM documents").fetchall() == [(47,)]


def test_a_name_that_is_none_is_answered_by_the_nearest(path: Path) -> None:
    with diaspora.open_warehouse(path) as warehouse:
        with pytest.raises(diaspora.DiasporaError, match="Did you mean typology"):
            warehouse.table("typologie")
        with pytest.raises(diaspora.DiasporaError, match="Did you mean most-named"):
            warehouse.ask("@mostnamed")


@pytest.mark.parametrize(
    "column",
    [["Поляки", None, "Литовский посол"], pa.array(["Поляки", None, "Литовский посол"])],
    ids=["list", "Arrow"],
)
def test_a_column_of_texts_is_read(column: list[str | None]) -> None:
    found = diaspora.find_mentions(column, language="ru")
    assert [(one["row"], one["diaspora"]) for one in found.to_pylist()] == [(0, "polish"), (2, "lithuanian")]
    assert found.schema.field("start").type == pa.int32()


def test_one_text_is_no_column() -> None:
    with pytest.raises(TypeError, match="find_mentions"):
        diaspora.find_mentions("Поляки")


def test_a_page_is_read() -> None:
    html = (
        "<html><body><article><h1>Праздник</h1>"
        + "<p>Поляки Кокшетау открыли воскресную школу и хор.</p>" * 5
    )
    page = diaspora.read_page(html, "https://paper.kz/a")
    assert (page["title"], page["outcome"]) == ("Праздник", "document")


def test_features_say_their_version_and_no_day_to_come_is_known(path: Path) -> None:
    table = diaspora.features(warehouse=path)
    assert table.schema.metadata[b"features_version"] == str(diaspora.FEATURES_VERSION).encode()
    with pytest.raises(diaspora.DiasporaError, match="lies in the future"):
        diaspora.features(date(2999, 1, 1), warehouse=path)


def test_a_day_on_which_nothing_was_known_has_no_rows(path: Path) -> None:
    early = diaspora.features(date(2014, 1, 1), warehouse=path)
    assert early.num_rows == 0
    assert early.column_names == diaspora.features(warehouse=path).column_names


def test_an_error_of_ours_is_still_what_python_would_raise() -> None:
    assert issubclass(CodingError, diaspora.DiasporaError)
    assert issubclass(CodingError, ValueError)
