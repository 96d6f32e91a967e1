"""The language of a text: script first, then the cost of its letters, then langdetect where the two best are close."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import sub

from analysis.enrich.language import kazakh
from analysis.enrich.language.alphabets import WORD, by_script, language_of, without_latin_twins
from analysis.enrich.language.ngrams import MOST, STEPS, table
from analysis.enrich.language.votes import langdetect_vote

STUDIED = frozenset("en ru kk de pl bg el et fi hu lt ro".split())
"""The languages of the sources; a short text in doubt is likelier in one of them than in any other."""

_EXPECTED = dict.fromkeys(STUDIED, 0.9 * STEPS) | {"ru": 2.2 * STEPS, "bg": 2.2 * STEPS, "kk": 2.8 * STEPS}
"""Steps by which a studied language is thought cheaper beforehand: two and a half times likelier than others,
Russian and Bulgarian nine times, Kazakh sixteen. More would find more short titles, and claim more of other languages."""
_EXPECTED |= dict.fromkeys("la yo zu eo cy id ms sw ga af is eu mt fo oc".split(), -STEPS)
"""Languages that hardly any page of Kazakhstan's press is in, and that short lists of names look like."""
_EXPECTED_LATIN = _EXPECTED | {"kk": 0.0}
_BRIEF = 3
"""Words up to which a Cyrillic text hardly tells its language: it is then thought likelier to be Russian."""
_EXPECTED_BRIEF = _EXPECTED | {"ru": 4.2 * STEPS}
_SURELY_RUSSIAN = 12.0
"""The lead, in nats, of Russian over Kazakh in what stands around Kazakh names."""
_HESITATION = 0.5
"""The lead, in nats, below which langdetect is asked."""
_CONVINCED = 0.9
"""The probability from which its vote for the runner-up counts."""
_FOREIGN = 4.6 * STEPS
"""Mean cost of a letter above which no language of the table wrote the text."""
_SEGMENT = 400
"""Characters judged together; a longer paragraph is cut at a space."""
_SEGMENTS = 60
"""Segments judged of one text, evenly spread: the rest of a long one tells no more."""
_FRAME = 25
"""Letters below which a line is taken for a menu or a caption where the text has longer ones."""
_BODY = 60
"""Letters from which a line is surely body."""


@dataclass(frozen=True, slots=True)
class Identification:
    """The language of a text."""

    language: str
    """ISO 639-1 of what most of the body is written in, `und` where nothing decides."""
    confidence: float
    """0 to 1: how sure the decision is, for mixed texts times the share of the language."""
    shares: dict[str, float] = field(default_factory=dict)
    """Share of the body's letters by language; sums to 1, empty without letters."""


_MARK = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]")
"""Soft hyphens, stress marks and other signs that are no letters of their own."""
_SENTENCE = re.compile(r"(?<=[.!?…]) +(?=[^\W\d_a-zа-яё])")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")

_NOTHING = Identification("und", 0.0)


def identify(text: str) -> Identification:
    """The language of `text`: of its body if it has one, for menus and captions around it do not decide."""
    if len(text) <= _SEGMENT and "\n" not in text and not kazakh.may_be_mixed(text):
        language, confidence, letters = _judge(text)
        return Identification(language, confidence, {language: 1.0}) if letters else _NOTHING
    judged = [found for found in map(_judge, _segments(text)) if found[2]]
    longest = max((letters for _, _, letters in judged), default=0)
    body = [found for found in judged if found[2] >= _FRAME] if longest >= _BODY else judged
    by_language: dict[str, float] = {}
    sureness: dict[str, float] = {}
    for language, confidence, count in body:
        by_language[language] = by_language.get(language, 0.0) + count
        sureness[language] = sureness.get(language, 0.0) + count * confidence
    total = sum(by_language.values())
    if not total:
        return _NOTHING
    main = max(
        by_language, key=lambda language: (by_language[language] if language != "und" else -1, language)
    )
    shares = {
        language: count / total for language, count in sorted(by_language.items(), key=lambda item: -item[1])
    }
    return Identification(main, sureness[main] / total, shares)


def _segments(text: str) -> Iterator[str]:
    """Lines, long ones in pieces; of a long text evenly spread ones, so that its length costs nothing."""
    step = max(1, len(text) // (_SEGMENTS * _SEGMENT))
    if step > 1:
        width = len(text) // _SEGMENTS
        for start in range(0, len(text), width):
            yield from text[start : start + _SEGMENT].split("\n")
        return
    for line in text.split("\n"):
        for start in range(0, len(line), _SEGMENT):
            segment = line[start : start + _SEGMENT]
            yield from _SENTENCE.split(segment) if kazakh.may_be_mixed(segment) else (segment,)


def _judge(text: str) -> tuple[str, float, int]:
    """Language, confidence and number of letters of a short text."""
    if "://" in text or "www." in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    printed = without_latin_twins(text)
    text = printed.lower()
    if not text.isascii() and _MARK.search(text):
        text = _MARK.sub("", unicodedata.normalize("NFC", text))[:MOST]
    scripts = by_script(WORD.findall(text))
    if not scripts:
        return "und", 0.0, 0
    script, words = next(iter(scripts.items()))
    letters = sum(map(len, words))
    if script == "latin" and (respelled := kazakh.without_apostrophes(text)):
        if _likeliest(script, WORD.findall(respelled), respelled)[0] == "kk":
            return "kk", 1.0, letters
    if script in {"cyrillic", "latin"}:
        language, confidence = _likeliest(script, words, text)
        if language == "kk" and script == "cyrillic":
            if another := kazakh.sister(words):
                return another, 0.5, letters
            if _is_russian_with_names(printed):
                return "ru", 0.9, letters
        return language, confidence, letters
    language = kazakh.by_arabic_letters(words) if script == "arabic" else language_of(script)
    return language, float(language != "und"), letters


def _likeliest(script: str, words: list[str], text: str) -> tuple[str, float]:
    """The language of words in Cyrillic or Latin, with how sure that is; `text` is what they are of."""
    costs = table(script).costs(words)
    languages, expected = _languages(script, len(words) <= _BRIEF)
    weighed = list(map(sub, costs, expected))
    least = min(weighed)
    place = weighed.index(least)
    first = languages[place]
    if costs[place] > _FOREIGN * (sum(map(len, words)) + len(words)):
        return "und", 0.0
    next_least, second = min(pair for pair in zip(weighed, languages, strict=True) if pair[1] != first)
    lead = (next_least - least) / STEPS
    if lead < _HESITATION and first in STUDIED and second in STUDIED:
        if langdetect_vote(text).get(second, 0.0) > _CONVINCED:
            first = second
    return first, 1.0 / (1.0 + math.exp(-min(lead, 50.0)))


def _is_russian_with_names(text: str) -> bool:
    """`Қазақстан халқы Ассамблеясы провела заседание`: what stands around Kazakh names is surely Russian."""
    rest = kazakh.around_names(WORD.findall(text))
    if len(rest) < 2:
        return False
    by_language = dict(zip(table("cyrillic").languages, table("cyrillic").costs(rest), strict=True))
    return by_language["kk"] - by_language["ru"] > _SURELY_RUSSIAN * STEPS


@cache
def _languages(script: str, brief: bool) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The language of each column of a table (an alphabet of Kazakh is no language), and what is expected of it."""
    languages = tuple(name.partition("-")[0] for name in table(script).languages)
    expected = _EXPECTED_LATIN if script == "latin" else _EXPECTED_BRIEF if brief else _EXPECTED
    return languages, tuple(expected.get(language, 0.0) for language in languages)
