"""What was read from an archive file is kept once, however often the rules that read it change."""

from __future__ import annotations

from pathlib import Path

from crawlers.catalogue.sources import Catalogue
from crawlers.extract.folders import drop_folders, folder_for
from tests.extract.place import Place, page, paper


def test_what_former_rules_read_is_deleted_when_it_was_read_anew(tmp_path: Path) -> None:
    place = Place(tmp_path, Catalogue(newspapers=(paper(),), centres=()))
    for number in range(2):
        place.crawl(
            {f"https://paper.example/{number}": page(f"Праздник {number}", "Немцы открыли центр. " * 9)}
        )
    place.load()
    former = {path.name for path in (tmp_path / "extracted").iterdir()}
    place.catalogue = Catalogue(newspapers=(paper(pages="wordpress"),), centres=())
    place.load()
    now = {path.name for path in (tmp_path / "extracted").iterdir()}
    assert (len(former), len(now), former & now) == (2, 2, set())
    place.load(redo=True)
    assert {path.name for path in (tmp_path / "extracted").iterdir()} == now


def test_a_file_whose_name_begins_alike_keeps_its_folder(tmp_path: Path) -> None:
    names = ["imported/a.warc.gz", "imported/a-deadbeef.warc.gz", "imported/[a].warc.gz"]
    for name in names:
        folder_for(tmp_path, name, "former").mkdir()
        folder_for(tmp_path, name, "current").mkdir()
    drop_folders(tmp_path, names[0], but=folder_for(tmp_path, names[0], "current").name)
    drop_folders(tmp_path, names[2])
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {
        folder_for(tmp_path, names[0], "current").name,
        *(folder_for(tmp_path, names[1], by).name for by in ("former", "current")),
    }
