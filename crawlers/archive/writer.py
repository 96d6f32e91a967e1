"""The evidence: WARC files, written so that a killed process leaves a readable one. Only user of warcio.

One crawl of one source writes one file, `archive/<source>/<crawl_id>.warc.gz`. It begins with a `warcinfo`
record that says who asks for what, holds a `request` and a `response` record for each exchange, a `metadata`
record for each exchange that failed, and ends with a `metadata` record of how the crawl went. A file without
that last record belongs to a crawl that was cut short.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import NAMESPACE_URL, uuid5

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawlers.archive.records import (
    CRAWL_BEGUN,
    CRAWL_ENDED,
    EXCHANGE_FAILED,
    HELD_BY,
    RETRIEVED,
    ROLE,
    Headers,
    RecordLocation,
)

_HOP_BY_HOP = {"transfer-encoding", "connection", "keep-alive"}
_OF_THE_TRANSFER = _HOP_BY_HOP | {"content-encoding", "content-length"}


class ArchiveWriter:
    """Appends exchanges to one new WARC file. Each is on disk as a whole before the call returns."""

    def __init__(
        self,
        directory: Path,
        source_id: str,
        facts: dict[str, Any],
        *,
        token: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open a file for one crawl of `source_id` below `directory`; `facts` describe it in the warcinfo.

        With a `token` (else random) and a `clock` of its own, a crawl written twice gives the same bytes.
        """
        self._clock, self._written = clock, 0
        self.crawl_id = f"{source_id}-{clock():%Y%m%d%H%M%S}-{token or secrets.token_hex(2)}"
        folder = directory / source_id
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{self.crawl_id}.warc.gz"
        self._file = self.path.open("xb", buffering=0)
        self._size = 0
        facts = {"crawl_id": self.crawl_id, "source_id": source_id, **facts}
        self._append(lambda writer: [self._warcinfo(writer, facts)])

    def exchange(
        self,
        *,
        url: str,
        at: datetime,
        request: tuple[str, Headers],
        response: tuple[str, Headers, bytes],
        role: str | None,
        ip: str | None = None,
    ) -> RecordLocation:
        """Write what was asked and what was answered; return where the answer lies.

        `request` is its line (`GET /path HTTP/1.1`) and headers; `response` its status line without the
        protocol (`200 OK`), headers and the body as it came, still compressed if the server compressed it.
        Raises OSError when the disk takes no more; what was written before stays readable.
        """
        line, request_headers = request
        status, response_headers, body = response
        kept = [(k, v) for k, v in response_headers if k.lower() not in _HOP_BY_HOP]
        extra = {"WARC-Date": _stamp(at)} | ({"WARC-IP-Address": ip} if ip else {})

        def records(writer: WARCWriter) -> Iterable[ArcWarcRecord]:
            answer = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders(status, kept, protocol="HTTP/1.1"),
                warc_headers_dict=extra | ({ROLE: role} if role else {}),
            )
            question = writer.create_warc_record(
                url,
                "request",
                payload=BytesIO(b""),
                http_headers=StatusAndHeaders(line, request_headers, is_http_request=True),
                warc_headers_dict={
                    "WARC-Date": _stamp(at),
                    "WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID"),
                },
            )
            return [question, answer]

        return self._append(records)[-1]

    def capture(
        self, *, url: str, at: datetime, response: tuple[str, Headers, bytes], held_by: str
    ) -> RecordLocation:
        """Write a response that a web archive captured at `at` and gives out at `held_by`, as an article's.

        `response` as for `exchange`, its body decoded. What was asked then is not known, so no request is written.
        """
        status, headers, body = response
        told = [(key, value) for key, value in headers if key.lower() not in _OF_THE_TRANSFER]
        kept = StatusAndHeaders(status, [*told, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        extra = {"WARC-Date": _stamp(at), ROLE: "article", HELD_BY: held_by, RETRIEVED: _stamp(self._clock())}
        return self._append(
            lambda writer: [
                writer.create_warc_record(
                    url, "response", payload=BytesIO(body), http_headers=kept, warc_headers_dict=extra
                )
            ]
        )[-1]

    def failure(self, *, url: str, at: datetime, role: str | None, reason: str) -> None:
        """Write that an address was asked for and gave no answer, or was not asked for, and why."""
        self._note(EXCHANGE_FAILED, {"url": url, "role": role, "reason": reason}, at)

    def close(self, facts: dict[str, Any]) -> RecordLocation:
        """Write how the crawl went and close the file. Only a closed file counts as a finished crawl."""
        try:
            return self._note(CRAWL_ENDED, {"crawl_id": self.crawl_id, **facts}, self._clock())
        finally:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _warcinfo(self, writer: WARCWriter, facts: dict[str, Any]) -> ArcWarcRecord:
        return writer.create_warcinfo_record(
            self.path.name,
            {
                "software": "diaspora-monitor",
                "format": "WARC File Format 1.1",
                "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
                CRAWL_BEGUN: json.dumps(facts, ensure_ascii=False),
            },
        )

    def _note(self, what: str, facts: dict[str, Any], at: datetime) -> RecordLocation:
        payload = BytesIO(json.dumps(facts, ensure_ascii=False).encode())
        return self._append(
            lambda writer: [
                writer.create_warc_record(
                    f"urn:diaspora:{what}",
                    "metadata",
                    payload=payload,
                    warc_content_type="application/json",
                    warc_headers_dict={"WARC-Date": _stamp(at)},
                )
            ]
        )[-1]

    def _append(self, records: Any) -> list[RecordLocation]:
        """Compress whole records in memory, hand them to the system in one write, and say where each lies."""
        buffer, places = BytesIO(), []
        writer = _RecordWriter(buffer, self._record_id, self._clock)
        for record in records(writer):
            begin = buffer.tell()
            writer.write_record(record)
            places.append(RecordLocation(self._size + begin, buffer.tell() - begin))
        if self._file.write(buffer.getvalue()) < buffer.tell():
            self._file.truncate(self._size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.path))
        self._size += buffer.tell()
        return places

    def _record_id(self) -> str:
        """A name that no other record has, because no other crawl has this one's name."""
        self._written += 1
        return uuid5(NAMESPACE_URL, f"{self.crawl_id}/{self._written}").urn


class _RecordWriter(WARCWriter):  # type: ignore[misc]
    """A writer whose records take their names and dates from the crawl that they belong to."""

    def __init__(self, buffer: BytesIO, record_id: Callable[[], str], clock: Callable[[], datetime]) -> None:
        super().__init__(buffer, gzip=True, warc_version="1.1")
        self._record_id, self._clock = record_id, clock

    @staticmethod
    def _create_temp_file() -> BytesIO:  # warcio's is never closed
        return BytesIO()

    def _make_warc_id(self) -> str:
        return f"<{self._record_id()}>"

    def curr_warc_date(self) -> str:
        return _stamp(self._clock())


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
