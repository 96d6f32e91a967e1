"""`diaspora run` with accounts: what cron calls, with the keys where cron has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chain.project import Project
from tests.crawl.loopback import Asked, Loopback, Reply, serve
from tests.crawl.platforms.collecting import make_older, spellings, unpacked
from tests.crawl.platforms.facebook import PAGE, TOKEN, Facebook
from tests.crawl.platforms.youtube import CHANNEL, KEY, Youtube

CENTRES = f"""
[[centre]]
id = "dacia"
name = "Dacia"
diaspora = "romanian"
languages = ["ro"]
provenance = "a test"

  [[centre.account]]
  platform = "youtube"
  name = "dacia.kz"
  id = "{CHANNEL}"
  provenance = "a test"

  [[centre.account]]
  platform = "facebook"
  name = "dacia.kz"
  id = "{PAGE}"
  provenance = "a test"
"""


@pytest.fixture
def youtube() -> Youtube:
    return Youtube.with_videos(20)


@pytest.fixture
def project(tmp_path: Path, youtube: Youtube, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    facebook = Facebook.with_posts(20)

    def answer(asked: Asked) -> Reply:
        return (youtube if asked.path.startswith("/youtube/") else facebook).answer(asked)

    server = Loopback()
    server.otherwise = answer
    with serve(server) as site:
        project = Project(tmp_path, {})
        config = tmp_path / "config"
        (config / "newspapers.toml").write_text("newspaper = []\n")
        (config / "centres.toml").write_text(CENTRES)
        with (config / "study.toml").open("a") as study:
            study.write(f'[youtube]\napi = "{site.url}/youtube/v3"\n[facebook]\ngraph = "{site.url}"\n')
        monkeypatch.setenv("YOUTUBE_API_KEY", KEY)
        monkeypatch.setenv("FACEBOOK_ACCESS_TOKEN", TOKEN)
        yield project


def test_a_run_leaves_numbers_and_no_key_in_archive_database_logs_or_report(project: Project) -> None:
    run = project.diaspora("run", "-v")
    assert run.returncode == 1, run.stderr  # both accounts fell silent in 2016: told once
    assert "dacia-youtube: nothing published for" in run.stderr
    assert "leaked" not in run.stderr
    assert "3 units of quota" in run.stdout + run.stderr
    months = project.ask(
        "SELECT platform, sum(videos), sum(posts), sum(views), sum(engagement) FROM activity_monthly "
        "WHERE diaspora = 'romanian' AND platform <> 'web' AND documents > 0 GROUP BY platform ORDER BY platform"
    )
    assert months == [("facebook", 0, 20, None, 160), ("youtube", 20, 0, 200, 60)]
    assert (project.directory / "report" / "index.html").exists()
    said = (run.stdout + run.stderr).encode()
    left = unpacked(project.directory) + said
    assert not [one for secret in (KEY, TOKEN) for one in spellings(secret) if one in left]

    status = project.diaspora("status").stdout
    assert "dacia-youtube" in status
    assert "unusually silent" in status  # nothing since 2016, and every day of it observed


def test_without_a_token_nobody_is_alarmed_and_everybody_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACEBOOK_ACCESS_TOKEN")
    crawl = project.diaspora("crawl")
    assert crawl.returncode == 0, crawl.stderr
    assert "dacia-facebook: login_wall." in crawl.stderr
    assert "FACEBOOK_ACCESS_TOKEN: is not set" in project.diaspora("sources", "check").stdout


def test_after_30_days_a_run_refreshes_what_is_there_and_drops_the_rest(
    project: Project, youtube: Youtube
) -> None:
    assert project.diaspora("crawl").returncode == 0
    archive = project.directory / "archive"
    (old,) = (archive / "dacia-youtube").glob("*.warc.gz")
    make_older(archive, days=32)
    gone = youtube.videos.pop(3)
    youtube.videos[0].views = 500

    run = project.diaspora("run")
    assert run.returncode == 1, run.stderr  # both accounts fell silent in 2016: told once
    assert not old.exists()
    assert project.ask(
        "SELECT count(*), min(observed_at) > now()::TIMESTAMP - INTERVAL 1 DAY "
        "FROM document_stats JOIN documents USING (document_id) WHERE kind = 'video'"
    ) == [(19, True)]
    assert project.ask(f"SELECT count(*) FROM documents WHERE url LIKE '%{gone.video_id}'") == [(0,)]
    assert project.ask("SELECT count(*) FROM documents WHERE kind = 'post'") == [(20,)]
    assert project.ask(
        "SELECT sum(videos), max(views) FROM activity_monthly WHERE diaspora = 'romanian' AND platform = 'youtube'"
    ) == [(20, 500 + 8 * 10)]  # nine of July's ten
