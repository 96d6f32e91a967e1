"""The frame of the study: its windows, where things are kept, how politely we ask (`config/study.toml`)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from crawlers.catalogue.configuration import Strict, read_toml
from crawlers.catalogue.sources import Dated, HttpUrl


def _contact(address: str) -> str:
    if address and "@" not in address and not address.startswith(("http://", "https://")):
        raise ValueError("needs an e-mail or web address at which a webmaster can reach you")
    return address


class Window(Dated):
    """A dated period of study, both days included; measures need both."""

    name: str
    since: date
    until: date


class Paths(Strict):
    """Where evidence and results are kept, relative to the directory that commands are run in."""

    archive: Path = Path("archive")
    extracted: Path = Path("extracted")
    report: Path = Path("report")
    export: Path = Path("export")
    digests: Path = Path("digests")
    logs: Path = Path("logs")


class Politeness(Strict):
    """How gently sites are asked. Scrapy's AutoThrottle slows further where a site answers slowly."""

    contact: Annotated[str, AfterValidator(_contact)] = ""
    """Sent in the user agent, so that a webmaster can reach a person; without it nothing is crawled."""
    about: HttpUrl | None = None
    """A page that explains what is collected and why, if there is one."""
    delay: float = Field(default=3.0, ge=0)
    """Seconds between two requests to one site."""
    timeout: float = Field(default=60.0, gt=0)
    """Seconds until an answer is given up."""
    largest_response: int = Field(default=32 * 2**20, gt=0)
    """Bytes; larger answers are refused before they are read."""
    longest_wait: float = Field(default=900.0, ge=0)
    """Seconds that a Retry-After or Crawl-delay may ask for; a site that asks for more is left for later."""
    longest_crawl: float = Field(default=6 * 3600.0, gt=0)
    """Seconds after which a source's crawl stops and leaves the rest to the next."""
    vanished_days: int = Field(default=7, ge=0)
    """Days after which a site's list is compared with what is held, to see what was taken down; 0: with every crawl."""
    most_requests: int | None = Field(default=None, ge=1)
    """Requests that one crawl of a site may make, robots.txt apart; without it, as many as there are new articles."""
    private_addresses: bool = False
    """True lets the crawler reach loopback and private networks: for tests on one's own machine only."""


class MentionSwitches(Strict):
    """Words that would change counts by an order of magnitude, and therefore count only when asked for."""

    moldova: bool = False
    """Count Moldova and the Moldovans for the Romanian diaspora."""
    finno_ugric: bool = False
    """Count what is Finno-Ugric for the Finnish diaspora."""


class Youtube(Strict):
    """How YouTube is asked. Its key is YOUTUBE_API_KEY in the environment, never in a file."""

    quota: int = Field(default=2000, ge=0)
    """Units that one run may use for all channels; a key has 10,000 a day, and a call costs one."""
    refresh_days: int = Field(default=7, ge=1, le=29)
    """Days after which known videos are described anew. YouTube's terms let nothing be kept for more than 30."""
    api: HttpUrl = "https://youtube.googleapis.com/youtube/v3"
    feed: HttpUrl = "https://www.youtube.com/feeds/videos.xml"


class Facebook(Strict):
    """How Facebook is asked. Its token is FACEBOOK_ACCESS_TOKEN in the environment, never in a file."""

    version: str = Field(default="v26.0", pattern=r"^v\d+\.\d+$")
    """Of the Graph API."""
    calls: int = Field(default=500, ge=0)
    """Calls that one run may make for all pages."""
    refresh_days: int = Field(default=7, ge=1)
    """Days after which known posts are read anew, for their counts."""
    graph: HttpUrl = "https://graph.facebook.com"


class PressWatch(Strict):
    """How portals are read of which only what names a community is kept."""

    days: int = Field(default=31, ge=1)
    """How far back a crawl without --since looks; a portal's whole past is asked for only by name."""
    longest_crawl: float = Field(default=1800.0, gt=0)
    """Seconds after which a portal's crawl stops and leaves the rest to the next."""


class Alarms(Strict):
    """Who is told, beside the log and whoever reads what `run` prints."""

    mail: str = ""
    """An address that this machine's `sendmail` writes to when a person is needed, or no longer is."""
    ping: HttpUrl | None = None
    """Asked for after each good run, with `/start` before it and `/fail` after a bad one (as healthchecks.io has it)."""
    webhook: HttpUrl | None = None
    """Sent JSON with `text`, `new`, `over` and `status` when there is news (as Slack and Mattermost read it)."""


class WebArchives(Strict):
    """Which web archives are asked for what sites no longer show, and how."""

    wayback_index: HttpUrl = "https://web.archive.org/cdx/search/cdx"
    """An index as the Wayback Machine or pywb has it."""
    wayback_pages: HttpUrl = "https://web.archive.org/web"
    """Captures stand below it, at `<time>id_/<address>`."""
    common_crawl_indexes: HttpUrl = "https://index.commoncrawl.org/collinfo.json"
    """The list of Common Crawl's crawls, each with the address of its index."""
    common_crawl_data: HttpUrl = "https://data.commoncrawl.org"
    """Where the archive files lie that the indexes name."""
    delay: float = Field(default=5.0, ge=0)
    """Seconds between two requests to an archive, for all sources together."""
    timeout: float = Field(default=300.0, gt=0)
    """Seconds until an answer of an archive is given up; an index takes its time over a large site."""
    late_days: int = Field(default=366, ge=0)
    """Days after the period asked for in which a page without a date in its address may first have been captured."""


class Component(Strict):
    """One component of the index of lived experience: `[experience.components.<name>]`."""

    weight: float = Field(gt=0)
    """Its share in the index, relative to the others."""
    half: float | None = Field(default=None, gt=0)
    """The raw value `x` that counts as one half: `x / (x + half)`. Without it the value is a share already."""


ComponentName = Literal["activity", "regularity", "breadth", "domains", "exchange", "press"]


def _components() -> dict[ComponentName, Component]:
    return {
        "activity": Component(weight=0.20, half=4.0),
        "regularity": Component(weight=0.20),
        "breadth": Component(weight=0.20),
        "domains": Component(weight=0.15),
        "exchange": Component(weight=0.15, half=1.0),
        "press": Component(weight=0.10, half=2.0),
    }


class Experience(Strict):
    """How lived experience is read from media. Each number is a convention, not a finding: docs/methodology.md."""

    components: dict[ComponentName, Component] = Field(default_factory=_components, min_length=1)
    broad: float = Field(default=0.4, ge=0, le=1)
    """An index above this is a broad lived experience."""
    known_weight: float = Field(default=0.5, ge=0, le=1)
    """There is no index where the components that are known weigh less than this share of all."""


class Typology(Strict):
    """When coded statements make an axis high (docs/study-evidence.md)."""

    statements: int = Field(default=2, ge=1)
    """Fewer statements on an axis: not known."""
    more_than: float = 1.0
    """A sum of weights above this is high."""
    study_speaks_until: date = date(2016, 10, 31)
    """The last day of the study's interviews; its statements hold no longer than that."""


class Study(Strict):
    """All of `study.toml`."""

    windows: tuple[Window, ...] = Field(alias="window", min_length=1)
    politeness: Politeness = Politeness()
    paths: Paths = Paths()
    mentions: MentionSwitches = MentionSwitches()
    experience: Experience = Experience()
    typology: Typology = Typology()
    youtube: Youtube = Youtube()
    facebook: Facebook = Facebook()
    press_watch: PressWatch = PressWatch()
    web_archives: WebArchives = WebArchives()
    alarms: Alarms = Alarms()
    timezone: str = "Asia/Almaty"
    """Zone of dates that a source prints without one."""

    def with_time_for_crawls(self, seconds: float) -> Study:
        """Return the study with no source's crawl longer than `seconds`."""
        politeness = self.politeness.model_copy(
            update={"longest_crawl": min(seconds, self.politeness.longest_crawl)}
        )
        watch = self.press_watch.model_copy(
            update={"longest_crawl": min(seconds, self.press_watch.longest_crawl)}
        )
        return self.model_copy(update={"politeness": politeness, "press_watch": watch})


def load_study(directory: Path) -> Study:
    """Read study.toml in `directory`. Raises ConfigurationError."""
    return read_toml(directory / "study.toml", Study)
