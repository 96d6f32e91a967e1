"""Data as scripts: what a page opened from disk may load, where it may not read a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def put(data: Path, name: str, value: Any) -> None:
    """Write `value` as `NAME.js` below `data`, which hands it to the page under that name."""
    path = data / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Report.receive({json.dumps(name)},{as_json(value)});\n", encoding="utf-8")


def as_json(value: Any) -> str:
    """Return JSON that may stand inside a <script>: no text in it can end the element."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        told = told.replace(character, f"\\u{ord(character):04x}")
    return told
