"""The steps from archived bytes to marts: what code decides each, and so what has to run again when some of it changes.

A step declares the modules by which it begins; what they import of ours belongs to it (`digests.code_digest`). Its
digest holds that code and the configuration it is given. What a step makes carries the digest it was made under,
row by row where rows can be made anew one by one, in the table `steps` where they cannot; another digest now means
that it is stale. The table also tells a person when each step last ran, and under what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from crawlers.digests import code_digest, digest


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, the modules and packages by which it begins, and the steps whose results it reads."""

    name: str
    code: tuple[str, ...]
    reads: tuple[str, ...]
    kept_in: str
    """Where the digest under which something was made is kept."""

    def digest(self, *configuration: str) -> str:
        """Return 16 hex digits for the code of the step and the configuration it is given."""
        return digest(code_digest(*self.code), *configuration)

    def is_made_under(self, connection: duckdb.DuckDBPyConnection, current: str) -> bool:
        """Whether the step last ran with the digest `current`."""
        made = connection.execute("SELECT digest FROM steps WHERE step = ?", [self.name]).fetchone()
        return made is not None and made[0] == current

    def remember(self, connection: duckdb.DuckDBPyConnection, current: str) -> None:
        """Note that the step has run to its end with the digest `current`."""
        now = datetime.now(UTC).replace(tzinfo=None)
        connection.execute(
            "INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?)", [self.name, current, list(self.reads), now]
        )


EXTRACT = Step(
    "extract",
    ("crawlers.extract.runner", "crawlers.extract.parsers", "crawlers.extract.imports"),
    reads=(),
    kept_in="archives.extractor",
)
DOCUMENTS = Step("documents", ("crawlers.warehouse.documents",), reads=("extract",), kept_in="steps.digest")
LANGUAGE = Step("language", ("analysis.enrich.language",), reads=("documents",), kept_in="enrichments.rules")
MENTIONS = Step(
    "mentions",
    ("analysis.enrich.reading", "analysis.enrich.mentions"),
    reads=("documents", "language"),
    kept_in="enrichments.rules",
)
NEAR_DUPLICATES = Step(
    "near_duplicates", ("analysis.enrich.near_duplicates",), reads=("documents",), kept_in="steps.digest"
)
RELEVANCE = Step(
    "relevance",
    ("analysis.enrich.relevance.batches",),
    reads=("documents", "language", "mentions"),
    kept_in="judgements.basis",
)
MARTS = Step(
    "marts",
    ("analysis.build",),
    reads=("documents", "language", "mentions", "near_duplicates", "relevance"),
    kept_in="steps.digest",
)

STEPS = (EXTRACT, DOCUMENTS, LANGUAGE, MENTIONS, NEAR_DUPLICATES, RELEVANCE, MARTS)
"""In the order in which they run."""
