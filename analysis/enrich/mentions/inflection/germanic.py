"""English and German forms: a handful of rules by kind."""

from __future__ import annotations

import re

_GERMAN_ADJECTIVE = ("", "e", "er", "es", "en", "em")
_GERMAN_PERSON = {  # by the ending after the bar
    "e": ("e", "en", "in", "innen"),
    "er": ("er", "e", "en", "em", "es"),
    "": ("", "s", "n", "en", "in", "innen"),
}
_HEADS = "|".join(
    (
        "abend amt arbeit aufenthalt aufstand ausgabe beauftragt besuch bild botschaft buch club deutsch elf experte "
        "export fahrt fan feindlich feldzug fest forscher forum frage freund freundlich geschichte geschäft gesetz "
        "gipfel haus hilfe import institut jahr kasachisch kenn klub korrespondent krise kunde kurs lehr lektor markt "
        "note politik prüfung reihe reise russisch schule schwede sprachig spiel stunde student stämmig tag team tour "
        "trainer tum unterricht urlaub verein wahl woche zeit zentrum österreich"
    ).split()
)
COMPOUND = re.compile(rf"s?(?:{_HEADS})[a-zäöüß]{{0,20}}")
"""Second halves of German compounds: Deutschkurs, Polenreise, Deutschlandjahr. A list, because
Deutschmann and Polenz are surnames."""
_FIRST_HALVES = "|".join(
    (
        "nord süd ost west zentral mittel ober unter inner nieder hoch platt gesamt bundes volks auslands exil "
        "russland kasachstan wolga schwarzmeer krim sibirien sowjet kirgisistan bessarabien buchen bukowina sudeten "
        "pontos spät alt neu nicht kern eur deutsch halb un ur anti pro klein groß vorkriegs nachkriegs hitler nazi"
    ).split()
)
EXILE = re.compile(rf"(?:{_FIRST_HALVES})+")
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
