"""How well and how fast mentions are found, beside a list of substrings and beside dictionary forms (pymorphy3).

    python -m benchmarks.mentions

Both peers know the words of `config/diasporas` and nothing else of it.

* found, right: of the homelands that a labelled sentence of `tests/enrich/eval` names, how many are found (recall), and
  of those found how many are named (precision). Places are not asked for: the peers give none.
* time: over ours, in time of the processor, the fastest of three passes: on the labelled sentences, where every other
  one has a mention; on the sample's articles, which are about communities and full of mentions, their sentences in many
  orders; and on news made of the same sentences with no more mentions than ordinary news has.
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

from analysis.enrich.evaluate import sentences
from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import Diaspora, load_diasporas

Finder = Callable[[str], set[str]]
LANGUAGES = "en ru kk de pl".split()
SIZE = 1_000_000
"""Bytes of articles read in each language."""
ORDINARY = 1.2
"""Mentions in a thousand words of ordinary news: 239 were counted in 195,794 words of 933 Russian texts."""


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
    texts = _texts(language)
    chance, made, size = random.Random(0), [], 0
    while texts and size < SIZE:
        parts = chance.choice(texts).split(". ")
        chance.shuffle(parts)
        made.append(". ".join(parts))
        size += len(made[-1].encode())
    return made


def news(language: str, matcher: Matcher) -> list[str]:
    """Texts of forty of the sample's sentences, as rich in mentions as `ORDINARY` says."""
    silent: list[str] = []
    telling: list[tuple[str, int]] = []
    for sentence in {sentence for text in _texts(language) for sentence in text.split(". ")}:
        mentions = len(matcher.find(sentence, language))
        telling.append((sentence, mentions)) if mentions else silent.append(sentence)
    silent.sort()
    telling.sort()
    chance, made, size, owed = random.Random(0), [], 0, 0.0
    while size < SIZE:
        text = []
        for _ in range(40):
            sentence, mentions = (chance.choice(silent), 0) if owed < 1 else chance.choice(telling)
            owed += len(sentence.split()) * ORDINARY / 1000 - mentions
            text.append(sentence)
        made.append(". ".join(text))
        size += len(made[-1].encode())
    return made


def _texts(language: str) -> list[str]:
    trees = (
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(Path("sample/articles").glob("*.toml"))
    )
    return [text for tree in trees for text in _long(tree) if identify(text).language == language]


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
        dense, ordinary = articles(language), news(language, matcher)
        megabytes = [sum(len(text.encode()) for text in texts) / 1e6 for texts in (dense, ordinary)]
        finders = {"ours": ours(matcher, language), "substrings": substrings(diasporas, language)}
        if language == "ru":
            finders["pymorphy3"] = lemmas(diasporas)
        units: list[float] = []
        for name, find in finders.items():
            answers = [(find(text), named) for text, named in labelled]
            right = sum(len(found & named) for found, named in answers)
            taken = [_fastest(find, texts) for texts in ([text for text, _ in labelled], dense, ordinary)]
            units = units or taken
            print(
                f"{language} {name:10} right {right / max(1, sum(len(found) for found, _ in answers)):6.1%}  "
                f"found {right / max(1, sum(len(named) for _, named in answers)):6.1%}  "
                f"time {taken[0] / units[0]:4.1f} on sentences, {taken[1] / units[1]:4.1f} on articles "
                f"({megabytes[0] / taken[1]:.0f} MB a second), {taken[2] / units[2]:4.1f} on ordinary news "
                f"({megabytes[1] / taken[2]:.0f} MB a second)"
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
