"""The answer in words: who is most alive, how sure that is, what changed, what is not known."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from analysis.report.periods import Period
from analysis.report.questions import Rows
from analysis.report.site import Site, percent

FIRM = 0.8
"""A rank that fewer of the draws give is not called firm."""

SURE = 0.95
"""A broad experience that fewer of the draws give is not called sure."""

Told = list[tuple[str, Markup]]
"""What each paragraph answers, and the paragraph."""


def answer_in_words(site: Site, period: Period) -> Told:
    """Return the paragraphs at the top of the report, each with the question that it answers."""
    experience = site.ask("experience", period).rows
    sources = site.ask("sources", period).rows
    totals = site.ask("totals", period).rows[0]
    return [
        ("Who is most alive?", _most_alive(experience)),
        ("How sure is that?", _how_sure(experience)),
        ("What changed?", _changed(site.ask("shifts", period).rows)),
        ("What is not known?", _not_known(experience, sources, totals)),
    ]


def _most_alive(experience: Rows) -> Markup:
    ranked = [row for row in experience if row["index"] is not None]
    if not ranked:
        return Markup(
            "No twelve months and no window of the study are known well enough to compare the communities."
        )
    first, *others = ranked
    text = Markup(
        "By what media show, the life of the {} community is the broadest (index {:.2f}, {} to {})"
    ).format(_page(first), first["index"], first["period_start"], first["period_end"])
    if others:
        text += Markup(", before {}").format(
            _listed([Markup("the {} ({:.2f})").format(_page(row), row["index"]) for row in others[:2]])
        )
    return text + Markup(". <a href='experience.html' data-page>What the index is made of</a>.")


def _how_sure(experience: Rows) -> Markup:
    ranked = [row for row in experience if row["index"] is not None]
    if not ranked:
        return Markup("There is nothing to be sure of.")
    first = ranked[0]
    firm = "That rank is firm" if first["rank_held"] >= FIRM else "That rank is not firm"
    text = Markup(
        "{}: it holds in {} of a thousand trials in which counts, readings and weights vary within their error. "
    ).format(firm, percent(first["rank_held"]))
    sure = [row for row in ranked if (row["probability_broad"] or 0) >= SURE]
    open_ = [row for row in ranked if 1 - SURE < (row["probability_broad"] or 0) < SURE]
    if sure:
        text += Markup("Broad in nearly every trial: {}. ").format(_names(sure))
    if open_:
        text += Markup("Broad in some trials, and in others not: {}. ").format(
            _listed(
                [
                    Markup("{} (broad in {})").format(_page(row), percent(row["probability_broad"]))
                    for row in open_
                ]
            )
        )
    same = alike(ranked)
    if same:
        text += Markup("The component {} tells the communities hardly apart here ({}).").format(
            _listed([Markup(name) for name, _, _ in same]),
            "; ".join(f"{low:.2f} to {high:.2f}" for _, low, high in same),
        )
    return text


def alike(experience: Rows, within: float = 0.1) -> list[tuple[str, float, float]]:
    """Return the components of the index whose values lie within a tenth of each other for all: name, least, greatest."""
    found = []
    for name in ("activity", "regularity", "breadth", "domains", "exchange", "press"):
        values = [row[name] for row in experience if row[name] is not None]
        if len(values) > 2 and max(values) - min(values) <= within:
            found.append((name, min(values), max(values)))
    return found


def _changed(shifts: Rows) -> Markup:
    if not shifts:
        return Markup("No series that is known for six months or more changes its level beyond chance.")
    return _listed([Markup(
        "{}: {} went {} in {} (from {:.1f} to {:.1f})"
    ).format(
        _page(row),
        "its own publications" if row["series"] == "activity" else "naming in papers",
        "up" if row["level_after"] > row["level_before"] else "down", row["month"][:7], row["level_before"], row["level_after"],
    ) for row in shifts[:4]]) + Markup(".")  # fmt: skip


def _not_known(experience: Rows, sources: Rows, totals: dict[str, float | None]) -> Markup:
    text = Markup("{} of the source-days asked about are known completely. ").format(
        percent(totals["share_known"])
    )
    without = [row for row in experience if row["index"] is None]
    if without:
        text += Markup("Too little is known for an index: {}. ").format(_names(without))
    partly = [row for row in sources if row["tried"] and row["share_known"] < 1]
    if partly:
        text += Markup("Known in part: {}. ").format(
            _listed(
                [
                    Markup('<a href="source-{}.html" data-page>{}</a> ({} of days)').format(
                        row["source_id"], row["name"], percent(row["share_known"])
                    )
                    for row in partly[:4]
                ],
                len(partly),
            )
        )
    never = sum(not row["tried"] for row in sources)
    if never:
        text += Markup(
            "<a href='sources.html#never' >{} sources of the catalogue</a> were never tried or cannot be. "
        ).format(never)
    if undated := totals["undated"]:
        text += Markup("{} {} undated and in no count over time.").format(
            undated, "document is" if undated == 1 else "documents are"
        )
    return text


def _page(row: dict[str, object]) -> Markup:
    return Markup('<a href="{}.html" data-page>{}</a>').format(row["diaspora"], row["name"])


def _names(rows: Rows) -> Markup:
    return _listed([_page(row) for row in rows])


def _listed(parts: Sequence[Markup], total: int | None = None) -> Markup:
    """`A, B and C`; with a greater `total`, `A, B and 5 more`."""
    some = list(parts)
    if total is not None and total > len(some):
        some.append(Markup(f"{total - len(some)} more"))
    return Markup(" and ").join([Markup(", ").join(some[:-1]), some[-1]]) if len(some) > 1 else some[0]
