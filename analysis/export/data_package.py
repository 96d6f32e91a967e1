"""The description beside exported files: a Frictionless Data Package, which is a manifest as well.

It names the day as of which all was known, the version of the features, the windows and counts, and for each file its
digest, rows, columns, types and meanings. https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

FILE = "datapackage.json"
_MEDIA_TYPES = {".csv": "text/csv", ".parquet": "application/vnd.apache.parquet"}


class Meanings:
    """What tables and columns mean, as the comments of a database say."""

    def __init__(self, warehouse: duckdb.DuckDBPyConnection) -> None:
        self.tables = dict(
            warehouse.execute(
                """SELECT table_name, "comment" FROM duckdb_tables() WHERE NOT internal"""
            ).fetchall()
        )
        columns = (
            """SELECT table_name || '.' || column_name, "comment" FROM duckdb_columns() WHERE NOT internal"""
        )
        self.columns = dict(warehouse.execute(columns).fetchall())


class DataPackage:
    """The files of one export, described as they are written."""

    def __init__(
        self, folder: Path, as_of: date | None, features_version: int, *, sample: bool, facts: dict[str, Any]
    ) -> None:
        self.folder = folder
        self.resources: list[dict[str, Any]] = []
        self.told = {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "diaspora-monitor" + ("-sample" if sample else ""),
            "title": "Media on the European diasporas of Kazakhstan"
            + (": SYNTHETIC SAMPLE" if sample else ""),
            "version": version("diaspora-monitor"),
            "features_version": features_version,
            "as_of": as_of.isoformat() if as_of else None,
            "synthetic": sample,
            **facts,
        }

    def add(self, path: Path, name: str, table: pa.Table, meanings: Meanings) -> None:
        """Describe a file that was written."""
        content = path.read_bytes()
        fields = [
            {"name": field.name, "type": _type(field.type)}
            | ({"description": meaning} if (meaning := meanings.columns.get(f"{name}.{field.name}")) else {})
            for field in table.schema
        ]
        told = {
            "name": name,
            "path": path.name,
            "format": path.suffix.removeprefix("."),
            "mediatype": _MEDIA_TYPES[path.suffix],
            "bytes": len(content),
            "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
            "rows": table.num_rows,
            "schema": {"fields": fields, "missingValues": [""]},
        }
        if meaning := meanings.tables.get(name):
            told["description"] = meaning
        self.resources.append(told)

    def write(self) -> None:
        """Write the description; files that only an earlier one names go."""
        path = self.folder / FILE
        written = {one["path"] for one in self.resources}
        for name in _named_in(path) - written:
            (self.folder / name).unlink(missing_ok=True)
        told = json.dumps(self.told | {"resources": self.resources}, ensure_ascii=False, indent=2)
        path.write_text(told + "\n", encoding="utf-8")


def _named_in(path: Path) -> set[str]:
    """The files that an earlier description names, as far as it can be read; only names in the same folder."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        names = {str(one["path"]) for one in told["resources"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in names if Path(name).name == name}


def _type(kind: pa.DataType) -> str:
    """A type of Arrow by its name in Table Schema."""
    if pa.types.is_boolean(kind):
        return "boolean"
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number"
    if pa.types.is_date(kind):
        return "date"
    return "datetime" if pa.types.is_timestamp(kind) else "string"
