"""The warehouse as it was known at the end of a day: what was captured later is left out, and all is measured anew.

Not a filter on dates of publication: a text that was printed before the day and fetched after it was not known, nor
was a later version, a later counter, or the later crawl that vouches for a day. Repeats are found, texts read and
marts built from what is left, by the same code as always.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from analysis.build import build
from analysis.enrich.documents.classified_documents import judge_documents
from analysis.enrich.documents.enrichment import enrich
from analysis.enrich.mentions import Matcher
from analysis.enrich.near_duplicates import mark_duplicates
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import load_rules
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import load_study
from crawlers.errors import DiasporaError
from crawlers.warehouse.connection import migrate
from crawlers.warehouse.documents.current_documents import compute_documents

_SQL = files("analysis.as_of")
"""In `known/`, table by table, what was known at `$end`: the moment at which the day was over, UTC."""

_READ = (
    "mentions",
    "unlikely_mentions",
    "document_languages",
    "document_diasporas",
    "document_topics",
    "unlikely_topics",
    "enrichments",
    "judgements",
)
"""What reading a text gave. It is taken over where the text and its date were then what they are now."""


class DayToComeError(DiasporaError, ValueError):
    """Nobody knows yet what will be known at the end of this day."""


def as_known_on(warehouse: duckdb.DuckDBPyConnection, day: date, config: Path) -> duckdb.DuckDBPyConnection:
    """Return a database in memory with the tables and marts as of the end of `day`, local time. Close it after use.

    `warehouse` is only read; `config` is the directory of the TOML files. Texts that have changed since, or whose
    date has, are read and judged again. Raises DayToComeError for a day after today.
    """
    study, diasporas = load_study(config), load_diasporas(config)
    today = datetime.now(ZoneInfo(study.timezone)).date()
    if day > today:
        raise DayToComeError(
            f"{day} lies in the future: what will be known at its end is not known on {today}."
        )
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(study.timezone))
    end = midnight.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    # One thread, so that sums are added in one order whatever else the tables hold.
    past = duckdb.connect(":memory:", config={"threads": 1, "autoinstall_known_extensions": "false"})
    try:
        migrate(past, Path(":memory:"))
        _take(warehouse.execute("FROM warehouse_facts"), past, "warehouse_facts")
        for query in (_SQL / "known").iterdir():
            known = warehouse.execute(query.read_text(encoding="utf-8"), {"end": end})
            _take(known, past, query.name.removesuffix(".sql"))
        past.execute("CREATE TEMP TABLE touched AS SELECT DISTINCT document_id FROM document_captures")
        past.execute("CREATE TEMP TABLE touched_sources AS SELECT source_id FROM sources")
        compute_documents(past)
        _take_readings(warehouse, past)
        enrich(past, Matcher(diasporas, study.mentions))
        mark_duplicates(past)
        judge_documents(past, Classifier(load_rules(config)))
        build(past, diasporas, study)
    except BaseException:
        past.close()
        raise
    return past


def _take_readings(warehouse: duckdb.DuckDBPyConnection, past: duckdb.DuckDBPyConnection) -> None:
    now = "SELECT document_id, text_digest, published_day, language FROM documents"
    past.register("today", warehouse.execute(now).to_arrow_table())
    past.execute((_SQL / "take_unchanged.sql").read_text(encoding="utf-8"))
    past.unregister("today")
    for table in _READ:
        _take(
            warehouse.execute(f"SELECT * FROM {table}"),
            past,
            table,
            "SEMI JOIN unchanged USING (document_id)",
        )
    past.execute((_SQL / "take_languages.sql").read_text(encoding="utf-8"))


def _take(
    rows: duckdb.DuckDBPyConnection, past: duckdb.DuckDBPyConnection, table: str, only: str = ""
) -> None:
    past.register("taken", rows.to_arrow_table())
    past.execute(f"INSERT INTO {table} BY NAME SELECT * FROM taken {only}")
    past.unregister("taken")
