"""A study's own configuration through upgrades: what the user changed stays, what nobody changed follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from diaspora.shipped import copy_configuration, outdated, shipped


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A shipped configuration of two files."""
    folder = tmp_path / "shipped"
    (folder / "diasporas").mkdir(parents=True)
    (folder / "study.toml").write_text("contact = ''\n", encoding="utf-8")
    (folder / "diasporas" / "greek.toml").write_text("words = 1\n", encoding="utf-8")
    return folder


def test_the_first_copy_is_the_shipped_one(source: Path, tmp_path: Path) -> None:
    done = copy_configuration(source, tmp_path / "config")
    assert sorted(done.written) == ["diasporas/greek.toml", "study.toml"]
    assert (tmp_path / "config/study.toml").read_text() == "contact = ''\n"
    assert outdated(source, tmp_path / "config") == []


@pytest.mark.parametrize(
    ("user_changes", "version_changes", "what", "content"),
    [
        (False, False, "", "contact = ''\n"),
        (True, False, "", "contact = 'me'\n"),
        (False, True, "updated", "contact = ''\ndelay = 3\n"),
        (True, True, "kept", "contact = 'me'\n"),
    ],
)
def test_an_upgrade(
    source: Path, tmp_path: Path, user_changes: bool, version_changes: bool, what: str, content: str
) -> None:
    own = tmp_path / "config"
    copy_configuration(source, own)
    if user_changes:
        (own / "study.toml").write_text("contact = 'me'\n", encoding="utf-8")
    if version_changes:
        (source / "study.toml").write_text("contact = ''\ndelay = 3\n", encoding="utf-8")
    assert outdated(source, own) == (["study.toml"] if version_changes else [])
    done = copy_configuration(source, own)
    assert (own / "study.toml").read_text() == content
    assert {name: getattr(done, name) for name in ("written", "updated", "kept", "dropped")} == {
        "written": [], "updated": [], "kept": [], "dropped": []
    } | ({what: ["study.toml"]} if what else {})  # fmt: skip
    assert ("+delay = 3" in done.difference) is (what == "kept")
    assert outdated(source, own) == []
    again = copy_configuration(source, own)
    assert (again.updated, again.kept, again.difference) == ([], [], "")


def test_a_file_that_the_user_removed_stays_removed_and_a_new_one_comes(source: Path, tmp_path: Path) -> None:
    own = tmp_path / "config"
    copy_configuration(source, own)
    (own / "diasporas/greek.toml").unlink()
    (source / "diasporas/finnish.toml").write_text("words = 2\n", encoding="utf-8")
    assert copy_configuration(source, own).written == ["diasporas/finnish.toml"]
    assert not (own / "diasporas/greek.toml").exists()


def test_what_a_new_version_ships_no_more_is_said_and_left(source: Path, tmp_path: Path) -> None:
    own = tmp_path / "config"
    copy_configuration(source, own)
    (source / "diasporas/greek.toml").unlink()
    assert copy_configuration(source, own).dropped == ["diasporas/greek.toml"]
    assert (own / "diasporas/greek.toml").exists()


def test_the_checkout_ships_what_stands_at_its_top() -> None:
    assert (shipped("config") / "study.toml").is_file()
    assert any((shipped("sample") / "archive").rglob("*.warc.gz"))
