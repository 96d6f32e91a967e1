"""The catalogue: newspapers, centres and their accounts, as `config/*.toml` names them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from crawlers.catalogue.configuration import ConfigurationError, Strict, read_toml
from crawlers.catalogue.prefilter import watchwords
from crawlers.web.addresses import canonical
from crawlers.web.addresses import site as site_of

Strategy = Literal["wordpress", "sitemap", "feed", "listing", "links"]
Platform = Literal["web", "youtube", "facebook"]


def _slug(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        raise ValueError("may hold only small letters a-z, digits and single hyphens between them")
    return text


def _own_identifier(text: str) -> str:
    if not re.fullmatch(r"(@?[\w.-]+)?", text):
        raise ValueError("is to be the platform's own (UC…, @name, a number), not an address")
    return text


def _language(code: str) -> str:
    if not re.fullmatch(r"[a-z]{2}", code):
        raise ValueError("needs an ISO 639-1 language code of two small letters, such as 'ru'")
    return code


def _http(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise ValueError(f"is not an address ({error})") from None
    if parts.scheme not in {"http", "https"} or not host or re.search(r"\s", url):
        raise ValueError("needs an address that begins with http:// or https:// and has no blanks")
    return url


def _listing(template: str) -> str:
    _http(template)
    wrong = re.sub(r"\{page\}|\{offset:[1-9]\d*\}", "", template, count=1)
    if "{" in wrong or "}" in wrong:
        raise ValueError("may count once, by {page} or by {offset:N} with N the articles on a page")
    return template


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is not a regular expression ({error})") from None
    return text


Slug = Annotated[str, AfterValidator(_slug)]
Language = Annotated[str, AfterValidator(_language)]
HttpUrl = Annotated[str, AfterValidator(_http)]
Listing = Annotated[str, AfterValidator(_listing)]
Pattern = Annotated[str, AfterValidator(_pattern)]


class Dated(Strict):
    """Something true from one day to another; a missing day means 'as far as known'."""

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"ends ({self.until}) before it begins ({self.since}); swap the dates")
        return self

    def holds(self, day: date) -> bool:
        """Whether it was so on `day`; both ends are included."""
        return (self.since or date.min) <= day <= (self.until or date.max)


class FormerName(Dated):
    """What an organisation called itself in some years, where that differs from its name now."""

    name: str


class Site(Dated):
    """One web address of a source while it was valid.

    A source that moved has several, one after the other; a source with an edition for each language under
    addresses of their own has several at once.
    """

    url: Annotated[HttpUrl, AfterValidator(lambda url: url.rstrip("/"))]
    pages: str | None = None
    """The module of `crawlers.extract.parsers` that knows this markup; empty: the generic page function."""
    discovery: tuple[Strategy, ...] = ("wordpress", "sitemap", "feed", "listing", "links")
    """Which ways of finding pages to try, in this order; the first that works is used."""
    articles: Pattern | None = None
    """A regular expression that is found in the path and query of an article's canonical address (see
    `addresses.canonical`: no final slash, no `/amp`, query keys sorted); empty: every page may be one."""
    sitemaps: tuple[HttpUrl, ...] = ()
    feeds: tuple[HttpUrl, ...] = ()
    listings: tuple[Listing, ...] = ()
    """Addresses of lists of articles; `{page}` counts 1, 2, 3 … and `{offset:N}` counts 0, N, 2N …
    Without either the list has one page."""
    alive: bool = True
    """False: nothing answers there any more, only web archives hold it; `crawl` leaves it out."""
    crawl_delay: float | None = Field(default=None, ge=0)
    """Seconds between requests, where this site needs more than `politeness.delay` in study.toml."""

    @cached_property
    def host(self) -> str:
        """Host as compared: lower case, without `www.` (see `addresses.site`)."""
        return site_of(self.url)

    def newest_first(self) -> Site:
        """The same site, found by the lists that show the newest first; nobody follows its links."""
        order = ("feed", "listing", "wordpress", "sitemap")
        return self.model_copy(update={"discovery": tuple(one for one in order if one in self.discovery)})

    def covers(self, url: str) -> bool:
        """Whether `url` lies at or below this address."""
        base, path = urlsplit(self.url).path, urlsplit(url).path
        return site_of(url) == self.host and (path == base or path.startswith(base + "/") or not base)

    def is_article(self, url: str) -> bool:
        """Whether `url` has the form of an article's address here."""
        parts = urlsplit(canonical(url))
        return self.articles is None or bool(
            re.search(self.articles, parts.path + (f"?{parts.query}" if parts.query else ""))
        )


class Account(Strict):
    """A channel or page on a social platform. Without `id` it is known by name only and never collected."""

    platform: Literal["youtube", "facebook"]
    name: str
    """The name under which people know it."""
    id: Annotated[str, AfterValidator(_own_identifier)] = ""
    """The platform's own identifier, once a person has verified it; see `diaspora sources check`."""
    url: HttpUrl | None = None
    provenance: str = Field(min_length=1)
    """Who says that this account exists."""


class Source(Strict):
    """A place that publishes. `Newspaper` and `Centre` say what kind of place."""

    id: Slug
    name: str
    languages: tuple[Language, ...]
    provenance: str = Field(min_length=1)
    """Where the facts of this entry come from."""
    note: str = ""
    names: tuple[FormerName, ...] = Field(default=(), alias="named")
    """Earlier or other names, where `name` does not hold for all times."""
    sites: tuple[Site, ...] = Field(default=(), alias="site")
    """Oldest first; of editions side by side the chief one last."""
    keep_days: int | None = Field(default=None, ge=1)
    """Days after its publication for which a document is kept; empty: as long as the study. `forget --expired` drops older ones."""
    masked: bool = False
    """True: phone numbers, e-mail addresses and the names beside them are masked when its pages and posts are read, so that
    the warehouse never holds them (the archive does)."""

    @property
    def is_watched(self) -> bool:
        """Whether only what names a community is kept of it."""
        return False

    @property
    def account_ids(self) -> frozenset[str]:
        """What its accounts on platforms are called as sources."""
        return frozenset()

    @property
    def hosts(self) -> frozenset[str]:
        """Every host that was ever this source's own."""
        return frozenset(site.host for site in self.sites)

    def name_on(self, day: date) -> str:
        """What it was called on `day`."""
        return next((earlier.name for earlier in self.names if earlier.holds(day)), self.name)

    def current_sites(self, today: date) -> tuple[Site, ...]:
        """The sites that answer on `today`, the latest first; none when only archives hold the source."""
        alive = (site for site in self.sites if site.alive and site.holds(today))
        return tuple(sorted(alive, key=lambda site: site.since or date.min)[::-1])

    def site_for(self, url: str) -> Site | None:
        """The site that an address belongs to: same host, the longest base address first."""
        return max(
            (site for site in self.sites if site.covers(url)), key=lambda site: len(site.url), default=None
        )


class Newspaper(Source):
    """A paper or portal that reports on everybody."""

    kind: Literal["newspaper"] = "newspaper"
    watch: bool = False
    """True for the press watch: portals that are no part of the study's press sample. They are read because
    most communities have no site of their own; an article is kept only where it names a community, and the
    volume of the portal is no base for rates."""

    @property
    def is_watched(self) -> bool:
        """Whether only what names a community is kept of it."""
        return self.watch


class Centre(Source):
    """An organisation of one community, or that community's own paper."""

    kind: Literal["centre"] = "centre"
    diaspora: Slug
    place: str = ""
    accounts: tuple[Account, ...] = Field(default=(), alias="account")

    @property
    def account_ids(self) -> frozenset[str]:
        """What its accounts on platforms are called as sources."""
        return frozenset(self.account_id(account.platform) for account in self.accounts)

    def account_id(self, platform: Platform) -> str:
        """Return what its account on a platform is called as a source."""
        return f"{self.id}-{platform}"


class _Newspapers(Strict):
    newspaper: tuple[Newspaper, ...]


class _Centres(Strict):
    centre: tuple[Centre, ...]


class Catalogue(Strict):
    """Every source there is."""

    newspapers: tuple[Newspaper, ...]
    centres: tuple[Centre, ...]
    watchwords: tuple[str, ...] = ()
    """What an article of the press watch has to name to be kept; see `watch.watchwords`."""

    def __iter__(self) -> Iterator[Newspaper | Centre]:  # type: ignore[override]
        yield from self.newspapers
        yield from self.centres

    def masks(self, source_id: str) -> bool:
        """Whether the documents of a source, or of an account that belongs to one, are masked when they are read."""
        return any(
            source.masked for source in self if source_id == source.id or source_id in source.account_ids
        )

    def get(self, source_id: str) -> Newspaper | Centre | None:
        """The source of this id, or None."""
        return next((source for source in self if source.id == source_id), None)

    def __getitem__(self, source_id: str) -> Newspaper | Centre:
        if source := self.get(source_id):
            return source
        for centre in self.centres:
            if source_id in {centre.account_id(account.platform) for account in centre.accounts}:
                raise ConfigurationError(f"{source_id!r} is collected with its centre: name {centre.id!r}.")
        known = [source.id for source in self]
        if near := get_close_matches(source_id, known, n=3):
            raise ConfigurationError(
                f"No source is called {source_id!r}. Did you mean {' or '.join(map(repr, near))}? "
                "`diaspora sources list` shows all."
            )
        raise ConfigurationError(f"No source is called {source_id!r}. Known are: {', '.join(known)}.")

    def owner(self, url: str) -> Newspaper | Centre | None:
        """The source whose site an address belongs to, the longest base address first, or None."""
        host = site_of(url)  # asked for every document, of every site: to compare hosts is all that most cost
        near = (source for source in self if any(site.host == host for site in source.sites))
        owners = ((source, site) for source in near if (site := source.site_for(url)))
        return max(owners, key=lambda found: len(found[1].url), default=(None, None))[0]


class ToDo(NamedTuple):
    """Something that only a person can fill in."""

    where: str
    """The file of the configuration, and the entry in it; or `environment`."""
    what: str
    """The key, and what is missing."""
    how: str
    """How to find it."""


_HOW_TO_FIND_AN_ID = {
    "youtube": (
        "open {0}, choose 'Share channel' and 'Copy channel ID' in its description: UC and 22 signs; its @name will "
        "do, too. Make sure that it is the community's own channel."
    ),
    "facebook": (
        "open {0}, choose 'About' and then 'Page transparency'; the page ID is a number. "
        "Make sure that it is the community's own page."
    ),
}


def to_fill_in(catalogue: Catalogue) -> list[ToDo]:
    """Return what a person still has to find out: an account without an id is never collected."""
    return [
        ToDo(
            f"centres.toml: centre {centre.id!r}",
            f"id of the {account.platform} account {account.name!r}",
            _HOW_TO_FIND_AN_ID[account.platform].format(account.url or "it on the platform"),
        )
        for centre in catalogue.centres
        for account in centre.accounts
        if not account.id
    ]


def unknown_readers(catalogue: Catalogue, readers: Collection[str]) -> list[str]:
    """Return a complaint for each site whose `pages` is none of `readers` (`crawlers.extract.parsers.readers()`)."""
    return [
        f"{source.kind}s.toml: {source.kind} {source.id!r}, site {site.url!r}, pages: no module is called "
        f"{site.pages!r}; known are {', '.join(sorted(readers))}; without the key any page is read."
        for source in catalogue
        for site in source.sites
        if site.pages and site.pages not in readers
    ]


def load_catalogue(directory: Path, diasporas: Path) -> Catalogue:
    """Read newspapers.toml and centres.toml in `directory`; `diasporas` holds one file per community.

    Raises ConfigurationError for anything wrong, also for an id or an address that two sources share, and a
    centre of a community that has no file.
    """
    papers, centres = directory / "newspapers.toml", directory / "centres.toml"
    catalogue = Catalogue(
        newspapers=read_toml(papers, _Newspapers).newspaper,
        centres=read_toml(centres, _Centres).centre,
        watchwords=watchwords(diasporas),
    )
    known = sorted(path.stem for path in diasporas.glob("*.toml"))
    for centre in catalogue.centres:
        if centre.diaspora not in known:
            raise ConfigurationError(
                f"{centres}: centre {centre.id!r}, diaspora: {centre.diaspora!r} has no file in {diasporas}; "
                f"known are {', '.join(known) or 'none'}."
            )
    _no_two(
        [(source.id, _entry(source, papers, centres)) for source in catalogue],
        "id: {0!r} is also the id of {1}; give each its own.",
    )
    _no_two(
        [
            (address, _entry(source, papers, centres))
            for source in catalogue
            for address in {canonical(site.url) for site in source.sites}
        ],
        "site: {0} is also a site of {1}; an address belongs to one source.",
    )
    _no_two(
        [
            (centre.account_id(account.platform), _entry(centre, papers, centres))
            for centre in catalogue.centres
            for account in centre.accounts
        ],
        "account: {0!r} stands twice, also in {1}; a centre has one on each platform.",
    )
    return catalogue


def _entry(source: Newspaper | Centre, papers: Path, centres: Path) -> str:
    return f"{papers if source.kind == 'newspaper' else centres}: {source.kind} {source.id!r}"


def _no_two(claims: list[tuple[str, str]], complaint: str) -> None:
    """Raise ConfigurationError if two entries claim the same thing; `claims` holds (thing, entry)."""
    first: dict[str, str] = {}
    for thing, entry in claims:
        if thing in first:
            raise ConfigurationError(f"{entry}, {complaint.format(thing, first[thing])}")
        first[thing] = entry
