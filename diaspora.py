"""The command line: reads arguments, calls `crawlers` and `analysis`, says how it went."""

from __future__ import annotations

import inspect
import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import duckdb

    from analysis.diasporas import Diaspora
    from analysis.enrich.judgement.judge import Judge
    from crawlers.imports import ImportedExport
    from crawlers.sources import Catalogue
    from crawlers.study import Study

GOOD, NEEDS_A_PERSON, WRONG_USAGE = 0, 1, 2
Command = Callable[..., int]
SAMPLE = Path(__file__).parent / "sample"
log = logging.getLogger("diaspora")

app = typer.Typer(
    name="diaspora",
    help="Collects and measures media on the European diasporas of Kazakhstan.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
sources_app = typer.Typer(help="The catalogue of newspapers, centres and accounts.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the options that every command takes."""

    warehouse: Path
    config: Path
    wait: float = 60.0

    @property
    def study(self) -> Study:
        """The frame of the study."""
        from crawlers.study import load_study

        return load_study(self.config)

    def catalogue(self, *, sample: bool = False) -> Catalogue:
        """Every source, or those of the synthetic sample."""
        from crawlers.sources import load_catalogue

        return load_catalogue(SAMPLE if sample else self.config, self.config / "diasporas")

    @property
    def diasporas(self) -> tuple[Diaspora, ...]:
        """The nine communities."""
        from analysis.diasporas import load_diasporas

        return load_diasporas(self.config)

    @property
    def judge(self) -> Judge:
        """The rules of relevance and topics."""
        from analysis.enrich.judgement.judge import Judge
        from analysis.enrich.judgement.rules import load_rules

        return Judge(load_rules(self.config))

    def writing(self) -> duckdb.DuckDBPyConnection:
        """The warehouse, to be changed."""
        from crawlers.warehouse import open_warehouse

        return open_warehouse(self.warehouse, wait=self.wait, say=log.warning)

    def reading(self) -> duckdb.DuckDBPyConnection:
        """The warehouse, to be read."""
        from crawlers.warehouse import open_for_reading

        return open_for_reading(self.warehouse, wait=self.wait, say=log.warning)

    def built(self) -> duckdb.DuckDBPyConnection:
        """The warehouse, to be read, once its marts are there."""
        from crawlers.warehouse import WarehouseError, count

        opened = self.reading()
        if not count(opened, "information_schema.tables", "table_name = 'source_health'"):
            opened.close()
            raise WarehouseError(
                f"{self.warehouse}: its marts are not built yet. `diaspora build` makes them."
            )
        return opened


def command(group: typer.Typer, name: str | None = None) -> Callable[[Command], Command]:
    """Register a function as a command that also takes --warehouse, --config, --wait, -v and -q; its result is the exit status."""
    common = {
        "warehouse": (
            Annotated[Path, typer.Option(help="The database file.", metavar="PATH")],
            Path("warehouse.duckdb"),
        ),
        "config": (
            Annotated[Path, typer.Option(help="The directory of the TOML files.", metavar="DIR")],
            Path("config"),
        ),
        "wait": (
            Annotated[float, typer.Option(help="Seconds to wait for a database in use.", metavar="SECONDS")],
            60.0,
        ),
        "verbose": (Annotated[bool, typer.Option("-v", "--verbose", help="Say more.")], False),
        "quiet": (Annotated[bool, typer.Option("-q", "--quiet", help="Say only what is wrong.")], False),
    }

    def register(function: Command) -> Command:
        @wraps(function)
        def run(**given: Any) -> None:
            verbose, quiet = given.pop("verbose"), given.pop("quiet")
            _log_to_stderr(logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO)
            place = Place(given.pop("warehouse"), given.pop("config"), given.pop("wait"))
            raise typer.Exit(function(place, **given))

        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        extra = [
            inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for key, (annotation, default) in common.items()
        ]
        keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
        run.__signature__ = inspect.Signature([*keyword, *extra])  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in (*keyword, *extra)}
        group.command(name or function.__name__.rstrip("_"))(run)
        return function

    return register


Sources = Annotated[
    list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Ids of sources; none: all.")
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD")]
Redo = Annotated[bool, typer.Option("--all", help="Do everything again, not only what is new.")]
Folder = Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR")]


@command(app)
def run(
    place: Place,
    sample: Annotated[
        bool, typer.Option("--sample", help="Use the synthetic sample in place of a crawl.")
    ] = False,
) -> int:
    """Crawl, extract, enrich, build, report: what cron calls."""
    status = GOOD if sample else crawl(place, None)
    return max(
        status,
        _extract(place, sample=sample),
        _drop_expired(place),
        enrich(place),
        build(place),
        report(place),
    )


@command(app)
def crawl(
    place: Place,
    source: Sources = None,
    since: Day = None,
    until: Day = None,
    via: Annotated[str, typer.Option(help="live, wayback or common-crawl.")] = "live",
) -> int:
    """Fetch what is new from the sources into the archive."""
    from crawlers.crawl import DOORS, LIVE
    from crawlers.crawl import crawl as crawl_sources
    from crawlers.outcome import STANDING

    if via not in DOORS:
        return _refuse(f"--via {via}: choose one of {', '.join(DOORS)}.")
    catalogue, study = place.catalogue(), place.study
    chosen = [catalogue[name].id for name in source or ()] or [
        one.id for one in catalogue if via == LIVE or not one.is_watched
    ]
    results = crawl_sources(catalogue, study, chosen, _date(since), _date(until), via)
    _table(
        "Crawl",
        ("source", "outcome", "new", "found", "requests", "how"),
        [(r.source_id, r.outcome, r.fetched, r.found, r.requests, r.reason or r.discovery) for r in results],
    )
    watched = {one.id for one in catalogue if one.is_watched}  # how far their lists reach was nobody's wish
    good = (
        r.outcome == "complete"
        or r.outcome in STANDING
        or (r.outcome == "partial" and r.source_id in watched)
        for r in results
    )
    return GOOD if all(good) else NEEDS_A_PERSON


@command(app, "import")
def import_(
    place: Place,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...")],
    mapping: Annotated[
        Path | None, typer.Option(metavar="TOML", help="Which column of a plain CSV means what.")
    ] = None,
) -> int:
    """Bring what others collected (WARC and WACZ files, exports of platforms) into the archive and the warehouse."""
    from crawlers.imports import ImportedExport, import_file

    study = place.study
    done = [import_file(path, study.paths.archive, study.timezone, mapping) for path in paths]
    already = sum(one.already_there for one in done)
    log.info("%d files imported, %d were there already", len(done) - already, already)
    for one in done:
        if isinstance(one, ImportedExport):
            _tell_of_export(one)
    return _extract(place, sample=False)


@command(app)
def extract(
    place: Place,
    redo: Redo = False,
    engine: Annotated[str, typer.Option(help="processes, dask or dask://HOST:PORT.")] = "processes",
) -> int:
    """Turn the archive into documents, and load them."""
    return _extract(place, sample=_holds_sample(place), redo=redo, engine=engine)


@command(app)
def enrich(place: Place, redo: Redo = False) -> int:
    """Find languages, mentions, relevance and topics in what is new or changed, or what a changed lexicon can touch."""
    from analysis.build import marts_reading
    from analysis.enrich.duplicates import mark_duplicates
    from analysis.enrich.enrichment import enrich as enrich_documents
    from analysis.enrich.judgement.judgements import judge_documents
    from analysis.enrich.mentions import Matcher
    from crawlers.progress import track

    matcher, judge = Matcher(place.diasporas, place.study.mentions), place.judge
    with place.writing() as warehouse:
        done = enrich_documents(
            warehouse,
            matcher,
            redo=redo,
            track=lambda batches, n: track(batches, "reading documents", -(-n // 2000)),
        )
        repeats = mark_duplicates(warehouse)
        judged = judge_documents(
            warehouse,
            judge,
            redo=redo,
            track=lambda batches, n: track(batches, "judging documents", -(-n // 2000)),
        )
    _table(
        "Enrich",
        (
            "documents read",
            "read otherwise than before",
            "mentions found",
            "languages",
            "repeats in the warehouse",
            "judged",
            "as",
        ),
        [
            (
                done.documents,
                done.changed,
                done.mentions,
                _counts(done.languages),
                repeats,
                judged.documents,
                _counts(judged.relevances),
            )
        ],
    )
    if done.passed_over:
        log.info("%d documents were not read again: the changed lexicon cannot touch them.", done.passed_over)
    if done.changed:
        log.info(
            "These marts read them and wait for `diaspora build`: %s", ", ".join(marts_reading("mentions"))
        )
    return GOOD


@command(app)
def build(place: Place) -> int:
    """Rebuild the marts and check them."""
    from analysis.build import build as build_marts
    from analysis.build import check, fingerprints

    study = place.study
    with place.writing() as warehouse:
        before = fingerprints(warehouse)
        rows = build_marts(warehouse, place.diasporas, study.windows, study.experience, study.typology)
        after = fingerprints(warehouse)
        failed = list(check(warehouse))
    moved = [(mart, n, "yes" if before.get(mart) != after[mart] else "no") for mart, n in rows.items()]
    _table("Build", ("mart", "rows", "moved"), moved)
    for one in failed:
        log.error("Check %s failed. %s For example: %s", one.name, one.meaning, one.offending[0])
    return NEEDS_A_PERSON if failed else GOOD


@command(app)
def report(place: Place, output: Folder = None) -> int:
    """Write the report: a static site that works from disk, offline."""
    from analysis.report import write_report

    with place.built() as warehouse:
        index = write_report(warehouse, output or place.study.paths.report)
    log.info("Report: %s", index)
    return GOOD


@command(app)
def export(
    place: Place,
    format_: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    as_of: Day = None,
    output: Folder = None,
) -> int:
    """Write the feature table and the marts to files; with --as-of, as they were known at the end of that day."""
    from analysis.export import FORMATS, export_marts

    if format_ not in FORMATS:
        return _refuse(f"--format {format_}: choose one of {', '.join(FORMATS)}.")
    with place.built() as warehouse:
        written = export_marts(
            warehouse, output or place.study.paths.export, format_, _date(as_of), place.config
        )
    _table("Export", ("file", "rows"), [(str(path), rows) for path, rows in written])
    return GOOD


@command(app)
def sql(
    place: Place,
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]")] = None,
    format_: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
) -> int:
    """Ask the warehouse one query, or open a read-only shell."""
    from analysis.query import FORMATS, answer, shell

    if format_ not in FORMATS:
        return _refuse(f"--format {format_}: choose one of {', '.join(FORMATS)}.")
    with place.reading() as warehouse:
        if query is None:
            return shell(warehouse, format_)
        return answer(warehouse, query, format_)


@command(app)
def status(place: Place) -> int:
    """Show the health and coverage of each source."""
    from analysis.query import health

    with place.built() as warehouse:
        rows, worrying = health(warehouse)
    _table(
        "Status",
        ("source", "health", "documents", "newest", "days known", "last attempt", "why"),
        rows,
        out=True,
    )
    return NEEDS_A_PERSON if worrying else GOOD


@command(sources_app, "list")
def list_sources(
    place: Place, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False
) -> int:
    """List every source."""
    catalogue = place.catalogue()
    if as_json:
        for one in catalogue:
            print(one.model_dump_json(by_alias=True))
        return GOOD
    rows = [
        (
            one.id,
            one.kind,
            getattr(one, "diaspora", ""),
            one.name,
            ", ".join(one.languages),
            one.sites[-1].url if one.sites else "",
        )
        for one in catalogue
    ]
    _table("Sources", ("id", "kind", "community", "name", "languages", "site"), rows, out=True)
    return GOOD


@command(sources_app, "check")
def check_sources(place: Place) -> int:
    """Check the configuration, and list what a person must still fill in."""
    from crawlers.pages import readers
    from crawlers.settings import keys, keys_to_fill_in
    from crawlers.sources import to_fill_in, unknown_readers

    catalogue, study, diasporas, _ = place.catalogue(), place.study, place.diasporas, place.judge
    if wrong := unknown_readers(catalogue, readers()):
        return _refuse("\n".join(wrong))
    missing = to_fill_in(catalogue) + keys_to_fill_in(keys(), catalogue)
    if not study.politeness.contact:
        print(
            f"{place.config / 'study.toml'}: politeness.contact: set your e-mail or web address before you crawl."
        )
    _table(
        "To fill in",
        ("where", "what", "how to find it"),
        [(m.where, m.what, m.how) for m in missing],
        out=True,
    )
    print(f"{len(list(catalogue))} sources and {len(diasporas)} communities are well-formed.")
    return GOOD


@command(sources_app, "new")
def new_source(place: Place, url: str) -> int:
    """Probe a site and print the entry for it, ready to be put into newspapers.toml or centres.toml."""
    from crawlers.probe import probe

    print(probe(url, place.study))
    return GOOD


app.add_typer(sources_app, name="sources")


@command(app)
def explain(place: Place, what: Annotated[str, typer.Argument(metavar="ID|TEXT")]) -> int:
    """Show why a document, or a text, is judged as it is."""
    from analysis.enrich.mentions import Matcher
    from analysis.explain import explain_document, explain_text

    matcher, judge = Matcher(place.diasporas, place.study.mentions), place.judge
    if place.warehouse.exists():
        with place.reading() as warehouse:
            told = explain_document(warehouse, matcher, judge, what.strip())
            if told:
                print(told)
                return GOOD
    print(explain_text(matcher, judge, what))
    return GOOD


@command(app)
def article(place: Place) -> int:
    """Read pages as JSON Lines {id, url, html}; write {id, title, text, published_at, …, language}."""
    from analysis.enrich.filters import article_lines
    from crawlers.pages.filter import read_article

    return NEEDS_A_PERSON if article_lines(sys.stdin, sys.stdout, read_article) else GOOD


@command(app)
def language(place: Place) -> int:
    """Read texts as JSON Lines {id, text}; write {id, language, confidence}."""
    from analysis.enrich.filters import language_lines

    return NEEDS_A_PERSON if language_lines(sys.stdin, sys.stdout) else GOOD


@command(app)
def mentions(place: Place) -> int:
    """Read texts as JSON Lines {id, text, language?}; write {id, language, mentions}."""
    from analysis.enrich.filters import mentions_lines

    return (
        NEEDS_A_PERSON if mentions_lines(sys.stdin, sys.stdout, place.config, place.study.mentions) else GOOD
    )


def _extract(place: Place, *, sample: bool, redo: bool = False, engine: str = "processes") -> int:
    from crawlers.load import bring_up_to_date

    study = place.study
    root = SAMPLE / "archive" if sample else study.paths.archive
    done = bring_up_to_date(
        place.writing,
        root,
        study.paths.extracted,
        place.catalogue(sample=sample),
        study.timezone,
        sample=sample,
        redo=redo,
        engine=engine,
    )
    for damaged in done.damaged:
        log.warning("%s: %s. What could be read is loaded.", damaged.archive_file, damaged.damage)
    _table(
        "Extract",
        ("archive files read", "captures", "documents in them", "new in the warehouse"),
        [(done.files, done.captures, done.documents, done.new)],
    )
    for one in done.redesigned:
        log.error("%s: broken. %s", one.source_id, one)
    return NEEDS_A_PERSON if done.redesigned else GOOD


def _tell_of_export(one: ImportedExport) -> None:
    for row in one.listed:
        log.warning("%s: line %d left out: %s", one.path.name, row.line, row.reason)
    if one.rejected > len(one.listed):
        log.warning(
            "%s: and %d more; rejected.csv in the extracted folder lists all",
            one.path.name,
            one.rejected - len(one.listed),
        )
    log.info(
        "%s: %s, %d rows used, %d left out; counts as of %s (known from its %s)",
        one.path.name, one.format, one.records, one.rejected, one.observed_at.date(), one.observed_from,
    )  # fmt: skip


def _drop_expired(place: Place) -> int:
    from crawlers.retention import DAYS, drop_expired

    study = place.study
    with place.writing() as warehouse:
        dropped = drop_expired(
            warehouse, datetime.now(UTC).date(), study.paths.archive, study.paths.extracted
        )
    if dropped.captures:
        log.info(
            "YouTube's terms: %d answers of its API older than %d days are dropped, and %d videos that nothing else "
            "shows; their number per day is kept",
            dropped.captures,
            DAYS,
            dropped.documents,
        )
    return GOOD


def _holds_sample(place: Place) -> bool:
    from crawlers.warehouse import is_sample

    if not place.warehouse.exists():
        return False
    with place.reading() as warehouse:
        return is_sample(warehouse)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return WRONG_USAGE


def _date(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _counts(counts: dict[str, int]) -> str:
    """`ru 186, en 63`: the most frequent first."""
    return ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda item: -item[1]))


def _table(
    title: str, columns: Iterable[str], rows: Iterable[Iterable[object]], *, out: bool = False
) -> None:
    """Print a table: what was asked for to stdout (`out`), a summary of work done to stderr unless -q."""
    from rich.console import Console
    from rich.table import Table

    if not out and not log.isEnabledFor(logging.INFO):
        return
    table = Table(*columns, title=title, title_justify="left", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    watched = (sys.stdout if out else sys.stderr).isatty()
    Console(stderr=not out, highlight=False, width=None if watched else 200).print(table)


def _log_to_stderr(level: int) -> None:
    """Say what we do at `level`, and what libraries do only if they warn, or if everything is asked for.

    Libraries set the levels of their loggers themselves, so it is the handler that is told.
    """
    form = "%(message)s" if sys.stderr.isatty() else "%(asctime)s %(levelname)s %(message)s"
    handler = logging.StreamHandler(sys.stderr)
    theirs = level if level == logging.DEBUG else logging.WARNING
    handler.addFilter(lambda record: record.name == log.name or record.levelno >= theirs)
    logging.basicConfig(level=logging.WARNING, format=form, handlers=[handler])
    log.setLevel(level)


def main() -> None:
    """Run the command line; a mistake of the user's is one message and status 2, never a traceback."""
    from crawlers.configuration import ConfigurationError
    from crawlers.records import ArchiveError
    from crawlers.warehouse import WarehouseBusy, WarehouseError

    try:
        app()
    except WarehouseBusy as busy:
        print(busy, file=sys.stderr)
        sys.exit(NEEDS_A_PERSON)
    except (ConfigurationError, WarehouseError, ArchiveError) as mistake:
        print(mistake, file=sys.stderr)
        sys.exit(WRONG_USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(GOOD)


if __name__ == "__main__":
    main()
