"""Digests by which enrichment knows what a change of lexicon can touch."""

from __future__ import annotations

from collections.abc import Iterable

from crawlers.catalogue.communities import Diaspora
from crawlers.catalogue.study import MentionSwitches
from crawlers.digests import digest
from crawlers.steps import MENTIONS


def of(diasporas: Iterable[Diaspora], switches: MentionSwitches) -> dict[str, str]:
    """One digest a diaspora, of what could change its mentions: the rules of this package, its own words and
    names, and the longer names of all nine that swallow words even where they are no mention. Census and evidence change no mention.
    """
    diasporas = tuple(diasporas)
    swallowed = [consumed.model_dump_json() for diaspora in diasporas for consumed in diaspora.consumes]
    swallowed += [
        name.model_dump_json() for diaspora in diasporas for name in diaspora.proper_names if name.supported
    ]
    rules = MENTIONS.digest()
    return {
        diaspora.slug: digest(
            rules,
            switches.model_dump_json(),
            diaspora.model_dump_json(include={"homeland", "words", "proper_names", "office_holders"}),
            *swallowed,
        )
        for diaspora in diasporas
    }


def joined(digests: dict[str, str]) -> str:
    """One digest of them all."""
    return digest(*(f"{slug} {value}" for slug, value in sorted(digests.items())))
