"""The words of the report that need telling: shown where they stand, listed on the page of methods."""

TERMS = {
    "held": "Documents that the warehouse holds, whether or not all of their day was seen.",
    "counted": "Documents published on days that are known completely. Only they enter rates, charts over time and comparisons.",
    "day known": "A day of a source of which somebody can say that every document was seen: the crawl of it ended well.",
    "silent": "Known, and nothing was published. A zero, not a gap.",
    "not known": "Nobody looked, or the source was blocked or broken. A gap, not a zero.",
    "first publication": "The first document with a text; later ones that repeat it are left out.",
    "mention": "A span of text that names a homeland, its people, a centre, an institution or an office holder. Cities alone are not counted.",
    "relevance": "What a document is to a community: its life, relations with the homeland, sport, history, news of the homeland, or a name in passing.",
    "event": "A type of event that a document on a community's life tells of. One document may tell of several.",
    "95 % limits": "Between them lies the true value in 95 of 100 such cases, by counting error alone (exact Poisson for rates, Wilson for shares).",
    "index of lived experience": "A weighted mean of six components, each from 0 to 1. The weights are a convention; how far ranks hang on them is shown.",
    "rank held": "How many of a thousand draws give the same rank: of the mean behind each count, of how it is read, and of the weights.",
    "folklorisation": "The share of dance, music and cuisine in all events told. The study warns of a culture that is only shown.",
    "formalisation": "The homeland's relations with the community are formal: agreements, agencies, money, visits.",
    "valued": "Broad lived experience, formal relations with the homeland.",
    "expressive": "Broad lived experience, weak relations with the homeland.",
    "symbolic": "Little lived experience, formal relations with the homeland.",
    "nominal": "Little lived experience, weak relations with the homeland.",
}
"""Each with its meaning in a sentence or two."""
