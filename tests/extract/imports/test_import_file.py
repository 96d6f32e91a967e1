"""What importing promises: once is enough, nothing is lost, and a mistake is explained."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from benchmarks.imports import BROKEN, measured, write_export
from crawlers.archive.records import ArchiveError
from crawlers.catalogue.configuration import ConfigurationError
from crawlers.extract.imports import import_file
from tests.extract.imports.test_exports import CASES, EXPORTS
from tests.extract.imports.warehouse import ZONE, Place

CROWDTANGLE = EXPORTS / "crowdtangle-2021-02-18.csv"
SAY_WHEN = {"yt-dlp.jsonl", "zeeschuimer.ndjson", "4cat.ndjson"}
"""Exports whose rows say themselves when they were read."""


def test_the_file_is_kept_as_it_is(tmp_path: Path) -> None:
    imported, _ = Place(tmp_path).bring(CROWDTANGLE)
    assert imported.path.parent == tmp_path / "archive" / "imported"
    assert imported.path.read_bytes() == CROWDTANGLE.read_bytes()


def test_running_it_twice_under_another_name_adds_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.bring(CROWDTANGLE)
    once = place.told()
    renamed = tmp_path / "the same again 2022-03-04.csv"
    shutil.copyfile(CROWDTANGLE, renamed)
    imported, loaded = place.bring(renamed)
    assert (imported.already_there, loaded.files, loaded.new) == (True, 0, 0)
    assert place.told() == once


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_later_export_of_the_same_posts_adds_counters_and_no_documents(path: Path, tmp_path: Path) -> None:
    place = Place(tmp_path)
    mapping = path.with_suffix(".toml")
    given = mapping if mapping.exists() else None
    place.bring(path, given)
    held = "SELECT document_id, title, text, published_at FROM documents ORDER BY 1"
    read = "SELECT document_id, count(*) FROM document_stats GROUP BY 1 ORDER BY 1"
    documents, counters = place.ask(held), place.ask(read)
    later = tmp_path / f"{path.stem} 2026-01-31{path.suffix}"
    content = path.read_bytes()
    later.write_bytes(content + "\n".encode("utf-16-le" if content.startswith(b"\xff\xfe") else "utf-8"))
    if given:
        given = tmp_path / "later.toml"
        given.write_text(
            mapping.read_text(encoding="utf-8").replace("2017-01-01", "2026-01-31"), encoding="utf-8"
        )
    _, loaded = place.bring(later, given)
    assert (loaded.files, loaded.new) == (1, 0)
    assert place.ask(held) == documents
    twice = 1 if path.name in SAY_WHEN else 2
    assert place.ask(read) == [(document, n * twice) for document, n in counters]


def test_counters_without_texts_take_no_text_away(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.bring(CROWDTANGLE)
    texts = place.ask("SELECT url, text FROM documents ORDER BY 1")
    (url, _), *_ = texts
    counted = tmp_path / "counted 2023-05-01.csv"
    counted.write_text(f"Link;Tag;Likes\n{url};2016-05-01;77\n", encoding="utf-8")
    mapping = tmp_path / "counted.toml"
    mapping.write_text(
        'platform = "facebook"\naccount = "daz-facebook"\n[columns]\nurl = "Link"\npublished = "Tag"\nlikes = "Likes"\n',
        encoding="utf-8",
    )
    place.bring(counted, mapping)
    assert place.ask("SELECT url, text FROM documents ORDER BY 1") == texts
    assert place.ask("SELECT max(likes) FROM document_stats WHERE observed_at > '2023-01-01'") == [(77,)]


@pytest.mark.parametrize("name", ["zeeschuimer.ndjson", "4cat.ndjson", "4cat.csv"])
def test_a_post_whose_address_hides_its_number_is_known_by_it_all_the_same(name: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.bring(EXPORTS / name)
    known = place.ask("SELECT url FROM documents")
    shown = (EXPORTS / name).read_text(encoding="utf-8")
    hidden = shown.replace("daz.asia/posts/900000000000009", "daz.asia/posts/pfbid0AbCdEf123")
    (tmp_path / name).write_text(hidden, encoding="utf-8")
    imported, _ = place.bring(tmp_path / name)
    assert not imported.already_there
    assert place.ask("SELECT url FROM documents") == known


def test_a_new_mapping_replaces_what_the_old_one_gave(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.bring(EXPORTS / "spreadsheet.csv", EXPORTS / "spreadsheet.toml")
    mended = tmp_path / "mended.toml"
    mapping = (EXPORTS / "spreadsheet.toml").read_text(encoding="utf-8")
    mended.write_text(
        mapping.replace('likes = "Gefällt"', 'comments = "Gefällt"').replace("2017", "2018"), encoding="utf-8"
    )
    _, loaded = place.bring(EXPORTS / "spreadsheet.csv", mended)
    assert loaded.files == 1
    assert place.ask("SELECT observed_at::DATE::VARCHAR, likes, comments, shares FROM document_stats") == [
        ("2018-01-01", None, 1200, 3)
    ]


def test_an_account_named_later_takes_its_posts_over(tmp_path: Path) -> None:
    place = Place(tmp_path)
    named = place.catalogue
    place.catalogue = named.model_copy(update={"centres": named.centres[1:]})
    place.bring(CROWDTANGLE)
    assert ("facebook-112233445566", 2) in place.ask("SELECT source_id, count(*) FROM documents GROUP BY ALL")
    place.catalogue = named
    place.load()
    assert place.ask("SELECT source_id, count(*) FROM documents GROUP BY ALL ORDER BY ALL") == [
        ("daz-facebook", 2),
        ("facebook-998877", 2),
    ]


def test_days_it_does_not_vouch_for_stay_unknown(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.bring(CROWDTANGLE)
    assert place.ask("SELECT DISTINCT outcome, covers_from FROM crawls") == [("partial", None)]


@pytest.mark.slow
def test_what_rests_on_an_import_is_told(tmp_path: Path) -> None:
    place = Place(tmp_path)
    place.bring(CROWDTANGLE)
    told = "SELECT source_id, documents, imported FROM source_health WHERE documents > 0 ORDER BY 1"
    assert place.marts(told) == [("daz-facebook", 2, 2), ("facebook-998877", 2, 2)]


@pytest.mark.slow
def test_a_mark_of_a_person_is_nowhere_in_the_warehouse(tmp_path: Path) -> None:
    place = Place(tmp_path)
    for name in (
        "zeeschuimer.ndjson",
        "4cat.csv",
        "yt-dlp.jsonl",
        "profile_posts_1.json",
        "content-library-20240401.csv",
    ):
        mapping = (EXPORTS / name).with_suffix(".toml")
        place.bring(EXPORTS / name, mapping if mapping.exists() else None)
    with place.open() as warehouse:
        warehouse.execute(f"EXPORT DATABASE '{tmp_path / 'all'}' (FORMAT csv)")
    held = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "all").glob("*.csv"))
    assert "Neue Ausgabe" in held
    for mark in (
        "A Person",
        "a.person",
        "holiday pictures",
        "Somebody",
        "must never be stored",
        "Anna",
        "Müller",
    ):
        assert mark not in held


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("x.csv", "alpha,beta\n1,2\n", "its columns are those of no known export: alpha, beta"),
        ("x.csv", "", "is neither a table"),
        ("x.json", '{"alpha": 1}\n', "its keys are those of no known export: alpha"),
        ("x.json", '[{"timestamp": 1, "data": []}]', 'account = "daz-facebook"'),
        ("x.csv", "videoId,channelId,publishedAt,videoTitle\na,,,\n", "no row of it can be used"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_a_reason(
    name: str, content: str, complaint: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ArchiveError) as refused:
        import_file(tmp_path / name, tmp_path / "archive", ZONE)
    assert complaint in str(refused.value)
    assert not (tmp_path / "archive").exists()


def test_an_unknown_header_is_answered_with_all_that_is_known(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("alpha,beta\n", encoding="utf-8")
    with pytest.raises(ArchiveError) as refused:
        import_file(tmp_path / "x.csv", tmp_path / "archive", ZONE)
    for known in (
        "CrowdTangle",
        "Meta Content Library",
        "YouTube Data Tools",
        "4CAT",
        "Zeeschuimer",
        "yt-dlp",
        "Download",
    ):
        assert known in str(refused.value)


@pytest.mark.parametrize(
    ("mapping", "complaint"),
    [
        ('platform = "myspace"', "platform"),
        (
            'platform = "facebook"\n[columns]\npublished = "Datum"\naccount_name = "Seite"',
            "needs `url` or `id`",
        ),
        ('platform = "facebook"\n[columns]\npublished = "Datum"\nid = "Adresse"', "nothing of the account"),
        ("covers_from = 2016-01-01", "stand together"),
    ],
)
def test_a_mistake_in_a_mapping_is_named(mapping: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=complaint):
        import_file(EXPORTS / "spreadsheet.csv", tmp_path / "archive", ZONE, tmp_path / "m.toml")


def test_a_mapping_of_columns_that_are_not_there_shows_those_that_are(tmp_path: Path) -> None:
    mapping = (EXPORTS / "spreadsheet.toml").read_text(encoding="utf-8").replace('"Datum"', '"Data"')
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"not there: Data\. Its columns are: Datum, Seite"):
        import_file(EXPORTS / "spreadsheet.csv", tmp_path / "archive", ZONE, tmp_path / "m.toml")


@pytest.mark.slow
def test_a_quote_that_is_never_closed_costs_a_few_rows_and_not_the_rest(tmp_path: Path) -> None:
    header, *_ = CROWDTANGLE.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    good = "".join(_post(header, number) for number in range(1000, 3000))
    torn = _post(header, 1).replace("post 1", '"post 1')
    path = tmp_path / "crowdtangle-2021-02-18.csv"
    path.write_text(header + torn + good, encoding="utf-8", newline="")
    imported, _ = Place(tmp_path).bring(path)
    assert imported.rejected >= 1
    assert imported.listed[0].line == 2
    assert "quote" in imported.listed[0].reason
    assert imported.records > 1000


@pytest.mark.parametrize(
    ("told", "strange"),
    [
        ('"view_count": 900', '"view_count": 1e30'),
        ('"view_count": 900', '"view_count": NaN'),
        ('"duration": 63', '"duration": 1e30'),
        ('"title": "', '"title": "\\ud83d'),
        ('"timestamp": ', '"timestamp": 1e30, "was": '),
        ('"epoch": ', '"epoch": 1e30, "was": '),
    ],
)
def test_nothing_that_a_row_holds_keeps_the_others_from_being_read(
    told: str, strange: str, tmp_path: Path
) -> None:
    first = (EXPORTS / "yt-dlp.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert told in first, first
    lines = [first.replace(told, strange), first.replace('"id": "', '"id": "another')]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    Place(tmp_path).bring(tmp_path / "x.jsonl")
    assert Place(tmp_path).ask("SELECT count(*) FROM documents WHERE url LIKE '%another%'") == [(1,)]


@pytest.mark.slow
def test_many_rows_take_no_more_memory_than_a_few(tmp_path: Path) -> None:
    """The same with 200,000 rows is in benchmarks/imports.py."""
    peaks = []
    for rows in (1_000, 15_000):
        path = tmp_path / str(rows) / "crowdtangle-2021-02-18.csv"
        path.parent.mkdir()
        write_export(path, rows)
        report = measured(path)
        assert report["documents"] == rows - rows // BROKEN
        assert report["rejected"] == report["listed"] == rows // BROKEN
        peaks.append(report["peak_kib"] * 1024)
    assert peaks[1] - peaks[0] < path.stat().st_size, peaks


def _post(header: str, number: int) -> str:
    names = next(csv.reader([header]))
    cells = {
        "Page Name": "DAZ", "User Name": "daz.asia", "Facebook Id": "112233445566",
        "Post Created": f"2016-{number % 12 + 1:02}-{number % 28 + 1:02} 10:00:00 EST",
        "Likes": "1", "Comments": "2", "Shares": "3", "Message": f"post {number} " + "Слово " * 25,
        "URL": f"https://www.facebook.com/112233445566/posts/{number}",
    }  # fmt: skip
    return ",".join(cells.get(name, "") for name in names) + "\r\n"
