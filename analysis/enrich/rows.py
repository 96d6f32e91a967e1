"""Rows as an Arrow table."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa


def rows(found: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    """Return a table of `schema` with a row for each tuple."""
    columns = zip(*found, strict=True) if found else [[] for _ in schema]
    return pa.table(
        [pa.array(column, one.type) for column, one in zip(columns, schema, strict=True)], schema=schema
    )
