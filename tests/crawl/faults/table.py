"""What goes wrong with sites, a row each: what is kept then, what is said, and that the next crawl repairs it.

    python -m tests.crawl.faults.table

writes the table into docs/operations.md.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.crawl.faults import codings, feeds, pages, sitemaps, wordpress
from tests.crawl.faults.kit import NUMBERS
from tests.crawl.faults.rows import FAULTS

__all__ = ["FAULTS", "PAGE", "codings", "feeds", "pages", "sitemaps", "with_table", "wordpress"]

PAGE = Path(__file__).parents[3] / "docs" / "operations.md"
_PLACE = re.compile(r"(?<=<!-- faults -->\n).*?(?=<!-- /faults -->)", re.DOTALL)


def with_table(page: str) -> str:
    """Return the page with the table as the tests have it."""
    rows = [
        f"| {fault.what} | {fault.kept} of {len(NUMBERS)} | {fault.outcome} | {fault.says.strip()} | {fault.repaired} of {len(NUMBERS)} |"
        for fault in FAULTS
    ]
    head = ["| fault | kept | outcome | said | after the next crawl |", "|---|---|---|---|---|"]
    return _PLACE.sub(lambda _: "\n".join([*head, *rows, ""]), page)


if __name__ == "__main__":
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
