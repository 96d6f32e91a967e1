"""How well and how fast languages are told, beside langdetect, langdetect with a Kazakh profile, py3langid and lingua.

    python -m benchmarks.languages [TEXTS.tsv …]

Each file has a language (ISO 639-1), a tab and a text a line. Without files it is the project's own labelled sentences,
which are short, many of them made to be misread, and in the study's languages only.

* right: texts in one of the study's twelve languages that are told as what they are.
* claimed: texts in any other language that are told as one of the twelve.
* time: of all texts, over ours, in time of the processor.

py3langid and lingua (told to choose among the twelve, as its users would) are no dependencies: `make bench` installs
them if it can, and one that is missing is passed over.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from analysis.enrich.evaluate import sentences
from analysis.enrich.language import identify
from analysis.enrich.language.identification import STUDIED

Detector = Callable[[str], str]
OWN = Path("tests/enrich/eval")


def ours() -> Detector:
    """The product."""
    return lambda text: identify(text).language


def langdetect(*, with_kazakh: bool = False) -> Detector:
    """langdetect with its own profiles, and ours if wanted."""
    folder = files("langdetect") / "profiles"
    profiles = [
        file.read_text(encoding="utf-8") for file in sorted(folder.iterdir(), key=lambda one: one.name)
    ]
    if with_kazakh:
        ours = files("analysis.enrich.language") / "langdetect-kk.json"
        profiles.append(ours.read_text(encoding="utf-8"))
    factory = DetectorFactory()
    factory.load_json_profile(profiles)
    factory.set_seed(0)

    def detect(text: str) -> str:
        detector = factory.create()
        detector.append(text)
        try:
            return str(detector.detect())
        except LangDetectException:
            return "und"

    return detect


def py3langid() -> Detector:
    """py3langid with all its languages."""
    library = importlib.import_module("py3langid")
    return lambda text: str(library.classify(text)[0])


def lingua() -> Detector:
    """lingua with the twelve languages."""
    library = importlib.import_module("lingua")
    codes = [getattr(library.IsoCode639_1, code.upper()) for code in sorted(STUDIED)]
    detector = (
        library.LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()
    )

    def detect(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return detect


PEERS: dict[str, Callable[[], Detector]] = {
    "ours": ours,
    "langdetect": langdetect,
    "langdetect + Kazakh": lambda: langdetect(with_kazakh=True),
    "py3langid": py3langid,
    "lingua, twelve": lingua,
}


def labelled(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Languages and texts of the files, or the project's own."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            language, _, text = line.partition("\t")
            yield language, text
    for file in [] if paths else sorted(OWN.glob("*.txt")):
        for sentence in sentences(file):
            yield file.name.partition(".")[0], sentence.text


def main(paths: list[Path]) -> None:
    """Print the table."""
    texts = list(labelled(paths))
    studied = sum(language in STUDIED for language, _ in texts)
    print(f"{studied} texts in the study's languages, {len(texts) - studied} in others")
    unit = 0.0
    for name, make in PEERS.items():
        try:
            detect = make()
        except ImportError:
            print(f"{name:20} not installed")
            continue
        for text in dict(texts).values():  # one of each language, so that no loading is timed
            detect(text)
        begun = time.process_time()
        found = [detect(text) for _, text in texts]
        taken = time.process_time() - begun
        unit = unit or taken
        right = claimed = 0
        for (language, _), told in zip(texts, found, strict=True):
            right += language in STUDIED and told == language
            claimed += language not in STUDIED and told in STUDIED
        others = len(texts) - studied
        print(
            f"{name:20} right {right / max(1, studied):7.2%}  "
            f"claimed {f'{claimed / others:.2%}' if others else '–':>6}  time {taken / unit:6.1f}  "
            f"({len(texts) / taken:,.0f} texts a second)"
        )


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
