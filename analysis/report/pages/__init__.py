"""The pages of the report, a file each."""

from __future__ import annotations

from pathlib import Path

from analysis.report.pages.communities import write_communities
from analysis.report.pages.compare import write_compare
from analysis.report.pages.doubtful import write_doubtful
from analysis.report.pages.methods import write_document_pages, write_methods
from analysis.report.pages.overview import write_overview
from analysis.report.pages.press import write_papers
from analysis.report.pages.sources import write_sources
from analysis.report.pages.standing import write_experience, write_typology
from analysis.report.site import Site


def write_pages(site: Site) -> Path:
    """Write every page; return the first. None of them holds the list of documents, to which their numbers open."""
    write_communities(site)
    write_compare(site)
    write_typology(site)
    write_experience(site)
    write_papers(site)
    write_sources(site)
    write_doubtful(site)
    write_methods(site)
    write_document_pages(site)
    return write_overview(site)
