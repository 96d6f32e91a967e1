"""What every export is turned into: one record for each of its rows, or the reason why a row gives none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Self

from pydantic import Field, model_validator

from crawlers.catalogue.accounts import Publisher
from crawlers.catalogue.configuration import Strict
from crawlers.extract.documents import AccountCounts, Document


class Unusable(Exception):  # noqa: N818 - not an error of ours: exports hold broken rows
    """A row cannot be used. Its text says why."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was left out."""

    line: int
    """The line of the file that it begins on, from 1."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one row of an export says: something published, or how its account stood, or both."""

    publisher: Publisher
    document: Document | None = None
    """Its `source_id` is empty: who the publisher is in the catalogue is found later."""
    account: AccountCounts | None = None
    account_at: datetime | None = None
    """When the account stood so; None: when the export was made."""
    observed_at: datetime | None = None
    """When this row was collected; None: when the export was made."""

    @property
    def moments(self) -> Iterator[datetime]:
        """Every moment that the row speaks of; a day without a time is its beginning in UTC."""
        published = self.document.published if self.document else None
        if published:
            yield published.instant or datetime.combine(published.day, time(), UTC)
        yield from (moment for moment in (self.account_at, self.observed_at) if moment)


class Columns(Strict):
    """Which column of a plain CSV holds what."""

    published: str
    text: str = ""
    title: str = ""
    url: str = ""
    id: str = ""
    """The platform's own identifier of the post or video; this or `url` is needed."""
    language: str = ""
    duration: str = ""
    """Seconds."""
    views: str = ""
    likes: str = ""
    comments: str = ""
    shares: str = ""
    account_id: str = ""
    account_name: str = ""
    followers: str = ""

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if not (self.url or self.id):
            raise ValueError("needs `url` or `id`, or two rows could not be told apart")
        return self

    @property
    def named(self) -> dict[str, str]:
        """Column by field, for the fields that have one."""
        return {key: value for key, value in self.model_dump().items() if value}


class Mapping(Strict):
    """What a person says about an export, in a TOML file beside it; all of it optional but what a format needs."""

    platform: str = Field(default="", pattern="^(youtube|facebook|)$")
    account: str = ""
    """Source id in the catalogue (`daz-facebook`), or the platform's id, for exports that do not name the account."""
    observed_at: datetime | None = None
    """When the export was made."""
    complete: bool = False
    """True: it holds every post of each account from its first to its last day, so days between are silent."""
    covers_from: date | None = None
    """With `covers_until`: the days of which it holds every post, where that is more than first to last."""
    covers_until: date | None = None
    timezone: str = ""
    """Zone of times printed without one; empty: that of the study."""
    month_first: bool | None = None
    """How dates such as `05/01/2016` are meant: true: 1 May; false: 5 January."""
    columns: Columns | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if (self.covers_from is None) != (self.covers_until is None):
            raise ValueError("covers_from and covers_until stand together or not at all")
        today = datetime.now(UTC).date()
        if (self.covers_until and self.covers_until > today) or (
            self.observed_at and self.observed_at.date() > today
        ):
            raise ValueError("observed_at and covers_until cannot be in the future")
        if self.columns and not (self.account or self.columns.account_id or self.columns.account_name):
            raise ValueError(
                "columns say nothing of the account: add columns.account_id or columns.account_name, or account = '…' "
                "above [columns] for all rows"
            )
        if self.columns and not self.platform:
            raise ValueError("platform: say 'youtube' or 'facebook'")
        return self
