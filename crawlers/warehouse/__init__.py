"""The DuckDB file: connection, migrations, loading, and what `documents` holds at the moment."""
