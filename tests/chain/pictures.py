"""Makes docs/images from a report: `python -m tests.chain.pictures report` (needs Chromium; not a test)."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.chain.browsing import browsing, reading

TAKEN = {
    "overview": ("index.html", 0, 1100),
    "documents": ("documents.html#community=polish&relevance=bilateral", 0, 640),
    "typology": ("typology.html", 300, 560),
}
"""By picture: the page, where it begins, and how high it is."""


def main(report: Path) -> None:
    """Write each picture."""
    to = Path(__file__).parents[2] / "docs" / "images"
    to.mkdir(exist_ok=True)
    with browsing() as browser, reading(browser, report, viewport={"width": 1180, "height": 800}) as reader:
        for name, (address, top, height) in TAKEN.items():
            reader.open(address)
            if "documents" in address:
                reader.documents()
            clip = {"x": 0, "y": top, "width": 1180, "height": height}
            reader.page.screenshot(path=to / f"{name}.png", full_page=True, clip=clip)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
