"""What is wrong with one record costs that record: those before and after it are read, and the damage is told."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from crawlers.archive.reader import read, read_placed
from crawlers.archive.records import ArchiveError, Capture, Damage
from tests.archive.foreign_records import ARC_HEAD, PACK, WHEN, arc, http, skippable, url_of, warc, zstd

WHOLE = {name: pack(warc(2)) for name, pack in PACK.items()}


def what(path: Path) -> tuple[list[str], list[str]]:
    """The addresses that a file gives, and what is told of the rest."""
    items = list(read(path))
    return [one.url for one in items if isinstance(one, Capture)], [
        one.reason for one in items if isinstance(one, Damage)
    ]


@pytest.mark.parametrize("form", PACK)
@pytest.mark.parametrize(
    ("second", "told"),
    [
        (warc(2, date="2999-01-01T00:00:00Z"), "of the future"),
        (warc(2, date="1970-01-01T00:00:00Z"), "before the web"),
        (warc(2, b"no answer of a server"), "holds no answer of HTTP"),
        (warc(2, http(b"", status="HTTP/1.1 OK")), "holds no answer of HTTP"),
        (warc(2, length=10**9), "in the middle of this record"),
        (warc(2).replace(b"Content-Length: ", b"Content-Length: x"), "is no record"),
        (warc(2).replace(b"https://foreign.example/2", b"javascript:void(0)"), "not a web address"),
    ],
)
def test_a_record_that_cannot_be_read(form: str, second: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(b"".join(PACK[form](one) for one in (warc(1), second, warc(3))))
    urls, reasons = what(path)
    assert urls == [url_of(1), url_of(3)]
    assert any(told in reason for reason in reasons), reasons


@pytest.mark.parametrize("form", PACK)
@pytest.mark.parametrize(
    ("between", "told"),
    [
        (b"stray line\r\n", "no record"),
        (bytes(5000), "zeros"),
        (b"\x1f\x8b\x08\x00 looks like gzip", None),
        (random.Random(1).randbytes(3000), None),
        (b"<html>an error page of a proxy</html>\n" * 50, "no record"),
    ],
)
def test_bytes_between_records(form: str, between: bytes, told: str | None, tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(PACK[form](warc(1)) + between + PACK[form](warc(2)) + b"tail")
    urls, reasons = what(path)
    assert urls == [url_of(1), url_of(2)]
    if told and form != "plain":
        assert told in reasons[0]
    assert len(reasons) >= 2  # the tail is told too


@pytest.mark.parametrize("form", ["gzip", "zstd"])
@pytest.mark.parametrize("fault", ["cut", "bits", "end"])
def test_a_damaged_member(form: str, fault: str, tmp_path: Path) -> None:
    first, second, third = (PACK[form](warc(number)) for number in (1, 2, 3))
    middle = len(second) // 2
    broken = {
        "cut": second[:middle],
        "bits": second[:middle]
        + bytes(byte ^ 0x55 for byte in second[middle : middle + 9])
        + second[middle + 9 :],
        "end": second[:-6] + bytes(6) if form == "gzip" else second[: middle + 20],
    }[fault]
    path = tmp_path / "x.warc.gz"
    path.write_bytes(first + broken + third)
    urls, reasons = what(path)
    assert urls == [url_of(1), url_of(3)]
    assert reasons


def test_a_file_compressed_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "whole.warc.gz"
    content = gzip.compress(b"".join(warc(number) for number in range(30)))
    path.write_bytes(content)
    assert what(path) == ([url_of(number) for number in range(30)], [])
    assert {place.end for place, _ in read_placed(path)} == {len(content)}
    path.write_bytes(content[:-40])  # the record in which it ends is lost with it
    urls, reasons = what(path)
    assert urls[:20] == [url_of(number) for number in range(20)]
    assert len(reasons) == 1


def test_a_large_file_compressed_as_a_whole_is_unpacked_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawlers.archive.members._HELD", 2000)
    path = tmp_path / "whole.warc.gz"
    path.write_bytes(gzip.compress(b"".join(warc(number) for number in range(60))))
    assert what(path) == ([url_of(number) for number in range(60)], [])
    path.write_bytes(gzip.compress(warc(1) + warc(2, http(bytes(10**7)))) + gzip.compress(warc(3)))
    urls, reasons = what(path)
    assert urls == [url_of(1), url_of(3)]
    assert reasons == ["unpacks to more than 200 times its size"]


@pytest.mark.parametrize("packed", [False, True])
def test_an_arc_file(packed: bool, tmp_path: Path) -> None:
    pack = gzip.compress if packed else bytes
    path = tmp_path / "x.arc"
    path.write_bytes(pack(ARC_HEAD) + b"".join(pack(arc(number)) for number in (1, 2, 3)))
    urls, reasons = what(path)
    assert (urls, reasons) == ([url_of(1), url_of(2), url_of(3)], [])
    first = next(item for item in read(path) if isinstance(item, Capture))
    assert (first.captured_at.isoformat(), first.body) == ("2016-06-01T10:20:30+00:00", b"<p>page 1</p>")


@pytest.mark.parametrize("packed", [False, True])
def test_a_warc_file_in_zstd_with_a_dictionary(packed: bool, tmp_path: Path) -> None:
    samples = [warc(number) for number in range(200)]
    words = zstd.train_dict(samples, 2000)
    kept = words.dict_content
    path = tmp_path / "x.warc.zst"
    path.write_bytes(
        skippable(zstd.compress(kept) if packed else kept)
        + b"".join(zstd.compress(one, zstd_dict=words) for one in samples[:5])
    )
    assert what(path) == ([url_of(number) for number in range(5)], [])


@pytest.mark.parametrize(
    ("date", "served", "moment"),
    [
        ("2016-06-01T10:20:30.123456789Z", None, "2016-06-01T10:20:30.123456+00:00"),
        ("2016-06-01T12:20:30+02:00", None, "2016-06-01T10:20:30+00:00"),
        ("20160601102030", None, "2016-06-01T10:20:30+00:00"),
        ("2016-06-01", None, "2016-06-01T23:59:59+00:00"),
        ("2016-06", None, "2016-06-30T23:59:59+00:00"),
        ("2016", None, "2016-12-31T23:59:59+00:00"),
        ("2016", "Wed, 01 Jun 2016 10:20:30 GMT", "2016-06-01T10:20:30+00:00"),
        ("2016", "Mon, 01 Jun 2015 10:20:30 GMT", "2016-12-31T23:59:59+00:00"),
        ("garbage", "Wed, 01 Jun 2016 10:20:30 GMT", "2016-06-01T10:20:30+00:00"),
        (None, "Wed, 01 Jun 2016 10:20:30 GMT", "2016-06-01T10:20:30+00:00"),
    ],
)
def test_when_a_record_was_captured(
    date: str | None, served: str | None, moment: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(warc(1, http(b"x", *([f"Date: {served}"] if served else [])), date=date))
    (found,) = read(path)
    assert isinstance(found, Capture)
    assert found.captured_at.isoformat() == moment


@pytest.mark.parametrize("form", PACK)
@pytest.mark.parametrize(
    "date", ["garbage", "2016-02-31T00:00:00Z", "0001-01-01T00:00:00+14:00", "", None, "1 June 2016", "🙂"]
)
@pytest.mark.parametrize("place", range(3))
def test_what_does_not_say_when_it_was_captured_was_so_when_its_neighbours_were(
    form: str, date: str | None, place: int, tmp_path: Path
) -> None:
    records = [warc(1, date="2016-06-01T10:20:30Z"), warc(3, date="2016-06-03T10:20:30Z")]
    records.insert(place, warc(2, date=date))
    path = tmp_path / "x.warc"
    path.write_bytes(b"".join(map(PACK[form], records)))
    urls, reasons = what(path)
    assert urls == [url_of(number) for number in ((2, 1, 3), (1, 2, 3), (1, 3, 2))[place]]
    assert len(reasons) == 1
    undated = next(item for item in read(path) if isinstance(item, Capture) and item.url == url_of(2))
    day = ("2016-06-01", "2016-06-03", "2016-06-03")[place]
    assert (undated.captured_at.date().isoformat(), undated.coarse) == (day, True)
    assert f"taken as captured by {day}" in reasons[0]


def test_where_nothing_says_when_nothing_is_claimed(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(b"".join(warc(number, date="garbage") for number in range(150)))
    urls, reasons = what(path)
    assert urls == []
    assert len(reasons) == 150
    assert "when it was captured is not known" in reasons[0]


def test_a_body_that_cannot_be_unpacked_is_an_answer_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    cut = gzip.compress("".join(f"<p>{number}</p>" for number in range(50)).encode())[:40]
    path.write_bytes(warc(1, http(cut, "Content-Encoding: gzip")) + warc(2))
    first, second = read(path)
    assert isinstance(first, Capture)
    assert (first.status, first.body, first.unreadable) == (200, b"", "gzip: the stream is cut")
    assert isinstance(second, Capture)
    assert not second.unreadable


def test_a_chunked_body_in_a_coding(tmp_path: Path) -> None:
    body = PACK["zstd"](b"<p>text</p>" * 50)
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:7], body[7:])) + b"0\r\n\r\n"
    path = tmp_path / "x.warc"
    path.write_bytes(warc(1, http(chunked, "Transfer-Encoding: chunked", "Content-Encoding: zstd")))
    (found,) = read(path)
    assert isinstance(found, Capture)
    assert found.body == b"<p>text</p>" * 50


def test_an_answer_of_http_2(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(warc(1, http(b"x", status="HTTP/2 200")))
    assert what(path) == ([url_of(1)], [])


@pytest.mark.parametrize(
    "content", [bytes(10**6), b"PK\x03\x04", b"\x28\xb5\x2f\xfd broken", b"filedesc://x\n"]
)
def test_what_holds_no_record_at_all_is_no_archive(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"x\.warc\.gz: is not a WARC file"):
        list(read(path))


def test_a_capture_is_never_of_the_future(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(warc(1, date="2999") + warc(2, date=WHEN))
    assert what(path)[0] == [url_of(2)]
