"""The command line: reads arguments, calls `crawlers` and `analysis`, says how it went.

`COMMANDS` is its table of contents. A command is a function of a `Place` and of options that returns an exit status.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from diaspora import (
    asking,
    catalogue,
    collecting,
    digesting,
    doctor,
    filters,
    keeping,
    measuring,
    running,
    scheduling,
    settling,
    studying,
)
from diaspora.command import Command, as_command
from diaspora.telling import GOOD, HELD_BY_ANOTHER, NEEDS_A_PERSON, WRONG_USAGE

COMMANDS: dict[str, Command | dict[str, Command]] = {
    "init": studying.init,
    "run": running.run,
    "crawl": collecting.crawl,
    "import": collecting.import_,
    "extract": collecting.extract,
    "enrich": measuring.enrich,
    "build": measuring.build,
    "report": measuring.report,
    "export": measuring.export,
    "sql": asking.sql,
    "status": asking.status,
    "sources": {
        "list": catalogue.list_sources,
        "check": catalogue.check_sources,
        "new": catalogue.new_source,
    },
    "digest": digesting.digest,
    "schedule": scheduling.schedule,
    "backup": keeping.backup,
    "rebuild": keeping.rebuild,
    "forget": keeping.forget,
    "doctor": doctor.doctor,
    "explain": asking.explain,
    "settle": settling.settle,
    "article": filters.article,
    "language": filters.language,
    "mentions": filters.mentions,
}
"""In the order in which a person meets them, which is the order of `--help`."""


class _InOrder(TyperGroup):
    """Lists commands in the order of COMMANDS; typer lists groups last."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in order."""
        return list(COMMANDS)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"diaspora-monitor {version('diaspora-monitor')}")
        raise typer.Exit


def _about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Collects and measures media on the European diasporas of Kazakhstan."""


def _app() -> typer.Typer:
    app = typer.Typer(
        name="diaspora",
        help="Collects and measures media on the European diasporas of Kazakhstan.",
        cls=_InOrder,
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_about)
    for name, one in COMMANDS.items():
        if isinstance(one, dict):
            group = typer.Typer(help=catalogue.__doc__, no_args_is_help=True)
            for its, command in one.items():
                group.command(its)(as_command(command))
            app.add_typer(group, name=name)
        else:
            app.command(name)(as_command(one))
    return app


def main() -> None:
    """Run the command line; a mistake of the user's is one message and status 2, never a traceback.

    What is written is for its owner alone, and in UTF-8 whatever the locale is.
    """
    os.umask(0o077)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else None)
    try:
        _app()()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(GOOD)
    except Exception as error:
        status = _tell(error)
        if status is None:
            raise
        sys.exit(status)


def _tell(error: Exception) -> int | None:
    """Say in a line what stopped the program, and return its exit status; None where only a traceback tells.

    What may go wrong is imported when it has: a filter starts sooner without the database.
    """
    from crawlers.crawl.machine import MachineNotReady
    from crawlers.errors import DiasporaError
    from crawlers.warehouse.connection import WarehouseBusy
    from diaspora.troubles import in_one_line
    from diaspora.unattended.run_lock import RunHeld

    line: str | None = str(error)
    match error:
        case WarehouseBusy() | MachineNotReady():
            status = NEEDS_A_PERSON
        case RunHeld():
            status = HELD_BY_ANOTHER
        case DiasporaError():
            status = WRONG_USAGE
        case _:
            status, line = NEEDS_A_PERSON, in_one_line(error)
    if line is None:
        return None
    print(line, file=sys.stderr)
    return status
