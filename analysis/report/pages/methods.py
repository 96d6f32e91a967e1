"""methods.html: words, how each number is made, what went wrong; documents.html and document.html, which the scripts fill."""

from __future__ import annotations

import re

from analysis.build import models
from analysis.report.site import Site
from crawlers.warehouse.commented_sql import column_comments, grain


def write_methods(site: Site) -> None:
    """Write the page of methods and data quality."""
    marts = [
        {
            "name": model.name,
            "grain": grain(model.sql),
            "columns": column_comments(model.sql),
            "sql": re.sub(r"[ ]*--.*", "", model.sql).strip(),
        }
        for model in sorted(models(), key=lambda model: model.name)
        if model.layer == "marts"
    ]
    site.write(
        "methods",
        dates=site.ask("dates"),
        outcomes=site.ask("outcomes"),
        quarantined=site.ask("quarantined"),
        languages=site.over_periods("languages"),
        marts=marts,
    )


def write_document_pages(site: Site) -> None:
    """Write the pages that list documents and show one: their scripts fill them."""
    site.write("documents")
    site.write("document")
