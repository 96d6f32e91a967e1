"""Entries of the configuration that are written and have no effect are told, each with what to do."""

from __future__ import annotations

from pathlib import Path

from analysis.enrich.relevance.rules import load_rules
from crawlers.catalogue.communities import Village, load_diasporas
from diaspora.unused_entries import unused_entries

CONFIG = Path(__file__).parents[2] / "config"


def test_entries_that_name_nothing_or_that_nothing_reads() -> None:
    rules, (first, *others) = load_rules(CONFIG), load_diasporas(CONFIG)
    papers = rules.relevance.source.papers
    assert list(unused_entries(rules, [first, *others], papers)) == []

    misspelt = rules.model_copy(
        update={
            "relevance": rules.relevance.model_copy(
                update={
                    "source": rules.relevance.source.model_copy(update={"papers": ("daz-youtub", "nobody")}),
                    "cues": (rules.relevance.cues[0].model_copy(update={"only": "bulgaria"}),),
                }
            )
        }
    )
    village = first.model_copy(update={"villages": (Village(forms=("Болгарка",), source="a map"),)})
    told = list(unused_entries(misspelt, [village, *others], papers))
    assert [(what, remedy) for _, what, remedy in told] == [
        ("'daz-youtub' names no source", "did you mean 'daz-youtube'?"),
        ("'nobody' names no source", "take it out, or add what it names"),
        ("'bulgaria' names no community", "did you mean 'bulgarian'?"),
        (
            "1 entries that nothing reads",
            "write the words as a [[word]] whose target is 'city', or take the entries out",
        ),
    ]
