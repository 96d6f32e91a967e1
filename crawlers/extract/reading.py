"""One archived answer, read: what it publishes, or why it is none. Extraction asks this of every capture, and a crawl of
each article as soon as it is archived, so that neither believes what the other cannot read."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from crawlers.archive.index import Reader, Reading
from crawlers.archive.records import Capture
from crawlers.catalogue.sources import Catalogue, Centre, Newspaper
from crawlers.extract.bounded import UNREADABLE, nothing, read_within_bounds
from crawlers.extract.dates.zones import presumed_zone
from crawlers.extract.documents import Document, without_reach
from crawlers.extract.page_input import PageInput
from crawlers.extract.parsers.platforms.answered import Answered
from crawlers.extract.quarantine import in_one_line
from crawlers.web.addresses import canonical
from crawlers.web.meta_refresh import refresh_target

FURTHER_PAGE = "further page"
"""Role of the pages that follow an article which stands on several."""


def answered_by(capture: Capture, source_id: str, catalogue: Catalogue, timezone: str) -> Answered:
    """Return what an archived answer of a source shows: its documents and `document` as outcome, or why there is none."""
    if capture.status != 200:
        return nothing(f"status {capture.status}{_leads_to(capture)}")
    if capture.unreadable:
        return nothing(UNREADABLE + capture.unreadable)
    if not capture.body.strip():
        return nothing("empty")
    owner = catalogue.owner(capture.url)
    place = owner.site_for(capture.url) if owner else None
    page = PageInput(
        url=capture.url,
        body=capture.body,
        mime=capture.mime,
        charset=_charset(capture.header("Content-Type")),
        captured_at=None if capture.coarse else capture.captured_at,
        role=capture.role,
        source_id=source_id,
        reader=place.pages if place else None,
        articles=place.articles if place else None,
        timezone=timezone if place else presumed_zone(capture.url),
    )
    target = refresh_target(capture.url, page.html) if capture.role == "article" else None
    if target:
        return nothing(f"refresh leads to {canonical(target)}")
    answered = read_within_bounds(page)
    if not catalogue.masks(source_id):
        return answered
    return replace(answered, documents=tuple(map(without_reach, answered.documents)))


def joined(documents: tuple[Document, ...], further: Answered) -> tuple[Document, ...]:
    """Return the only one of `documents` with what a further page of it adds to its text: lines that it does not have."""
    if not further.documents:
        return documents
    (first,), more = documents, further.documents[0]
    held = set(first.text.splitlines())
    added = [line for line in more.text.splitlines() if line not in held]
    captions = dict.fromkeys([*first.captions, *more.captions])
    return (replace(first, text="\n".join([first.text, *added]), captions=tuple(captions)),)


def reader_for(source: Newspaper | Centre, timezone: str) -> Reader:
    """Return a function that reads an answer of one source and says what became of it."""
    catalogue = Catalogue(
        newspapers=(source,) if isinstance(source, Newspaper) else (),
        centres=(source,) if isinstance(source, Centre) else (),
    )

    def read(capture: Capture) -> Reading:
        try:
            answered = answered_by(capture, source.id, catalogue, timezone)
        except Exception as error:  # noqa: BLE001  one page that cannot be read is that page's trouble
            return Reading(UNREADABLE + in_one_line(error))
        documents = answered.documents
        return Reading(
            answered.outcome,
            tuple(one.url for one in documents),
            documents[0].text_digest if len(documents) == 1 else None,
            len(documents) == 1 and documents[0].published is not None,
        )

    return read


def _leads_to(capture: Capture) -> str:
    """Where a redirect leads, as every reader of the outcome can compare it: in canonical form."""
    location = capture.header("Location") if 300 <= capture.status < 400 else None
    try:
        return f" leads to {canonical(urljoin(capture.url, location))}" if location else ""
    except ValueError:
        return ""


def _charset(content_type: str | None) -> str | None:
    _, _, charset = (content_type or "").lower().partition("charset=")
    return charset.strip(" \"';") or None
