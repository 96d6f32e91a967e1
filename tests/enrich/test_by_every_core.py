"""However many processes read the documents, the rows are the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.enrich.documents import batches
from analysis.enrich.documents.classified_documents import judge_documents
from analysis.enrich.documents.enrichment import enrich
from analysis.enrich.mentions import Matcher
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import load_rules
from crawlers.catalogue.communities import load_diasporas
from crawlers.warehouse.connection import open_warehouse
from tests.rows import add_document, add_row

pytestmark = pytest.mark.slow

TEXTS = (
    "В Кокшетау прошёл съезд поляков, на котором выступил посол Польши. Дети танцевали полонез.",
    "Немцы Казахстана отметили праздник урожая: песни и танцы, хор и угощение.",
    "В области собрали рекордный урожай пшеницы, сообщил аким.",
    "Кітапханада поляктардың тарихы туралы көрме ашылды.",
    "The Lithuanian community of Karaganda opened a Sunday school, and the ambassador came.",
)
TABLES = (
    "mentions",
    "document_languages",
    "enrichments",
    "document_diasporas",
    "document_topics",
    "unlikely_topics",
    "judgements",
)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with open_warehouse(path) as warehouse:
        add_row(warehouse, "sources", source_id="paper")
        add_row(warehouse, "sources", source_id="wiez", kind="centre", diaspora="polish")
        for n in range(20):
            add_document(
                warehouse,
                f"d{n:02}",
                text=TEXTS[n % 5] + f" {n}",
                text_digest=str(n),
                day=date(2015, 6, 1),
                source_id="wiez" if n == 2 else "paper",
            )
        enrich(warehouse, Matcher(load_diasporas(Path("config"))))
        judge_documents(warehouse, Classifier(load_rules(Path("config"))))
        return {table: warehouse.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES}


def test_one_process_and_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = rows(tmp_path / "alone.duckdb")
    monkeypatch.setattr("crawlers.engines.cores", lambda: 2)
    monkeypatch.setattr(batches, "_SIZE", 3)
    monkeypatch.setattr(batches, "_ALONE", 0)
    assert rows(tmp_path / "many.duckdb") == alone
    assert alone["mentions"]
    assert alone["document_topics"]
    assert len(alone["judgements"]) == 20
