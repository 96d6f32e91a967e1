"""The articles of `articles/<language>.toml`: 496 short pieces in the manner of papers, embassies and centres.

We wrote and labelled them by the definitions of docs/methodology.md, in nine parts, each before the rules had judged
it. `<language>.held_out.toml` holds the last part: it is measured, and nobody reads it while rules are tuned.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.enrich.mentions import Matcher
from analysis.enrich.relevance.classifier import Classifier
from analysis.enrich.relevance.text import Text
from crawlers.catalogue.sources import load_catalogue
from tests.corpus.scores import Judgements, Labels

HERE = Path(__file__).parent / "articles"
CONFIG = Path(__file__).parents[2] / "config"


@dataclass(frozen=True)
class Article:
    """One article and what is true of it."""

    key: str
    language: str
    source: str
    """Id of a source in `config`; empty: some other paper."""
    title: str
    text: str
    concerns: dict[str, str]
    """Class of relevance by community."""
    topics: frozenset[str]
    held_out: bool


@cache
def articles() -> tuple[Article, ...]:
    """Every article there is."""
    return tuple(
        Article(
            key=f"{path.stem}/{number}",
            language=path.name.split(".")[0],
            source=one.get("source", ""),
            title=one["title"],
            text=one["text"].strip(),
            concerns=one["concerns"],
            topics=frozenset(one.get("topics", ())),
            held_out="held_out" in path.name,
        )
        for path in sorted(HERE.glob("*.toml"))
        for number, one in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["article"])
    )


def labels() -> tuple[Labels, Labels]:
    """Relevance and topics as we labelled them."""
    relevance = {one.key: {name: {kind} for name, kind in one.concerns.items()} for one in articles()}
    return relevance, {one.key: {"": set(one.topics)} for one in articles()}


def judged(matcher: Matcher, judge: Classifier) -> Judgements:
    """What the rules say of every article."""
    catalogue = load_catalogue(CONFIG, CONFIG / "diasporas")
    own = {source.id: source.diaspora for source in catalogue.centres}
    relevance: Labels = defaultdict(dict)
    topics: Labels = {}
    for one in articles():
        whole = f"{one.title}\n{one.text}"
        mentions = tuple(matcher.find(whole, one.language))
        given = Text(one.title, one.text, one.language, mentions, one.source, own.get(one.source, ""))
        verdicts, found, _ = judge.judge(given)
        relevance[one.key] = {verdict.diaspora: {verdict.relevance} for verdict in verdicts}
        topics[one.key] = {"": {topic.topic for topic in found}}
    return Judgements(relevance, topics)
