"""Active learning: asks a person about the sentences of a warehouse of which the model is least sure (`make label`).

    python -m analysis.enrich.labelling [--warehouse PATH] [--config DIR] [--settled FILE] [--into DIR] [--most N]

An answer settles the mention (`settlements`), and its sentence is written into `<language>.traps.txt` of the directory
`--into`, marked as the sentences of `tests/enrich/eval` are. Texts of others are private: they stay there, and
`make model ALSO=labelled` learns from them, too.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from analysis.enrich import settlements
from analysis.enrich.mentions import Matcher
from analysis.enrich.relevance.keywords import Sentences
from crawlers.catalogue.communities import load_diasporas
from crawlers.warehouse.connection import open_warehouse

_SURE = 0.95
"""Other candidates of a sentence are asked about, too, unless the model is so sure."""
_ANSWERS = {"y": True, "n": False}
_LEAST_SURE = """
SELECT mention_id, "language", CASE part WHEN 'title' THEN title ELSE text END AS printed, span_start
FROM intermediate.int_settled_mentions JOIN documents USING (document_id)
WHERE is_doubtful
ORDER BY abs(probability - 0.5), mention_id
LIMIT ?
"""

Span = tuple[int, int, str]
"""Start and end in its sentence, and homeland."""


class Proposal(NamedTuple):
    """A sentence to ask about."""

    mention_id: str
    """The mention for which it was chosen."""
    language: str
    sentence: str
    chosen: tuple[int, int]
    """Where that mention stands."""
    candidates: tuple[tuple[Span, float], ...]
    """Each candidate of the sentence with its probability."""


def proposals(warehouse: duckdb.DuckDBPyConnection, matcher: Matcher, most: int) -> Iterator[Proposal]:
    """The sentences of which the model is least sure, the least sure first; marts must be built."""
    for mention_id, language, printed, start in warehouse.execute(_LEAST_SURE, [most]).fetchall():
        begin, end = Sentences(printed).span(start)
        sentence = printed[begin:end].rstrip()
        found = matcher.read(sentence, language)
        weighed = {
            (one.start, one.end, one.homeland): 1.0 if one.probability is None else one.probability
            for one in (*found.mentions, *found.unlikely)
            if one.target in ("homeland", "people")
        }
        chosen = next((span[:2] for span in sorted(weighed) if span[0] == start - begin), None)
        if chosen and "\n" not in sentence:
            yield Proposal(mention_id, language, sentence, chosen, tuple(sorted(weighed.items())))


def marked(sentence: str, spans: Iterable[Span]) -> str:
    """The sentence with its mentions in brackets.

    >>> marked("Polish shoes, Polish cheese.", [(14, 20, "PL")])
    'Polish shoes, [PL Polish] cheese.'
    """
    for start, end, homeland in sorted(spans, reverse=True):
        sentence = f"{sentence[:start]}[{homeland} {sentence[start:end]}]{sentence[end:]}"
    return sentence


def answered(one: Proposal, ask: Callable[[str], str]) -> tuple[str, bool] | None:
    """The marked sentence, and whether the mention for which it was chosen is one; None if the person passes over it."""
    mentions: list[Span] = []
    for span, probability in one.candidates:
        if 1 - _SURE <= probability <= _SURE or span[:2] == one.chosen:
            shown = marked(one.sentence, [span])
            answer = ask(
                f"{shown}\n  {span[2]}? likely {probability:.0%} [y/n, anything else: next] "
            ).strip()
            if answer.lower() not in _ANSWERS:
                return None
            is_mention = _ANSWERS[answer.lower()]
        else:
            is_mention = probability > _SURE
        if is_mention:
            mentions.append(span)
    return marked(one.sentence, mentions), any(span[:2] == one.chosen for span in mentions)


def label(
    warehouse: duckdb.DuckDBPyConnection,
    matcher: Matcher,
    into: Path,
    settled: Path,
    most: int,
    ask: Callable[[str], str] = input,
) -> int:
    """Ask about at most so many sentences, until the person ends the input; return how many were labelled."""
    labelled = 0
    for one in list(proposals(warehouse, matcher, most)):
        try:
            answer = answered(one, ask)
        except (EOFError, KeyboardInterrupt):
            break
        if answer is None:
            continue
        line, is_mention = answer
        into.mkdir(parents=True, exist_ok=True)
        with (into / f"{one.language}.traps.txt").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        settlements.settle(warehouse, settled, one.mention_id, is_mention)
        labelled += 1
    return labelled


def main() -> None:
    """Label in the terminal."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--warehouse", type=Path, default=Path("warehouse.duckdb"))
    arguments.add_argument("--config", type=Path, default=Path("config"))
    arguments.add_argument("--settled", type=Path, default=Path("settled.jsonl"))
    arguments.add_argument("--into", type=Path, default=Path("labelled"))
    arguments.add_argument("--most", type=int, default=20)
    given = arguments.parse_args()
    if not given.warehouse.is_file():
        arguments.error(f"{given.warehouse}: no warehouse; fill one with `diaspora run`")
    with open_warehouse(given.warehouse) as warehouse:
        matcher = Matcher(load_diasporas(given.config))
        labelled = label(warehouse, matcher, given.into, given.settled, given.most)
    print(f"\n{labelled} labelled, in {given.into}/; `make model ALSO={given.into}` learns from them, too")


if __name__ == "__main__":
    main()
