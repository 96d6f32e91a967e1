"""The report: a static site that works from disk, offline, whose numbers open to their sentences and archived copies."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analysis.report.documents import write_documents
from analysis.report.pages import write_pages
from analysis.report.single import write_single
from analysis.report.site import Site

__all__ = ["write_report", "write_single"]


def write_report(warehouse: duckdb.DuckDBPyConnection, directory: Path, *, private: bool = False) -> Path:
    """Write the report to `directory` and return its first page. `private` adds the whole texts of documents.

    A page is replaced whole, so a reader never sees half of one. The warehouse is only read.
    """
    site = Site(warehouse, directory)
    site.write_assets()
    write_documents(warehouse, directory / "data", private=private)
    first = write_pages(site)
    site.pictures.drop_others()
    return first
