"""Any number opens: to what it counts, to the spans in it, to the archived bytes in which the words stand."""

from __future__ import annotations

import html
import re
from pathlib import Path

import duckdb
import pytest
from warcio.archiveiterator import ArchiveIterator

from diaspora.documentation.data_dictionary import trails
from tests.chain.project import ROOT, Project

ARCHIVE = ROOT / "sample" / "archive"


def statements(trail: str) -> list[str]:
    return [
        part.strip() for part in re.sub(r"^--.*", "", trail, flags=re.MULTILINE).split(";") if part.strip()
    ]


@pytest.mark.parametrize("mart", trails())
def test_a_number_is_the_sum_of_what_it_counts(sampled: Project, mart: str) -> None:
    number, counted = statements(trails()[mart])
    with duckdb.connect(sampled.directory / "warehouse.duckdb", read_only=True) as warehouse:
        [(found,)] = warehouse.execute(number).fetchall()
        [(total,)] = warehouse.execute(f"SELECT sum(counts) FROM ({counted})").fetchall()
    assert found == total
    assert found or mart == "press_watch_daily"  # the sample has no portal


@pytest.mark.parametrize(
    "mart",
    [
        "activity_monthly",
        "homeland_mentions_monthly",
        "press_visibility_monthly",
        "two_way",
        "lived_experience",
    ],
)
def test_a_number_opens_down_to_the_bytes(sampled: Project, mart: str) -> None:
    """Number, documents, spans, record: the surface of each span stands in the archived response."""
    _, counted = statements(trails()[mart])
    with duckdb.connect(sampled.directory / "warehouse.duckdb", read_only=True) as warehouse:
        places = warehouse.execute(
            f"SELECT archive_file, record_offset, captures.url, list(DISTINCT surface) FROM ({counted}) AS counted "
            "JOIN documents USING (document_id) JOIN captures USING (capture_id) "
            "JOIN mentions ON mentions.document_id = counted.document_id AND diaspora = 'polish' GROUP BY ALL"
        ).fetchall()
    assert places
    for file, offset, url, surfaces in places:
        address, body = record(ARCHIVE / file, offset)
        assert address == url
        assert [surface for surface in surfaces if surface not in body] == []


def record(path: Path, offset: int) -> tuple[str, str]:
    """The address and the text of the response whose record begins at `offset`, by warcio and nothing of ours."""
    with path.open("rb") as file:
        file.seek(offset)
        found = next(iter(ArchiveIterator(file)))
        return found.rec_headers["WARC-Target-URI"], html.unescape(
            found.content_stream().read().decode("utf-8")
        )
