"""Kazakh as it is written here besides its Cyrillic alphabet: Arabic letters, the apostrophes of 2017, its names in Russian."""

from __future__ import annotations

import re
from collections.abc import Iterable

OWN_LETTERS = frozenset("әғқңөұүһі")
"""Letters of the Cyrillic alphabet that Russian lacks."""
_NEVER = frozenset("ҙҫҡҳўҷӣӯҗӝӟӥӧӵіїєґјљњћђџѓќѕ") - OWN_LETTERS
"""Letters of Bashkir, Karakalpak, Tatar and others that Kazakh never uses."""

_KYRGYZ = re.compile(r"ч|оо|уу|ээ|аа|(?:ду|[дтн]ун|унда|унан|уп)$|^(?:менен|учун|боюнча)$")
_OWN = re.compile("[" + "".join(sorted(OWN_LETTERS)) + "]")
_FULL = 0.14
"""Share of a Kazakh text's characters that are its own letters, nearly always."""
_BASHKIR = frozenset("ҙҫҡ")

_UIGHUR_OR_KURDISH = frozenset("ئېۈۆێۆڕڵ")
_KAZAKH_ARABIC = frozenset("ەۇڭ")
"""Letters that Arabic and Persian lack and Kazakh cannot do without."""
_HAMZA = "ء"
"""Begins a Kazakh word of soft vowels: ءوتتى."""

_APOSTROPHES = re.compile(r"(?i)([aginoscuy])['’ʼ`]")
_ACUTES = dict(zip("aginoscuy", ("á", "ǵ", "ı", "ń", "ó", "sh", "ch", "ú", "ý"), strict=True))
"""The letters of 2018 for those that 2017 wrote with an apostrophe."""
_MANY = 2


def by_arabic_letters(words: Iterable[str]) -> str:
    """`kk` for words in Arabic script with letters of Kazakh, `und` for all other languages of that script.

    >>> by_arabic_letters(["مادەني", "ورتالىعىنىڭ"])
    'kk'
    """
    words = list(words)
    letters = {letter for word in words for letter in word}
    if letters & _UIGHUR_OR_KURDISH:
        return "und"
    soft = any(word.startswith(_HAMZA) for word in words)
    return "kk" if letters & _KAZAKH_ARABIC and (soft or "ى" in letters or "ڭ" in letters) else "und"


def without_apostrophes(text: str) -> str | None:
    """A text in the Latin alphabet of 2017 with the letters of 2018; None where hardly any letter has an apostrophe.

    >>> without_apostrophes("ortalyg'ynyn' kontserti o'tti")
    'ortalyǵynyń kontserti ótti'
    """
    respelled, seen = _APOSTROPHES.subn(lambda one: _ACUTES[one[1].lower()], text)
    return respelled if seen >= _MANY else None


def sister(words: Iterable[str]) -> str:
    """The sister language that words (lower case) taken for Kazakh are rather in; empty if they are Kazakh.

    `ba` and `und` by letters that Kazakh never uses, in one word of eight, for names are quoted as they are spelled;
    `kaa` where the letter і is spelled и; `ky`, of which Kazakh typed with Russian letters is hard to tell, by its ч,
    its long vowels, and the rounded vowels of its endings: ачылды, шаарында, болуп.
    """
    words = list(words)
    foreign = [word for word in words if not _NEVER.isdisjoint(word)]
    if len(foreign) > 1 or len(foreign) * 8 >= len(words) > 0:
        return "ba" if any(not _BASHKIR.isdisjoint(word) for word in foreign) else "und"
    letters = {letter for word in words for letter in word}
    if letters.isdisjoint(OWN_LETTERS):
        return "ky" if any(map(_KYRGYZ.search, words)) else ""
    return "kaa" if "і" not in letters and sum(word.endswith("и") for word in words) > 1 else ""


def may_be_mixed(text: str) -> bool:
    """Whether several sentences have Kazakh's own letters, but too few to be all Kazakh: each is then judged by itself."""
    if ". " not in text and "! " not in text and "? " not in text:
        return False
    return 0 < len(_OWN.findall(text)) < _FULL * len(text)


def around_names(words: Iterable[str]) -> list[str]:
    """The longest run of small words without Kazakh's own letters: what a Russian sentence says of Kazakh names.

    >>> around_names("Қазақстан халқы Ассамблеясы провела заседание".split())
    ['провела', 'заседание']
    """
    runs: list[list[str]] = [[]]
    for word in words:
        if word.islower() and OWN_LETTERS.isdisjoint(word):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    return max(runs, key=len)
