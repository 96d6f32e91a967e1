"""The embedded sample, run once for all tests that look at what came of it."""

from __future__ import annotations

import pytest

from tests.chain.project import Project


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A directory in which `diaspora run --sample` has run; tests read it and make nothing that others would see."""
    project = Project(tmp_path_factory.mktemp("sample"), {})
    run = project.diaspora("run", "--sample")
    assert run.returncode == 0, run.stderr
    return project
