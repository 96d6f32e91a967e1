"""How well and how fast mentions are found, beside a list of substrings and beside dictionary forms (pymorphy3).

    python -m benchmarks.mentions

Both peers know the words of `config/diasporas` and nothing else of it.

* found, right: of the homelands that a labelled sentence of `tests/enrich/eval` names, how many are found (recall), and
  of those found how many are named (precision). Places are not asked for: the peers give none.
* time: over ours, in time of the processor; on the sentences, where every other one has a mention, and on the sample's
  articles, with the sentences of each in many orders. The fastest of three passes each.
"""

from __future__ import annotations

import random
import re
import time
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pymorphy3

from analysis.diasporas import Diaspora, load_diasporas
from analysis.enrich.evaluate import sentences
from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher

Finder = Callable[[str], set[str]]
LANGUAGES = "en ru kk de pl".split()
SIZE = 1_000_000
"""Bytes of articles read in each language."""


def ours(matcher: Matcher, language: str) -> Finder:
    """The product."""
    return lambda text: {mention.homeland for mention in matcher.find(text, language)}


def substrings(diasporas: tuple[Diaspora, ...], language: str) -> Finder:
    """Any place where the unchanging part of a word stands."""
    stems = [
        (spelling.partition("|")[0].lower(), diaspora.homeland)
        for diaspora in diasporas
        for word in diaspora.words
        for spelling in getattr(word, language, ())
    ]

    def find(text: str) -> set[str]:
        text = text.lower()
        return {homeland for stem, homeland in stems if stem in text}

    return find


def lemmas(diasporas: tuple[Diaspora, ...]) -> Finder:
    """Russian words whose dictionary form is in the list; forms seen before are remembered."""
    analyzer = pymorphy3.MorphAnalyzer()
    lemma_of = lru_cache(200_000)(lambda word: analyzer.parse(word)[0].normal_form)
    known = {
        lemma_of(spelling.replace("|", "").lower()): diaspora.homeland
        for diaspora in diasporas
        for word in diaspora.words
        for spelling in word.ru
    }
    words = re.compile(r"\w+")
    return lambda text: {known[lemma] for word in words.findall(text) if (lemma := lemma_of(word)) in known}


def articles(language: str) -> list[str]:
    """Texts of the sample in `language`, each many times with its sentences in another order."""
    texts = [text for text in _texts() if identify(text).language == language]
    chance, made, size = random.Random(0), [], 0
    while texts and size < SIZE:
        parts = chance.choice(texts).split(". ")
        chance.shuffle(parts)
        made.append(". ".join(parts))
        size += len(made[-1].encode())
    return made


def _texts() -> Iterator[str]:
    for file in sorted(Path("sample/articles").glob("*.toml")):
        yield from _long(tomllib.loads(file.read_text(encoding="utf-8")))


def _long(tree: object) -> Iterator[str]:
    """Every string of a paragraph's length."""
    if isinstance(tree, dict | list):
        for branch in tree.values() if isinstance(tree, dict) else tree:
            yield from _long(branch)
    elif isinstance(tree, str) and len(tree) > 300:
        yield tree


def main() -> None:
    """Print the table."""
    diasporas = load_diasporas(Path("config"))
    matcher = Matcher(diasporas)
    for language in LANGUAGES:
        labelled = [
            (sentence.text, {homeland for _, _, homeland in sentence.spans})
            for file in sorted(Path("tests/enrich/eval").glob(f"{language}.*.txt"))
            for sentence in sentences(file)
        ]
        prose = articles(language)
        finders = {"ours": ours(matcher, language), "substrings": substrings(diasporas, language)}
        if language == "ru":
            finders["pymorphy3"] = lemmas(diasporas)
        units: list[float] = []
        for name, find in finders.items():
            answers = [(find(text), named) for text, named in labelled]
            right = sum(len(found & named) for found, named in answers)
            taken = [_fastest(find, [text for text, _ in labelled]), _fastest(find, prose)]
            units = units or taken
            print(
                f"{language} {name:10} right {right / max(1, sum(len(found) for found, _ in answers)):6.1%}  "
                f"found {right / max(1, sum(len(named) for _, named in answers)):6.1%}  "
                f"time {taken[0] / units[0]:5.1f} on sentences, {taken[1] / units[1]:5.1f} on articles  "
                f"({sum(len(text.encode()) for text in prose) / taken[1] / 1e6:.1f} MB of them a second)"
            )


def _fastest(find: Finder, texts: list[str]) -> float:
    passes = []
    for _ in range(3):
        begun = time.process_time()
        for text in texts:
            find(text)
        passes.append(time.process_time() - begun)
    return min(passes)


if __name__ == "__main__":
    main()
