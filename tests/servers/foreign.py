"""WARC files of foreign make, written by warcio without anything of ours."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class ForeignWriter(WARCWriter):
    """Writes WARC files that are not ours; warcio's own leaves temporary files open."""

    _create_temp_file = staticmethod(BytesIO)


def write_warc(path: Path, pages: dict[str, str]) -> Path:
    """Write pages, by address, each captured now."""
    with path.open("wb") as output:
        writer = ForeignWriter(output, gzip=True)
        for url, body in pages.items():
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(body.encode()), http_headers=headers
                )
            )
    return path
