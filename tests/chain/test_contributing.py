"""A newspaper is added by following CONTRIBUTING.md, with nothing known but its address."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawlers.web.addresses import canonical
from tests.chain.project import Project
from tests.servers.wordpress import WordPressSite

pytestmark = [pytest.mark.servers, pytest.mark.timeout(300)]


def test_a_newspaper_is_added_without_python(tmp_path: Path, dated_wordpress: WordPressSite) -> None:
    new = dated_wordpress.publish(4)
    project = Project(tmp_path, {})
    catalogue = tmp_path / "config" / "newspapers.toml"
    catalogue.write_text("newspaper = []\n", encoding="utf-8")

    probed = project.diaspora("sources", "new", dated_wordpress.url)
    assert probed.returncode == 0, probed.stderr
    assert "# Found by: wordpress" in probed.stdout
    assert "# 4 documents of the last 14 days read; dates from: api" in probed.stdout
    assert not (tmp_path / "archive").exists(), "a trial leaves nothing behind"

    entry = probed.stdout.replace('provenance = ""', 'provenance = "the union of journalists"')
    catalogue.write_text(entry, encoding="utf-8")
    (source,) = tomllib.loads(entry)["newspaper"]
    checked = project.diaspora("sources", "check")
    assert "well-formed" in checked.stdout, (
        checked.stderr
    )  # what names sources of the shipped catalogue is told, too
    assert "1 sources" in checked.stdout

    since = (datetime.now(UTC) - timedelta(days=7)).date().isoformat()
    crawled = project.diaspora("crawl", source["id"], "--since", since)
    assert crawled.returncode == 0, crawled.stderr
    assert project.diaspora("extract").returncode == 0
    found = project.ask(
        f"SELECT url, title, published_method FROM documents WHERE source_id = '{source['id']}' ORDER BY url"
    )
    assert found == sorted((canonical(post.url), post.title, "api") for post in new)
