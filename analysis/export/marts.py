"""The feature table and the marts as tables and as files, in a fixed order of rows, so that equal data give equal bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.as_of import as_known_on
from analysis.export.data_package import DataPackage, Meanings
from analysis.sanitize import cell
from crawlers.catalogue.study import load_study
from crawlers.warehouse.connection import is_sample, open_for_reading

FORMATS = ("parquet", "csv")

FEATURES_VERSION = 1
"""Of the columns of `classifier_features`. It rises when one of them goes or changes its meaning; CHANGELOG.md says what did."""

_DATED_BY = {
    "classifier_features": "period_end",
    "activity_monthly": "last_day(month)",
    "homeland_mentions_monthly": "last_day(month)",
    "press_visibility_monthly": "last_day(month)",
    "community_events_monthly": "last_day(month)",
    "two_way": "last_day(month)",
    "lived_experience": "period_end",
    "shifts": "last_day(month)",
    "coverage": "day",
}
"""What each mart is exported by: the last day that a row speaks of."""

_LABELS = """
SELECT diaspora, as_of, quadrant, formalisation, experience
FROM typology
WHERE basis = 'study' AND as_of IN (SELECT "until" FROM windows)
"""
_DICTIONARY = """
SELECT column_name AS feature, data_type AS type, "comment" AS meaning
FROM duckdb_columns()
WHERE table_name = 'classifier_features' AND NOT internal AND database_name = current_database()
"""


def features(
    as_of: date | None = None,
    *,
    warehouse: Path = Path("warehouse.duckdb"),
    config: Path = Path("config"),
) -> pa.Table:
    """Return `classifier_features` as an Arrow table: one row per community and period, sorted.

    With `as_of`, only periods that had ended by that day, measured from what had been captured by then: no later
    document, version, counter or crawl. Columns and units: docs/data-dictionary.md. The study's labels are not among
    them (`labels`). The version of the columns is in the metadata of the schema. Raises WarehouseError or
    ConfigurationError when there is no `warehouse` or `config`, DayToComeError for a day that is not over.
    """
    with (
        closing(open_for_reading(warehouse)) as opened,
        _known(opened, as_of, config) as known,
    ):
        return _versioned(_read(known, "classifier_features", as_of))


def labels(*, warehouse: Path = Path("warehouse.duckdb")) -> pa.Table:
    """Return the study's placing of each community at the end of each window: what a classifier may be asked for."""
    with closing(open_for_reading(warehouse)) as opened:
        return _sorted(opened, _LABELS)


def export_marts(
    warehouse: duckdb.DuckDBPyConnection,
    directory: Path,
    format_: str,
    as_of: date | None,
    config: Path,
) -> list[tuple[Path, int]]:
    """Write each mart to `directory` as one file, and `datapackage.json` that describes them; return the files and their rows.

    With `as_of`, as for `features`, to a folder `as-of-DAY` of its own, so that days never mix; and only marts that have
    periods: the typology rests on a study that was published later, so it is left out until the study had ended.
    Beside the marts stand the study's labels and the dictionary of the features. Files from a warehouse of synthetic
    texts carry `sample-` before their names. Files of an earlier export that are not written again are removed.
    """
    folder = directory / f"as-of-{as_of}" if as_of else directory
    folder.mkdir(parents=True, exist_ok=True)
    prefix = "sample-" if is_sample(warehouse) else ""
    with _known(warehouse, as_of, config) as known:
        tables = {mart: _read(known, mart, as_of) for mart in _DATED_BY}
        tables["labels_of_the_study"] = _sorted(known, _LABELS)
        tables["features_dictionary"] = known.sql(_DICTIONARY).to_arrow_table()
        if as_of is None:
            tables["source_health"] = _sorted(known, "SELECT * FROM source_health")
        if as_of is None or as_of > load_study(config).typology.study_speaks_until:
            until = f"WHERE as_of <= DATE '{as_of}'" if as_of else ""
            tables["typology"] = _sorted(known, f"SELECT * FROM typology {until}")
        facts = known.execute(_FACTS).fetchall()[0]
        meanings = Meanings(known)
    package = DataPackage(
        folder, as_of, FEATURES_VERSION, sample=bool(prefix), facts=dict(zip(_FACT_NAMES, facts, strict=True))
    )
    for name, table in tables.items():
        path = folder / f"{prefix}{name}.{format_}"
        if format_ == "csv":
            _write_csv(table, path)
        else:
            pq.write_table(_versioned(table), path)
        package.add(path, name, table, meanings)
    package.write()
    return [(folder / one["path"], one["rows"]) for one in package.resources]


_FACT_NAMES = ("documents", "sources", "first_day", "last_day", "days_known", "windows")
_FACTS = """
SELECT
    (SELECT count(*) FROM documents), (SELECT count(DISTINCT source_id) FROM documents),
    (SELECT min(day) FROM coverage WHERE is_known)::VARCHAR, (SELECT max(day) FROM coverage WHERE is_known)::VARCHAR,
    (SELECT count(*) FROM coverage WHERE is_known),
    (SELECT coalesce(list({'name': window_name, 'since': since::VARCHAR, 'until': "until"::VARCHAR}), []) FROM windows)
"""


@contextmanager
def _known(
    warehouse: duckdb.DuckDBPyConnection, as_of: date | None, config: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse, or with `as_of` what was known of it then."""
    if as_of is None:
        yield warehouse
        return
    with closing(as_known_on(warehouse, as_of, config)) as past:
        yield past


def _read(warehouse: duckdb.DuckDBPyConnection, mart: str, as_of: date | None) -> pa.Table:
    ended = f"WHERE {_DATED_BY[mart]} <= DATE '{as_of}'" if as_of else ""
    return _sorted(warehouse, f"SELECT * FROM {mart} {ended}")


def _versioned(table: pa.Table) -> pa.Table:
    """The table with the version of the features in its metadata, where a reader of one file alone finds it."""
    kept = table.schema.metadata or {}
    return table.replace_schema_metadata({**kept, b"features_version": str(FEATURES_VERSION).encode()})


def _sorted(warehouse: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    table: pa.Table = warehouse.sql(f"FROM ({query}) ORDER BY ALL").to_arrow_table()
    return table


def _write_csv(table: pa.Table, path: Path) -> None:
    """Write with the standard library: its quoting does not change between versions of Arrow."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.column_names)
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        writer.writerows(map(cell, row) for row in rows)
