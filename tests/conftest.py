"""Fixtures that any test may use: real servers on loopback."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest

from tests.corpus.warehouse import corpus_warehouse as corpus_warehouse
from tests.servers.serving import WordPressServers, missing, serving
from tests.servers.wordpress import WordPressSite

_RUNNING = pytest.StashKey[WordPressServers]()


@pytest.fixture(scope="session")
def wordpress_servers(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[WordPressServers]:
    """Two real WordPress sites, started once for all tests; prefer the two fixtures below."""
    if reason := missing():
        pytest.skip(reason)
    with serving(tmp_path_factory.mktemp("wordpress")) as servers:
        pytestconfig.stash[_RUNNING] = servers
        yield servers
        del pytestconfig.stash[_RUNNING]


@pytest.fixture
def dated_wordpress(wordpress_servers: WordPressServers) -> Iterator[WordPressSite]:
    """A paper with addresses /2015/08/slug/ and 420 readable posts; as new for each test."""
    yield wordpress_servers.dated
    wordpress_servers.dated.restore()


@pytest.fixture
def plain_wordpress(wordpress_servers: WordPressServers) -> Iterator[WordPressSite]:
    """A magazine with addresses /?p=N and 60 readable posts in Russian; as new for each test."""
    yield wordpress_servers.plain
    wordpress_servers.plain.restore()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses a real server is marked so."""
    for item in items:
        if "wordpress_servers" in getattr(item, "fixturenames", ()):
            item.add_marker("servers")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failed test that used the servers shows the end of their logs."""
    report = yield
    if report.failed and item.get_closest_marker("servers") and _RUNNING in item.config.stash:
        report.sections.append(("servers", item.config.stash[_RUNNING].last_words()))
    return report
