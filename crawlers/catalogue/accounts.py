"""Accounts on platforms: the catalogue's, and which of them an export or an answer speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from crawlers.catalogue.sources import Account, Catalogue, Centre

AccountPlatform = Literal["youtube", "facebook"]
YOUTUBE_API = "data api"
"""What a crawl's `discovery` says when it asked YouTube's Data API, whose terms limit how long answers are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A page or channel as an export names it; what it does not say is empty."""

    platform: AccountPlatform
    id: str = ""
    handle: str = ""
    """The name in its address, without `@`."""
    name: str = ""
    """The name that its readers see."""
    url: str | None = None
    maybe_a_person: bool = False
    """True where an export holds posts by people too, and does not tell them from pages."""

    @property
    def source_id(self) -> str:
        """What it is called when the catalogue does not know it; empty when it has no name at all."""
        name = self.id or self.handle
        return f"{self.platform}-{name}" if name else ""


@dataclass(frozen=True, slots=True)
class Owned:
    """An account of the catalogue with its owner."""

    source_id: str
    centre: Centre
    account: Account


def owned(catalogue: Catalogue) -> Iterator[Owned]:
    """Yield every account of the catalogue under the id that it has as a source."""
    for centre in catalogue.centres:
        for account in centre.accounts:
            yield Owned(centre.account_id(account.platform), centre, account)


def account_name(name: str, platform: str) -> str:
    """Return what an account is called among all sources: one name often stands for several accounts and a site."""
    return f"{name} ({'YouTube' if platform == 'youtube' else 'Facebook'})"


def owner(catalogue: Catalogue, publisher: Publisher) -> Owned | None:
    """Return the account of the catalogue that `publisher` is: by its id, else by a name or address; or None."""
    own = [one for one in owned(catalogue) if one.account.platform == publisher.platform]
    by_id = {one.account.id.removeprefix("@").casefold(): one for one in own if one.account.id}
    by_name = {name: one for one in own for name in _names(one.account)}
    told = [text.casefold() for text in (publisher.id, publisher.handle, publisher.name) if text]
    found = next((by_id[text] for text in told if text in by_id), None)
    if found:
        return found
    named = next((by_name[text] for text in told if text in by_name), None)
    # An account whose id is known is that id, and no other that bears its name.
    return None if named and named.account.id and _is_id(named.account.id) and publisher.id else named


def _names(account: Account) -> set[str]:
    last = urlsplit(account.url).path.rstrip("/").rpartition("/")[2] if account.url else ""
    return {text.removeprefix("@").casefold() for text in (account.name, last) if text}


def _is_id(text: str) -> bool:
    """Whether it is the platform's own identifier rather than a handle or an old user name."""
    return text.isdecimal() or (text.startswith("UC") and len(text) == 24)
