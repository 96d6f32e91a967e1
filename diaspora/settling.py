"""A person's answers to doubtful mentions."""

from __future__ import annotations

from typing import Annotated

import typer

from diaspora.command import Place
from diaspora.telling import GOOD, refuse, table

ANSWERS = {"yes": True, "no": False}
FILE = "settled.jsonl"
"""Where answers are kept, beside the directory of the configuration."""


def settle(
    place: Place,
    mention: Annotated[str | None, typer.Argument(metavar="ID", help="As listed without arguments.")] = None,
    answer: Annotated[str | None, typer.Argument(metavar="yes|no", help="Whether it is a mention.")] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", help="List so many.")] = 20,
) -> int:
    """Say of a doubtful mention whether it is one; without arguments, list those the model is least sure of."""
    from analysis.enrich import settlements

    if mention is None:
        with place.built() as warehouse:
            rows = settlements.doubtful(warehouse, most)
        told = ((one.mention_id, one.diaspora, f"{one.probability:.0%}", one.sentence) for one in rows)
        table("Doubtful mentions", ("id", "community", "likely", "text"), told, out=True)
        return GOOD
    if answer not in ANSWERS:
        return refuse(f"{answer or 'nothing'}: not an answer. Say `diaspora settle {mention} yes` or `no`.")
    place.built().close()
    with place.writing() as warehouse:
        one = settlements.settle(warehouse, place.config.resolve().parent / FILE, mention, ANSWERS[answer])
    if one is None:
        return refuse(f"{mention}: no such mention. `diaspora settle` lists those in doubt.")
    row = (mention, one.diaspora, answer, one.sentence)
    table("Settled; `diaspora build` counts it", ("id", "community", "is a mention", "text"), [row])
    return GOOD
