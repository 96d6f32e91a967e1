"""The whole report as one file, for mail: every page in a template, scripts and data inside, and no more documents than fit."""

from __future__ import annotations

import re
import tempfile
from html import unescape
from pathlib import Path

import duckdb
from markupsafe import escape

from analysis.report.documents import write_documents
from analysis.report.pages import write_pages
from analysis.report.replacing import replace_file
from analysis.report.site import SCRIPTS, Site

LARGEST = 5_000_000
"""Bytes that the file may have: more is refused by many a mailbox."""

_OF_A_DOCUMENT = 1500
"""Bytes that a document takes in the list, about."""

_LEAST = 200
"""Documents that are held even where the pages alone fill the file."""


def write_single(warehouse: duckdb.DuckDBPyConnection, file: Path, *, largest: int = LARGEST) -> int:
    """Write the report to one `file` of at most about `largest` bytes; return how many documents can be opened in it.

    These are the newest that concern a community; the list says so where they are not all.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        site = Site(warehouse, folder, pictures=False)  # it needs scripts anyway
        site.write_assets()
        write_pages(site)
        frame, pages = _pages(folder)
        scripts = [_script(folder / "assets" / f"{name}.js") for name in ("vega", *SCRIPTS)]
        if _size(*pages, *scripts) + _LEAST * _OF_A_DOCUMENT > largest:  # many sources: their table must do
            pages = [page for page in pages if not page.startswith('<template data-page="source-')]
        taken = _size(*pages, *scripts)
        held = write_documents(
            warehouse, folder / "data", at_most=max(_LEAST, (largest - taken) // _OF_A_DOCUMENT)
        )
        data = [_script(path) for path in sorted((folder / "data").rglob("*.js"))]
        style = f"<style>{(folder / 'assets' / 'report.css').read_text(encoding='utf-8')}</style>"
    head, body = frame
    vega, report, *others = scripts
    # Templates stand before the scripts, which look for them as they begin; data before what asks for it.
    replace_file(file, "".join([head, style, body, *pages, vega, report, *data, *others, "</body></html>\n"]))
    return held


def _pages(folder: Path) -> tuple[tuple[str, str], list[str]]:
    """The frame that all pages share, before and after its style, and each page as a template, the first one first."""
    paths = sorted(folder.glob("*.html"), key=lambda path: (path.stem != "index", path.name))
    texts = {path.name: path.read_text(encoding="utf-8") for path in paths}
    first = texts["index.html"]
    empty = re.sub(r"<!-- page -->.*<!-- /page -->", "", first, flags=re.DOTALL)
    empty = re.sub(
        r'<link rel="stylesheet"[^>]*>|<script src=[^>]*></script>\s*|</body>\s*</html>\s*', "", empty
    )
    head, _, body = empty.partition("</head>")
    return (head, f"</head>{body}"), [_template(name, text) for name, text in texts.items()]


def _template(name: str, text: str) -> str:
    """A page's part that is its own."""
    title = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
    inside = re.search(r"<!-- page -->(.*)<!-- /page -->", text, re.DOTALL)
    if title is None or inside is None:
        raise ValueError(f"{name}: a page without title or content")
    return f'<template data-page="{name}" data-title="{escape(unescape(title[1]))}">{inside[1]}</template>\n'


def _size(*parts: str) -> int:
    return sum(len(part.encode()) for part in parts)


def _script(path: Path) -> str:
    """A script inside the page: nothing in it may end the element."""
    code = path.read_text(encoding="utf-8").replace("</script", "<\\/script")
    return f"<script>{code}</script>\n"
