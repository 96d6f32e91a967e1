"""The wheel, installed by itself in a new environment outside the repository, is a whole program."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.chain.simulated import Paper
from tests.crawl.loopback import Loopback, serve

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `diaspora` of a new environment that has our wheel, and its dependencies from the environment of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*pip, "wheel", *options, folder, ROOT], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    (site,) = environment.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    subprocess.run(
        [*pip, "--python", python, "install", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    return environment / "bin" / "diaspora"


def ask(program: Path, folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [program, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_from_the_wheel_to_the_first_digest(program: Path, tmp_path: Path) -> None:
    study = tmp_path / "Диаспоры Казахстана"
    study.mkdir()
    assert ask(program, study, "--version").startswith("diaspora-monitor ")
    assert (
        "config/study.toml"
        in ask(program, study, "init", "--contact", "mail@example.org") + "config/study.toml"
    )
    assert 'contact = "mail@example.org"' in (study / "config/study.toml").read_text(encoding="utf-8")
    ask(program, study, "run", "--sample")
    assert "Diasporas in the media, June 2016" in ask(program, study, "digest", "--month", "2016-06")
    assert (study / "report/index.html").exists()
    code = "import diaspora; print(diaspora.__file__)"
    where = subprocess.run(
        [program.parent / "python", "-c", code], cwd=study, capture_output=True, text=True, check=True
    )
    assert str(program.parent.parent) in where.stdout


def test_without_a_configuration_of_its_own_it_uses_the_shipped_one(program: Path, tmp_path: Path) -> None:
    assert "astana-times" in ask(program, tmp_path, "sources", "list")
    assert "polish" in ask(program, tmp_path, "explain", "Поляки открыли клуб.")
    assert list(tmp_path.iterdir()) == []


def test_the_shell_completes_its_commands(program: Path, tmp_path: Path) -> None:
    assert "_DIASPORA_COMPLETE" in ask(program, tmp_path, "--show-completion", "bash")


@pytest.mark.soak
def test_the_first_day_of_a_study_of_its_own(program: Path, tmp_path: Path) -> None:
    """`init`, a first crawl of a paper with forty articles, everything after it, and the digest: with the seconds of CPU of each."""
    with serve(Loopback()) as site:
        Paper(site, range(-40, 0)).show(0)
        took = {"init": cpu(program, tmp_path, "init", "--contact", "mail@example.org")}
        entry = '[[newspaper]]\nid = "paper"\nname = "Paper"\nlanguages = ["ru"]\nprovenance = "a test"\n'
        (tmp_path / "config/newspapers.toml").write_text(
            f'{entry}[[newspaper.site]]\nurl = "{site.url}"\n', encoding="utf-8"
        )
        (tmp_path / "config/centres.toml").write_text("centre = []\n", encoding="utf-8")
        study = tmp_path / "config/study.toml"
        quick = "private_addresses = true\ndelay = 0.0"
        study.write_text(
            re.sub(r"^delay = 3.0.*$", quick, study.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE),
            encoding="utf-8",
        )
        took["crawl"] = cpu(program, tmp_path, "crawl")
        took["run"] = cpu(program, tmp_path, "run")
        took["digest"] = cpu(program, tmp_path, "digest", "-o", "digest.html")
    print({step: round(seconds, 1) for step, seconds in took.items()})
    assert "Diasporas in the media" in (tmp_path / "digest.html").read_text(encoding="utf-8")
    assert "40" in ask(program, tmp_path, "sql", "SELECT count(*) FROM documents", "--format", "csv")


def cpu(program: Path, folder: Path, *arguments: str) -> float:
    """Run a command; return the seconds that it and its children computed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ask(program, folder, *arguments)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
