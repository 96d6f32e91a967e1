"""The spider of accounts on platforms: runs one collector, keeps its answers, says how it went."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from crawlers.archive.reader import in_order, read
from crawlers.archive.records import CRAWL_BEGUN, ArchiveError, Capture, Note
from crawlers.catalogue.sources import Account
from crawlers.crawl.discovery.context import Answer, Role
from crawlers.crawl.fetcher import Fetcher
from crawlers.crawl.middlewares.secrets import redacted
from crawlers.crawl.result import CrawlAborted
from crawlers.crawl.spiders.source_spider import Assignment, Ended, SourceSpider

log = logging.getLogger(__name__)

_LONGEST_QUOTE = 200


@dataclass(slots=True)
class Budget:
    """Units of a platform's quota that one run may still use; shared by all accounts of that platform."""

    left: int
    used: int = 0
    limit: str = ""
    """What the platform itself said when it had enough; empty as long as it said nothing."""

    def before_a_call(self) -> None:
        """Raise Stop when not even one unit is left, or the platform has enough."""
        if self.limit:
            raise CrawlAborted("partial", self.limit)
        if self.left < 1:
            raise CrawlAborted(
                "partial", f"The run's quota is used up after {self.used} units; the next run goes on."
            )

    def spend(self, units: int) -> None:
        """Count units that were used."""
        self.left -= units
        self.used += units


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountAssignment(Assignment):
    """Which account of a platform a spider collects, how, and with what."""

    account: Account
    folder: Path
    """The source's folder in the archive."""
    budget: Budget
    turn: asyncio.Lock
    """Held while an account is collected: a platform is asked for one account at a time, so that where the quota
    does not suffice for all, the first are done and the next run begins with the others."""
    hosts: frozenset[str]
    door: str
    """What people call the way it is collected."""
    collect: Callable[[Asking], Awaitable[Ended]]
    key: str = field(default="", repr=False)
    """The platform's key; it is sent in a header and written nowhere."""


class Asking:
    """What a collector asks with: one request at a time, within the budget."""

    def __init__(self, assignment: AccountAssignment, fetcher: Fetcher, today: date) -> None:
        self.assignment, self.today = assignment, today
        self.account, self.study, self.folder = assignment.account, assignment.study, assignment.folder
        self.tally, self.key = assignment.tally, assignment.key
        self._fetcher = fetcher

    async def ask(self, url: str, role: Role, headers: Mapping[str, str]) -> Answer:
        """Ask for an address. Raises FetchFailed, or CrawlAborted when the budget is used up."""
        budget = self.assignment.budget
        budget.before_a_call()
        before = self.tally.requests
        try:
            return await self._fetcher.fetch(url, role, headers)
        finally:  # a call that is asked again after an error is charged again
            budget.spend(self.tally.requests - before)

    def quoted(self, message: object) -> str:
        """Return what the platform itself says of a refusal, in brackets and without the key; empty if nothing."""
        plain = " ".join(redacted(str(message or ""), (self.key,) if self.key else ()).split())
        return f" ({plain[:_LONGEST_QUOTE]})" if plain else ""


def answers(folder: Path, account_id: str) -> Iterator[Capture]:
    """Yield the good answers in the archive files of a source, as far as they are about the account of this id."""
    for path in in_order(folder):
        try:
            for item in read(path):
                match item:
                    case Note() if item.what == CRAWL_BEGUN and item.facts.get("account") != account_id:
                        break
                    case Capture() if item.status == 200:
                        yield item
        except ArchiveError:  # killed before its first record was whole
            continue


class AccountSpider(SourceSpider):
    """Collects one account."""

    name = "account"

    def __init__(self, assignment: AccountAssignment) -> None:
        super().__init__(assignment)
        self.assignment, self.hosts = assignment, assignment.hosts

    async def collect(self) -> Ended:
        """Let the collector of the account's platform ask, when it is this account's turn."""
        assignment = self.assignment
        secrets = (assignment.key,) if assignment.key else ()
        fetcher = Fetcher(
            self.crawler, self.source_id, self.tally, self.study.politeness.longest_crawl, secrets
        )
        async with assignment.turn:
            return await assignment.collect(Asking(assignment, fetcher, self.today))

    def stopped(self) -> Ended:
        """How it went, and by which way."""
        return replace(self.ended, discovery=self.assignment.door)
