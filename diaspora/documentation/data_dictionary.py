"""Writes docs/data-dictionary.md from the comments in the database, and the ways from numbers to bytes from `trails/`."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import duckdb

from analysis.build import build
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import load_study
from crawlers.warehouse.connection import migrate

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "data-dictionary.md"

_COLUMNS = """
SELECT schema_name, table_name, column_name, data_type, comment
FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()
ORDER BY schema_name, table_name, column_index
"""
_TABLES = """
SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE database_name = current_database()
UNION ALL
SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
ORDER BY list_position(['main', 'intermediate', 'staging'], schema_name), table_name
"""
_HEAD = """# Data dictionary

Made from the comments in the database (`make docs`); `DESCRIBE` and `duckdb_columns()` show the same.

## From a number to its bytes

Each mart is followed by a number of it and a query for what it counts (`analysis/models/lineage`): the numbers under `counts` add
up to it. From one of those documents on, the way is the same for all:

```sql
-- what was judged of it, and why
SELECT diaspora, relevance, score, evidence FROM document_diasporas WHERE document_id = '…';
SELECT topic, "domain", evidence FROM document_topics WHERE document_id = '…';
-- the spans that name a community: characters of its title or text
SELECT diaspora, part, span_start, span_end, surface, target, rule FROM mentions WHERE document_id = '…';
-- the archived response that it was read from
SELECT archive_file, record_offset, captures.url, captured_at FROM documents JOIN captures USING (capture_id) WHERE document_id = '…';
```

The WARC record stands in `archive_file`, below the archive directory, at byte `record_offset`:

```sh
tail -c +$((RECORD_OFFSET + 1)) archive/ARCHIVE_FILE | gzip -dc | less
```

`diaspora explain DOCUMENT_ID` tells the same in words.
"""


def described() -> duckdb.DuckDBPyConnection:
    """Return a database in memory with every table, view and mart, and nothing in it. Close it after use."""
    study = load_study(ROOT / "config")
    empty = duckdb.connect(":memory:", config={"autoinstall_known_extensions": "false"})
    migrate(empty, Path(":memory:"))
    build(empty, load_diasporas(ROOT / "config"), study)
    return empty


def dictionary(warehouse: duckdb.DuckDBPyConnection) -> str:
    """Return the dictionary as Markdown: a section for each table and view."""
    columns = defaultdict(list)
    for schema, table, name, kind, comment in warehouse.execute(_COLUMNS).fetchall():
        columns[schema, table].append(f"| `{name}` | {kind} | {comment or ''} |")
    ways = trails()
    parts = [_HEAD.rstrip()]
    for schema, table, comment in warehouse.execute(_TABLES).fetchall():
        title = table if schema == "main" else f"{schema}.{table}"
        parts.append(
            f"## {title}\n\n{comment or ''}\n\n| column | type | meaning |\n|---|---|---|\n"
            + "\n".join(columns[schema, table])
        )
        if table in ways:
            parts.append(f"```sql\n{ways[table].strip()}\n```")
    return "\n\n".join(parts) + "\n"


def trails() -> dict[str, str]:
    """Return by mart the two queries that open a number of it: the number, and what it counts."""
    folder = files("analysis") / "models" / "lineage"
    return {
        item.name.removesuffix(".sql"): item.read_text(encoding="utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".sql")
    }


if __name__ == "__main__":
    with closing(described()) as made:
        TARGET.write_text(dictionary(made), encoding="utf-8")
