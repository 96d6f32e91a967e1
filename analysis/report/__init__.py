"""The report: a static site that works from disk, offline, and says of what it was made."""

from analysis.report.site import write_report

__all__ = ["write_report"]
