"""docs/examples/explore.py; marimo is in no lock file, so this is skipped where nobody installed it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.chain.project import ROOT, Project


def test_the_notebook_begins_on_the_sample(sampled: Project) -> None:
    pytest.importorskip("marimo")
    run = subprocess.run(
        [sys.executable, ROOT / "docs" / "examples" / "explore.py"],
        cwd=sampled.directory,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
