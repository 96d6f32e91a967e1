"""The report: a static site that works from disk, offline, whose numbers open to their sentences and archived copies."""

from __future__ import annotations

from pathlib import Path

import duckdb

from analysis.report.documents import write_documents
from analysis.report.pages.communities import write_communities
from analysis.report.pages.compare import write_compare
from analysis.report.pages.methods import write_document_pages, write_methods
from analysis.report.pages.overview import write_overview
from analysis.report.pages.press import write_papers
from analysis.report.pages.sources import write_sources
from analysis.report.pages.standing import write_experience, write_typology
from analysis.report.site import Site

__all__ = ["write_report"]


def write_report(warehouse: duckdb.DuckDBPyConnection, directory: Path, *, private: bool = False) -> Path:
    """Write the report to `directory` and return its first page. `private` adds the whole texts of documents.

    A page is replaced whole, so a reader never sees half of one. The warehouse is only read.
    """
    site = Site(warehouse, directory)
    site.write_assets()
    write_documents(warehouse, directory / "data", private=private)
    write_communities(site)
    write_compare(site)
    write_typology(site)
    write_experience(site)
    write_papers(site)
    write_sources(site)
    write_methods(site)
    write_document_pages(site)
    return write_overview(site)
