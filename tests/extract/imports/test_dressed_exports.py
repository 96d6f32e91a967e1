"""Exports after they went through spreadsheets, shells and archives: the same posts and counts, or unknown ones."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.archive.records import ArchiveError
from crawlers.catalogue.configuration import ConfigurationError
from crawlers.extract.imports import import_all
from crawlers.extract.imports.counts import CountColumns
from tests.extract.imports.warehouse import ZONE, Place

pytestmark = pytest.mark.slow

NAMES = (
    "Page Name",
    "User Name",
    "Facebook Id",
    "Post Created",
    "URL",
    "Message",
    "Likes",
    "Comments",
    "Shares",
)


def post(number: int = 1, **cells: str) -> str:
    """A row of CrowdTangle's, semicolons between."""
    row = {
        "Page Name": "DAZ", "User Name": "daz.asia", "Facebook Id": "112233445566",
        "Post Created": f"2016-05-{number:02} 10:00:00 UTC", "Message": f"Chorprobe {number}",
        "URL": f"https://www.facebook.com/112233445566/posts/90000000000000{number}",
        "Likes": "3", "Comments": "2", "Shares": "1",
    }  # fmt: skip
    return ";".join((row | cells)[name] for name in NAMES)


def table(*rows: str) -> str:
    return "\r\n".join((";".join(NAMES), *rows)) + "\r\n"


def video(**more: Any) -> dict[str, Any]:
    told = {"id": "abcdefghij1", "title": "Hora", "extractor_key": "Youtube", "upload_date": "20160501"}
    return told | {"channel_id": "UC" + "a" * 22, "channel": "Dacia", "view_count": 7} | more


def bring(place: Place, name: str, content: str | bytes) -> Any:
    path = place.root / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    imports = import_all([path], place.root / "archive", ZONE)
    if imports.refused:
        raise imports.refused[0]
    place.load()
    return imports.done[0]


@pytest.mark.parametrize(
    ("cells", "counts"),
    [
        (["1.000", "12"], [1000, 12]),
        (["1.000", "2.500.000"], [1000, 2500000]),
        (["1,00,000", "1,234"], [100000, 1234]),
        (["1'000", "2’500", "3\u202f000", "4\u00a0000"], [1000, 2500, 3000, 4000]),
        (["1.2K", "1,234", "3M"], [1200, 1234, 3000000]),
        (["1,2 тыс.", "3 млн"], [1200, 3000000]),
        (["12.0", "7.0"], [12, 7]),
        (["<100", "100+", "~5", "1-2"], [None] * 4),
        (["1.2K", "1.000"], [1200, None]),  # a dot before decimals above: 1.000 may be one
        (["1.234,0", "5.678"], [1234, 5678]),
        (["-3", "1.5", "1e9", "many", "9" * 30], [None] * 5),
        (["1.234K", "2K"], [None, 2000]),  # a thousand and some, or a million
        (["1.234K", "1.5K"], [1234, 1500]),
        (["1,234K", "1,234,567"], [1234000, 1234567]),
        (["", "N/A", "–", "#N/A", "#VALUE!", "(null)"], [None] * 6),
    ],
)
def test_a_column_of_counts_is_read_one_way(cells: list[str], counts: list[int | None]) -> None:
    column = CountColumns()
    column.learn(["Likes"], ({"Likes": cell} for cell in cells))
    assert [column.read({"Likes": cell}, "Likes") for cell in cells] == counts


def test_a_post_whose_counts_are_none_is_kept_and_told(tmp_path: Path) -> None:
    place = Place(tmp_path)
    done = bring(
        place, "ct.csv", table(post(1, Likes="1.000", Shares="<100"), post(2, Likes="12", Shares="100+"))
    )
    assert place.ask(
        "SELECT likes, comments, shares FROM document_stats ORDER BY document_id IS NULL, likes"
    ) == [
        (12, 2, None),
        (1000, 2, None),
    ]
    assert done.unread == {"Shares": 2}


@pytest.mark.parametrize(
    "identifier",
    [
        "112233445566",
        "112233445566.0",
        "112233445566,00",
        "'112233445566",
        "’112233445566",
        "'112233445566'",
        '="112233445566"',
        '"=""112233445566"""',
        "=112233445566",
        "\u200b112233445566",
        "\t112233445566\u00a0",
        "112,233,445,566",
        "112.233.445.566",
        "112 233 445 566",
        "112'233'445'566",
        "112,233,445,566.0",
    ],
)
def test_an_identifier_without_what_a_spreadsheet_put_on(identifier: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "ct.csv", table(post(**{"Facebook Id": identifier})))
    assert place.ask("SELECT source_id, url FROM documents") == [
        ("daz-facebook", "https://facebook.com/112233445566/posts/900000000000001")
    ]


@pytest.mark.parametrize(
    "url",
    [
        "'https://www.facebook.com/112233445566/posts/7",
        '"=""https://www.facebook.com/112233445566/posts/7"""',
        '"=HYPERLINK(""https://www.facebook.com/112233445566/posts/7""; ""Post"")"',
        "<https://www.facebook.com/112233445566/posts/7>",
        "www.facebook.com/112233445566/posts/7",
    ],
)
def test_an_address_without_what_a_spreadsheet_put_on(url: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "ct.csv", table(post(1, URL=url)))
    assert place.ask("SELECT url FROM documents") == [("https://facebook.com/112233445566/posts/7",)]


def test_what_a_spreadsheet_has_rounded_names_no_post(tmp_path: Path) -> None:
    rounded = post(1, URL="https://www.facebook.com/112233445566/posts/9E+14")
    done = bring(Place(tmp_path), "ct.csv", table(rounded, post(2, **{"Facebook Id": "1.12E+11"}), post(3)))
    assert [(one.line, "rounded by a spreadsheet" in one.reason) for one in done.listed] == [
        (2, True),
        (3, True),
    ]


@pytest.mark.parametrize(
    "before",
    [
        "sep=;\r\n",
        "\ufeffsep=;\r\n",
        "CrowdTangle, May 2016\r\n\r\n",
        "DAZ;;;\r\nMay 2016;;;\r\n",
        '"sep=;"\r\n',
        "Sep = ;\r\n",
        "Page;DAZ\r\nPeriod;May 2016\r\n\r\n",
    ],
)
def test_lines_before_the_header(before: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    done = bring(place, "ct.csv", before + table(post(1), post(2), "torn"))
    assert place.ask("SELECT count(*) FROM documents") == [(2,)]
    assert [one.line for one in done.listed] == [before.count("\n") + 4]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(video()),
        json.dumps(video(), indent=1),
        "WARNING: [youtube] no player\n[youtube] Extracting URL\n" + json.dumps(video()),
        json.dumps(video(title="Hora\u2028mare"), ensure_ascii=False) + "\n" + json.dumps(video(), ensure_ascii=False),
        json.dumps(video(formats=[{"format_id": "1"}], tags=["x"], thumbnails=[{"id": "0"}]), indent=2),
        json.dumps(
            {"_type": "playlist", "id": "UC1", "title": "Dacia", "extractor_key": "YoutubeTab", "channel": "Dacia",
             "thumbnails": [{"id": "0"}], "channel_id": "UC" + "a" * 22,
             "entries": [None, {"id": "PL", "title": "Videos", "entries": [video(channel_id=None)]}]}
        ),
    ],
    ids=["one line", "info.json", "warnings", "u2028", "lists inside", "-J"],
)  # fmt: skip
@pytest.mark.parametrize("packed", ["", "gz", "zip"])
def test_a_video_however_yt_dlp_was_told_to_write_it(content: str, packed: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    if packed == "gz":
        bring(place, "video.jsonl.gz", gzip.compress(content.encode()))
    elif packed == "zip":
        with zipfile.ZipFile(tmp_path / "all.zip", "w") as package:
            package.writestr("videos/video.info.json", content)
            package.writestr("photo.jpg", b"\xff\xd8")
            package.writestr("friends.json", '[{"name": "nobody of ours"}]')
        bring(place, "all.zip", (tmp_path / "all.zip").read_bytes())
    else:
        bring(place, "video.info.json", content)
    assert place.ask(
        "SELECT source_id, url, published_day::VARCHAR, views FROM documents JOIN document_stats USING (document_id)"
    ) == [("dacia-youtube", "https://youtube.com/watch?v=abcdefghij1", "2016-05-01", 7)]


@pytest.mark.parametrize(
    "form",
    [
        lambda rows: rows.replace(";", "\t"), lambda rows: "sep=|\n" + rows.replace(";", "|"), lambda rows: rows.replace(";", "|"),
        lambda rows: rows.encode("utf-16"), lambda rows: rows.encode("utf-16-le"), lambda rows: rows.encode("utf-16-be"),
        lambda rows: rows.replace("\r\n", ";;;\r\n"), lambda rows: rows.replace(" UTC", " UTC ").replace("\r\n", "\r"),
        lambda rows: "\n".join(row + (";;" if number else "") for number, row in enumerate(rows.split("\r\n")) if row),
    ],
    ids=["tab", "told", "bar", "utf-16", "utf-16-le", "utf-16-be", "columns without names", "returns", "longer rows"],
)  # fmt: skip
def test_a_table_however_a_spreadsheet_saved_it(form: Any, tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "ct.csv", form(table(post(1), post(2))))
    assert place.ask("SELECT published_day::VARCHAR, text FROM documents ORDER BY 1") == [
        ("2016-05-01", "Chorprobe 1"),
        ("2016-05-02", "Chorprobe 2"),
    ]


ONE, TWO = json.dumps(video()), json.dumps(video(id="abcdefghij2"))


@pytest.mark.parametrize(
    ("content", "left_out"),
    [
        (f"{ONE}\r\n{TWO}\r\n", 0), (f"\ufeff{ONE}\n{TWO}", 0), (f"{ONE},\n{TWO},\n", 0), (f"[{ONE},\n{TWO},]", 0),
        (f"{ONE}{TWO}", 0), (f"{json.dumps(video(), indent=2)}\n{json.dumps(video(id='abcdefghij2'), indent=2)}\n", 0),
        ("WARNING: slow\n" * 300 + f"{ONE}\n{TWO}", 0), (f"[download] {{a}}\n{ONE}\n{TWO}", 0),
        (f"{ONE}\nERROR: private\n{TWO}\n\0\0\0", 2), (f"{ONE}\n{ONE[:40]}\n{TWO}", 1), (f"{ONE}\n{TWO}\n{ONE[:40]}", 1),
        (f"{json.dumps(video(), indent=2)}\n{json.dumps(video(), indent=2)[:30]}\n{TWO}", 1),
    ],
)  # fmt: skip
def test_videos_that_follow_one_another(content: str, left_out: int, tmp_path: Path) -> None:
    place = Place(tmp_path)
    done = bring(place, "list.jsonl", content)
    assert place.ask("SELECT right(url, 1) FROM documents ORDER BY url") == [("1",), ("2",)]
    assert len(done.listed) == left_out


@pytest.mark.parametrize(
    "date", ["NA", "#N/A", "0", "0000-00-00 00:00:00", "1970-01-01 00:00:00 UTC", "#######"]
)
def test_what_programs_write_in_place_of_a_date_is_none(date: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "ct.csv", table(post(1, **{"Post Created": date})))
    assert place.ask("SELECT text, published_day FROM documents") == [("Chorprobe 1", None)]


@pytest.mark.parametrize("stamp", [1462082400, "1462082400", 1462082400.0, 1462082400000])
def test_a_unix_time_in_seconds_or_thousandths(stamp: Any, tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "x.jsonl", json.dumps(video(timestamp=stamp)))
    assert place.ask("SELECT published_at FROM documents") == [(datetime(2016, 5, 1, 6),)]


@pytest.mark.parametrize("date", ["NA", "N/A", "", None])
def test_a_video_without_a_date_is_undated(date: str | None, tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "x.jsonl", json.dumps(video(upload_date=date, timestamp=date)))
    assert place.ask("SELECT title, published_day FROM documents") == [("Hora", None)]


def test_a_post_without_a_date_is_undated_and_says_nothing_of_its_page(tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "ct.csv", table(post(1, **{"Post Created": "NA"}), post(2)))
    assert place.ask("SELECT count(*), count(published_day) FROM documents") == [(2, 1)]


def test_a_claim_about_the_future_is_refused(tmp_path: Path) -> None:
    place = Place(tmp_path)
    done = bring(place, "ct.csv", table(post(1, **{"Post Created": "2999-05-01 10:00:00 UTC"}), post(2)))
    assert [one.reason for one in done.listed] == ["says that it is of the future (2999-05-01)"]
    assert place.ask("SELECT max(published_day)::VARCHAR FROM documents") == [("2016-05-02",)]


def test_an_export_cannot_vouch_for_days_to_come(tmp_path: Path) -> None:
    (tmp_path / "ct.csv").write_text(table(post(1)), encoding="utf-8")
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date()
    mapping = tmp_path / "m.toml"
    mapping.write_text(f"covers_from = 2016-05-01\ncovers_until = {tomorrow}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="in the future"):
        import_all([tmp_path / "ct.csv"], tmp_path / "archive", ZONE, mapping)


def test_one_file_that_is_refused_keeps_no_other_away(tmp_path: Path) -> None:
    place = Place(tmp_path)
    (tmp_path / "bad.csv").write_text("alpha,beta\n", encoding="utf-8")
    (tmp_path / "torn.csv.gz").write_bytes(gzip.compress(table(post(3)).encode())[:60])
    (tmp_path / "good.csv").write_text(table(post(1)), encoding="utf-8")
    names = ("bad.csv", "torn.csv.gz", "missing.csv", "good.csv")
    imports = import_all([tmp_path / name for name in names], tmp_path / "archive", ZONE)
    place.load()
    assert [str(one).partition(":")[0].rpartition("/")[2] for one in imports.refused] == list(names[:3])
    assert place.ask("SELECT count(*) FROM documents") == [(1,)]


def test_a_bomb_in_a_package_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawlers.extract.imports.packages._SMALL", 2**16)
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(bytes(2**22)))
    imports = import_all([tmp_path / "x.csv.gz"], tmp_path / "archive", ZONE)
    assert [type(one) for one in imports.refused] == [ArchiveError]
    assert "more than 200 times" in str(imports.refused[0])
