"""Killed at arbitrary moments while a real WordPress is crawled, run again: nothing lost, nothing twice."""

import random
from pathlib import Path

import pytest

from tests.chain.project import Project
from tests.chain.test_wordpress import collected, truth
from tests.servers.wordpress import WordPressSite

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
