"""The catalogue of newspapers, centres and accounts: sources list, check, new."""

from __future__ import annotations

from typing import Annotated

import typer

from diaspora.command import Place
from diaspora.studying import tell_if_outdated
from diaspora.telling import GOOD, NEEDS_A_PERSON, refuse, table
from diaspora.unused_entries import unused_entries


def list_sources(
    place: Place, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False
) -> int:
    """List every source."""
    catalogue = place.catalogue()
    if as_json:
        for one in catalogue:
            print(one.model_dump_json(by_alias=True))
        return GOOD
    rows = [
        (
            one.id,
            one.kind,
            getattr(one, "diaspora", ""),
            one.name,
            ", ".join(one.languages),
            one.sites[-1].url if one.sites else "",
        )
        for one in catalogue
    ]
    table("Sources", ("id", "kind", "community", "name", "languages", "site"), rows, out=True)
    return GOOD


def check_sources(place: Place) -> int:
    """Check the configuration, and list what a person must still fill in."""
    from analysis.enrich.relevance.rules import load_rules
    from crawlers.catalogue.sources import to_fill_in, unknown_readers
    from crawlers.crawl.settings import keys, keys_to_fill_in
    from crawlers.extract.parsers import readers

    catalogue, study, diasporas, _ = place.catalogue(), place.study, place.diasporas, place.judge
    rules = load_rules(place.config)
    if wrong := unknown_readers(catalogue, readers()):
        return refuse("\n".join(wrong))
    tell_if_outdated(place)
    missing = to_fill_in(catalogue) + keys_to_fill_in(keys(), catalogue)
    if not study.politeness.contact:
        print(
            f"{place.config / 'study.toml'}: politeness.contact: set your e-mail or web address before you crawl."
        )
    table(
        "To fill in",
        ("where", "what", "how to find it"),
        [(m.where, m.what, m.how) for m in missing],
        out=True,
    )
    known = [
        name
        for one in (*catalogue, *place.catalogue(sample=True))
        for name in (one.id, *(one.account_id(a.platform) for a in getattr(one, "accounts", ())))
    ]
    if unused := list(unused_entries(rules, diasporas, known)):
        table("Without effect", ("where", "what", "what to do"), unused, out=True)
    print(f"{len(list(catalogue))} sources and {len(diasporas)} communities are well-formed.")
    return NEEDS_A_PERSON if unused else GOOD


def new_source(
    place: Place, url: Annotated[str, typer.Argument(metavar="URL", help="The site's first page.")]
) -> int:
    """Probe a site and print the entry for it, ready to be put into newspapers.toml or centres.toml."""
    from crawlers.crawl.machine import check_network
    from crawlers.trial.new_source import probe

    check_network(host for one in place.catalogue() for host in one.hosts)
    print(probe(url, place.study))
    return GOOD
