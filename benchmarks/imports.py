"""How much memory and time an export of 200,000 rows takes, beside a bare pass over the same file.

    python -m benchmarks.imports

The file is written after CrowdTangle's header, one row in a thousand broken. It is checked, kept and extracted to
Parquet, as `diaspora import` does, in a process of its own.

* memory: the highest resident size with 200,000 rows over that with 2,000.
* time: of the processor, over that of `csv.DictReader` reading all cells of the file and keeping none.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import pyarrow.parquet as pq

from crawlers.catalogue.sources import Catalogue
from crawlers.extract.imports import import_file
from crawlers.extract.runner import extract_file

HEADER = (
    "Page Name", "User Name", "Facebook Id", "Page Category", "Post Created", "Type", "Total Interactions", "Likes",
    "Comments", "Shares", "Love", "Post Views", "URL", "Message", "Link", "Image Text", "Link Text", "Description",
    "Overperforming Score",
)  # fmt: skip
BROKEN = 1000
"""One row in so many has too few cells."""
ZONE = "Asia/Almaty"


def write_export(path: Path, rows: int) -> None:
    """Write an export of so many rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, HEADER, restval="", lineterminator="\r\n")
        writer.writeheader()
        for number in range(rows):
            if number % BROKEN == BROKEN - 1:
                stream.write("broken\r\n")
                continue
            writer.writerow({
                "Page Name": "DAZ", "User Name": "daz.asia", "Facebook Id": "112233445566",
                "Post Created": f"2016-{number % 12 + 1:02}-{number % 28 + 1:02} 10:00:00 EST",
                "Likes": "1", "Comments": "2", "Shares": "3", "Message": f"post {number} 🎉 " + "Слово " * 25,
                "URL": f"https://www.facebook.com/112233445566/posts/{number}",
            })  # fmt: skip


def measured(path: Path) -> dict[str, float]:
    """Import the export at `path` in a process of its own: counts, seconds, and peak memory in KiB."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.imports", str(path)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(told.stdout)
    return found


def _import(path: Path) -> None:
    root, begin = path.parent / "archive", process_time()
    imported = import_file(path, root, ZONE)
    nobody = Catalogue(newspapers=(), centres=())
    extracted = extract_file(imported.path, root, path.parent / "extracted", nobody, ZONE, "benchmark")
    report = {
        "documents": extracted.documents,
        "rejected": getattr(imported, "rejected", 0),
        "listed": pq.read_metadata(extracted.folder / "quarantine.parquet").num_rows,
        "seconds": process_time() - begin,
        "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }
    print(json.dumps(report))


def _bare_pass(path: Path) -> float:
    begin = process_time()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for _ in csv.DictReader(stream):
            pass
    return process_time() - begin


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as directory:
        small, large = Path(directory) / "small" / "export.csv", Path(directory) / "large" / "export.csv"
        for path, rows in ((small, 2_000), (large, 200_000)):
            path.parent.mkdir()
            write_export(path, rows)
        few, many, bare = measured(small), measured(large), _bare_pass(large)
        size = large.stat().st_size / 2**20
    print(
        f"200,000 rows, {size:.0f} MiB: {many['documents']:.0f} documents, {many['rejected']:.0f} rows named"
    )
    print(
        f"memory: {many['peak_kib'] / few['peak_kib']:.2f} of that of 2,000 rows ({many['peak_kib'] / 1024:.0f} MiB)"
    )
    print(f"time: {many['seconds'] / bare:.1f} times a bare pass ({many['seconds']:.1f} s)")


if __name__ == "__main__":
    _import(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
