"""`config/relevance.toml` and `config/topics.toml`: read, validated, and digested."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from crawlers.catalogue.communities import Spellings
from crawlers.catalogue.configuration import Strict, read_toml
from crawlers.catalogue.sources import Slug
from crawlers.steps import RELEVANCE

Relevance = Literal[
    "community", "bilateral", "sport", "history", "reverse_diaspora", "homeland_news", "other"
]
RELEVANCES: tuple[Relevance, ...] = get_args(Relevance)
Named = Literal["people", "adjective", "homeland", "centre", "institution", "office_holder"]
Level = Literal["sure", "strong", "weak", "beside"]
LEVELS: tuple[Level, ...] = get_args(Level)
Domain = Literal["culture", "education", "business", "tourism", "memory", "official", "community_life"]


class Weights(Strict):
    """What a piece of evidence adds to each class; negative weights speak against it."""

    community: float = 0.0
    bilateral: float = 0.0
    sport: float = 0.0
    history: float = 0.0
    reverse_diaspora: float = 0.0
    homeland_news: float = 0.0

    @cached_property
    def by_class(self) -> dict[str, float]:
        """Only those that are not zero."""
        return {name: weight for name, weight in self.model_dump().items() if weight}


class CueGroup(Spellings):
    """Words that say the same: `[[cue]]` of relevance.toml."""

    name: str = Field(min_length=1)
    """How the group is called in explanations."""
    weight: Weights
    absent: Weights = Weights()
    """What it says that the text holds none of the group."""
    at_most: int = Field(default=2, ge=1)
    """How many different cues of the group count."""
    only: Slug | None = None
    """The one community that the group speaks of: its villages."""
    of_others: bool = False
    """Counts only on sites that are not the community's own: there an envoy is its guest."""
    beside: tuple[Named, ...] = ()
    """Counts only where it stands beside such a mention of the community: «казахстанские немцы»."""


class SourceWeights(Strict):
    """`[source]`: what it says that the community itself publishes."""

    own: Weights
    """On the site or account of a community's organisation."""
    paper: Weights
    """In a community's paper, which also reports on everybody else."""
    silent: tuple[Named, ...]
    """What its own site says in every text, and which therefore says nothing there."""
    papers: tuple[Slug, ...]
    """Ids of the sources that are such papers."""


class Certainty(Strict):
    """`[certainty]` of relevance.toml: how sums of weights become probabilities, as `certainty.py` says."""

    surest: float = Field(gt=0)
    """Sums above this count as this."""
    slope: float = Field(gt=0)
    shift: Weights
    """By class; that of `other` is 0."""


class TopicCertainty(Strict):
    """`[certainty]` of topics.toml."""

    surest: float = Field(gt=0)
    slope: float = Field(gt=0)
    shift: float


class RelevanceRules(Strict):
    """All of `relevance.toml`."""

    far: float = Field(ge=0, le=1)
    """Share of its weight that a cue keeps outside the sentences (and the headline) that name the community."""
    threshold: Weights
    """What a class needs; a document that reaches none is `other`."""
    topics: dict[Domain, Weights]
    """What it says that the text has a topic of this domain."""
    named: dict[Named, Weights]
    source: SourceWeights
    certainty: Certainty | None = None
    """Without it nobody says how sure a class is."""
    cues: tuple[CueGroup, ...] = Field(alias="cue", min_length=1)


class TopicRule(Strict):
    """One type of event: `[[topic]]`."""

    slug: str = Field(pattern=r"^[a-z_]+$")
    domain: Domain
    folklore: bool = False
    """Counts for folklorisation: dance, song, cuisine."""
    sure: Spellings = Spellings()
    """Words that decide wherever they stand."""
    strong: Spellings = Spellings()
    """Words that decide in the headline; elsewhere they need another beside them."""
    weak: Spellings = Spellings()
    """Words of which several are needed."""
    beside: Spellings = Spellings()
    """Words that are sure next to the name of a people, or an adjective made from it: Greek lessons."""

    def of(self, level: Level) -> Spellings:
        """The words of one level."""
        words: Spellings = getattr(self, level)
        return words


class TopicRules(Strict):
    """All of `topics.toml`."""

    threshold: float = Field(gt=0)
    sure: float = Field(gt=0)
    strong: float = Field(gt=0)
    weak: float = Field(gt=0)
    headline: float = Field(ge=1)
    """Factor for a cue in the headline."""
    for_relevance: tuple[Relevance, ...]
    """A document has topics only if it is one of these to some community."""
    certainty: TopicCertainty | None = None
    """Without it nobody says how sure a topic is."""
    topics: tuple[TopicRule, ...] = Field(alias="topic", min_length=1)

    def weight(self, level: Level) -> float:
        """What a cue of `level` is worth outside the headline."""
        return {"strong": self.strong, "weak": self.weak}.get(level, self.sure)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        slugs = [topic.slug for topic in self.topics]
        if twice := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
            raise ValueError(f"topics given twice: {', '.join(twice)}; give each its own slug")
        return self


class Rules(Strict):
    """Everything by which documents are judged."""

    relevance: RelevanceRules
    topics: TopicRules

    @property
    def digest(self) -> str:
        """Changes when any document could be judged otherwise."""
        return RELEVANCE.digest(self.model_dump_json())


def load_rules(directory: Path) -> Rules:
    """Read both files in the configuration `directory`. Raises ConfigurationError."""
    return Rules(
        relevance=read_toml(directory / "relevance.toml", RelevanceRules),
        topics=read_toml(directory / "topics.toml", TopicRules),
    )
