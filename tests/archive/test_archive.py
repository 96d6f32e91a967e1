"""Archive files: what is written is read back, and a torn file gives all that is whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.checker import Checker

from crawlers.archive.reader import in_order, read, read_placed
from crawlers.archive.records import ArchiveError, Capture, Damage, Note
from crawlers.archive.writer import ArchiveWriter

AT = datetime(2026, 5, 9, 10, 11, 12, 131415, tzinfo=UTC)


def write(directory: Path, bodies: list[bytes]) -> Path:
    archive = ArchiveWriter(directory, "paper", {"via": "live"})
    for number, body in enumerate(bodies):
        archive.exchange(
            url=f"http://paper.kz/{number}",
            at=AT,
            request=(f"GET /{number} HTTP/1.1", [("Host", "paper.kz")]),
            response=("200 OK", [("Content-Type", "image/png"), ("Transfer-Encoding", "chunked")], body),
            role="article",
        )
    archive.failure(url="http://paper.kz/x", at=AT, role="article", reason="it took too long")
    archive.close({"outcome": "complete"})
    return archive.path


@settings(max_examples=30, deadline=None)
@given(bodies=st.lists(st.binary(max_size=300), max_size=4))
def test_what_is_written_is_read_back(tmp_path_factory, bodies) -> None:
    begun, *between, failed, ended = read(write(tmp_path_factory.mktemp("archive"), bodies))
    assert isinstance(begun, Note)
    assert begun.facts["via"] == "live"
    assert [(item.url, item.body, item.captured_at) for item in between if isinstance(item, Capture)] == [
        (f"http://paper.kz/{number}", body, AT) for number, body in enumerate(bodies)
    ]
    assert isinstance(failed, Note)
    assert failed.facts["reason"] == "it took too long"
    assert isinstance(ended, Note)
    assert ended.facts["outcome"] == "complete"


def test_a_file_cut_anywhere_gives_what_was_whole(tmp_path) -> None:
    path = write(tmp_path, [b"one" * 50, b"two" * 50])
    whole, placed = path.read_bytes(), list(read_placed(path))
    torn = tmp_path / "torn.warc.gz"
    for length in range(0, len(whole), 7):
        torn.write_bytes(whole[:length])
        try:
            found = [item for item in read(torn) if not isinstance(item, Damage)]
        except ArchiveError:
            found = []
        assert found == [item for _, item in placed][: len(found)]  # none is shorter than it was
        assert len(found) >= sum(place.end <= length for place, _ in placed)


def test_reading_begins_at_any_record(tmp_path) -> None:
    path = write(tmp_path, [b"one", b"two"])
    placed = list(read_placed(path))
    for number, (place, _) in enumerate(placed):
        assert list(read_placed(path, place.offset)) == placed[number:]
    assert placed[-1][0].end == path.stat().st_size


def test_others_can_read_it(tmp_path, capsys) -> None:
    path = write(tmp_path, [b"one", b"two"])
    checker = Checker(type("Arguments", (), {"inputs": [str(path)], "verbose": True})())
    checker.process_all()
    assert checker.exit_value == 0, capsys.readouterr().out


def test_a_full_disk_tears_nothing(tmp_path) -> None:
    path = Path("/dev/full")
    archive = ArchiveWriter(tmp_path, "paper", {})
    good = archive._file
    archive._file = path.open("wb", buffering=0)
    with archive._file, pytest.raises(OSError, match="No space left"):
        archive.failure(url="http://paper.kz/", at=AT, role=None, reason="")
    archive._file = good
    archive.close({"outcome": "broken"})
    assert [item.what for item in read(archive.path) if isinstance(item, Note)] == [
        "crawl-begun",
        "crawl-ended",
    ]


@pytest.mark.parametrize("content", [b"", b"hello", b"\x1f\x8b\x08 no gzip", b"<html></html>\n" * 100])
def test_what_is_no_archive_is_refused(tmp_path, content) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    if not content:
        assert list(read(path)) == []
        return
    with pytest.raises(ArchiveError, match=r"x\.warc\.gz"):
        list(read(path))


def test_a_missing_file_is_one_message(tmp_path) -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        list(read(tmp_path / "none.warc.gz"))


def test_crawls_begun_in_one_second_keep_their_order(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
    made = []
    for token in ("ffff", "aaaa", "cccc"):  # in the order of time, which is not that of their names
        with ArchiveWriter(tmp_path, "paper", {}, token=token, clock=lambda: moment) as archive:
            archive.close({})
            made.append(archive.path)
    assert in_order(tmp_path / "paper") == made
