"""English and German forms: a handful of rules by kind."""

from __future__ import annotations

import re

_GERMAN_ADJECTIVE = ("", "e", "er", "es", "en", "em")
_GERMAN_PERSON = {  # by the ending after the bar
    "e": ("e", "en", "in", "innen"),
    "er": ("er", "e", "en", "em", "es"),
    "": ("", "s", "n", "en", "in", "innen"),
}
_HEADS = (
    "abend|amt|arbeit|ausgabe|besuch|botschaft|club|feldzug|fest|forscher|forum|freund|frage|geschichte|haus|hilfe|"
    "institut|kenn|kenntnis|klub|kunde|kurs|lehr|lektor|politik|prüfung|reise|reihe|schule|sprachig|stämmig|feindlich|freundlich|stunde|"
    "schwede|krise|student|tag|tum|unterricht|verein|zentrum|zeit|jahr|woche|gesetz|aufstand|deutsch|kasachisch|russisch|österreich"
)
COMPOUND = re.compile(rf"s?(?:{_HEADS})[a-zäöüß]{{0,20}}")
"""Second halves of German compounds: Deutschkurs, Polenreise, Deutschlandjahr. A list, because
Deutschmann and Polenz are surnames."""
EXILE = re.compile(
    r"(?:nord|süd|ost|west|zentral|exil|auslands|volks|bundes|gesamt|inner|nieder|hoch|platt|mittel|"
    r"russland|kasachstan|wolga|schwarzmeer|sowjet|kirgisistan|bessarabien|buchen|sudeten|bukowina|"
    r"pontos|ober|unter|schwarzmeer|krim|sibirien|spät|alt|neu|nicht|kern|eur|deutsch|halb|un|ur|anti|pro|klein|groß|nachkriegs|vorkriegs|hitler|nazi)+"
)
"""First halves: Kasachstandeutsche, Auslandspole."""


def english(lemma: str, kind: str) -> frozenset[str]:
    """The singular and, for persons, the plural; the possessive is left outside the mention."""
    word = lemma.lower()
    return frozenset({word, word + "s"}) if kind == "people" else frozenset({word})


def german(spelling: str, kind: str) -> frozenset[str]:
    """`Pol|e`, `Deutsch|er`, `Ungar|` (persons), `polnisch|` (adjectives), `Polen` (a state)."""
    stem, bar, ending = spelling.lower().partition("|")
    if kind == "country":
        return frozenset({stem, stem + "s"})
    if not bar:
        return frozenset({stem})
    if kind == "adjective":
        return frozenset(stem + tail for tail in _GERMAN_ADJECTIVE)
    return frozenset(stem + tail for tail in _GERMAN_PERSON.get(ending, ("", ending)))
