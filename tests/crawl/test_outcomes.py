"""What a crawl says of itself: complete, partial, blocked, broken, interrupted, and for which days it vouches."""

from __future__ import annotations

import signal
import time
from datetime import UTC, datetime, timedelta
from threading import Event
from zoneinfo import ZoneInfo

import pytest

from crawlers.archive.records import Note
from crawlers.catalogue.configuration import ConfigurationError
from crawlers.catalogue.sources import Catalogue
from crawlers.catalogue.study import Study
from crawlers.crawl.run import crawl as crawl_here
from tests.crawl.crawling import Crawl, captures, crawl, kept
from tests.crawl.loopback import Loopback, Reply
from tests.crawl.papers import with_feed, with_listing, with_sitemap

TODAY = datetime.now(ZoneInfo("Asia/Almaty")).date()


def test_without_a_contact_address_nothing_is_crawled() -> None:
    study = Study.model_validate(
        {"window": [{"name": "study", "since": "2015-04-01", "until": "2016-07-31"}]}
    )
    with pytest.raises(ConfigurationError, match=r"politeness\.contact"):
        crawl_here(Catalogue(newspapers=(), centres=()), study, [], None, None)


def test_the_result_is_the_last_record_of_the_archive(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3), lastmod="2016-05-03")
    result = crawl(tmp_path, site.url)
    begun, *_, ended = kept(tmp_path)
    assert isinstance(begun, Note)
    assert isinstance(ended, Note)
    assert (begun.what, ended.what) == ("crawl-begun", "crawl-ended")
    assert begun.facts["via"] == "live"
    assert begun.facts["user_agent"] == "diaspora-monitor/0.1 (+mail@example.org)"
    shared = {key: value for key, value in vars(result).items() if key != "log"}
    assert ended.facts | shared == ended.facts
    assert ended.facts["responses"] == {"200": 5, "404": 4}
    assert (ended.facts["requests"], ended.facts["found"], ended.facts["fetched"]) == (9, 3, 3)
    assert (ended.facts["covers_from"], ended.facts["covers_until"]) == ("2016-05-03", TODAY.isoformat())


def test_every_answer_is_archived_with_its_question(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    crawl(tmp_path, site.url)
    assert [capture.url.removeprefix(site.url) for capture in captures(tmp_path)] == site.paths
    roles = [capture.role for capture in captures(tmp_path)]
    assert roles == ["robots", "home", "sitemap", "sitemap", "sitemap", "sitemap", "article", "article"]


def test_a_period_is_vouched_for_and_no_more(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    result = crawl(tmp_path, site.url, since="2015-04-01", until="2016-07-31")
    assert (result.covers_from, result.covers_until) == ("2015-04-01", "2016-07-31")


def test_a_feed_vouches_from_its_oldest_item_on(site: Loopback, tmp_path) -> None:
    with_feed(site, range(4, 14))
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.discovery.split(";")[0], result.fetched) == ("complete", "feed", 10)
    assert (result.covers_from, result.covers_until) == ("2016-01-05", TODAY.isoformat())


def test_a_feed_that_reaches_back_less_than_asked_for_is_partial(site: Loopback, tmp_path) -> None:
    with_feed(site, range(4, 14))
    result = crawl(tmp_path, site.url, since="2015-04-01", until="2016-07-31")
    assert (result.outcome, result.covers_from, result.covers_until) == (
        "partial",
        "2016-01-05",
        "2016-07-31",
    )
    assert "2016-01-05" in result.reason


def test_an_incremental_crawl_extends_what_was_vouched_for(site: Loopback, tmp_path) -> None:
    with_feed(site, range(4, 14))
    crawl(tmp_path, site.url)
    with_feed(site, range(10, 20))
    result = crawl(tmp_path, site.url)
    assert (result.fetched, result.covers_from) == (6, "2016-01-05")
    with_feed(site, range(21, 25))  # nothing in it was seen before: something may have been lost between
    result = crawl(tmp_path, site.url)
    assert (result.fetched, result.covers_from) == (4, "2016-01-22")


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_site_that_refuses_its_front_page_is_blocked(site: Loopback, tmp_path, status) -> None:
    site.otherwise = Reply("no", status)
    result = crawl(tmp_path, site.url)
    assert (result.outcome, str(status) in result.reason) == ("blocked", True)
    assert site.paths == ["/robots.txt", "/"]


def test_a_challenge_is_a_refusal_though_it_says_200(site: Loopback, tmp_path) -> None:
    site.pages["/"] = "<html><head><title>Just a moment...</title></head><body>Checking</body></html>"
    result = crawl(tmp_path, site.url)
    assert (result.outcome, "browser" in result.reason) == ("blocked", True)


def test_a_site_that_refuses_its_first_articles_is_blocked(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(20))
    for number in range(20):
        site.pages[f"/news/{number}"] = Reply("paid", 403)
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.failed) == ("blocked", 3)


def test_a_site_without_any_list_is_broken_and_says_what_was_tried(site: Loopback, tmp_path) -> None:
    site.pages["/"] = "<html><body>Just us</body></html>"
    result = crawl(tmp_path, site.url)
    assert result.outcome == "broken"
    assert (result.covers_from, result.covers_until) == (None, None)
    for strategy in ("wordpress", "sitemap", "feed", "listing"):
        assert f"{strategy}: " in result.discovery


def test_one_site_s_trouble_is_not_another_s(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    sites = {"good": {"url": site.url}, "gone": {"url": "http://127.0.0.1:9"}}
    results = {result.source_id: result for result in Crawl(tmp_path, sites).results()}
    assert (results["good"].outcome, results["good"].fetched) == ("complete", 3)
    assert (results["gone"].outcome, "refuses the connection" in results["gone"].reason) == ("blocked", True)


def test_many_failures_in_a_row_leave_the_rest_to_the_next_crawl(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(30))
    for number in range(10, 30):
        site.pages[f"/news/{number}"] = Reply("", 418)
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.fetched, result.failed) == ("partial", 10, 5)
    assert (result.covers_from, result.covers_until) == (None, None)


def test_an_article_that_always_fails_is_left_alone_after_three_crawls(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(5))
    site.pages["/news/2"] = Reply("", 418)
    outcomes = [crawl(tmp_path, site.url).outcome for _ in range(4)]
    assert outcomes == ["partial", "partial", "partial", "complete"]
    assert site.paths.count("/news/2") == 3


def test_addresses_of_one_form_that_give_no_document_are_left(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    more = "".join(f"<url><loc>{site.url}/plan/{n % 12}/{n}</loc></url>" for n in range(60))
    part = site.pages["/sitemap-0.xml"]
    part.body = part.body.replace("<urlset>", f"<urlset>{more}")
    site.otherwise = lambda asked: "<p>Tag</p>" if asked.path.startswith("/plan/") else Reply("", 404)
    result = crawl(tmp_path, site.url, discovery=["sitemap"])
    assert result.fetched == 3
    assert sum(path.startswith("/plan/") for path in site.paths) == 30
    assert "30 addresses of the form /plan/0/* were left" in result.reason


def test_articles_that_nobody_may_ask_for_do_not_stand_in_the_way(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(20))
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /news/1\n"  # and 10 to 19
    for number in range(2, 9):
        site.pages[f"/news/{number}"] = Reply("", 301, {"Location": f"https://somebody.else/{number}"})
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.fetched, result.failed) == ("complete", 2, 18)
    site.asked.clear()
    assert crawl(tmp_path, site.url).outcome == "complete"
    asked = [path for path in site.paths if path.startswith("/news")]
    assert asked == [
        f"/news/{number}" for number in range(2, 9)
    ]  # a wall may begin like a link to somebody else
    crawl(tmp_path, site.url)
    site.asked.clear()
    assert crawl(tmp_path, site.url).outcome == "complete"
    assert not any(path.startswith("/news") for path in site.paths)


def test_a_site_none_of_whose_articles_may_be_asked_for_is_blocked(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(20))
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /news/\n"
    result = crawl(tmp_path, site.url)
    assert (result.outcome, result.covers_from) == ("blocked", None)


def test_a_crawl_that_waits_can_be_told_to_stop(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(5))
    site.pages["/news/2"] = Reply("", 503, {"Retry-After": "600"})
    with Crawl(tmp_path, {"paper": {"url": site.url}}).start() as process:
        wait_until(lambda: "/news/2" in site.paths)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=10)
    assert '"outcome": "interrupted"' in out, err
    assert "Traceback" not in err, err


def test_a_full_disk_ends_the_crawl_and_spoils_nothing(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(200))
    result = Crawl(tmp_path, {"paper": {"url": site.url}}, largest_file=50_000).result()
    assert (result.outcome, "Make room on the disk" in result.reason) == ("broken", True)
    written = captures(tmp_path, "article")
    assert 10 < len(written) < 200
    assert crawl(tmp_path, site.url).fetched == 200 - len(written)


def test_an_article_that_is_gone_is_an_answer(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(5))
    site.pages["/news/2"] = Reply("", 410)
    assert crawl(tmp_path, site.url).outcome == "complete"
    for _ in range(4):
        assert crawl(tmp_path, site.url).outcome == "complete"
    assert site.paths.count("/news/2") == 3  # in as many crawls, then after a while


def test_a_crawl_ends_when_its_time_is_over_and_the_next_goes_on(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(30))
    result = crawl(tmp_path, site.url, delay=0.1, longest_crawl=1.5)
    assert result.outcome == "partial"
    assert 0 < result.fetched < 30
    again = crawl(tmp_path, site.url)
    assert (again.outcome, again.fetched) == ("complete", 30 - result.fetched)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_crawl_that_is_told_to_stop_closes_its_archive(site: Loopback, tmp_path, number) -> None:
    with_sitemap(site, range(50))
    with Crawl(tmp_path, {"paper": {"url": site.url}}, politeness={"delay": 0.1}).start() as process:
        wait_until(lambda: "/news/3" in site.paths)
        began = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 15  # of the 50 pages that would have taken longer
    assert '"outcome": "interrupted"' in out, err
    *_, ended = kept(tmp_path)
    assert isinstance(ended, Note)
    assert (ended.what, ended.facts["outcome"]) == ("crawl-ended", "interrupted")
    archived = len(captures(tmp_path, "article"))  # one may have come while it stopped
    assert archived - ended.facts["fetched"] in {0, 1}
    again = crawl(tmp_path, site.url)
    assert (again.outcome, again.fetched) == ("complete", 50 - archived)


def test_two_crawls_of_one_source_do_not_meet(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(20))
    page, over = site.pages["/news/1"], Event()
    site.pages["/news/1"] = lambda asked: page if over.wait(60) else Reply("", 500)
    with Crawl(tmp_path, {"paper": {"url": site.url}}, politeness={"timeout": 60}).start() as first:
        wait_until(lambda: "/news/1" in site.paths)
        second = crawl(tmp_path, site.url)
        over.set()
        assert (second.outcome, second.archive_file) == ("interrupted", None)
        assert f"process {first.pid}" in second.reason
        first.communicate(timeout=30)
    assert sorted(capture.url for capture in captures(tmp_path, "article")) == sorted(
        f"{site.url}/news/{number}" for number in range(20)
    )


def test_a_source_that_only_archives_hold_is_passed_over(tmp_path) -> None:
    assert Crawl(tmp_path, {"dostyk": {"url": "http://dostykmag.kz", "alive": False}}).results() == []


def test_a_listing_without_dates_vouches_for_nothing_before_today(site: Loopback, tmp_path) -> None:
    with_listing(site, range(10))
    result = crawl(tmp_path, site.url, listings=[f"{site.url}/list?page={{page}}"], articles="/news/")
    assert (result.outcome, result.covers_from) == ("complete", TODAY.isoformat())


def wait_until(condition) -> None:
    until = datetime.now(UTC) + timedelta(seconds=20)
    while not condition():
        assert datetime.now(UTC) < until
        time.sleep(0.02)
