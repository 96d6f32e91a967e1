"""What every command shares: where it works, and the options that say so."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from diaspora.shipped import shipped
from diaspora.telling import log, log_to_stderr

if TYPE_CHECKING:
    import duckdb

    from analysis.enrich.relevance.classifier import Classifier
    from crawlers.catalogue.communities import Diaspora
    from crawlers.catalogue.sources import Catalogue
    from crawlers.catalogue.study import Study

Command = Callable[..., int]


def written_as(form: str, shown: str, example: str) -> Callable[[str | datetime], datetime]:
    """Return what reads the moment of an option, and says how it is written where it is not."""

    def read(given: str | datetime) -> datetime:
        try:
            return given if isinstance(given, datetime) else datetime.strptime(given, form)  # noqa: DTZ007
        except ValueError:
            raise typer.BadParameter(f"write it as {shown}, like {example}; not {given!r}.") from None

    return read


def day_option(told: str) -> Any:
    """Return what typer wants to know of an option that is a day."""
    read = written_as("%Y-%m-%d", "YYYY-MM-DD", "2016-03-31")
    return typer.Option(parser=read, metavar="YYYY-MM-DD", help=told)


Redo = Annotated[bool, typer.Option("--all", help="Do everything again, not only what is new.")]
Folder = Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="The folder to write to.")]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the options that every command takes."""

    warehouse: Path
    config: Path
    wait: float = 60.0

    @property
    def study(self) -> Study:
        """The frame of the study."""
        from crawlers.catalogue.study import load_study

        return load_study(self.config)

    def catalogue(self, *, sample: bool = False) -> Catalogue:
        """Every source, or those of the synthetic sample."""
        from crawlers.catalogue.sources import load_catalogue

        return load_catalogue(shipped("sample") if sample else self.config, self.config / "diasporas")

    @property
    def diasporas(self) -> tuple[Diaspora, ...]:
        """The nine communities."""
        from crawlers.catalogue.communities import load_diasporas

        return load_diasporas(self.config)

    @property
    def judge(self) -> Classifier:
        """The rules of relevance and topics."""
        from analysis.enrich.relevance.classifier import Classifier
        from analysis.enrich.relevance.rules import load_rules

        return Classifier(load_rules(self.config))

    def writing(self) -> duckdb.DuckDBPyConnection:
        """The warehouse, to be changed."""
        from crawlers.warehouse.connection import open_warehouse

        return open_warehouse(self.warehouse, wait=self.wait, say=log.warning)

    def reading(self) -> duckdb.DuckDBPyConnection:
        """The warehouse, to be read."""
        from crawlers.warehouse.connection import open_for_reading

        return open_for_reading(self.warehouse, wait=self.wait, say=log.warning)

    def built(self) -> duckdb.DuckDBPyConnection:
        """The warehouse, to be read, once its marts are there, as this version of the program makes them."""
        from analysis.build import lacking
        from crawlers.warehouse.connection import WarehouseError

        opened = self.reading()
        if missing := lacking(opened):
            opened.close()
            raise WarehouseError(
                f"{self.warehouse}: its marts are not built yet, or by another version of this program "
                f"(no {missing[0]}). `diaspora build` makes them."
            )
        return opened


_COMMON = {
    "warehouse": (
        Annotated[Path, typer.Option(help="The database file.", metavar="PATH")],
        Path("warehouse.duckdb"),
    ),
    "config": (
        Annotated[
            Path | None,
            typer.Option(
                help="The directory of the TOML files; else config/, else the shipped one.", metavar="DIR"
            ),
        ],
        None,
    ),
    "wait": (
        Annotated[float, typer.Option(help="Seconds to wait for a database in use.", metavar="SECONDS")],
        60.0,
    ),
    "verbose": (Annotated[bool, typer.Option("-v", "--verbose", help="Say more.")], False),
    "quiet": (Annotated[bool, typer.Option("-q", "--quiet", help="Say only what is wrong.")], False),
}
"""Options that every command takes, with their defaults."""


def as_command(function: Command) -> Callable[..., None]:
    """Return `function` for typer: with the common options in place of its `Place`, its result as exit status."""

    @wraps(function)
    def run(**given: Any) -> None:
        verbose, quiet = given.pop("verbose"), given.pop("quiet")
        log_to_stderr(logging.DEBUG if verbose else logging.WARNING if quiet else logging.INFO)
        place = Place(given.pop("warehouse"), configuration(given.pop("config")), given.pop("wait"))
        raise typer.Exit(function(place, **given))

    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    common = [
        inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for key, (annotation, default) in _COMMON.items()
    ]
    taken = [*(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own), *common]
    run.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in taken}
    return run


def configuration(given: Path | None) -> Path:
    """Return the directory of the TOML files: the one that was named, the study's own, or the shipped one."""
    own = Path("config")
    return given or (own if own.is_dir() else shipped("config"))


def day(moment: datetime | None) -> date | None:
    """The day of an option, which typer reads as a moment."""
    return moment.date() if moment else None
