"""One file to mail: digest."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from diaspora.command import Place, written_as
from diaspora.telling import GOOD, log, refuse


def digest(
    place: Place,
    month: Annotated[
        datetime | None,
        typer.Option(
            parser=written_as("%Y-%m", "YYYY-MM", "2016-03"),
            metavar="YYYY-MM",
            help="Default: the last that is over.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="FILE.html, FILE.eml or FILE.md.")
    ] = None,
) -> int:
    """Write what changed in a month, how sure that is, what is not known, and who is needed, as one file to mail."""
    from analysis.alarms import alarms
    from analysis.digest import FORMATS, last_whole_month, write_digest, write_file
    from analysis.digest import digest as month_digest

    if output is not None and output.suffix not in FORMATS:
        return refuse(f"--output {output}: the name must end in {', '.join(FORMATS)}.")
    with place.built() as warehouse:
        asked = month.date() if month else last_whole_month(warehouse)
        if asked is None:
            return refuse(f"{place.warehouse}: no month is known to its end yet.")
        found = month_digest(warehouse, asked, [what for _, what, _ in alarms(warehouse)])
    if output is None:
        print(write_digest(found, ".md"))
    else:
        write_file(found, output)
        log.info("Digest: %s", output)
    return GOOD


def write_when_whole(place: Place) -> int:
    """Write the digest of the last whole month, once: to `paths.digests`/2026-10.html."""
    from analysis.digest import last_whole_month

    with place.built() as warehouse:
        month: date | None = last_whole_month(warehouse)
    if month is not None:
        path = place.study.paths.digests / f"{month:%Y-%m}.html"
        if not path.exists():
            return digest(place, datetime(month.year, month.month, 1), path)  # noqa: DTZ001  a month, no moment
    return GOOD
