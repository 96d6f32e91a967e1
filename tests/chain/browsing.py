"""A browser on the pages of a report: Debian's Chromium, driven by Playwright, with no way to the network."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = "/usr/bin/chromium"
_QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Reader:
    """Somebody who reads a report in a browser; whatever goes wrong behind the page is remembered."""

    def __init__(self, page: Any, report: Path) -> None:
        self.page, self.report = page, report
        self.wrong: list[str] = []
        page.on(
            "console",
            lambda message: message.type in ("error", "warning") and self.wrong.append(message.text),
        )
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._watch(request.url))

    def _watch(self, url: str) -> None:
        if not url.startswith((self.report.as_uri(), "data:", "blob:")):
            self.wrong.append(f"leaves the folder: {url}")

    def open(self, address: str) -> None:
        """Open a page of the report, `documents.html#community=polish`, and wait until it is drawn."""
        self.page.goto(f"{self.report.as_uri()}/{address}")
        self.page.reload()  # another part after # alone is not another page
        self.drawn()

    def drawn(self) -> None:
        """Wait until every chart of the page is a live view."""
        self.page.wait_for_function(
            "[...document.querySelectorAll('.panel')]."
            "every(one => one.hidden || (one.classList.contains('drawn') && one.ariaBusy !== 'true'))"
        )

    def documents(self) -> str:
        """What the list says that it holds, once it has read it."""
        self.page.wait_for_function("document.body.dataset.ready")
        return str(self.page.inner_text("#told"))

    def serious_findings(self) -> list[str]:
        """What axe-core finds that keeps people out."""
        script = files("axe_playwright_python") / "axe.min.js"
        self.page.evaluate(script.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")[
            "violations"
        ]
        return [
            f"{one['id']}: {one['help']}: {json.dumps([node['html'][:160] for node in one['nodes'][:3]])}"
            for one in found
            if one["impact"] in ("serious", "critical")
        ]


def missing() -> str | None:
    """Return why no browser can be started here, or None."""
    try:
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401
    except ImportError as error:
        return f"{error.name} is not installed (pip install -e .[dev])"
    return None if shutil.which(CHROMIUM) else "Chromium is not installed (apt-get install chromium)"


@contextmanager
def browsing() -> Iterator[Any]:
    """A browser; skips the test where none can be started."""
    if reason := missing():
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *_QUIET])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def reading(browser: Any, report: Path, **context: Any) -> Iterator[Reader]:
    """A reader of `report`; `context` as Playwright has it: `viewport`, `color_scheme`."""
    opened = browser.new_context(accept_downloads=True, **context)
    try:
        yield Reader(opened.new_page(), report)
    finally:
        opened.close()
