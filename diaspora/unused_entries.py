"""Entries of the configuration that name nothing, or that no code reads: written, and without effect."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.enrich.relevance.rules import Rules
    from crawlers.catalogue.communities import Diaspora


def unused_entries(
    rules: Rules, diasporas: Iterable[Diaspora], sources: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Yield where such an entry stands, what is wrong with it, and what to do. `sources` are the ids there are."""
    diasporas = list(diasporas)
    slugs = [one.slug for one in diasporas]
    for paper in rules.relevance.source.papers:
        if paper not in sources:
            yield "relevance.toml: source.papers", f"{paper!r} names no source", _nearest(paper, sources)
    for group in rules.relevance.cues:
        if group.only and group.only not in slugs:
            yield (
                f"relevance.toml: cue {group.name!r}, only",
                f"{group.only!r} names no community",
                _nearest(group.only, slugs),
            )
    for diaspora in diasporas:
        if diaspora.villages:
            yield (
                f"diasporas/{diaspora.slug}.toml: [[village]]",
                f"{len(diaspora.villages)} entries that nothing reads",
                "write the words as a [[word]] whose target is 'city', or take the entries out",
            )


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else "take it out, or add what it names"
