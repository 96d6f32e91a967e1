"""Writes docs/sources.md: what each source can give and what it cannot, from the catalogue and the coverage."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from crawlers.catalogue.sources import Catalogue, Centre, Newspaper, Site, load_catalogue
from crawlers.catalogue.study import Window, load_study
from crawlers.warehouse.connection import is_sample, open_for_reading

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "sources.md"

Known = Mapping[str, tuple[str, int, float | None]]
"""By source: its health, documents held, and the share of asked days that are known."""

_HEALTH = "SELECT source_id, health, documents, share_known FROM source_health"
_HEAD = """# Sources

What each source can give and what it cannot, and why. Made from `config/newspapers.toml`, `config/centres.toml` and
the database (`make docs`); edit those, not this.{known}

* **Live** names the ways of finding articles in the order in which they are tried; the first that works is used and
  recorded (`crawls.discovery`).
* **Window** says where articles of {window} can come from: the site itself, as far back as its
  lists reach, or web archives (`crawl --via wayback`, `--via common-crawl`), which hold what they happened to see and
  vouch for no day.
* **Markup** names the module of `crawlers/extract/parsers/` that knows the site's markup with its dated versions; `general` is
  the general extractor.
"""
_NOTHING_KNOWN = "\n\nThis copy was made without a database of real documents, so it shows no coverage."


def page(catalogue: Catalogue, window: Window, known: Known, today: date) -> str:
    """Return the page as Markdown."""
    head = _HEAD.format(window=f"{window.since} to {window.until}", known="" if known else _NOTHING_KNOWN)
    press = [one for one in catalogue.newspapers if not one.watch]
    parts = [head, "## The papers of the study\n"]
    parts += [_section(one, window, known, today) for one in press]
    parts += ["## Centres, and papers of one community\n"]
    parts += [_section(one, window, known, today) for one in catalogue.centres]
    parts += [
        "## The press watch\n",
        "Portals that write on everything. Of an article that names no community only the day is kept.\n",
    ]
    parts += [_section(one, window, known, today) for one in catalogue.newspapers if one.watch]
    return "\n".join(parts)


def _section(source: Newspaper | Centre, window: Window, known: Known, today: date) -> str:
    lines = [f"### {source.name} (`{source.id}`)\n"]
    if isinstance(source, Centre):
        lines.append(f"* Community: {source.diaspora}")
    lines.append(f"* Languages: {', '.join(source.languages) or 'unknown'}")
    lines += [f"* Live: {text}" for text in _live(source, today)]
    lines.append(f"* Window: {_in_window(source, window, today)}")
    lines += [f"* Account: {text}" for text in _accounts(source)]
    if source.id in known:
        health, documents, share = known[source.id]
        days = "no day is known" if not share else f"{share:.0%} of the days asked for are known"
        lines.append(f"* Held: {documents} documents; {days}; health: {health}")
    if source.note:
        lines.append(f"* Note: {' '.join(source.note.split())}")
    lines.append(f"* Why it is here: {' '.join(source.provenance.split())}")
    return "\n".join(lines) + "\n"


def _live(source: Newspaper | Centre, today: date) -> Iterator[str]:
    if not source.sites:
        yield "nothing, it has no site of its own; it is seen only where others write of it"
        return
    current = source.current_sites(today)
    if not current:
        yield f"nothing, {source.sites[-1].url} does not answer any more"
    for site in current:
        markup = f"`{site.pages}`" if site.pages else "general"
        yield f"{site.url}{_dates(site)}, found by {', '.join(site.discovery)}; markup: {markup}"


def _in_window(source: Newspaper | Centre, window: Window, today: date) -> str:
    then = [site for site in source.sites if _overlaps(site, window)]
    if not source.sites:
        return "only what the press wrote of it"
    if not then:
        return (
            f"nothing, no address of it is known before {min(filter(None, (s.since for s in source.sites)))}"
        )
    current = set(source.current_sites(today))
    told = [
        f"{site.url}{_dates(site)}, {'the site itself and web archives' if site in current else 'web archives only'}"
        for site in then
    ]
    return "; ".join(told)


def _accounts(source: Newspaper | Centre) -> Iterator[str]:
    for account in source.accounts if isinstance(source, Centre) else ():
        state = (
            "collected"
            if account.id
            else "not collected until somebody finds its id (`diaspora sources check`)"
        )
        yield f"{account.platform} “{account.name}”, {state}"


def _overlaps(site: Site, window: Window) -> bool:
    return (site.since or date.min) <= (window.until or date.max) and (site.until or date.max) >= (
        window.since or date.min
    )


def _dates(site: Site) -> str:
    since, until = site.since, site.until
    if since and until:
        return f" ({since} to {until})"
    return f" (since {since})" if since else f" (until {until})" if until else ""


def coverage(warehouse: duckdb.DuckDBPyConnection) -> Known:
    """Read what is known of each source; nothing from a warehouse that holds the synthetic sample."""
    if is_sample(warehouse):
        return {}
    return {row[0]: (row[1], row[2], row[3]) for row in warehouse.execute(_HEALTH).fetchall()}


def main(database: Path) -> None:
    """Write the page, with the coverage of `database` if there is one."""
    config = ROOT / "config"
    catalogue, study = load_catalogue(config, config / "diasporas"), load_study(config)
    known: Known = {}
    if database.exists():
        with open_for_reading(database) as warehouse:
            known = coverage(warehouse)
    TARGET.write_text(page(catalogue, study.windows[0], known, datetime.now(UTC).date()), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "warehouse.duckdb"))
