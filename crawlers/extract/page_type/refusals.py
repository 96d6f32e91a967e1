"""Pages that a site shows in place of an article: walls, errors, notices; told by their words in all source languages.

The words are in `refusals.toml`, a table for each kind. One kind's name is the outcome of the capture.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_MOST, _SOME = 0.5, 0.25
"""Shares of a text's characters in sentences that speak to the visitor of a refusal: enough by themselves; enough
beside a headline that says the same on a page that is marked as an article."""
_SHORT, _LONGEST = 300, 2000
"""Characters: so little is no article whatever the markup says; who writes more has something to say."""
_FIRST = 3
"""Sentences. Where none of so many speaks as a refusal does, none is looked for in the rest."""
_LONGEST_HEADLINE = 150
_FEWEST_WORDS = 3
"""An `h1` of fewer words may be a logo, so the browser's title may still be right that this is a refusal."""
_PART = re.compile(r"\s+[-–—|·•:]\s+|\s*[|»]\s*|\s+::\s+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_BEFORE = (
    r"(?:\W|\b(?:oops|whoops|sorry|ups|hoppla|упс|ой|извините|простите|к сожалению|кешіріңіз|өкінішке қарай|leider|"
    r"niestety|przepraszamy)\b)*"
)
_STATUS = (
    r"(?:error|http|code|status|ошибка|код|қате|fehler|błąd|грешка|viga|virhe|hiba|klaida|eroare|σφάλμα|\W)*"
)
_STATUS_ALONE = re.compile(rf"{_STATUS}([45]\d\d)\W*")
_OF_STATUS = {
    "401": "login wall",
    "403": "challenge",
    "404": "error page",
    "410": "error page",
    "429": "challenge",
}


def refusal(headlines: Iterable[str], bar: str, text: str, *, marked: bool) -> str | None:
    """Return the kind of refusal that a page is, such as `challenge` or `error page`; None for any other page.

    `headlines` are its `h1`, `bar` the browser's title, `text` what is written on it; `marked` whether its markup
    says that it is an article, which takes more than a headline to deny.

    >>> refusal(["Страница не найдена"], "Газета", "Вернитесь на главную.", marked=False)
    'error page'
    >>> refusal(["«Страница не найдена»: премьера в театре"], "", "Театр показал пьесу.", marked=False)
    """
    by_title = _by_title([" ".join(headline.split()) for headline in headlines], bar)
    spoken = _spoken(text)
    share = sum(spoken.values()) / max(1, len(text))
    if by_title and (not marked or share >= _SOME or len(text) < _SHORT):
        return by_title
    if spoken and share >= _MOST and len(text) <= _LONGEST:
        return spoken.most_common(1)[0][0]
    return None


def _by_title(headlines: list[str], bar: str) -> str | None:
    for headline in headlines:
        if kind := _titled(headline):
            return kind
    if any(len(re.findall(r"\w{2,}", headline)) >= _FEWEST_WORDS for headline in headlines):
        return None
    parts = [bar, *_PART.split(bar)]
    return next((kind for part in parts if (kind := _titled(part))), None)


def _titled(headline: str) -> str | None:
    headline = headline.lower().strip(" .!?…:«»\"'“”„")
    if not headline or len(headline) > _LONGEST_HEADLINE:
        return None
    if alone := _STATUS_ALONE.fullmatch(headline):
        return _OF_STATUS.get(alone[1], "server error" if alone[1][0] == "5" else "error page")
    return _kind(_titles().fullmatch(headline))


def _spoken(text: str) -> Counter[str]:
    """Characters of the sentences that speak as each kind does; none if the first few are an author's."""
    spoken: Counter[str] = Counter()
    if len(text) > _LONGEST:
        return spoken
    for place, sentence in enumerate(_SENTENCE.split(text.lower())):
        if place == _FIRST and not spoken:
            break
        if kind := _kind(_sentences().search(sentence)):
            spoken[kind] += len(sentence) + 1
    return spoken


def _kind(found: re.Match[str] | None) -> str | None:
    return found.lastgroup.replace("_", " ") if found and found.lastgroup else None


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(
        rf"{_BEFORE}(?:{_STATUS}[45]\d\d\W+)?{_BEFORE}(?:{_alternatives('titles')})(?:\W+[45]\d\d)?\W*"
    )


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile(_alternatives("sentences"))


def _alternatives(column: str) -> str:
    """One pattern for all kinds, each a group of its name."""
    table = tomllib.loads(files(__package__).joinpath("refusals.toml").read_text(encoding="utf-8"))
    return "|".join(
        f"(?P<{name.replace(' ', '_')}>{'|'.join(words[column])})" for name, words in table.items()
    )
