"""By which door an account can be collected today, with what key, and what is written when there is none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.accounts import Owned
from crawlers.addresses import site
from crawlers.archive import ArchiveWriter
from crawlers.known import Known
from crawlers.outcome import YOUTUBE_API, CrawlResult, Tally
from crawlers.settings import Keys, api_settings, settings, user_agent
from crawlers.spiders.account import AccountAssignment, Budget
from crawlers.spiders.facebook import collect_by_graph
from crawlers.spiders.youtube import collect_by_api, collect_by_feed
from crawlers.study import Study

NOT_CONFIGURED, LOGIN_WALL = "not_configured", "login_wall"
"""How the reason of a crawl begins that was not even tried."""


class Doors:
    """The doors of one run, with the quota that its accounts share."""

    def __init__(self, study: Study, keys: Keys) -> None:
        self._study, self._keys = study, keys
        self._youtube = Budget(study.youtube.quota)
        self._facebook = Budget(study.facebook.calls)

    def shut(self, one: Owned) -> str:
        """Return why an account cannot be asked at all; empty when it can."""
        account = one.account
        if not account.id:
            return f"{NOT_CONFIGURED}: the {account.platform} account {account.name!r} has no id; `diaspora sources check` says how to find it."
        if account.platform == "facebook" and not self._keys.facebook:
            return f"{LOGIN_WALL}: Facebook shows pages to programs only with a token; FACEBOOK_ACCESS_TOKEN is not set."
        return ""

    def record(self, one: Owned, why: str) -> CrawlResult:
        """Write to the archive that an account was not asked, so that its silence is known to be ours."""
        now = datetime.now(UTC)
        archive = ArchiveWriter(self._study.paths.archive, one.source_id, self._begun(one))
        result = CrawlResult(
            source_id=one.source_id,
            crawl_id=archive.crawl_id,
            archive_file=archive.path,
            outcome="blocked",
            reason=why,
            discovery="",
            started_at=now,
            finished_at=now,
        )
        archive.close(result.facts())
        return result

    def assignment(self, one: Owned, folder: Path) -> tuple[AccountAssignment, dict[str, Any]]:
        """Return what the account's spider is given, and Scrapy's settings for it."""
        study, politeness = self._study, self._study.politeness
        if one.account.platform == "facebook":
            door, collect, budget = "graph api", collect_by_graph, self._facebook
            base, key, chosen = study.facebook.graph, self._keys.facebook, api_settings(politeness)
        elif self._keys.youtube:
            door, collect, budget = YOUTUBE_API, collect_by_api, self._youtube
            base, key, chosen = study.youtube.api, self._keys.youtube, api_settings(politeness)
        else:
            door, collect, budget = "feed", collect_by_feed, Budget(10)
            base, key, chosen = study.youtube.feed, "", settings(politeness)
        assignment = AccountAssignment(
            source_id=one.source_id,
            account=one.account,
            study=study,
            folder=folder,
            known=Known(folder),  # before the new file is there
            archive=ArchiveWriter(study.paths.archive, one.source_id, self._begun(one)),
            tally=Tally(),
            budget=budget,
            hosts=frozenset({site(base)}),
            door=door,
            collect=collect,
            key=key,
        )
        return assignment, chosen

    def _begun(self, one: Owned) -> dict[str, Any]:
        return {
            "via": "live",
            "started_at": datetime.now(UTC).isoformat(),
            "account": one.account.id,
            "user_agent": user_agent(self._study.politeness),
        }
