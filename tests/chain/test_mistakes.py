"""What a person can get wrong: one clear message, status 2, nothing changed."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.warehouse.connection import open_warehouse
from tests.chain.project import Project
from tests.chain.warm import Warm


def spoil(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(directory: Path) -> None:
        path = directory / "config" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


MISTAKES = {
    "a key that does not exist": (spoil("study.toml", "delay", "dealy"), ["crawl"], ("study.toml", "dealy")),
    "no TOML at all": (
        spoil("newspapers.toml", "[[newspaper]]", "[[newspaper"),
        ["crawl"],
        ("newspapers.toml",),
    ),
    "a file that is not there": (
        lambda directory: (directory / "config" / "centres.toml").unlink(),
        ["sources", "list"],
        ("centres.toml", "no such file"),
    ),
    "a bad day": (spoil("study.toml", "2016-07-31", "2014-07-31"), ["build"], ("study.toml", "2014-07-31")),
    "a community's file": (
        spoil("diasporas/greek.toml", "homeland", "homland"),
        ["enrich"],
        ("greek.toml", "homland"),
    ),
    "days the wrong way round": (
        lambda directory: None,
        ["crawl", "--since", "2016-07-31", "--until", "2015-04-01"],
        ("2016-07-31 comes after", "swap them"),
    ),
    "a day that is yet to come": (
        lambda directory: None,
        ["crawl", "--since", "2999-01-01"],
        ("is yet to come",),
    ),
    "a source misspelt": (lambda directory: None, ["crawl", "papr"], ("Did you mean 'paper'",)),
    "no archive yet": (lambda directory: None, ["extract"], ("archive", "diaspora crawl")),
    "no warehouse yet": (lambda directory: None, ["status"], ("warehouse.duckdb", "diaspora run")),
    "nothing built yet": (
        lambda directory: open_warehouse(directory / "warehouse.duckdb").close(),
        ["status"],
        ("warehouse.duckdb", "diaspora build"),
    ),
    "no such directory": (
        lambda directory: None,
        ["build", "--warehouse", "no/w.duckdb"],
        ("no", "does not exist"),
    ),
    "no such source": (lambda directory: None, ["crawl", "pravda"], ("pravda", "paper")),
    "a web archive": (
        lambda directory: None,
        ["crawl", "--via", "gopher"],
        ("gopher", "wayback, common-crawl"),
    ),
    "a file that is no archive": (
        lambda directory: (directory / "x.warc.gz").write_bytes(b"hello" * 100),
        ["import", "x.warc.gz"],
        ("x.warc.gz", "not a WARC file"),
    ),
    "no contact": (spoil("study.toml", "tests@example.org", ""), ["crawl"], ("contact",)),
}


@pytest.mark.parametrize(("prepare", "arguments", "told"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake(
    tmp_path: Path,
    warm: Warm,
    prepare: Callable[[Path], None],
    arguments: list[str],
    told: tuple[str, ...],
) -> None:
    Project(tmp_path, {"paper": "http://127.0.0.1:9"})
    prepare(tmp_path)
    before = sorted(path for path in tmp_path.rglob("*") if path.name != "warehouse.duckdb")
    done = warm.run(tmp_path, datetime.now(UTC), *arguments)
    assert done.status == 2, done.said
    assert "Traceback" not in done.said
    for words in told:
        assert words in done.said
    assert sorted(path for path in tmp_path.rglob("*") if path.name != "warehouse.duckdb") == before
