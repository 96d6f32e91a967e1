"""Answers of platforms, which tell more than documents: how an account stands, and what is no longer there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawlers.extract.documents import AccountCounts, Document
from crawlers.extract.page_input import NotADocument, PageInput
from crawlers.extract.parsers.platforms import facebook, youtube


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one answer of a platform shows."""

    documents: tuple[Document, ...]
    account: AccountCounts | None
    gone: tuple[str, ...]
    """Addresses of documents that were asked for and are not there any more."""
    outcome: str
    """`document`, or why there is none."""


def read_platform(page: PageInput) -> Answered | None:
    """Read an answer of YouTube or Facebook; None for anything else."""
    if youtube.is_youtube(page):
        read, account, gone = youtube.read_youtube, youtube.read_account, youtube.read_gone
    elif facebook.is_graph(page):
        read, account, gone = facebook.read_graph, facebook.read_account, _nothing_gone
    else:
        return None
    documents, outcome = _documents(read, page)
    return Answered(documents=documents, account=account(page), gone=tuple(gone(page)), outcome=outcome)


def _documents(
    read: Callable[[PageInput], list[Document]], page: PageInput
) -> tuple[tuple[Document, ...], str]:
    try:
        return tuple(read(page)), "document"
    except NotADocument as reason:
        return (), str(reason)


def _nothing_gone(page: PageInput) -> list[str]:
    return []
