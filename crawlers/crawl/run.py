"""Collects sources into the archive: one Scrapy crawler each, side by side in one process."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import IO, Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawlers.archive import forgotten
from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.accounts import Owned, owned
from crawlers.catalogue.configuration import ConfigurationError
from crawlers.catalogue.sources import Catalogue, Centre, Newspaper, Site
from crawlers.catalogue.study import Study
from crawlers.crawl.collectors import Collectors
from crawlers.crawl.history import CrawlHistory
from crawlers.crawl.middlewares.private_addresses import forget_refused
from crawlers.crawl.progress import Progress
from crawlers.crawl.result import CrawlResult, Tally, not_begun
from crawlers.crawl.settings import keys, settings, user_agent
from crawlers.crawl.spiders.account import AccountSpider
from crawlers.crawl.spiders.site import SiteAssignment, SiteSpider
from crawlers.crawl.spiders.source_spider import Assignment, SourceSpider
from crawlers.crawl.spiders.web_archive import STRATEGIES as ARCHIVES
from crawlers.crawl.spiders.web_archive import ArchiveAssignment, WebArchiveSpider
from crawlers.extract.reading import reader_for

log = logging.getLogger(__name__)


LIVE = "live"
VIA = (LIVE, *ARCHIVES)
"""Where from a source can be collected: the source itself, or a web archive."""


def crawl(
    catalogue: Catalogue,
    study: Study,
    source_ids: Sequence[str],
    since: date | None,
    until: date | None,
    via: str = LIVE,
) -> list[CrawlResult]:
    """Fetch what is new from each source; `since` and `until` (local days, included) narrow what is looked for.

    `via` is one of `VIA`. Sources that only web archives hold are passed over when it is `live`, accounts when
    it is not. One source's trouble is its own: it is in its result.
    Can be called once in a process, because Twisted's reactor runs once. Raises ConfigurationError.
    """
    if not study.politeness.contact:
        raise ConfigurationError(
            "config/study.toml: politeness.contact: is empty. Set it to your e-mail or web address: it is sent to every "
            "site, so that a webmaster can reach a person. Nothing is crawled without it."
        )
    left_alone = forgotten.read(study.paths.archive).sources
    sources = [catalogue[source_id] for source_id in dict.fromkeys(source_ids) if source_id not in left_alone]
    runs: list[_Run] = []
    results: list[CrawlResult] = []
    if via == LIVE:
        to_do = _live(catalogue, sources, study, since, until)
    else:
        turn = asyncio.Lock()
        to_do = (
            (source.id, partial(_archive_run, source, via, study, since, until, turn))
            for source in sources
            if source.sites
        )
    with ExitStack() as locks:
        for source_id, prepare in to_do:
            if isinstance(prepare, CrawlResult):
                results.append(prepare)
                continue
            folder = _folder(study, source_id)
            holder = locks.enter_context(_alone(folder))
            if holder is not None:
                why = f"Another crawl of this source is under way (process {holder})."
                results.append(not_begun(source_id, "interrupted", why))
                continue
            runs.append(prepare(folder))
        if runs:
            _run_all(runs, study)
        results += [run.result() for run in runs]
    for result in results:
        log.info("%s: %s. %s", result.source_id, result.outcome, result.reason)
    return results


def _live(
    catalogue: Catalogue,
    sources: Sequence[Newspaper | Centre],
    study: Study,
    since: date | None,
    until: date | None,
) -> Iterator[tuple[str, Callable[[Path], _Run] | CrawlResult]]:
    """Yield what is to be crawled of each source, its site and its accounts, each under an id of its own.

    An account that cannot be asked comes with its result in place of a way to begin.
    """
    accounts, doors = list(owned(catalogue)), Collectors(study, keys())
    for source in sources:
        today = datetime.now(UTC).date()
        sites = source.current_sites(today)
        if sites and source.is_watched and since is None:
            newest_first = tuple(site.newest_first() for site in sites)
            first = min(today, until or today) - timedelta(days=study.press_watch.days)
            brief = _briefly(study)
            yield source.id, partial(_site_run, source, newest_first, brief, first, until)
        elif sites:
            yield source.id, partial(_site_run, source, sites, study, since, until)
        elif source.sites:
            log.info("%s: has no address that answers any more; only web archives hold it", source.id)
        for one in accounts:
            if one.centre is source:
                yield one.source_id, doors.shut(one) or partial(_account_run, one, doors)


class _Run:
    """One source's crawl: what its spider is given, and what became of it."""

    def __init__(
        self,
        source_id: str,
        assignment: Assignment,
        spider: type[SourceSpider],
        own_settings: dict[str, Any],
    ) -> None:
        self.source_id, self.assignment = source_id, assignment
        # At a lower priority, those that all crawlers of the process share would take their place.
        self.crawler = Crawler(spider, Settings(own_settings, priority="cmdline"))
        self.task: asyncio.Task[None] | None = None

    def begin(self, process: AsyncCrawlerProcess) -> None:
        """Let the crawl start when the reactor does."""
        self.task = process.crawl(self.crawler, self.assignment)

    def result(self) -> CrawlResult:
        spider = self.crawler.spider
        error = (
            self.task.exception() if self.task and self.task.done() and not self.task.cancelled() else None
        )
        if isinstance(spider, SourceSpider):
            if spider.result is None:  # Scrapy did not come to close it
                spider.closed("killed")
            if spider.result is not None:
                return spider.result
        why = f"The crawler could not begin: {error or 'it was stopped'}."
        result = not_begun(self.source_id, "interrupted", why)
        self.assignment.archive.close(result.facts())
        self.assignment.history.close()
        return result


def _site_run(
    source: Newspaper | Centre,
    sites: tuple[Site, ...],
    study: Study,
    since: date | None,
    until: date | None,
    folder: Path,
) -> _Run:
    assignment = SiteAssignment(
        source_id=source.id,
        source=source,
        sites=sites,
        study=study,
        since=since,
        until=until,
        history=_history(folder, source, study),  # before the new file is there
        archive=ArchiveWriter(study.paths.archive, source.id, _begun(LIVE, study, since, until)),
        tally=Tally(),
    )
    slowest = max((site.crawl_delay for site in sites if site.crawl_delay is not None), default=None)
    return _Run(source.id, assignment, SiteSpider, settings(study.politeness, slowest))


def _history(folder: Path, source: Newspaper | Centre, study: Study) -> CrawlHistory:
    """What the archive of a source holds, and what it must not hold any more."""
    return CrawlHistory(folder, reader_for(source, study.timezone), forgotten.read(study.paths.archive))


def _briefly(study: Study) -> Study:
    """The study with the time for a portal of the press watch."""
    short = {"longest_crawl": study.press_watch.longest_crawl}
    return study.model_copy(update={"politeness": study.politeness.model_copy(update=short)})


def _archive_run(
    source: Newspaper | Centre,
    via: str,
    study: Study,
    since: date | None,
    until: date | None,
    turn: asyncio.Lock,
    folder: Path,
) -> _Run:
    assignment = ArchiveAssignment(
        source_id=source.id,
        source=source,
        via=via,
        study=study,
        since=since,
        until=until,
        history=_history(folder, source, study),  # before the new file is there
        archive=ArchiveWriter(study.paths.archive, source.id, _begun(via, study, since, until)),
        tally=Tally(),
        turn=turn,
    )
    patient = settings(study.politeness, study.web_archives.delay)
    patient["DOWNLOAD_TIMEOUT"] = study.web_archives.timeout
    return _Run(source.id, assignment, WebArchiveSpider, patient)


def _begun(via: str, study: Study, since: date | None, until: date | None) -> dict[str, str | None]:
    return {
        "via": via,
        "started_at": datetime.now(UTC).isoformat(),
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "user_agent": user_agent(study.politeness),
    }


def _account_run(one: Owned, doors: Collectors, folder: Path) -> _Run:
    assignment, chosen = doors.assignment(one, folder)
    return _Run(one.source_id, assignment, AccountSpider, chosen)


def _run_all(runs: Sequence[_Run], study: Study) -> None:
    """Run Twisted's reactor until every crawl has ended, or a signal ends them."""
    process = AsyncCrawlerProcess(settings(study.politeness))
    for run in runs:
        run.begin(process)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    with Progress({run.source_id: run.assignment.tally for run in runs}, asyncio.get_event_loop()):
        process.start()
    for number, handler in before.items():
        signal.signal(number, handler)
    forget_refused()


def _folder(study: Study, source_id: str) -> Path:
    folder = study.paths.archive / source_id
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"{folder}: cannot be made ({error.strerror}). Check paths.archive in study.toml and its permissions."
        ) from None
    return folder


@contextmanager
def _alone(folder: Path) -> Iterator[str | None]:
    """Hold a source's lock; yield None, or the process that holds it. The system lets go when a process dies."""
    with (folder / ".lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            yield lock.read().strip() or "unknown"
            return
        _sign(lock)
        yield None


def _sign(lock: IO[str]) -> None:
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
