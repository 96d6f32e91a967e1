"""langdetect, asked where the n-gram tables hesitate; with a Kazakh profile, which it lacks, and a fixed seed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

_SEED = 0
_LANGDETECT = "ru bg uk mk en de pl et fi hu lt ro el fr it es pt nl sv da no cs sk sl hr lv tr ca sq tl"
"""Languages of langdetect that hesitation may be about; fewer profiles load faster and guess less wildly."""


@cache
def _factory() -> Any:
    import langdetect
    from langdetect.detector_factory import DetectorFactory

    profiles = files(langdetect) / "profiles"
    texts = [(profiles / name).read_text(encoding="utf-8") for name in _LANGDETECT.split()]
    texts.append((files("analysis.enrich.language") / "langdetect-kk.json").read_text(encoding="utf-8"))
    factory = DetectorFactory()
    factory.load_json_profile(texts)
    factory.set_seed(_SEED)
    return factory


def langdetect_vote(text: str) -> dict[str, float]:
    """langdetect's probabilities of the languages it finds likely in `text`; empty where it finds no letters."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()
    detector.append(text)
    try:
        return {found.lang: found.prob for found in detector.get_probabilities()}
    except LangDetectException:
        return {}
