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
        (["", "N/A", "–"], [None] * 3),
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
    ["112233445566", "112233445566.0", "'112233445566", '="112233445566"', '"=""112233445566"""'],
)
def test_an_identifier_without_what_a_spreadsheet_put_on(identifier: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    bring(place, "ct.csv", table(post(**{"Facebook Id": identifier})))
    assert place.ask(
        "SELECT DISTINCT source_id FROM account_stats UNION SELECT source_id FROM documents"
    ) == [("daz-facebook",)]


@pytest.mark.parametrize(
    "before",
    [
        "sep=;\r\n",
        "\ufeffsep=;\r\n",
        "CrowdTangle, May 2016\r\n\r\n",
        "DAZ;;;\r\nMay 2016;;;\r\n",
        '"sep=;"\r\n',
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
