"""Hungarian, Finnish and Estonian: stems that take open chains of endings."""

from __future__ import annotations

import re
from functools import lru_cache

_HUNGARIAN = (
    "ok ek ök k ot et öt t nak nek val vel gal gel kal kel bal bel dal del ral rel tal tel nal nel lal lel sal sel"
    " ban ben ba be ból ből ra re ról ről on en ön n nál nél hoz hez höz tól től ig ként ért vá vé ul ül i a e ja je"
    " ai ei jai jei unk ünk juk jük uk ük m d s os es ös as ság ség né féle beli é éi an"
)
_FINNISH = (
    "n t a ä ta tä tta ttä ssa ssä sta stä an en in on hun han hin lla llä lta ltä lle ksi na nä en tta ttä ja jä i "
    "nen set sen sia siä sten seen sille silla silta sissa sista siin siksi sina s sta stä kin kaan kään ko kö nsa nsä "
    "mme iset isia iden ille illa ilta iin issa ista ine is se st suus suuden suutta uus esti sti kieli se sesti"
)
_ESTONIAN = (
    "d t st s sse l le lt ks ni na ta ga te tele test tes teks tega teni teta id isi ist ile ilt iks de dele lik like "
    "keelne keelse keelt i ne se sed seid sest sele sel sega lane lase last lasi lased laste lastele lastest lastega "
    "lanna nna sus maa"
)


def _chain(endings: str) -> re.Pattern[str]:
    alternatives = "|".join(sorted(set(endings.split()), key=len, reverse=True))
    return re.compile(rf"(?:{alternatives}){{0,5}}")


_CHAINS = {"hu": _chain(_HUNGARIAN), "fi": _chain(_FINNISH), "et": _chain(_ESTONIAN)}


def stems(word: str, language: str) -> tuple[str, ...]:
    """The word, and in Hungarian its stem before an ending: Románia, Romániá-ban."""
    if language == "hu" and word.endswith(("a", "e")):
        return word, word[:-1] + {"a": "á", "e": "é"}[word[-1]]
    return (word,)


@lru_cache(maxsize=65536)
def is_chain(language: str, tail: str) -> bool:
    """Whether `tail` (lower case) is made of up to five endings of `language`."""
    return len(tail) <= 24 and _CHAINS[language].fullmatch(tail) is not None
