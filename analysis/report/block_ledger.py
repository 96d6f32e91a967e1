"""What the files of the list were made of, so that only those behind which something changed are written again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class BlockLedger:
    """For each block of the list the fingerprint of what its files show, and what the list says of it.

    Kept in a file beside them. It is taken away while the files change, so that after a killed run all are made anew.
    """

    def __init__(self, data: Path, made_by: str) -> None:
        """Open the ledger of the folder `data`; what was made by another program or under other names counts for nothing."""
        self._file = data / "blocks.json"
        self._made_by = made_by
        self._held: dict[str, list[Any]] = {}
        try:
            told = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return
        if told["made_by"] == made_by:
            self._held = told["blocks"]
        self._file.unlink()

    def reach(self, block: int, fingerprint: str) -> list[Any] | None:
        """Return what was noted of a block whose files are as they would be made now, else None."""
        made_of, reach = self._held.get(str(block), ("", None))
        return reach if made_of == fingerprint else None

    def close(self, blocks: dict[int, list[Any]]) -> None:
        """Note the fingerprint and the reach of every block, now that their files are there."""
        told = {"made_by": self._made_by, "blocks": blocks}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(told), encoding="utf-8")
