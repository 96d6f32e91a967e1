"""Studies prepared once for all tests that look at what came of them, or disturb a copy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.chain.project import Project
from tests.chain.stepwise import Stepwise, stepwise
from tests.chain.warm import Warm


@pytest.fixture(scope="session")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A directory in which `diaspora run --sample` has run; tests read it and make nothing that others would see."""
    project = Project(tmp_path_factory.mktemp("sample"), {})
    run = project.diaspora("run", "--sample")
    assert run.returncode == 0, run.stderr
    return project


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """A process that forks runs, so that each costs what it does, and not what it takes to begin."""
    with Warm(core=1) as process:
        yield process


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Iterator[Stepwise]:
    """A study of two papers on loopback, as it was before each step of a run."""
    with stepwise(tmp_path_factory.mktemp("prepared"), warm) as study:
        yield study
