"""doubtful.html: the mentions that a person may settle, each with its sentence and the command that does."""

from __future__ import annotations

from analysis.report.sentences import LONGEST, sentence
from analysis.report.site import Site

LISTED = 200
"""Mentions on the page, those first of which the model is least sure."""


def write_doubtful(site: Site) -> None:
    """Write the list of doubtful mentions."""
    answer = site.ask("doubtful", around=LONGEST + 1, at_most=LISTED)
    for row in answer.rows:
        row["before"], row["after"] = sentence(row["before"] or "", row["after"] or "")
    site.write("doubtful", doubtful=answer, all_of_them=answer.rows[0]["in_doubt"] if answer.rows else 0)
