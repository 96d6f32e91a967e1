"""Languages whose words end in one of a few dozen endings: what may follow the bar of `polsk|i`.

One table a language serves nouns and adjectives alike. It makes forms that no grammar has, which costs nothing:
a stem as long as `polsk` with any ending of Polish is Polish.
"""

from __future__ import annotations

_TABLES = {
    "pl": (
        "a ą e ę i o u y ie iego iej iemu im imi ich ego ej emu ym ymi ych iem em owi owie ów om ami ach"
        " io ce ko ek iu ć ci ością"
    ),
    "el": "α ας ες ων ος ου ο ε οι ους η ης εις ια ιας ιες ιοι ιους ς",
    "ro": (
        "a ă e i u ul ului ule ii iei ilor lor le lui ei ele elor ă-i ul-i ea esc ește ească ești ilor ii"
        " ți ții ților ț țul țului i-i ne nul nii nilor nei ne-i"
    ),
    "bg": "ец еца ецът ин а я и о е й ът ят а ята ата та то те ия ият ите ото ове овете и ци ина инът ини ините инке ю ъ но",
    "lt": (
        "a ą ai ais ame ams as au e ė ę ei ėje ėmis ėms ės ėse i į iai iais iam iame iams ias iems io is"
        " iu ių iui iuose ius o oje oji ojo omis oms os ose oj s t u ų ui us uose y yje ys ys ysis čių"
        " ija iją ijai ijos ijoje iją ioji iosios iųjų"
    ),
}
_POLISH_PREFIXES = ("nie", "anty", "pro", "po", "arcy", "ogólno", "północno", "południowo", "zachodnio")
"""Before an adjective: niepolski, antypolski, poniemiecki, ogólnopolski."""
ENDINGS = {language: tuple(dict.fromkeys(["", *table.split()])) for language, table in _TABLES.items()}

_SURNAME_ENDINGS = ("", "a", "owi", "em", "ie", "u", "y", "ę", "ą", "ego", "emu", "im", "m")

_COMMAS = str.maketrans("șț", "şţ")
_PLAIN = {"el": str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ"), "ro": str.maketrans("şţ", "șț")}


def plain(word: str, language: str) -> str:
    """A word as lexicons know it: Greek without accents, which capitals drop and endings move (Έλληνας, ΕΛΛΗΝΑΣ);
    Romanian with the comma below that its ş and ţ should have.
    """
    return word.translate(_PLAIN[language]) if language in _PLAIN else word


def spelled(beginning: str, language: str) -> set[str]:
    """The ways a text may write a plain beginning: in Greek without an accent or with one on any of its vowels, in
    Romanian with a comma or a cedilla.
    """
    if language == "ro":
        return {beginning, beginning.translate(_COMMAS)}
    if language != "el":
        return {beginning}
    found = {beginning}
    for place, letter in enumerate(beginning):
        for marked in (
            accent for accent, plain in zip("άέήίόύώϊϋ", "αεηιουωιυ", strict=True) if plain == letter
        ):
            found.add(beginning[:place] + marked + beginning[place + 1 :])
    return found


def forms(spelling: str, language: str) -> frozenset[str]:
    """Every form of a dictionary spelling in lower case; without a bar the word as it stands."""
    stem, bar, rest = plain(spelling.lower(), language).partition("|")
    if not bar:
        return frozenset({stem})
    found = {stem + rest, *(stem + ending for ending in ENDINGS[language])}
    if language == "pl" and spelling.endswith(("sk|i", "ck|i")):
        found |= {prefix + form for prefix in _POLISH_PREFIXES for form in found}
    if language == "pl" and stem.endswith("k"):
        found |= {stem[:-1] + "cy", stem[:-1] + "ce"}  # niemiecki, niemieccy; Polka, Polce
    return frozenset(found)


def surname_forms(surname: str, language: str) -> list[str]:
    """The forms of an office holder's surname; English writes its possessive apart."""
    stem = surname.lower()
    if language == "pl" and stem.endswith("a"):  # Duda, Dudzie, Dudą
        return [stem[:-1] + ending for ending in ("a", "y", "i", "ie", "zie", "ę", "ą", "o")]
    return [stem + ending for ending in {"en": ("",), "de": ("", "s")}.get(language, _SURNAME_ENDINGS)]
