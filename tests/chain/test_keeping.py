"""Backed up, forgotten, rebuilt: a loopback paper through all that a controller may ask for."""

from __future__ import annotations

import gzip
import json
import random
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

from crawlers.archive.forgotten import FILE
from tests.chain.project import Project
from tests.chain.simulated import WORDS, Paper, moment
from tests.chain.warm import Warm
from tests.crawl.loopback import Loopback, serve
from tests.crawl.papers import with_sitemap

NOTICE = "Мария Иванова ждёт всех желающих на репетицию ансамбля, телефон 87011234567."


def page(number: int, title: str = "", more: str = "") -> str:
    """An article of its own words."""
    chance = random.Random(number)
    text = "".join(f"<p>{' '.join(chance.choices(WORDS, k=25)).capitalize()}.</p>" for _ in range(4))
    heading = f"{' '.join(chance.choices(WORDS, k=4)).capitalize()} {title}"
    day = f'<time datetime="2026-01-{number + 1:02}T10:00:00+05:00">{number + 1} января 2026</time>'
    return f"<html><body><article><h1>{heading}</h1>{day}{text}{more}</article></body></html>"


@pytest.fixture(scope="module")
def paper() -> Iterator[Loopback]:
    """A paper whose fifth article is to be forgotten; its front page and another article tell of it."""
    with serve(Loopback()) as site:
        with_sitemap(site, range(8))
        for number in range(8):
            site.pages[f"/news/{number}"] = page(number)
        site.pages["/news/5"] = page(5, NOTICE, f"<p>{NOTICE} Немцы Астаны.</p>")
        site.pages["/news/7"] = page(7, more="<p>Запись на курсы языка: Анна Ким, 8 701 765 43 21.</p>")
        site.pages["/news/4"] = page(4, more=f'<p><a href="/news/5">{NOTICE}</a></p>')
        links = "".join(f'<p><a href="/news/{n}">{n}</a></p>' for n in range(8))
        site.pages["/"] = f"<html><body>{links}</body></html>".replace(">5<", f">{NOTICE}<")
        yield site


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, paper: Loopback, warm: Warm) -> Project:
    """The study that collects it, after its first run and a backup."""
    made = Project(tmp_path_factory.mktemp("study"), {"paper": paper.url})
    made.only("german")
    first = warm.run(made.directory, datetime.now(UTC), "run")
    assert first.status == 0, first.said
    backed_up = warm.run(made.directory, datetime.now(UTC), "backup", "backup")
    assert backed_up.status == 0, backed_up.said
    return made


def traces(folder: Path, *wanted: str) -> list[str]:
    """The files below `folder` that hold one of the texts, packed or not; the list of what must not come back is none."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and "config" not in path.parts and path.name != FILE:
            content = path.read_bytes()
            if path.name.endswith(".gz"):
                content += gzip.decompress(content)
            if any(one.encode() in content for one in wanted):
                found.append(path.name)
    return found


def test_only_its_owner_reads_what_was_collected(project: Project) -> None:
    """The report is there to be shown; but nobody reaches it where it lies."""
    open_to_others = [
        path.relative_to(project.directory)
        for path in project.directory.rglob("*")
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    assert [path for path in open_to_others if path.parts[0] not in {"config", "report"}] == []
    assert (project.directory / "report").stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) == 0


def test_a_backup_is_whole(project: Project) -> None:
    backup = project.directory / "backup"
    restored = Project.at(backup)
    assert restored.ask("SELECT count(*) FROM documents") == project.ask("SELECT count(*) FROM documents")
    archived = {
        path.relative_to(project.directory) for path in (project.directory / "archive").rglob("*.warc.gz")
    }
    assert archived == {path.relative_to(backup) for path in (backup / "archive").rglob("*.warc.gz")}


@pytest.mark.soak
def test_rebuilt_from_the_archive_it_is_the_same(project: Project) -> None:
    rebuilt = project.diaspora("rebuild")
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert "equals the old one, table for table" in rebuilt.stderr


@pytest.mark.soak
def test_the_sample_rebuilt_is_the_same(tmp_path: Path) -> None:
    sample = Project(tmp_path, {})
    assert sample.diaspora("run", "--sample").returncode == 0
    rebuilt = sample.diaspora("rebuild")
    assert (rebuilt.returncode, "equals the old one" in rebuilt.stderr) == (0, True), rebuilt.stderr
    with duckdb.connect(tmp_path / "warehouse.duckdb") as warehouse:
        warehouse.execute("DELETE FROM captures WHERE status = 200 AND role = 'article'")
    rebuilt = sample.diaspora("rebuild")
    assert (rebuilt.returncode, "captures" in rebuilt.stderr) == (1, True), rebuilt.stderr
    assert (tmp_path / "warehouse.duckdb.before-rebuild").exists()


@pytest.mark.soak
def test_rebuilt_after_corrections_and_deletions_it_is_the_same(tmp_path: Path) -> None:
    """Some texts were corrected and some taken down; on one day the paper refused us."""
    with serve(Loopback()) as site, Warm() as warm:
        paper, project = Paper(site, range(-30, 50)), Project(tmp_path, {"paper": site.url})
        project.only("german")
        for day in range(0, 50, 10):
            paper.corrected = {at: on for at, on in {-3: 9, 5: 19}.items() if on < day}
            paper.gone = {at for at, on in {-5: 10, -7: 20, 7: 40}.items() if on <= day}
            paper.show(day, "blocked" if day == 30 else "open")
            warm.run(tmp_path, moment(day), "run")
        documents = "SELECT count(*), count(gone_at), (SELECT count(*) FROM document_versions) FROM documents"
        assert project.ask(documents) == [(70, 3, 72)]
        rebuilt = warm.run(tmp_path, moment(50), "rebuild")
    assert (rebuilt.status, "equals the old one, table for table" in rebuilt.said) == (0, True), rebuilt.said


def test_what_is_forgotten_leaves_no_byte_and_does_not_come_back(
    project: Project, paper: Loopback, warm: Warm
) -> None:
    assert len(traces(project.directory, NOTICE)) > 3
    done = warm.run(project.directory, datetime.now(UTC), "forget", f"{paper.url}/news/5")
    assert done.status == 0, done.said
    assert "backup" in done.said
    unknown = warm.run(project.directory, datetime.now(UTC), "forget", f"{paper.url}/news/99")
    assert (unknown.status, "Nothing of it was found" in unknown.said) == (0, True), unknown.said
    assert "Enrich" not in unknown.said
    warm.run(project.directory, datetime.now(UTC), "backup", "--delete", "backup")
    wanted = (NOTICE, "Мария", "87011234567", '/news/5"')
    assert traces(project.directory, *wanted) == []
    paper.asked.clear()
    with_sitemap(paper, [*range(8), 99])
    again = warm.run(project.directory, datetime.now(UTC), "run")
    assert again.status == 0, again.said
    assert not {"/news/5", "/news/99"} & set(paper.paths)
    assert traces(project.directory, *wanted) == []
    assert project.ask("SELECT count(*) FROM documents") == [(7,)]
    assert (project.directory / "archive/forgotten.jsonl").read_text().count("\n") == 2


@pytest.mark.soak
def test_what_is_older_than_its_source_is_kept_leaves_its_number_and_does_not_come_back(
    project: Project, paper: Loopback
) -> None:
    """Articles are of the first to the eighth of January; those before the fifth are too old, and names are masked."""
    kept = (datetime.now(ZoneInfo("Asia/Almaty")).date() - date(2026, 1, 5)).days
    papers = project.directory / "config/newspapers.toml"
    entry, keys = 'id = "paper"\n', f"keep_days = {kept}\nmasked = true\n"
    papers.write_text(papers.read_text(encoding="utf-8").replace(entry, entry + keys), encoding="utf-8")
    months = "SELECT month, documents FROM homeland_mentions_monthly WHERE diaspora = 'german' ORDER BY ALL"
    before, days = project.ask(months), "SELECT published_day FROM documents ORDER BY ALL"
    young = [row for row in project.ask(days) if row[0] >= date(2026, 1, 5)]
    assert json.loads(project.diaspora("status", "--json").stdout)["older_than_kept"] == {"paper": 4}
    done = project.diaspora("forget", "--expired")
    assert done.returncode == 0, done.stderr
    paper.asked.clear()
    again = project.diaspora("run")
    assert again.returncode == 0, again.stderr
    assert not {f"/news/{number}" for number in range(4)} & set(paper.paths)
    assert project.ask(days) == young
    assert project.ask(months) == before
    assert json.loads(project.diaspora("status", "--json").stdout)["older_than_kept"] == {}
    [(text,)] = project.ask("SELECT text FROM documents WHERE url LIKE '%/news/7'")
    assert "Запись на курсы языка: [name], [number]." in text
