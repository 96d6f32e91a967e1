"""The command line as other people's scripts rely on it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from diaspora.app import COMMANDS

ORDER = (
    "init run crawl import extract enrich build report export sql status sources digest schedule backup rebuild forget doctor explain settle article language mentions"
).split()
COMMON = ["--warehouse", "--config", "--wait", "--verbose", "--quiet"]


def told(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "diaspora", *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_help_lists_the_commands_in_the_order_in_which_a_person_meets_them() -> None:
    assert re.findall(r"^  ([a-z]+) ", told("--help").partition("Commands:")[2], re.MULTILINE) == ORDER


@pytest.mark.parametrize("command", [*(name for name in ORDER if name != "sources"), "sources check"])
def test_every_command_takes_the_common_options(command: str) -> None:
    text = told(*command.split(), "--help")
    assert [option for option in COMMON if option not in text] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if not re.search(rf"`{name}\b", readme)] == []
