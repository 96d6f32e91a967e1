"""What decides about a capture is part of the digest by which archives are read again."""

from __future__ import annotations

import re
from pathlib import Path

from crawlers.extract import DECIDING

CRAWLERS = Path(__file__).parents[2] / "crawlers"
READ_OTHERWISE = {"archive.py", "sources.py", "configuration.py"}
"""How bytes come out of a file, and what the digest takes from the catalogue itself."""


def test_every_module_that_page_functions_and_imports_use_is_in_it() -> None:
    readers = [*(CRAWLERS / "pages").glob("*.py"), *(CRAWLERS / "imports").glob("*.py")]
    readers += [CRAWLERS / name for name in DECIDING]
    used = {
        f"{name}.py"
        for reader in readers
        for name in re.findall(r"^from crawlers\.(\w+)", reader.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert used - {"pages.py", "imports.py"} - READ_OTHERWISE <= set(DECIDING)
