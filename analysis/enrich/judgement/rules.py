"""`config/relevance.toml` and `config/topics.toml`: read, validated, and digested."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from analysis.diasporas import Spellings
from crawlers.configuration import Strict, read_toml
from crawlers.documents import digest
from crawlers.sources import Slug

Relevance = Literal[
    "community", "bilateral", "sport", "history", "reverse_diaspora", "homeland_news", "other"
]
RELEVANCES: tuple[Relevance, ...] = get_args(Relevance)
Named = Literal["people", "homeland", "centre", "institution", "office_holder"]
Domain = Literal["culture", "education", "business", "tourism", "memory", "official", "community_life"]

CODE = "1"
"""Raised by hand when the same rules would decide otherwise than before."""


class Weights(Strict):
    """What a piece of evidence adds to each class; negative weights speak against it."""

    community: float = 0.0
    bilateral: float = 0.0
    sport: float = 0.0
    history: float = 0.0
    reverse_diaspora: float = 0.0
    homeland_news: float = 0.0

    def by_class(self) -> dict[str, float]:
        """Only those that are not zero."""
        return {name: weight for name, weight in self.model_dump().items() if weight}


class CueGroup(Spellings):
    """Words that say the same: `[[cue]]` of relevance.toml."""

    name: str = Field(min_length=1)
    """How the group is called in explanations."""
    weight: Weights
    at_most: int = Field(default=2, ge=1)
    """How many different cues of the group count."""
    only: Slug | None = None
    """The one community that the group speaks of: its villages."""
    beside: tuple[Named, ...] = ()
    """Counts only where it stands beside such a mention of the community: «казахстанские немцы»."""


class SourceWeights(Strict):
    """`[source]`: what it says that the community itself publishes."""

    own: Weights
    """On the site or account of a community's organisation."""
    paper: Weights
    """In a community's paper, which also reports on everybody else."""
    papers: tuple[Slug, ...]
    """Ids of the sources that are such papers."""


class Thresholds(Strict):
    """The weight that a class needs; a document that reaches none is `other`."""

    community: float
    bilateral: float
    sport: float
    history: float
    reverse_diaspora: float
    homeland_news: float


class RelevanceRules(Strict):
    """All of `relevance.toml`."""

    far: float = Field(ge=0, le=1)
    """Share of its weight that a cue keeps outside the sentences (and the headline) that name the community."""
    threshold: Thresholds
    named: dict[Named, Weights]
    source: SourceWeights
    cues: tuple[CueGroup, ...] = Field(alias="cue", min_length=1)


class TopicRule(Strict):
    """One type of event: `[[topic]]`."""

    slug: str = Field(pattern=r"^[a-z_]+$")
    domain: Domain
    folklore: bool = False
    """Counts for folklorisation: dance, song, cuisine."""
    strong: Spellings
    """Words that need no other beside them."""
    weak: Spellings = Spellings()
    """Words of which two are needed, or one in the headline."""


class TopicRules(Strict):
    """All of `topics.toml`."""

    threshold: float = Field(gt=0)
    strong: float = Field(gt=0)
    weak: float = Field(gt=0)
    headline: float = Field(ge=1)
    """Factor for a cue in the headline."""
    for_relevance: tuple[Relevance, ...]
    """A document has topics only if it is one of these to some community."""
    topics: tuple[TopicRule, ...] = Field(alias="topic", min_length=1)

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
        return digest(CODE, self.model_dump_json())


def load_rules(directory: Path) -> Rules:
    """Read both files in the configuration `directory`. Raises ConfigurationError."""
    return Rules(
        relevance=read_toml(directory / "relevance.toml", RelevanceRules),
        topics=read_toml(directory / "topics.toml", TopicRules),
    )
