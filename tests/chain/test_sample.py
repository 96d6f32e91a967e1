"""`diaspora run --sample`: the whole chain on the embedded sample, and every place where a person sees its numbers."""

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from tests.chain.project import Project
from tests.chain.warm import Warm
from tests.corpus.scores import judgements, sample_labels
from tests.servers.foreign import write_warc

WINDOW = ("2015-04-01", "2016-07-31")


@pytest.fixture
def project(sampled: Project) -> Project:
    return sampled


def test_every_item_of_the_sample_is_read(project: Project) -> None:
    truth = Path(__file__).parents[2] / "sample" / "truth.jsonl"
    items = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
    found = dict(project.ask("SELECT url, title FROM documents"))
    assert len(items) == len(found) >= 200


def test_relevance_and_topics_agree_with_a_careful_reader(project: Project) -> None:
    """Longer prose than the corpus, by other hands; docs/methodology.md tells the figures."""
    with duckdb.connect(project.directory / "warehouse.duckdb", read_only=True) as warehouse:
        relevance, topics = judgements(warehouse, "url").agree_with(*sample_labels())
    assert relevance.micro_f1 >= 0.87
    assert topics.micro_f1 >= 0.64


def test_running_again_changes_nothing(project: Project, warm: Warm) -> None:
    count = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM mentions), (SELECT count(*) FROM captures)"
    before = project.ask(count)
    steps = ("extract", "enrich", "build")
    assert warm.run(project.directory, datetime.now(UTC), "run", "--sample", steps=steps).status == 0
    for step in ("extract", "enrich"):
        assert warm.run(project.directory, datetime.now(UTC), step, "--all").status == 0
    assert project.ask(count) == before


def test_its_days_lie_in_the_window(project: Project) -> None:
    inside = f"published_day BETWEEN '{WINDOW[0]}' AND '{WINDOW[1]}' OR published_day IS NULL"
    assert project.ask(f"SELECT url, published_day FROM documents WHERE NOT ({inside})") == []


def test_every_homeland_is_named(project: Project) -> None:
    assert project.ask("SELECT count(DISTINCT diaspora) FROM mentions") == [(9,)]


def test_a_blocked_time_is_a_gap_and_not_a_zero(project: Project) -> None:
    blocked = project.ask(
        "SELECT month, documents FROM activity_monthly JOIN (SELECT DISTINCT date_trunc('month', day)::DATE AS month "
        "FROM coverage WHERE state = 'blocked') USING (month) WHERE diaspora = 'romanian' AND share_known = 0"
    )
    assert blocked
    assert all(documents is None for _, documents in blocked)


def test_the_report_says_that_it_is_synthetic(project: Project) -> None:
    pages = list((project.directory / "report").glob("*.html"))
    assert len(pages) == 10 + 9 + 12, "its own, a page for each community, and for each source"
    for page in pages:
        assert "Synthetic sample" in page.read_text(encoding="utf-8")


def test_answers_and_files_say_that_they_are_synthetic(project: Project, warm: Warm) -> None:
    asked = project.diaspora("sql", "SELECT 1 AS one", "--format", "csv")
    assert asked.stdout.splitlines() == ["one", "1"]
    assert "SYNTHETIC SAMPLE" in asked.stderr
    assert warm.run(project.directory, datetime.now(UTC), "export", "--format", "csv").status == 0
    files = {path.name for path in (project.directory / "export").iterdir()} - {"datapackage.json"}
    assert all(name.startswith("sample-") for name in files)


@pytest.mark.parametrize(
    ("day", "last_period"),
    [
        (
            "2015-12-31",
            "2015-10-31",
        ),  # of all sources only Dacia had been crawled by then, for days up to October
        ("2016-01-31", "2015-12-31"),
    ],
)
def test_export_as_of_a_day_holds_only_what_crawls_had_told_by_then(
    project: Project, warm: Warm, day: str, last_period: str
) -> None:
    arguments = ("export", "--format", "csv", "--as-of", day, "-o", day)
    assert warm.run(project.directory, datetime.now(UTC), *arguments).status == 0
    with (project.directory / day / f"as-of-{day}" / "sample-classifier_features.csv").open(
        encoding="utf-8"
    ) as file:
        ends = [row["period_end"] for row in csv.DictReader(file)]
    assert max(ends) == last_period


def test_a_mention_opens_to_its_sentence_and_its_bytes(project: Project, warm: Warm) -> None:
    [(document, file, offset)] = project.ask(
        "SELECT document_id, archive_file, record_offset FROM mentions JOIN documents USING (document_id) "
        "JOIN captures USING (capture_id) WHERE mentions.diaspora = 'estonian' LIMIT 1"
    )
    told = warm.run(project.directory, datetime.now(UTC), "explain", document).said
    assert file in told
    assert f"at byte {offset}" in told
    assert "estonian" in told


def test_status_tells_health_and_asks_for_a_person_only_when_needed(project: Project, warm: Warm) -> None:
    status = warm.run(project.directory, datetime.now(UTC), "status")
    assert status.status in {0, 1}
    assert "lituanica-sample" in status.said


def test_real_texts_are_not_mixed_in(project: Project, warm: Warm, tmp_path: Path) -> None:
    shutil.copytree(project.directory, tmp_path / "copy")
    mixed = Project.at(tmp_path / "copy")
    (mixed.directory / "config" / "newspapers.toml").write_text("newspaper = []\n", encoding="utf-8")
    found = write_warc(tmp_path / "found.warc.gz", {"https://paper.kz/a": "<h1>Праздник</h1>"})
    before = mixed.ask("SELECT document_id FROM documents ORDER BY ALL")
    imported = warm.run(mixed.directory, datetime.now(UTC), "import", str(found))
    assert imported.status == 2
    assert "real documents must not be mixed in" in imported.said
    assert mixed.ask("SELECT document_id FROM documents ORDER BY ALL") == before


def test_the_worked_example_of_a_classifier_runs(project: Project) -> None:
    """docs/classifier.md; scikit-learn is in no lock file, so this is skipped where nobody installed it."""
    pytest.importorskip("sklearn")
    root = Path(__file__).parents[2]
    run = subprocess.run(
        [sys.executable, root / "docs" / "examples" / "classify.py", "warehouse.duckdb", "2016-12-31"],
        cwd=project.directory,
        env=os.environ
        | {"PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"},  # for nine rows, others only wait
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert lines[0] == "9 communities, 8 features, as of 2016-12-31"
    assert [line.split()[1] for line in lines[2:11]] == [
        "valued", "nominal", "expressive", "valued", "expressive", "valued", "valued", "valued", "valued",
    ]  # fmt: skip
    assert lines[11].startswith("right: ")
