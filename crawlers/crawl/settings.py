"""Scrapy's settings: robots obeyed, slow, identified, bounded; what it risks by default is off."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from crawlers.catalogue.sources import Catalogue, ToDo
from crawlers.catalogue.study import Politeness
from crawlers.web.user_agent import PRODUCT, VERSION


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of platforms. They are sent in headers and written nowhere, not even shown here."""

    youtube: str = field(default="", repr=False)
    facebook: str = field(default="", repr=False)


def keys() -> Keys:
    """Read the keys from the environment; an empty one means that there is none."""
    return Keys(
        youtube=os.environ.get("YOUTUBE_API_KEY", "").strip(),
        facebook=os.environ.get("FACEBOOK_ACCESS_TOKEN", "").strip(),
    )


_HOW_TO_GET_A_KEY = {
    "YOUTUBE_API_KEY": (
        "make a project in the Google Cloud console, enable 'YouTube Data API v3' and create an API key. "
        "Without it only the public feed is left, which YouTube's robots.txt forbids."
    ),
    "FACEBOOK_ACCESS_TOKEN": (
        "a token of an app with Page Public Content Access, or of somebody with a role on the page. "
        "Without it pages stay a login wall; `diaspora import` reads what others exported."
    ),
}


def keys_to_fill_in(found: Keys, catalogue: Catalogue) -> list[ToDo]:
    """Return which keys are missing for the platforms that the catalogue's accounts are on."""
    missing = {
        "YOUTUBE_API_KEY": ("youtube", found.youtube),
        "FACEBOOK_ACCESS_TOKEN": ("facebook", found.facebook),
    }
    platforms = {account.platform for centre in catalogue.centres for account in centre.accounts}
    return [
        ToDo("environment", f"{name}: is not set", _HOW_TO_GET_A_KEY[name])
        for name, (platform, value) in missing.items()
        if platform in platforms and not value
    ]


def api_settings(politeness: Politeness) -> dict[str, Any]:
    """Return the settings of a crawl by a platform's API: as others, but under its terms and not its robots.txt.

    An API is made for programs and counts their calls; a second between them is enough. It does not redirect, and is
    asked not to pack its answers: what does either is not followed and not unpacked, lest a key go astray.
    """
    as_others = settings(politeness, min(politeness.delay, 1.0))
    robots = {
        "crawlers.crawl.middlewares.robots.ObeyRobots": None,
        "crawlers.crawl.middlewares.cookies.Cookies": None,
    }
    return as_others | {
        "DOWNLOADER_MIDDLEWARES": as_others["DOWNLOADER_MIDDLEWARES"] | robots,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COMPRESSION_ENABLED": False,
    }


def user_agent(politeness: Politeness) -> str:
    """Return who we say we are, with the address of a person: `diaspora-monitor/0.1 (+mail@example.org)`."""
    return f"{PRODUCT}/{VERSION} (+{'; '.join(filter(None, (politeness.about, politeness.contact)))})"


def settings(politeness: Politeness, delay: float | None = None) -> dict[str, Any]:
    """Return the settings of one source's crawl; `delay` replaces `politeness.delay` where a site needs more."""
    pause = politeness.delay if delay is None else delay
    return {
        # who asks, and how slowly
        "BOT_NAME": PRODUCT,
        "USER_AGENT": user_agent(politeness),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": PRODUCT,
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": pause,
        "DOWNLOAD_DELAY_JITTER": 0.0,  # half as long as a site asked for would be too short
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": pause,
        "AUTOTHROTTLE_MAX_DELAY": max(min(60.0, politeness.longest_wait), pause),
        "RETRY_TIMES": 3,
        "RETRY_HTTP_CODES": [408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524],
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "LONGEST_WAIT": politeness.longest_wait,
        # what an answer may cost us
        "DOWNLOAD_MAXSIZE": politeness.largest_response,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": politeness.timeout,
        "DNS_TIMEOUT": min(20.0, politeness.timeout),
        "REDIRECT_MAX_TIMES": 5,
        "COOKIES_ENABLED": False,  # Scrapy's; ours take their place
        # whom we talk to
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": dict.fromkeys(
            ("http", "https"), "crawlers.crawl.middlewares.transport.Transport"
        )
        | dict.fromkeys(("data", "file", "ftp", "s3")),
        "HTTPPROXY_ENABLED": False,  # behind a proxy nobody could check whom we talk to
        "PRIVATE_ADDRESSES": politeness.private_addresses,
        "TWISTED_DNS_RESOLVER": "crawlers.crawl.middlewares.private_addresses.PublicResolver",
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        # our parts, each beside or in place of Scrapy's
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "crawlers.crawl.middlewares.own_hosts.OwnHosts": 50,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawlers.crawl.middlewares.robots.ObeyRobots": 100,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "crawlers.crawl.middlewares.backoff.Backoff": 550,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            "crawlers.crawl.middlewares.meta_refresh.MetaRefresh": 580,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
            "crawlers.crawl.middlewares.codings.Codings": 590,
            "crawlers.crawl.middlewares.cookies.Cookies": 700,
            "crawlers.crawl.middlewares.private_addresses.RefusePrivateAddresses": 800,
        },
        "EXTENSIONS": {
            "scrapy.extensions.throttle.AutoThrottle": None,
            "crawlers.crawl.middlewares.pace.Pace": 0,
            "crawlers.crawl.middlewares.recording.Recording": 0,
        },
        # quiet: we count ourselves, and the command line has set up logging
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "LOG_VERSIONS": [],
    }
