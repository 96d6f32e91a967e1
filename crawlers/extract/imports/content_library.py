"""Meta Content Library's CSV of Facebook posts.

Columns as public programs read the download (`fabiogiglietto/csds-preprocessor`, `src/types/index.ts`) and as the
documentation of Content Library API names its fields. There is no address of the post itself: it is known by
its Content Library id. Posts of people and posts in groups are left out.
"""

from __future__ import annotations

from crawlers.catalogue.accounts import Publisher
from crawlers.extract.documents import Counts, Document
from crawlers.extract.imports.cells import identifier, language, text
from crawlers.extract.imports.format import Context, Format
from crawlers.extract.imports.reading import Row
from crawlers.extract.imports.record import Record, Unusable


def _read(row: Row, context: Context) -> Record:
    kind, surface = text(row.get("post_owner.type")).lower(), text(row.get("surface.type")).lower()
    if "profile" in kind or "user" in kind:
        raise Unusable("was written by a person, not by a page")
    if "group" in surface or "group" in kind:
        raise Unusable("stands in a group")
    post_id, link = identifier(row["id"]), text(row.get("mcl_url"))
    if not post_id:
        raise Unusable("no id")
    changed = context.moment(row.get("modified_time"))
    extra = (text(row.get(f"link_attachment.{part}")) for part in ("name", "caption", "description"))
    return Record(
        publisher=Publisher(
            platform="facebook",
            id=identifier(row["post_owner.id"]),
            handle=text(row.get("post_owner.username")),
            name=text(row.get("post_owner.name")),
        ),
        document=Document(
            source_id="",
            url=f"urn:meta-content-library:{post_id}",
            kind="post",
            title="",
            text=text(row.get("text")),
            captions=tuple(dict.fromkeys(line for line in extra if line)),
            declared_language=language(row.get("lang")),
            published=context.moment(row["creation_time"]),
            modified_at=changed.instant if changed else None,
            aliases=(link,) if link else (),
            counts=Counts(
                views=context.counts.read(row, "statistics.views"),
                likes=context.counts.read(row, "statistics.reaction_count"),
                comments=context.counts.read(row, "statistics.comment_count"),
                shares=context.counts.read(row, "statistics.share_count"),
            ),
            extraction="content_library",
        ),
    )


FORMAT = Format(
    name="content_library",
    title="Meta Content Library, Facebook posts (CSV)",
    shape="table",
    needs=frozenset({"id", "creation_time", "post_owner.id", "statistics.share_count"}),
    read=_read,
    counts=frozenset(
        f"statistics.{one}" for one in ("views", "reaction_count", "comment_count", "share_count")
    ),
)
