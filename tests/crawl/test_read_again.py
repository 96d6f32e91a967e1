"""What was archived before articles were read at once is read by itself, and nothing readable is asked for again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.crawl.crawling import crawl
from tests.crawl.loopback import Loopback
from tests.crawl.papers import with_sitemap


def test_an_index_that_does_not_say_what_became_of_articles_is_made_anew(
    site: Loopback, tmp_path: Path
) -> None:
    with_sitemap(site, range(6))
    site.pages["/news/4"] = ""
    crawl(tmp_path, site.url, discovery=["sitemap"])
    (index,) = tmp_path.rglob("index.cdxj")
    lines = []
    for line in index.read_text(encoding="utf-8").splitlines():
        key, stamp, noted = line.split(" ", 2)
        kept = {
            name: value
            for name, value in json.loads(noted).items()
            if name not in {"outcome", "text", "dated"}
        }
        lines.append(f"{key} {stamp} {json.dumps(kept)}\n")
    index.write_text("".join(lines), encoding="utf-8")
    site.asked.clear()
    again = crawl(tmp_path, site.url, discovery=["sitemap"])
    assert [path for path in site.paths if path.startswith("/news/")] == ["/news/4"]
    assert (again.outcome, again.fetched) == ("partial", 0)
    assert "1 'empty'" in again.reason
