"""Sites on loopback that the tests of the crawl share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawl.loopback import Loopback, serve


@pytest.fixture
def site() -> Iterator[Loopback]:
    """An empty site, running."""
    with serve(Loopback()) as running:
        yield running
