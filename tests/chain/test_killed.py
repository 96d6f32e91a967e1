"""Killed at arbitrary moments, run again: nothing lost, nothing twice. Held open by somebody: nothing lost either."""

import random
from pathlib import Path

import pytest

from tests.chain.project import Project
from tests.chain.test_wordpress import collected, truth
from tests.servers.wordpress import WordPressSite
from tests.warehouse.test_warehouse import held_open

MOMENTS = random.Random(20160731).choices(range(1, 40), k=5)


@pytest.mark.soak
@pytest.mark.servers
def test_killed_again_and_again_while_crawling_then_run_to_the_end(
    tmp_path: Path, plain_wordpress: WordPressSite
) -> None:
    project = Project(tmp_path, {"plain": plain_wordpress.url}, delay=0.2)
    with plain_wordpress.without("rest"):  # one request a post: a crawl long enough to be killed in
        killed = [project.killed(1.2 + moment / 10, "crawl") for moment in MOMENTS]
        assert sum(killed) >= 2
        assert project.diaspora("crawl").returncode == 0
        again = project.diaspora("crawl")
        assert "0 new" in again.stderr
    assert project.diaspora("extract").returncode == 0
    expected, found = truth(plain_wordpress), collected(project, "plain")
    assert {url: found[url][:2] for url in expected} == {url: seen[:2] for url, seen in expected.items()}


def test_killed_while_extracting_enriching_and_building(tmp_path: Path, sampled: Project) -> None:
    project = Project(tmp_path, {})
    for moment in MOMENTS[:3]:
        project.killed(0.4 + moment / 8, "run", "--sample")
    assert project.diaspora("run", "--sample").returncode == 0
    for table in (
        "documents",
        "document_versions",
        "document_captures",
        "captures",
        "crawls",
        "mentions",
        "coverage",
    ):
        count = f"SELECT count(*) FROM {table}"
        assert (table, project.ask(count)) == (table, sampled.ask(count))
    assert project.ask("SELECT document_id, text_digest FROM documents ORDER BY ALL") == sampled.ask(
        "SELECT document_id, text_digest FROM documents ORDER BY ALL"
    )


@pytest.mark.servers
def test_a_shell_that_holds_the_warehouse_loses_no_crawl(
    tmp_path: Path, plain_wordpress: WordPressSite
) -> None:
    project = Project(tmp_path, {"plain": plain_wordpress.url})
    assert project.diaspora("crawl").returncode == 0
    assert project.diaspora("extract").returncode == 0
    plain_wordpress.publish(2)
    with held_open(tmp_path / "warehouse.duckdb", seconds=200) as pid:
        run = project.diaspora("run", "--wait", "1")
        assert run.returncode == 1
        assert f"process {pid}" in run.stderr
    assert project.diaspora("extract").returncode == 0
    assert collected(project, "plain").keys() == truth(plain_wordpress).keys()
