"""The whole chain against two real WordPress sites: every published post once, nothing hidden, nothing twice."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from crawlers.web.addresses import canonical
from tests.chain.project import Project
from tests.servers.wordpress import WordPressSite

pytestmark = [pytest.mark.servers, pytest.mark.timeout(400)]


def squeezed(text: str) -> str:
    """A text without its white space, which themes and editors change."""
    return re.sub(r"\s+", "", text)


def paragraphs(lines: Iterable[str]) -> frozenset[str]:
    """What a text says, without white space; a paragraph printed twice in one post counts once."""
    return frozenset(filter(None, map(squeezed, lines)))


def collected(project: Project, source: str) -> dict[str, tuple]:
    rows = project.ask(f"SELECT url, title, published_day, text FROM documents WHERE source_id = '{source}'")
    assert len({row[0] for row in rows}) == len(rows)
    return {url: (title, day, paragraphs(text.split("\n"))) for url, title, day, text in rows}


def truth(site: WordPressSite) -> dict[str, tuple]:
    """What a reader of the site sees."""
    return {
        canonical(post.url): (post.title, post.published.date(), paragraphs(post.paragraphs))
        for post in site.readable
    }


@pytest.fixture
def project(tmp_path: Path, dated_wordpress: WordPressSite, plain_wordpress: WordPressSite) -> Project:
    return Project(tmp_path, {"dated": dated_wordpress.url, "plain": plain_wordpress.url})


def test_every_published_post_exactly_once_and_then_nothing_again(
    project: Project, dated_wordpress: WordPressSite, plain_wordpress: WordPressSite
) -> None:
    first = project.diaspora("run")
    needs = [line for line in first.stderr.splitlines() if "Needs a person" in line]
    assert (first.returncode, len(needs)) == (1, 2), first.stderr
    assert all("nothing published for" in line for line in needs), "the sites' last posts are of 2016"
    for name, site in (("dated", dated_wordpress), ("plain", plain_wordpress)):
        found, expected = collected(project, name), truth(site)
        assert found.keys() == expected.keys()
        assert {url: seen[:2] for url, seen in found.items()} == {
            url: seen[:2] for url, seen in expected.items()
        }
        written = {url for url, seen in expected.items() if seen[2]}
        assert len(expected) - len(written) <= 1
        wrong = {url: (found[url], expected[url]) for url in written if found[url] != expected[url]}
        assert not wrong, f"{len(wrong)} differ, e.g. {next(iter(wrong.items()))}"
    kinds = "SELECT kind, count(*) FROM documents GROUP BY ALL ORDER BY ALL"
    assert dict(project.ask(kinds)).keys() == {"article", "post"}, "one post has a title, and nothing else"
    everything = " ".join(text for (text,) in project.ask("SELECT title || ' ' || text FROM documents"))
    for hidden in [post.title for post in dated_wordpress.unreadable] + dated_wordpress.comments:
        assert hidden not in everything
    assert (project.directory / "report" / "index.html").exists()

    dated_wordpress.forget_requests()
    plain_wordpress.forget_requests()
    second = project.diaspora("crawl")
    assert second.returncode == 0, second.stderr
    assert "0 new" in second.stderr
    assert len(dated_wordpress.requests()) <= 5
    assert len(plain_wordpress.requests()) <= 5
    assert len(collected(project, "dated")) == len(dated_wordpress.readable)


def fetch_and_read(project: Project) -> None:
    for step in ("crawl", "extract"):
        done = project.diaspora(step)
        assert done.returncode == 0, done.stderr


def test_what_is_new_and_what_is_changed_is_found(project: Project, dated_wordpress: WordPressSite) -> None:
    fetch_and_read(project)
    dated_wordpress.publish(3)
    edited = dated_wordpress.edit(dated_wordpress.readable[7], title="Совсем другой заголовок")
    fetch_and_read(project)
    found = collected(project, "dated")
    assert found.keys() == truth(dated_wordpress).keys()
    assert found[canonical(edited.url)][0] == "Совсем другой заголовок"
    versions = "SELECT document_id FROM document_versions GROUP BY ALL HAVING count(*) > 1"
    assert len(project.ask(versions)) == 1
