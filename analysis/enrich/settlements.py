"""What a person said of doubtful mentions: kept in a file beside `config/`, counted from the next build.

A line of `settled.jsonl` is one answer, with the sentence it was given for, so that it can be learned from:
`{"id": "3f0c9a1b2d", "answer": true, "homeland": "PL", "surface": "Polish", "sentence": "…", "language": "en"}`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import duckdb

from crawlers.warehouse.connection import transaction

_SPANS = """
SELECT
    mention_id, diaspora, target, probability, surface, homeland, "language",
    coalesce(substr(printed, greatest(1, span_start - 79), least(80, span_start)), '') AS before,
    coalesce(substr(printed, span_end + 1, 80), '') AS after
FROM (
    SELECT *, CASE part WHEN 'title' THEN title ELSE text END AS printed
    FROM intermediate.int_settled_mentions JOIN documents USING (document_id)
)
"""


class Doubtful(NamedTuple):
    """A mention that a person may settle."""

    mention_id: str
    diaspora: str
    target: str
    probability: float
    surface: str
    homeland: str
    language: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The words around it, on one line, with the mention in brackets."""
        return " ".join(f"{self.before}[{self.surface}]{self.after}".split())


def doubtful(warehouse: duckdb.DuckDBPyConnection, most: int) -> list[Doubtful]:
    """The mentions of which the model is least sure, at most so many; marts must be built."""
    rows = warehouse.execute(
        f"{_SPANS} WHERE is_doubtful ORDER BY abs(probability - 0.5), mention_id LIMIT ?", [most]
    ).fetchall()
    return [Doubtful(*row) for row in rows]


def settle(
    warehouse: duckdb.DuckDBPyConnection, file: Path, mention_id: str, answer: bool
) -> Doubtful | None:
    """Note a person's answer in `file` and the warehouse; None where there is no such mention."""
    rows = warehouse.execute(f"{_SPANS} WHERE mention_id = ?", [mention_id]).fetchall()
    if not rows:
        return None
    one = Doubtful(*rows[0])
    line = {
        "id": mention_id,
        "answer": answer,
        "homeland": one.homeland,
        "surface": one.surface,
        "sentence": one.sentence,
        "language": one.language,
    }
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")
    load(warehouse, file)
    return one


def load(warehouse: duckdb.DuckDBPyConnection, file: Path) -> int:
    """Have the answers of `file` in the warehouse, the last of each mention. Returns how many there are.

    Raises ValueError with the number of a line that is no answer.
    """
    answers: dict[str, bool] = {}
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                told = json.loads(line)
                answers[str(told["id"])] = bool(told["answer"])
            except (json.JSONDecodeError, KeyError, TypeError) as mistake:
                raise ValueError(
                    f"{file}, line {number}: no answer to a doubtful mention: {line[:60]}"
                ) from mistake
    held = dict(warehouse.execute("SELECT mention_id, is_mention FROM settlements").fetchall())
    if held != answers:
        with transaction(warehouse):
            warehouse.execute("DELETE FROM settlements")
            if answers:
                warehouse.executemany("INSERT INTO settlements VALUES (?, ?)", list(answers.items()))
    return len(answers)
