"""A study of one's own: init."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diaspora.command import Place
from diaspora.shipped import Copied, copy_configuration, outdated, shipped
from diaspora.telling import GOOD, log, refuse

_CHANGES = "changes.diff"
_NEXT = """\
{config} is yours to edit; it goes before the shipped one whenever commands are run in {folder}.
Next:
  {contact}
  diaspora run --sample      # see what comes of it, on invented texts: then remove warehouse.duckdb
  diaspora sources check     # what a person must still fill in
  diaspora run               # the first real run: its first crawl takes hours, later ones minutes
  diaspora schedule          # files that start it every day"""


def init(
    place: Place,
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Default: here.")] = Path(),
    contact: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Your e-mail or web address, sent to every site.")
    ] = "",
) -> int:
    """Make a study's own config/ from the shipped one; after an upgrade, bring it up to date and say what changed."""
    config = directory / "config"
    if config.resolve() == shipped("config").resolve():
        return refuse(f"{config}: this is the shipped configuration itself, in the program's own checkout.")
    is_new = not config.exists()
    done = copy_configuration(shipped("config"), config)
    is_set = bool(contact) and _set_contact(config / "study.toml", contact)
    if is_new:
        edit = "cd here and edit config/study.toml: contact" if not contact else f"(contact is {contact})"
        print(_NEXT.format(config=config, folder=directory.resolve(), contact=edit))
    else:
        _tell(done, config)
        if is_set:
            print(f"{config / 'study.toml'}: contact is {contact} now.")
        elif contact:
            print(f"{config / 'study.toml'}: left as it is; it has a contact already. Edit it there.")
    return GOOD


def tell_if_outdated(place: Place) -> None:
    """Say if this version ships other files than those that the study's own were copied from."""
    if names := outdated(shipped("config"), place.config):
        log.warning(
            "%s: this version of the program ships a newer %s. `diaspora init` brings in what you did not change, and "
            "shows the rest.",
            place.config,
            ", ".join(names),
        )


def _tell(done: Copied, config: Path) -> None:
    for what, names in (
        ("new", done.written),
        ("brought up to date (you had not changed it)", done.updated),
        (f"kept as you changed it; what the new version changes stands in {config / _CHANGES}", done.kept),
        ("no longer shipped; left as it is", done.dropped),
    ):
        for name in names:
            print(f"{config / name}: {what}")
    if done.difference:
        (config / _CHANGES).write_text(done.difference, encoding="utf-8")
    if not (done.written or done.updated or done.kept or done.dropped):
        print(f"{config}: up to date with this version of the program.")


def _set_contact(study: Path, contact: str) -> bool:
    """Write the contact where none stands yet; return whether that was so."""
    text = study.read_text(encoding="utf-8")
    if 'contact = ""' not in text:
        return False
    quoted = contact.replace("\\", "").replace('"', "")
    study.write_text(text.replace('contact = ""', f'contact = "{quoted}"', 1), encoding="utf-8")
    return True
