"""An export in the archive, read into the rows of its documents, counters and accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date
from pathlib import Path
from typing import Any

from crawlers.archive.records import ArchiveError
from crawlers.catalogue.accounts import Publisher, account_name, owned, owner
from crawlers.catalogue.sources import Catalogue
from crawlers.digests import digest
from crawlers.extract import rows
from crawlers.extract.documents import Document, without_reach
from crawlers.extract.imports.facts import read_facts
from crawlers.extract.imports.format import Context
from crawlers.extract.imports.formats import recognise, records
from crawlers.extract.imports.record import Record, Rejected
from crawlers.extract.parsers.platforms.facebook import post_address
from crawlers.extract.quarantine import Quarantine


class ExportReading:
    """One pass over an export in the archive: the rows it gives, and what it says of whom."""

    def __init__(self, path: Path, archive_file: str, catalogue: Catalogue, timezone: str) -> None:
        facts = read_facts(path)
        if facts is None:
            raise ArchiveError(f"{path}: is no imported export. `diaspora import` puts it into the archive.")
        self._path, self._archive_file, self._catalogue, self._facts = path, archive_file, catalogue, facts
        self._context = Context(timezone, facts.mapping)
        self._numbers = {
            one.source_id: one.account.id for one in owned(catalogue) if one.account.id.isdecimal()
        }
        self._named = path.stem.rpartition("-")[2]
        self._sources: dict[Publisher, str] = {}
        self._capture_ids: dict[str, str] = {}
        self._unknown: dict[str, dict[str, Any]] = {}
        self._spans: dict[str, tuple[date, date]] = {}
        self._found: Counter[str] = Counter()
        self.quarantine = Quarantine(archive_file)
        self.captures = self.documents = 0
        self.outcomes: Counter[str] = Counter()

    def refuse(self, shown: rows.Shown, reason: str) -> None:
        """Count as left out a row that no table can hold."""
        self.documents -= len(shown.documents)
        self.quarantine.add(reason, url=next((row["url"] for row in shown.documents), None))
        self.outcomes["rejected row"] += 1

    def shown(self) -> Iterator[rows.Shown]:
        """Yield what each row shows."""
        chosen, header = recognise(self._path, self._facts.mapping)
        for item in records(self._path, chosen, header, self._context):
            if isinstance(item, Rejected):
                self._reject(item)
                continue
            line, record = item
            source_id = self._source_of(record.publisher)
            if not source_id:
                self._reject(Rejected(line, _nobody(record.publisher)))
                continue
            yield self._row(record, source_id, header.shape)

    def crawls(self) -> list[dict[str, Any]]:
        """Return a row for each account: the days that it vouches for are those a person said it does."""
        return [self._crawl(source_id) for source_id in self._capture_ids]

    def accounts(self) -> list[dict[str, Any]]:
        """Return a row for each account that the catalogue does not know."""
        return list(self._unknown.values())

    def _row(self, record: Record, source_id: str, shape: str) -> rows.Shown:
        shown = rows.Shown()
        capture_id = self._capture_ids.get(source_id)
        observed = record.observed_at or self._facts.observed_at
        if capture_id is None:
            capture_id = self._capture_ids[source_id] = digest(self._archive_file, source_id)
            shown.captures.append(self._capture(capture_id, source_id, shape))
            self.captures += 1
        if record.account:
            shown.account_stats.extend(
                rows.account_stats(source_id, record.account, record.account_at or observed, capture_id)
            )
        if record.document:
            document = replace(record.document, source_id=source_id, url=self._address(record, source_id))
            if self._catalogue.masks(source_id):
                document = without_reach(document)
            shown.documents.append(rows.document(document, capture_id, observed))
            shown.document_stats.extend(rows.document_stats(document, observed, capture_id))
            self._counted(document)
        return shown

    def _address(self, record: Record, source_id: str) -> str:
        """The post's address by the page's number where the catalogue knows it, whatever name the export uses."""
        url, number = record.document.url if record.document else "", self._numbers.get(source_id, "")
        return post_address(url, number) or url if number else url

    def _counted(self, document: Document) -> None:
        self.documents += 1
        self.outcomes["document"] += 1
        self._found[document.source_id] += 1
        if document.published:
            day = document.published.day
            first, last = self._spans.get(document.source_id, (day, day))
            self._spans[document.source_id] = (min(first, day), max(last, day))

    def _source_of(self, publisher: Publisher) -> str:
        if publisher not in self._sources:
            self._sources[publisher] = self._named_source(publisher)
        return self._sources[publisher]

    def _named_source(self, publisher: Publisher) -> str:
        account = self._facts.mapping.account
        own = owner(self._catalogue, publisher)
        if own:
            return own.source_id
        if (
            account
            and publisher.id == account
            and any(account == centre.account_id(publisher.platform) for centre in self._catalogue.centres)
        ):
            return account
        if publisher.maybe_a_person or not publisher.source_id:
            return ""
        self._unknown.setdefault(
            publisher.source_id,
            {
                "source_id": publisher.source_id,
                "platform": publisher.platform,
                "name": account_name(publisher.name or publisher.handle or publisher.id, publisher.platform),
                "url": publisher.url,
            },
        )
        return publisher.source_id

    def _reject(self, one: Rejected) -> None:
        self.quarantine.add(one.reason, line=one.line)
        self.outcomes["rejected row"] += 1

    def _capture(self, capture_id: str, source_id: str, shape: str) -> dict[str, Any]:
        return dict.fromkeys(rows.CAPTURES.names) | {
            "capture_id": capture_id,
            "source_id": source_id,
            "crawl_id": self._crawl_id(source_id),
            "url": f"urn:import:{self._path.name}",
            "document_url": f"urn:import:{self._path.name}",
            "captured_at": self._facts.observed_at.astimezone(UTC).replace(tzinfo=None),
            "status": 200,
            "mime": "text/csv" if shape == "table" else "application/json",
            "role": "export",
            "bytes": self._path.stat().st_size,
            "archive_file": self._archive_file,
            "record_offset": 0,
            "outcome": "document",
        }

    def _crawl(self, source_id: str) -> dict[str, Any]:
        made, mapping = self._facts.observed_at, self._facts.mapping
        row = rows.imported_crawl(self._crawl_id(source_id), source_id, made, made, self._archive_file)
        covers = (
            (mapping.covers_from, mapping.covers_until) if mapping.covers_from else self._spans.get(source_id)
        )
        row["found"] = row["fetched"] = self._found[source_id]
        if covers and (mapping.complete or mapping.covers_from):
            row |= {
                "outcome": "complete",
                "reason": None,
                "covers_from": covers[0],
                "covers_until": covers[1],
            }
        return row

    def _crawl_id(self, source_id: str) -> str:
        return f"{source_id}-import-{self._named}"


def _nobody(publisher: Publisher) -> str:
    if publisher.maybe_a_person:
        return "is by an account that centres.toml does not name, and may be a person's"
    return "does not say whose it is"
