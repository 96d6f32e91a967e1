"""A step runs again when a file that decides it changes, and so do its heirs; nothing else does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest

from analysis.enrich.documents.classified_documents import judge_documents
from analysis.enrich.documents.enrichment import enrich
from analysis.enrich.mentions import Matcher
from analysis.enrich.near_duplicates import mark_duplicates
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.rules import load_rules
from crawlers import digests
from crawlers.catalogue.communities import load_diasporas
from crawlers.digests import code_files
from crawlers.steps import STEPS, Step
from crawlers.warehouse.connection import migrate, open_warehouse
from tests.rows import add_document

ROOT = Path(__file__).parents[1]


_READ = cache(Path.read_bytes)
"""Every file is asked for hundreds of times here."""


class Changed:
    """Makes digests see one more byte in a file."""

    def __call__(self, path: Path) -> dict[str, str]:
        """The digests of all steps once the file has changed."""
        with self.of(path):
            return {step.name: step.digest() for step in STEPS}

    @contextmanager
    def of(self, path: Path) -> Iterator[None]:
        read = _READ
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "read_bytes", lambda self: read(self) + b"#" * (self == path))
            digests.code_digest.cache_clear()
            try:
                yield
            finally:
                digests.code_digest.cache_clear()


@pytest.fixture
def changed() -> Changed:
    return Changed()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_what_a_step_imports_is_what_its_digest_reads(step: Step) -> None:
    """Asked of Python itself: modules of ours that are loaded once the step is; imports of parsers by name, too."""
    asked = (
        "import importlib, pkgutil, sys\n"
        f"for name in {step.code!r}:\n"
        "    module = importlib.import_module(name)\n"
        "    for below in pkgutil.walk_packages(getattr(module, '__path__', ()), name + '.'):\n"
        "        importlib.import_module(below.name)\n"
        "for name, module in sys.modules.items():\n"
        "    if name.split('.')[0] in ('crawlers', 'analysis'): print(module.__file__)"
    )
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    empty = {ROOT / package / "__init__.py" for package in ("crawlers", "analysis")}
    loaded = {Path(line) for line in told.stdout.splitlines()} - empty
    read = {path for path in code_files(*step.code) if path.suffix == ".py"}
    doors = {path for path in loaded if path.name == "__init__.py" and not _defines(path)}
    assert loaded - read - doors == set()


def _defines(path: Path) -> bool:
    """Whether the file of a package holds more than its docstring."""
    return "import " in path.read_text(encoding="utf-8") or "=" in path.read_text(encoding="utf-8")


def test_a_change_of_any_file_is_seen_by_the_steps_that_depend_on_it_and_by_no_other(changed) -> None:
    before = {step.name: step.digest() for step in STEPS}
    files = {step.name: set(code_files(*step.code)) for step in STEPS}
    for path in sorted(set().union(*files.values())):
        after = changed(path)
        moved = {name for name in before if before[name] != after[name]}
        assert moved == {name for name, mine in files.items() if path in mine}, path


@pytest.mark.parametrize(
    ("file", "steps"),
    [
        ("crawlers/extract/dates/months.py", {"extract"}),
        ("crawlers/extract/parsers/sites/kazpravda.py", {"extract"}),
        ("crawlers/extract/imports/crowdtangle.py", {"extract"}),
        ("crawlers/web/charset.py", {"extract"}),
        ("analysis/enrich/language/alphabets.py", {"language", "mentions", "relevance"}),
        ("analysis/enrich/mentions/matcher.py", {"mentions", "relevance"}),
        ("analysis/enrich/relevance/scoring.py", {"relevance"}),
        ("analysis/enrich/near_duplicates/compare_block.sql", {"near_duplicates"}),
        ("crawlers/warehouse/documents/current_documents.sql", {"documents"}),
        ("crawlers/warehouse/schema/001_tables.sql", set()),
        ("analysis/models/marts/activity_monthly.sql", {"marts"}),
        ("analysis/change_points.py", {"marts"}),
        ("crawlers/crawl/spiders/site.py", set()),
        ("diaspora/telling.py", set()),
    ],
)
def test_each_room_belongs_to_its_steps(file: str, steps: set[str], changed: Changed) -> None:
    path = ROOT / file
    assert path.is_file()
    before = {step.name: step.digest() for step in STEPS}
    after = changed(path)
    assert {name for name in before if before[name] != after[name]} == steps


@pytest.mark.parametrize(
    ("file", "read", "judged"),
    [
        ("analysis/enrich/language/votes.py", 3, 3),  # of a text that names nobody, too
        ("analysis/enrich/mentions/phrases.py", 2, 3),
        ("analysis/enrich/relevance/scoring.py", 0, 3),
        ("crawlers/crawl/run.py", 0, 0),
    ],
)
def test_a_run_redoes_what_a_changed_file_decides(
    file: str, read: int, judged: int, tmp_path, changed
) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as warehouse:
        for name, text in (
            ("a", "Поляки Кокшетау пели в Доме дружбы."),
            ("b", "Сборная Венгрии проиграла матч."),
            ("c", "В области собрали рекордный урожай пшеницы."),
        ):
            add_document(warehouse, name, text=text, day=date(2016, 5, 1), text_digest=name, source_id=name)
        assert enriched(warehouse) == (3, 3)
        assert enriched(warehouse) == (0, 0)
        with changed.of(ROOT / file):
            assert enriched(warehouse) == (read, judged)


def enriched(warehouse: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    """Documents read for language and mentions, and documents judged, by one run of the steps."""
    done = enrich(warehouse, Matcher(load_diasporas(ROOT / "config")))
    mark_duplicates(warehouse)
    return done.documents, judge_documents(warehouse, Classifier(load_rules(ROOT / "config"))).documents


def test_heirs_come_after_what_they_read() -> None:
    done: set[str] = set()
    for step in STEPS:
        assert set(step.reads) <= done, step.name
        done.add(step.name)


def test_a_step_knows_under_what_it_last_ran() -> None:
    with duckdb.connect(":memory:") as connection:
        migrate(connection, Path(":memory:"))
        step = STEPS[-1]
        assert not step.is_made_under(connection, "a")
        step.remember(connection, "a")
        assert step.is_made_under(connection, "a")
        assert not step.is_made_under(connection, "b")
