"""By which door an account can be collected today, with what key, and what is written when there is none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.archive.writer import ArchiveWriter
from crawlers.catalogue.accounts import YOUTUBE_API, Owned
from crawlers.catalogue.study import Study
from crawlers.crawl.history import CrawlHistory
from crawlers.crawl.result import CrawlResult, Tally, not_begun
from crawlers.crawl.settings import Keys, api_settings, settings, user_agent
from crawlers.crawl.spiders.account import AccountAssignment, Budget
from crawlers.crawl.spiders.facebook import collect_by_graph
from crawlers.crawl.spiders.youtube import collect_by_api, collect_by_feed
from crawlers.web.addresses import site


class Collectors:
    """The doors of one run, with the quota that its accounts share."""

    def __init__(self, study: Study, keys: Keys) -> None:
        self._study, self._keys = study, keys
        self._youtube = Budget(study.youtube.quota)
        self._facebook = Budget(study.facebook.calls)
        self._turns = {platform: asyncio.Lock() for platform in ("youtube", "facebook")}

    def shut(self, one: Owned) -> CrawlResult | None:
        """Say why an account cannot be asked at all; None when it can.

        That there is no token is written to the archive, so that the silence of these days is known to be ours. An
        account without an id is known from the catalogue alone, and nothing is written about it.
        """
        platform, name = one.account.platform, one.account.name
        if not one.account.id:
            why = f"The {platform} account {name!r} has no id; `diaspora sources check` says how to find it."
            return not_begun(one.source_id, "not_configured", why)
        if platform == "facebook" and not self._keys.facebook:
            why = "Facebook shows pages to programs only with a token; FACEBOOK_ACCESS_TOKEN is not set."
            archive = ArchiveWriter(self._study.paths.archive, one.source_id, self._begun(one, "graph api"))
            result = replace(
                not_begun(one.source_id, "login_wall", why),
                crawl_id=archive.crawl_id,
                archive_file=archive.path,
            )
            archive.close(result.facts())
            return result
        return None

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
            history=CrawlHistory(folder),  # before the new file is there
            archive=ArchiveWriter(study.paths.archive, one.source_id, self._begun(one, door)),
            tally=Tally(),
            budget=budget,
            turn=self._turns[one.account.platform],
            hosts=frozenset({site(base)}),
            door=door,
            collect=collect,
            key=key,
        )
        return assignment, chosen

    def _begun(self, one: Owned, door: str) -> dict[str, Any]:
        return {
            "via": "live",
            "started_at": datetime.now(UTC).isoformat(),
            "account": one.account.id,
            "discovery": door,
            "user_agent": user_agent(self._study.politeness),
        }
