"""What the crawler must never do: reach into private networks, trust a bad certificate, swallow anything, leave the site."""

from __future__ import annotations

import datetime
import gzip
import ipaddress
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from crawlers.catalogue.study import Politeness
from crawlers.crawl.middlewares.private_addresses import is_public
from crawlers.crawl.settings import settings
from tests.crawl.crawling import captures, crawl, failures
from tests.crawl.loopback import Loopback, Reply, serve
from tests.crawl.papers import article, with_sitemap


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "0177.0.0.1", "0x7f.1", "2130706433"])
def test_private_hosts_are_never_asked_neither_by_number_nor_by_name(site: Loopback, tmp_path, host) -> None:
    with_sitemap(site, range(1))
    result = crawl(tmp_path, site.url.replace("127.0.0.1", host), private_addresses=False)
    assert site.asked == []
    assert result.outcome == "blocked"
    assert "127.0.0.1 is not a public address" in result.reason


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("2002:7f00:1::1", False),  # 6to4 of 127.0.0.1
        ("2002:5db8:d70e::1", True),
        ("64:ff9b::a9fe:a9fe", False),  # NAT64 of 169.254.169.254
        ("64:ff9b::5db8:d70e", True),
        ("2001:0:5db8:d70e:0:0:80ff:fffe", False),  # Teredo, its client 127.0.0.1
        ("fd00:ec2::254", False),  # metadata of a cloud
        ("::", False),
        ("192.0.2.1", False),
        ("198.18.0.1", False),
    ],
)
def test_which_addresses_are_public(address, public) -> None:
    assert is_public(address) is public


def test_a_redirect_to_somebody_else_is_not_followed(site: Loopback, tmp_path) -> None:
    with serve(Loopback()) as other:
        other.otherwise = article(99)
        with_sitemap(site, range(2))
        site.pages["/news/0"] = Reply("", 302, {"Location": f"{other.url}/stolen"})
        result = crawl(tmp_path, site.url)
        assert other.asked == []
    assert (result.fetched, result.failed) == (1, 1)
    assert "the catalogue does not name" in failures(tmp_path)[f"{site.url}/news/0"]
    assert [capture.status for capture in captures(tmp_path, "article")] == [302, 200]


def test_not_even_after_a_retry(site: Loopback, tmp_path) -> None:
    """Scrapy marks a retry as exempt from its own filter."""
    with serve(Loopback()) as other:
        answers = [Reply("", 302, {"Location": f"{other.url}/stolen"}), Reply("", 500)]
        with_sitemap(site, range(1))
        site.pages["/news/0"] = lambda asked: answers.pop()
        crawl(tmp_path, site.url)
        assert other.asked == []


def test_addresses_of_others_in_lists_are_passed_over(site: Loopback, tmp_path) -> None:
    with serve(Loopback()) as other:
        with_sitemap(site, range(2))
        site.pages["/sitemap-0.xml"].body += ""
        site.pages["/sitemap-0.xml"].body = site.pages["/sitemap-0.xml"].body.replace(
            f"{site.url}/news/1", f"{other.url}/news/1"
        )
        assert crawl(tmp_path, site.url).found == 1
        assert other.asked == []


def test_a_redirect_to_a_file_or_in_a_circle_ends(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(3))
    site.pages["/news/0"] = Reply("", 302, {"Location": "file:///etc/passwd"})
    site.pages["/news/1"] = Reply("", 302, {"Location": "/news/1"})
    result = crawl(tmp_path, site.url)
    assert (result.fetched, result.failed) == (1, 2)
    assert site.paths.count("/news/1") == 6
    assert not any(b"root:" in capture.body for capture in captures(tmp_path))


def _refresh(content: str) -> str:
    return f'<html><head><meta http-equiv="refresh" content="{content}"></head><body>One moment</body></html>'


def test_a_page_that_sends_its_visitor_on_is_archived_and_followed(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    site.pages["/moved/0"] = site.pages["/news/0"]
    site.pages["/news/0"] = _refresh("0; url=/moved/0")
    result = crawl(tmp_path, site.url)
    assert (result.fetched, result.failed) == (2, 0)
    read = {capture.url: capture.body for capture in captures(tmp_path, "article")}
    assert b"refresh" in read[f"{site.url}/news/0"]
    assert read[f"{site.url}/moved/0"] == site.pages["/moved/0"].encode()


def test_a_refresh_to_somebody_else_in_a_circle_or_after_a_while_is_not_followed(
    site: Loopback, tmp_path
) -> None:
    with serve(Loopback()) as other:
        with_sitemap(site, range(5))
        site.pages["/news/0"] = _refresh(f"0; url={other.url}/stolen")
        site.pages["/news/1"] = _refresh("0; url=/step")
        site.pages["/step"] = _refresh("0; url=/news/1?utm_source=step")
        site.pages["/news/2"] = _refresh("0; url=/news/2?utm_source=a")
        site.pages["/news/3"] = _refresh("60; url=/late")
        site.otherwise = lambda asked: (
            _refresh(f"0; url={asked.path}x") if "endless" in asked.path else Reply("", 404)
        )
        site.pages["/news/4"] = _refresh("0; url=/endless")
        crawl(tmp_path, site.url)
        assert other.asked == []
    assert site.paths.count("/news/1") == site.paths.count("/step") == 1
    assert site.paths.count("/news/2") == 1
    assert "/late" not in site.paths
    assert sum("endless" in path for path in site.paths) == 5


def test_an_answer_that_is_too_large_is_refused_before_it_is_read(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    site.pages["/news/0"] = Reply(b"x" * 3_000_000)
    result = crawl(tmp_path, site.url, largest_response=100_000)
    assert (result.fetched, result.failed) == (1, 1)
    assert failures(tmp_path) == {
        f"{site.url}/news/0": "it is larger than politeness.largest_response allows"
    }
    assert result.bytes < 100_000
    assert site.paths.count("/news/0") == 1


def test_nor_is_one_that_is_large_only_unpacked(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    site.pages["/news/0"] = Reply(gzip.compress(b"x" * 3_000_000), headers={"Content-Encoding": "gzip"})
    result = crawl(tmp_path, site.url, largest_response=100_000)
    assert (result.fetched, result.failed) == (1, 1)
    assert "unpacked" in failures(tmp_path)[f"{site.url}/news/0"]


def test_an_answer_that_does_not_come_is_given_up(site: Loopback, tmp_path) -> None:
    with_sitemap(site, range(2))
    site.pages["/news/0"] = Reply(article(0), after=3)
    result = crawl(tmp_path, site.url, timeout=0.3)
    assert (result.outcome, result.fetched, result.failed) == ("partial", 1, 1)
    assert "timeout" in failures(tmp_path)[f"{site.url}/news/0"]


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path) -> None:
    with serve(Loopback(), self_signed(tmp_path)) as site:
        result = crawl(tmp_path / "archive", site.url)
    assert site.asked == []
    assert result.outcome == "blocked"
    assert "certificate cannot be verified" in result.reason


def self_signed(directory) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    path = directory / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def test_scrapys_risky_defaults_are_changed() -> None:
    chosen = settings(Politeness(contact="mail@example.org"))
    assert chosen["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert chosen["REMOTE_CONTROL_ENABLED"] is False
    assert chosen["TELNETCONSOLE_ENABLED"] is False
    assert chosen["COOKIES_ENABLED"] is False
    handlers = chosen["DOWNLOAD_HANDLERS"]
    assert {scheme for scheme, handler in handlers.items() if handler} == {"http", "https"}
    assert {"data", "file", "ftp", "s3"} <= handlers.keys()
    assert chosen["DOWNLOAD_MAXSIZE"] == 32 * 2**20
    assert chosen["CONCURRENT_REQUESTS"] == 1
