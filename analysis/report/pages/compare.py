"""compare.html: two or more communities side by side."""

from __future__ import annotations

from dataclasses import replace

from analysis.report.pages.naming import naming_figure
from analysis.report.pages.standing import COMPONENTS, index_figure
from analysis.report.site import Site


def write_compare(site: Site) -> None:
    """Write the comparison; which communities are shown stands in the address."""
    over_time = index_figure(site.over_periods("index_over_time"), site)
    site.write(
        "compare",
        named=site.over_periods("communities"),
        experience=site.over_periods("experience"),
        readings=site.over_periods("readings"),
        written=site.over_periods("written"),
        components=COMPONENTS,
        naming=naming_figure(site.over_periods("naming")),
        over_time=replace(over_time, name="compared-index") if over_time else None,
    )
