"""Kazakh suffix chains: what may follow a stem, by vowel harmony and by the sound before each suffix.

A chain is open: plural, possessive, case, person and derivation follow one another in any number, because the
language allows немістеріңіздегілерге and no list would end. Loans waver in harmony (венгрлер, венгрлар), so
a stem takes both; inside a chain each suffix agrees with the one before. After any Kazakh grammar, as Apertium's
apertium-kaz states the alternations.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = frozenset("аәеёиоөуұүыіэюя")
_UNVOICED = frozenset("пфкқтсшщчцхһбвгғд")
_NASAL = frozenset("мнң")
_LONGEST = 40
"""Letters after which a tail is no suffix chain any more."""

# A capital is a sound that adapts: A = а/е and Y = ы/і by harmony; the consonants by the sound before.
_TEMPLATES = {
    "plural": ("LAр",),
    "possessive": ("Yм", "м", "Yң", "ң", "YмYз", "мYз", "YңYз", "ңYз", "Y", "сY"),
    "genitive": ("NYң",),
    "dative": ("GA", "нA", "A"),
    "accusative": ("TY", "н"),
    "locative": ("DA", "ндA"),
    "ablative": ("DAн", "нAн", "ндAн"),
    "instrumental": ("Mен", "Mенен"),
    "derived": ("LYқ", "LYк", "LYқша", "сYз", "DAй", "шA", "шYл", "шY", "LAс", "LAн"),
    "adjective": ("DAғY", "DAгY", "ндAғY", "ндAгY"),
    "person": ("BYн", "мYн", "сYң", "сYз", "BYз", "мYз", "сYңдAр", "сYздAр"),
    "belonging": ("нYкY", "DYкY", "нікі", "дікі", "тікі"),
}
_HARMONY = ({"A": "а", "Y": "ы"}, {"A": "е", "Y": "і"})


def _assimilate(sound: str, before: str) -> str:
    """The consonant that `sound` becomes after the letter `before`."""
    vowel, unvoiced = before in _VOWELS or before in "ьъ", before in _UNVOICED
    match sound:
        case "L":
            return (
                "т" if unvoiced else "л" if vowel or before in "рйу" else "д" if before not in "л" else "лд"
            )
        case "N":
            return "т" if unvoiced else "н" if vowel or before in _NASAL else "д"
        case "T":
            return "т" if unvoiced else "н" if vowel else "д"
        case "D":
            return "т" if unvoiced else "д"
        case "G":
            return "қк" if unvoiced else "ғг"
        case "M":
            return "п" if unvoiced else "бм" if before in "зж" else "м"
        case _:
            return "п" if unvoiced else "бм"


@lru_cache(maxsize=4096)
def _suffixes(before: str) -> frozenset[str]:
    """Every suffix that may follow a word ending in the letter `before`."""
    found = set()
    for name, templates in _TEMPLATES.items():
        for template in templates:
            for vowels in _HARMONY:
                text = "".join(vowels.get(letter, letter) for letter in template)
                if text[0] in "аеыі" and before in _VOWELS:
                    continue
                if name == "possessive" and text[0] not in "ыі" and before not in _VOWELS:
                    continue
                if template == "нAн" and before not in "ыімнң":
                    continue
                if name == "accusative" and template == "н" and before not in "ыі":
                    continue
                if name in {"dative", "locative", "adjective"} and template[0] in "нA":
                    # -на, -нда, -нан follow a possessive of the third person; -а one of the first or second
                    if before not in ("мң" if template == "A" else "ыі"):
                        continue
                heads = _assimilate(text[0], before) if text[0] in "LNTDGMB" else text[0]
                for head in heads:
                    suffix = head + text[1:]
                    if ("қ" in suffix or "ғ" in suffix) and vowels["A"] == "е":
                        continue
                    if ("к" in suffix or "г" in suffix) and vowels["A"] == "а" and name != "belonging":
                        continue
                    found.add(suffix)
    return frozenset(found)


@lru_cache(maxsize=65536)
def is_chain(stem: str, tail: str) -> bool:
    """Whether `tail` can be Kazakh suffixes after `stem` (both in lower-case Cyrillic)."""
    if len(tail) > _LONGEST:
        return False
    word, first = stem + tail, len(stem)
    reached = {first}
    for position in range(first, len(word)):
        if position not in reached:
            continue
        before = word[position - 1]
        for suffix in _suffixes(before):
            if word.startswith(suffix, position):
                reached.add(position + len(suffix))
    return len(word) in reached


_DERIVED = re.compile("[лдт][ыі][қк]")


def is_adjective(tail: str) -> bool:
    """Whether the chain makes what belongs to a state: германия-лық, польша-лық-тар."""
    return bool(_DERIVED.match(tail))


_ALPHABETS = (  # Latin letters of the alphabets of 2018 and 2021, and of everyday romanisation
    {"ә": "á", "ғ": "ǵ", "ң": "ń", "ө": "ó", "ү": "ú", "ұ": "u", "у": "ý", "и": "ı", "й": "ı", "я": "ıa"},
    {"ә": "ä", "ғ": "ğ", "ң": "ŋ", "ө": "ö", "ү": "ü", "ұ": "ū", "ш": "ş", "і": "ı", "я": "ia"},
    {"ш": "sh", "я": "ya", "ж": "zh"},
)
_SHARED = dict(
    zip("абвгдежзийклмнопрстуфхцчшыіэқңғәөүұ", "abvgdejziıklmnoprstufhcçşyieqñğäöüu", strict=True)
) | {"и": "i", "й": "i", "ц": "ts", "ч": "ch", "ш": "sh", "ь": "", "ъ": "", "ю": "iu", "я": "ia"}
_TAIL = str.maketrans("abgdejklmnñŋńopqrsştuúüyzáäǵğ", "абгдежклмнңңңопқрсштуүүызәәғғ")
_GLIDE = re.compile("(?<=[аеәыі])[iı]")
"""After a vowel both letters are й: -daı, -dai."""


def latin_spellings(stem: str) -> frozenset[str]:
    """The lower-case Latin spellings of a Cyrillic stem: германия -> germanııa, germanıa, germaniia, germaniya."""
    full = {
        "".join((alphabet.get(letter) or _SHARED.get(letter, letter)) for letter in stem)
        for alphabet in _ALPHABETS
    }
    return frozenset(full | {word.replace("ıı", "ı").replace("ii", "i") for word in full})


def latin_tails(tail: str) -> tuple[str, str]:
    """Latin suffixes in Cyrillic, twice: `i` and `ı` are і in one alphabet and ы in another."""
    tail = _GLIDE.sub("й", tail.replace("sh", "ş").translate(_TAIL))
    return tail.replace("i", "і").replace("ı", "і"), tail.replace("i", "і").replace("ı", "ы")
