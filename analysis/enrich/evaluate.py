"""Scores language and mentions on the project's own labelled sentences: `python -m analysis.enrich.evaluate`.

`tests/enrich/eval/<language>.<ordinary|traps|news>.txt` holds a sentence a line. A mention is marked [PL поляков]; a line
without brackets has none; a line that begins with # is a comment, and `# round N` tells when those below were written.

`scores.tsv` beside them holds the scores as they were last committed, and a test compares. With `--commit` they are
written there anew: after a rise, or once a fall is found to be worth its price.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import load_diasporas

_MARK = re.compile(r"\[([A-Z]{2}) ([^\]]+)\]")
_ROUND = re.compile(r"# round (\d+)")
_COUNTED = frozenset({"homeland", "people"})
"""Targets that are scored span by span; centres, institutions and offices are scored where they are marked."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with the spans that name a homeland or its people."""

    text: str
    spans: frozenset[tuple[int, int, str]]
    """Start, end and homeland of each."""
    round: int = 0
    """The round in which it was written, from 1; later rounds were written when the rules of earlier ones stood."""


@dataclass(slots=True)
class Score:
    """Counts of spans, exact to the letter and the homeland."""

    sentences: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        found = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / found if found else 1.0


def labelled(line: str) -> Labelled:
    """Read one marked sentence."""
    text, spans, last = "", set(), 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        spans.add((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return Labelled(text + line[last:], frozenset(spans))


def sentences(file: Path) -> Iterator[Labelled]:
    """Every labelled sentence of `file`, with the round of the heading above it."""
    number = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        if heading := _ROUND.fullmatch(line):
            number = int(heading[1])
        elif line.strip() and not line.startswith("#"):
            yield replace(labelled(line.strip()), round=number)


def score(matcher: Matcher, file: Path, *, complain: bool = False) -> Score:
    """Score one file; with `complain` tell of each sentence that is not read as labelled."""
    language, result = file.name.partition(".")[0], Score()
    for sentence in sentences(file):
        found = {
            (mention.start, mention.end, mention.homeland)
            for mention in matcher.find(sentence.text, language)
            if mention.target in _COUNTED or (mention.start, mention.end, mention.homeland) in sentence.spans
        }
        result.sentences += 1
        result.right += len(found & sentence.spans)
        result.wrong += len(found - sentence.spans)
        result.missed += len(sentence.spans - found)
        if complain and found != sentence.spans:
            extra = [sentence.text[start:end] for start, end, _ in sorted(found - sentence.spans)]
            lost = [sentence.text[start:end] for start, end, _ in sorted(sentence.spans - found)]
            print(f"  {file.stem}: wrong {extra}, missed {lost}: {sentence.text}", file=sys.stderr)
    return result


def languages(folder: Path) -> dict[str, tuple[int, int]]:
    """How many of the sentences of each language are identified as such, and how many there are."""
    counts: dict[str, tuple[int, int]] = {}
    for file in sorted(folder.glob("*.txt")):
        language = file.name.partition(".")[0]
        right, total = counts.get(language, (0, 0))
        for sentence in sentences(file):
            right, total = right + (identify(sentence.text).language == language), total + 1
        counts[language] = right, total
    return counts


def scores(matcher: Matcher, folder: Path) -> dict[str, float]:
    """F1 of each set, as `de.traps`, and the share of each language's sentences told as such, as `de.language`."""
    f1 = {file.stem: score(matcher, file).f1 for file in sorted(folder.glob("*.txt"))}
    told = {f"{language}.language": right / total for language, (right, total) in languages(folder).items()}
    return f1 | told


def committed(folder: Path) -> dict[str, float]:
    """The scores of `scores.tsv`, to four digits."""
    lines = (folder / "scores.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines)}


def commit(measured: dict[str, float], folder: Path) -> None:
    """Write `scores.tsv`."""
    lines = (f"{name}\t{value:.4f}\n" for name, value in sorted(measured.items()))
    (folder / "scores.tsv").write_text("".join(lines), encoding="utf-8")


def main(config: Path, folder: Path) -> None:
    """Print the tables of docs/methodology.md; to stderr, each sentence read otherwise than labelled."""
    matcher = Matcher(load_diasporas(config))
    print(
        "| set | sentences | mentions | wrong | missed | precision | recall | F1 |\n|---|---|---|---|---|---|---|---|"
    )
    for file in sorted(folder.glob("*.txt")):
        one = score(matcher, file, complain=True)
        print(
            f"| {file.stem} | {one.sentences} | {one.right + one.missed} | {one.wrong} | {one.missed} "
            f"| {one.precision:.1%} | {one.recall:.1%} | {one.f1:.1%} |"
        )
    print("\n| language | sentences | told as such |\n|---|---|---|")
    for language, (right, total) in languages(folder).items():
        print(f"| {language} | {total} | {right / total:.1%} |")


if __name__ == "__main__":
    CONFIG, FOLDER = Path("config"), Path("tests/enrich/eval")
    if "--commit" in sys.argv[1:]:
        commit(scores(Matcher(load_diasporas(CONFIG)), FOLDER), FOLDER)
    else:
        main(CONFIG, FOLDER)
