"""The list that every number opens to: what documents can be found by, their pages, and where each of them stands.

Written as scripts beside the pages, because a page opened from disk may load a script and may not read a file. Each is
of a bounded size, and so is what is held in memory, however many documents there are. Of a list that was written before,
only the blocks are made again of which something has changed: of an ordinary night, the newest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import duckdb

from analysis.report.block_ledger import BlockLedger
from analysis.report.questions import ask, rows
from analysis.report.scripts import as_json, put
from analysis.report.sentences import LONGEST, lead, sentence
from crawlers.digests import code_digest, digest
from crawlers.masking import masked

TARGETS = ("homeland", "people", "centre", "institution", "office_holder", "city")
"""The order in which the list counts what is named; a city alone is not counted as a mention."""

_FACETS, _TEXTS, _BODIES, _PLACES = 4000, 200, 50, 2000
"""Documents a file. The first is also how many are read and made at once, a block: a multiple of the next two."""
_ROOM = 10 * _FACETS
"""Places kept free behind the documents that concern a community, so that a new one does not move all others."""

_FIRST, _KNOWN = 1, 2
_OWN, _IN_TITLE, _FROM_HOMELAND, _TO_HOMELAND, _LIFE = 1, 2, 4, 8, 16


def write_documents(
    warehouse: duckdb.DuckDBPyConnection, data: Path, *, private: bool = False, at_most: int | None = None
) -> int:
    """Write the list of documents below `data`; return how many they are. `private` adds their texts.

    `at_most` leaves only so many: the newest of those that concern a community.
    """
    ask(warehouse, "documents_order", {"room": _ROOM})
    (all_held,) = warehouse.execute("SELECT count(*) FROM listed").fetchall()[0]
    if at_most is not None and at_most < all_held:
        ask(warehouse, "documents_newest", {"at_most": at_most})
    (held,) = warehouse.execute("SELECT count(*) FROM listed").fetchall()[0]
    names = _dictionary(warehouse)
    reaches = _write_blocks(warehouse, data, names, private=private)
    depth = _write_places(warehouse, data, held)
    sizes = {"facets": _FACETS, "texts": _TEXTS, "bodies": _BODIES if private else 0}
    put(
        data,
        "list",
        names
        | {"held": held, "missing": all_held - held, "reaches": reaches, "depth": depth, "sizes": sizes},
    )
    return int(held)


def _write_blocks(
    warehouse: duckdb.DuckDBPyConnection, data: Path, names: dict[str, Any], *, private: bool
) -> list[list[Any] | None]:
    """Write the files of every block of which something changed, and remove those of blocks that are no more.

    Returns what each block spans: first and last day, whether an undated document is in it, and whether its documents
    concern a community; None where room is kept.
    """
    whose = rows(warehouse, "SELECT source_id, diaspora FROM sources ORDER BY ALL")
    made_by = digest(code_digest(__name__), duckdb.__version__, as_json([names, whose, private]))
    ledger = BlockLedger(data, made_by)
    blocks: dict[int, list[Any]] = {}
    kept: set[Path] = set()
    for one in ask(warehouse, "documents_blocks", {"size": _FACETS}).rows:
        its = [data / name for name in _files(one, private=private)]
        reach = ledger.reach(one["block"], one["fingerprint"]) if all(map(Path.exists, its)) else None
        if reach is None:
            reach = [*_write_block(warehouse, data, one["block"], names, private=private), one["concerns"]]
        blocks[one["block"]] = [one["fingerprint"], reach]
        kept.update(its)
    for kind in ("facets", "texts", "bodies"):
        for file in set((data / kind).glob("*.js")) - kept:
            file.unlink()
    ledger.close(blocks)
    return [blocks[block][1] if block in blocks else None for block in range(max(blocks, default=-1) + 1)]


def _write_block(
    warehouse: duckdb.DuckDBPyConnection, data: Path, block: int, names: dict[str, Any], *, private: bool
) -> list[Any]:
    """Write the files of a block; return what it spans: first and last day, and whether an undated document is in it."""
    numbers = {
        name: {key: n for n, key in enumerate(keys)} for name, keys in names.items() if name != "labels"
    }
    first = block * _FACETS
    bounds = {"first": first, "last": first + _FACETS - 1}
    found = ask(warehouse, "documents_facets", bounds).rows
    put(data, f"facets/{block}", [_facets(row, numbers) for row in found])
    texts = ask(warehouse, "documents_texts", bounds | {"around": LONGEST + 1}).rows
    _put_parts(data, "texts", first, _TEXTS, map(_shown, texts))
    if private:
        bodies = ask(warehouse, "documents_bodies", bounds).rows
        _put_parts(data, "bodies", first, _BODIES, (masked(row["text"]) for row in bodies))
    days = [row["day"] for row in found if row["day"] is not None]
    return [min(days, default=None), max(days, default=None), len(days) < len(found)]


def _put_parts(data: Path, kind: str, first: int, size: int, values: Iterator[Any]) -> None:
    """Write `values`, the first of which stands at `first`, in files of `size` each."""
    number = first // size
    while part := list(islice(values, size)):
        put(data, f"{kind}/{number}", part)
        number += 1


def _files(block: dict[str, Any], *, private: bool) -> list[str]:
    """The names of the files that hold a block, a row of `documents_blocks`."""
    first = block["block"] * _FACETS
    sizes = {"facets": _FACETS, "texts": _TEXTS} | ({"bodies": _BODIES} if private else {})
    return [
        f"{kind}/{number}.js"
        for kind, size in sizes.items()
        for number in range(first // size, (first + block["documents"] - 1) // size + 1)
    ]


def _dictionary(warehouse: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The names that rows of the list speak of by number, in their order, and what people call them."""
    sources = rows(
        warehouse, "SELECT source_id, name, kind, platform, diaspora FROM sources ORDER BY name, source_id"
    )
    communities = rows(warehouse, "SELECT diaspora, name FROM diasporas ORDER BY name")
    return {
        "source": [row["source_id"] for row in sources],
        "community": [row["diaspora"] for row in communities],
        "target": list(TARGETS),
        "relevance": _values(warehouse, "SELECT DISTINCT relevance FROM document_diasporas ORDER BY ALL"),
        "topic": _values(warehouse, "SELECT topic FROM topics ORDER BY ALL"),
        "medium": _values(warehouse, "SELECT DISTINCT kind FROM documents ORDER BY ALL"),
        "language": _values(
            warehouse, """SELECT DISTINCT coalesce("language", 'und') FROM documents ORDER BY ALL"""
        ),
        "labels": {
            "source": {row["source_id"]: row["name"] for row in sources},
            "community": {row["diaspora"]: row["name"] for row in communities},
            "sources": {row["source_id"]: [row["kind"], row["platform"]] for row in sources},
        },
    }


def _values(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return [value for (value,) in warehouse.execute(query).fetchall()]


def _facets(row: dict[str, Any], numbers: dict[str, dict[str, int]]) -> list[Any]:
    """A row of the list: id, source, day (since 1970), medium, language, flags, topics, communities."""
    return [
        row["document_id"],
        numbers["source"][row["source_id"]],
        row["day"],
        numbers["medium"][row["kind"]],
        numbers["language"][row["language"]],
        _FIRST * row["is_first"] + _KNOWN * row["is_known"],
        [numbers["topic"][topic] for topic in row["topics"] if topic in numbers["topic"]],
        [_community(one, numbers) for one in row["communities"]],
    ]


def _community(one: dict[str, Any], numbers: dict[str, dict[str, int]]) -> list[Any]:
    """What a document is to a community: community, relevance (-1: not judged), flags, spans by target."""
    directions = one["directions"] or ()
    flags = (
        _OWN * one["own"]
        + _IN_TITLE * one["title"]
        + _FROM_HOMELAND * ("from_homeland" in directions)
        + _TO_HOMELAND * ("to_homeland" in directions)
        + _LIFE * one["life"]
    )
    spans = [(one["targets"] or {}).get(target, 0) for target in TARGETS]
    return [
        numbers["community"][one["diaspora"]],
        numbers["relevance"].get(one["relevance"], -1),
        flags,
        spans,
    ]


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """What a document's page shows, without what is empty; of its text one sentence for each community."""
    quotations = []
    for one in row.pop("quotations"):
        before, after = sentence(one["before"], one["after"])
        quotations.append([one["diaspora"], before, one["surface"], after, one["target"], one["rule"]])
    first = lead(row.pop("lead"))
    verdicts = [
        [one["diaspora"], one["relevance"], one["score"], one["evidence"]] for one in row.pop("verdicts")
    ]
    told = row | {
        "title": masked(row["title"]),
        "quotations": quotations,
        "verdicts": verdicts,
        "lead": None if quotations else first,
    }
    return {name: value for name, value in told.items() if value not in (None, [], "")}


def _write_places(warehouse: duckdb.DuckDBPyConnection, data: Path, held: int) -> int:
    """Write at which place of the list each document stands, by the first characters of its id; return how many characters."""
    depth = 0
    while held > _PLACES * 16**depth:
        depth += 1
    for prefix, its in groupby(_places(warehouse), key=lambda place: place[0][:depth]):
        put(data, f"places/{prefix or 'all'}", dict(its))
    return depth


def _places(warehouse: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, int]]:
    found = warehouse.execute("SELECT document_id, position FROM listed ORDER BY document_id")
    while batch := found.fetchmany(_FACETS):
        yield from batch
