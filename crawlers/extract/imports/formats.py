"""Every format of exports that is known, and which of them a file has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawlers.archive.records import ArchiveError
from crawlers.extract.imports import (
    content_library,
    crowdtangle,
    page_download,
    youtube_data_tools,
    yt_dlp,
    zeeschuimer,
)
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.plain import plain
from crawlers.extract.imports.reading import Header, headers, rows
from crawlers.extract.imports.record import Mapping, Record, Rejected, Unusable

FORMATS = (
    crowdtangle.FORMAT,
    content_library.FORMAT,
    youtube_data_tools.VIDEOS,
    youtube_data_tools.CHANNELS,
    zeeschuimer.MAPPED,
    zeeschuimer.CAPTURED,
    zeeschuimer.PASSED_ON,
    yt_dlp.FORMAT,
    page_download.FORMAT,
)
_SKEW = timedelta(days=1)
"""How far the clock of whoever made an export may be ahead."""
_SHOWN = 30
"""Columns of an unknown header that a message shows."""


def recognise(path: Path, mapping: Mapping) -> tuple[Format, Header]:
    """Return the format of the export at `path`, and how it begins.

    Raises ArchiveError, which lists what is known and shows what was found, when there is none.
    """
    try:
        begins = list(headers(path))
    except OSError as error:
        raise ArchiveError(
            f"{path}: cannot be read ({error.strerror}). Check the path and its permissions."
        ) from None
    if not begins:
        raise ArchiveError(
            f"{path}: is neither a table with a header nor JSON objects, so it is no export.\n{_known()}"
        )
    candidates = [plain(mapping)] if mapping.columns else list(FORMATS)
    fits = (
        (one, found)
        for found in begins
        for one in candidates
        if one.fits(found.shape, frozenset(found.names))
    )
    chosen, found = next(fits, (None, begins[0]))
    if chosen is None:
        raise ArchiveError(_unknown(path, found, candidates, bool(mapping.columns)))
    if chosen.needs_account and not mapping.account:
        raise ArchiveError(
            f"{path}: {chosen.title} does not say whose it is. Write a mapping file with one line, for example "
            'account = "daz-facebook" (the centre\'s id and the platform), and give it with --mapping FILE.'
        )
    return chosen, found


def records(
    path: Path, chosen: Format, found: Header, context: Context
) -> Iterator[tuple[int, Record] | Rejected]:
    """Yield each row of an export as a record with its line, or why it is left out."""
    if chosen.counts:
        context.counts.learn(
            chosen.counts, (row[1] for row in rows(path, found) if not isinstance(row, Rejected))
        )
    latest = datetime.now(UTC) + _SKEW
    for row in rows(path, found):
        if isinstance(row, Rejected):
            yield row
            continue
        line, cells = row
        try:
            record = chosen.read(cells, context)
            if claim := next((moment for moment in record.moments if moment > latest), None):
                raise Unusable(f"says that it is of the future ({claim:%Y-%m-%d})")
            yield line, record
        except Unusable as reason:
            yield Rejected(line, str(reason))
        except KeyError as missing:
            yield Rejected(line, f"has no {missing}")
        except (TypeError, AttributeError, IndexError, ValueError, OverflowError, OSError):
            yield Rejected(line, "is built in another way than this format's rows")


def _unknown(path: Path, found: Header, candidates: list[Format], mapped: bool) -> str:
    shown = ", ".join(found.names[:_SHOWN]) + (" …" if len(found.names) > _SHOWN else "")
    if mapped:
        missing = ", ".join(sorted(candidates[0].needs - set(found.names)))
        return (
            f"{path}: the mapping names columns that are not there: {missing}. Its columns are: {shown}. "
            "Write the names as they stand in the file."
        )
    what = "columns" if found.shape == "table" else "keys"
    return f"{path}: its {what} are those of no known export: {shown}.\n{_known()}"


def _known() -> str:
    listed = "\n".join(
        f"  {one.title}: {', '.join(sorted(one.needs))}"
        + (f", and {' or '.join(sorted(one.one_of))}" if one.one_of else "")
        for one in FORMATS
    )
    return f"Known are, with what each must have:\n{listed}\n  any other CSV, with a mapping of its columns (--mapping FILE; see docs/platform-imports.md)."
