"""Writes docs/data-dictionary.md from the comments in the database."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import duckdb

from crawlers.warehouse import open_for_reading

TARGET = Path(__file__).parents[1] / "docs" / "data-dictionary.md"

_COLUMNS = """
SELECT table_name, column_name, data_type, comment
FROM duckdb_columns() WHERE NOT internal AND database_name = current_database()
ORDER BY table_name, column_index
"""
_TABLES = """
SELECT table_name, comment FROM duckdb_tables() WHERE database_name = current_database()
UNION ALL
SELECT view_name, comment FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
ORDER BY ALL
"""
_HEAD = """# Data dictionary

Made from the comments in the database (`make docs`); `DESCRIBE` and `duckdb_columns()` show the same.

From a number to its bytes, for example for one cell of `homeland_mentions_monthly`:

```sql
-- the documents it counts
SELECT document_id, title, url FROM stg_documents JOIN stg_document_mentions USING (document_id)
JOIN documents USING (document_id)
WHERE stg_document_mentions.diaspora = 'polish' AND stg_documents.source_id = 'astana-times' AND month = DATE '2015-05-01';
-- the spans in one of them
SELECT part, span_start, span_end, surface, target, rule FROM mentions WHERE document_id = '…' AND diaspora = 'polish';
-- the archived response it was read from
SELECT archive_file, record_offset, captures.url, captured_at FROM documents JOIN captures USING (capture_id) WHERE document_id = '…';
```

The WARC record stands in `archive_file` (below the archive directory) at byte `record_offset`.
"""


def dictionary(warehouse: duckdb.DuckDBPyConnection) -> str:
    """Return the dictionary as Markdown: a section for each table and view."""
    columns = defaultdict(list)
    for table, name, kind, comment in warehouse.execute(_COLUMNS).fetchall():
        columns[table].append(f"| `{name}` | {kind} | {comment or ''} |")
    parts = [_HEAD]
    for table, comment in warehouse.execute(_TABLES).fetchall():
        parts.append(
            f"## {table}\n\n{comment or ''}\n\n| column | type | meaning |\n|---|---|---|\n"
            + "\n".join(columns[table])
        )
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    with open_for_reading(Path(sys.argv[1] if len(sys.argv) > 1 else "warehouse.duckdb")) as opened:
        TARGET.write_text(dictionary(opened), encoding="utf-8")
