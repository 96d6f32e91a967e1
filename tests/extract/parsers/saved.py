"""Saved pages and what is expected of them.

A case is a page, `<source>/<case>.html` (or `.rest`, an answer of WordPress' REST API), and `<case>.json` beside it:
how the page was fetched, and the documents it is to give, or why it is none. To add one, save the page, write the
`page` part of the JSON, and run

    python -m tests.extract.parsers.saved tests/extract/parsers/<source>/<case>.json

which fills in the rest as the product reads it now. Check that by eye against the page before you keep it.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers.extract.documents import Document
from crawlers.extract.parsers import NotADocument, PageInput, read

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.json"))
_MIMES = {".html": "text/html", ".rest": "application/json"}


def outcome(case: Path) -> dict[str, Any]:
    """What the page of a case gives: `documents`, or `not_a_document` with the reason."""
    try:
        return {"documents": [described(document) for document in read(_page(case))]}
    except NotADocument as reason:
        return {"not_a_document": str(reason)}


def described(document: Document) -> dict[str, Any]:
    """A document as JSON; what is empty is left out, and the text is a list of its lines."""
    date = document.published
    fields = {
        "url": document.url,
        "kind": document.kind,
        "title": document.title,
        "text": document.text.splitlines(),
        "captions": list(document.captions),
        "section": document.section,
        "declared_language": document.declared_language,
        "day": date and str(date.day),
        "instant": date and date.instant and date.instant.isoformat(),
        "precision": date and date.precision,
        "method": date and date.method,
        "raw": date and date.raw,
        "modified_at": document.modified_at and document.modified_at.isoformat(),
        "aliases": list(document.aliases),
        "extraction": document.extraction,
    }
    return {key: value for key, value in fields.items() if value}


def _page(case: Path) -> PageInput:
    facts = json.loads(case.read_text(encoding="utf-8"))["page"]
    file = next(path for suffix in _MIMES if (path := case.with_suffix(suffix)).exists())
    return PageInput(
        url=facts["url"],
        body=file.read_bytes(),
        mime=_MIMES[file.suffix],
        charset=facts.get("charset"),
        captured_at=datetime.fromisoformat(facts.get("captured_at", "2026-01-10T06:00:00Z")),
        role=facts.get("role"),
        source_id=case.parent.name,
        reader=facts.get("reader"),
        articles=facts.get("articles"),
    )


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        page = json.loads(path.read_text(encoding="utf-8"))["page"]
        path.write_text(
            json.dumps({"page": page} | outcome(path), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
