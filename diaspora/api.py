"""What others may import, by way of `diaspora`: a warehouse as relations, mentions and languages in columns, pages, features."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from analysis import export
from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from analysis.query import saved_question
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.names import did_you_mean
from crawlers.catalogue.study import load_study
from crawlers.warehouse.connection import WarehouseError, open_for_reading
from diaspora.article_line import read_article
from diaspora.shipped import shipped

FEATURES_VERSION = export.FEATURES_VERSION
"""Version of the columns of `features`: it rises when one of them changes its meaning or goes; CHANGELOG.md says what did."""

_TEXT: pa.DataType = pa.string()
_MENTIONS = pa.schema(
    [
        pa.field("row", pa.int64()),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
        *(
            pa.field(name, _TEXT)
            for name in ("surface", "diaspora", "homeland", "target", "rule", "language")
        ),
    ]
)
_LANGUAGES = pa.schema(
    [pa.field("row", pa.int64()), pa.field("language", _TEXT), pa.field("confidence", pa.float64())]
)


class Warehouse:
    """A warehouse, open for reading. Close it after use, or use it in a `with`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        """The DuckDB connection itself, read-only."""

    def __enter__(self) -> Warehouse:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; relations that were taken from it end with it."""
        self.connection.close()

    def tables(self) -> dict[str, str]:
        """Return the name of each table and mart, and what a row of it is."""
        query = """SELECT table_name, coalesce("comment", '') FROM duckdb_tables()
                   WHERE schema_name = 'main' AND NOT internal AND NOT temporary ORDER BY ALL"""
        return dict(self.connection.execute(query).fetchall())

    def table(self, name: str) -> duckdb.DuckDBPyRelation:
        """Return a table or mart as a relation: `.filter("diaspora = 'polish'").df()`, `.pl()`, `.to_arrow_table()`.

        Raises WarehouseError when there is none of that name.
        """
        known = self.tables()
        if name not in known:
            raise WarehouseError(f"{name}: no such table.{did_you_mean(name, known)} `tables()` lists them.")
        return self.connection.table(name)

    def sql(self, query: str) -> duckdb.DuckDBPyRelation:
        """Return the answer to a query as a relation."""
        return self.connection.sql(query)

    def ask(self, question: str) -> duckdb.DuckDBPyRelation:
        """Return the answer to a saved question, `most-named`, as a relation. Raises UnknownQuestionError."""
        return self.connection.sql(saved_question(question).sql)


def open_warehouse(path: str | Path = "warehouse.duckdb") -> Warehouse:
    """Open a warehouse for reading. Raises WarehouseError when it is not there, not ours, or held by a writer.

    >>> open_warehouse("nowhere.duckdb")
    Traceback (most recent call last):
        ...
    crawlers.warehouse.connection.WarehouseError: nowhere.duckdb: no such database yet...
    """
    return Warehouse(open_for_reading(Path(path)))


def find_mentions(
    texts: Iterable[str | None], *, language: str | None = None, day: date | None = None, config: str | Path | None = None
) -> pa.Table:  # fmt: skip
    """Return where texts name a homeland, its people, a centre, an institution or an office holder: a row a mention.

    `texts` is any column of strings, of pandas, polars, Arrow or a list; None is passed over. Columns: `row` (position in
    `texts`, from 0), `start` and `end` (characters, end exclusive), `surface`, `diaspora`, `homeland` (ISO 3166), `target`,
    `rule`, `language` (ISO 639-1, told for each text unless `language` says it). `day` selects the office holders of
    that time. `config` is a study's own directory of TOML files; else the shipped one is used.

    >>> found = find_mentions(["The Polish ambassador met the Union of Poles in Astana."])
    >>> found.column("diaspora").unique().to_pylist()
    ['polish']
    """
    matcher = _matcher(Path(config) if config else shipped("config"))
    rows = []
    for number, text in enumerate(_strings(texts)):
        if text is None:
            continue
        its = language or identify(text).language
        rows += [
            {
                "row": number, "start": one.start, "end": one.end, "surface": one.surface, "diaspora": one.diaspora,
                "homeland": one.homeland, "target": one.target, "rule": one.rule, "language": its,
            }
            for one in matcher.find(text, its, day)
        ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=_MENTIONS)


def identify_languages(texts: Iterable[str | None]) -> pa.Table:
    """Return the main language of each text: `row`, `language` (ISO 639-1, `und` when undecidable), `confidence` (0 to 1).

    >>> identify_languages(["Қазақстандағы поляктар орталығы ашылды."]).column("language").to_pylist()
    ['kk']
    """
    rows = [
        {"row": number, "language": found.language, "confidence": found.confidence}
        for number, text in enumerate(_strings(texts))
        if text is not None
        for found in [identify(text)]
    ]
    return pa.Table.from_pylist(rows, schema=_LANGUAGES)


def read_page(
    html: str, url: str | None = None, *, captured_at: str | None = None, timezone: str | None = None
) -> dict[str, Any]:
    """Return title, text and date of the article in `html`, as the `article` filter does, and its `outcome`.

    `outcome` is `document`, or why the page is none. `captured_at` (ISO 8601) lets dates without a year be read,
    `timezone` (tz database) is the site's clock. Raises ValueError for a moment or a zone that is none.

    >>> page = read_page("<html><body>nothing</body></html>")
    >>> page["title"], page["outcome"] != "document"
    (None, True)
    """
    return read_article(url, html, captured_at, timezone)


def features(
    as_of: date | None = None, *, warehouse: str | Path = "warehouse.duckdb", config: str | Path | None = None
) -> pa.Table:
    """Return the feature table: one row per community and period; with `as_of`, as it was known at the end of that day.

    A day on which nothing was known yet gives a table without rows. Raises WarehouseError, or ValueError for a day to come.
    """
    own = Path("config")
    place = Path(config) if config else own if own.is_dir() else shipped("config")
    return export.features(as_of, warehouse=Path(warehouse), config=place)


def labels(*, warehouse: str | Path = "warehouse.duckdb") -> pa.Table:
    """Return the study's place of each community at the end of each window: what a classifier may be asked for."""
    return export.labels(warehouse=Path(warehouse))


def _strings(texts: Iterable[str | None]) -> Iterable[str | None]:
    """The texts as Python has them; what a column uses for a missing one is None."""
    if isinstance(texts, str):
        raise TypeError("texts is one text; give a column of them: find_mentions([text])")
    for text in texts:
        value = text.as_py() if isinstance(text, pa.Scalar) else text
        yield value if isinstance(value, str) else None


@cache
def _matcher(config: Path) -> Matcher:
    return Matcher(load_diasporas(config), load_study(config).mentions)
