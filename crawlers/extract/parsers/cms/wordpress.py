"""WordPress by its themes' conventions, for sites whose REST API cannot be read, and for archived pages.

`body_class()` marks a post's own page with `single`; the names of title, text and date are those that the
themes delivered with WordPress share (Twenty Ten of 2010 to Twenty Twenty-One) and that most others copied;
block themes (Twenty Twenty-Two of 2022 on) name them after their blocks. Facts from WordPress' own themes.
"""

from __future__ import annotations

from crawlers.extract.parsers.layout import Layout

BLOCK_THEME = Layout(
    name="wordpress.2022",
    known_by="body.single .wp-block-post-content, body[class*=page-id-]:not(.home) .wp-block-post-content",
    title="h1.wp-block-post-title, .wp-block-post-title",
    body=".wp-block-post-content",
    published=(".wp-block-post-date time",),
)
CLASSIC_THEME = Layout(
    name="wordpress.2010",
    known_by="body.single .entry-content, body[class*=page-id-]:not(.home) .entry-content",
    title="h1.entry-title, .entry-title",
    body=".entry-content",
    drop=".more-link, .page-links, .entry-meta",
    published=(
        "time.entry-date.published, time.published",
        "time.entry-date",
        ".entry-date, .posted-on, .post-date",
    ),
    modified=("time.updated:not(.published)",),
    section=".cat-links a, a[rel~=category]",
)
VERSIONS = (BLOCK_THEME, CLASSIC_THEME)
