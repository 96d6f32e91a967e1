"""Whatever comes is read: offsets are those of the text as given, and no text takes more than its length warrants."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.enrich.language import identify
from analysis.enrich.mentions import Matcher
from analysis.enrich.mentions.cleaning import clean
from crawlers.catalogue.communities import load_diasporas

MATCHER = Matcher(load_diasporas(Path("config")))
LANGUAGES = "en ru kk de pl bg el et fi hu lt ro und".split()
WORDS = (
    "немец", "поляков", "Поляков", "полька", "Польша", "Герма\u0301ния", "поль", "неміс", "қазақ", "German", "POLAND",
    "Finn", "Polish", "Pole", "Deut\u00adschland", "Kasachstandeutsche", "Polska", "Ελλάδα", "Magyar", "România",
    "посольство", "«", "»", ". ", "\n", " ", "-", "'", "А. ", "й", "и\u0306", "\u0301", "İ", "ß", "👩\u200d🌾", "\x00",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(texts, st.sampled_from(LANGUAGES))
def test_a_mention_is_where_it_says(text: str, language: str) -> None:
    mentions = MATCHER.find(text, language)
    assert MATCHER.find(text, language) == mentions
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        end = mention.end


@settings(max_examples=100, deadline=None)
@given(texts, st.sampled_from(LANGUAGES))
def test_what_is_explained_is_what_is_found(text: str, language: str) -> None:
    told = MATCHER.explain(text, language)
    assert told.mentions == MATCHER.find(text, language)
    for span in (*told.rejections, *told.support):
        assert text[span.start : span.end] == span.surface


@given(st.text(st.sampled_from("aйéи\u0301\u0306\u00ad \n")))
def test_a_cleaned_text_knows_where_its_letters_stood(text: str) -> None:
    cleaned, offsets = clean(text)
    if offsets is None:
        assert cleaned == text
        return
    places = [offsets.original(place) for place in range(len(cleaned))]
    assert places == sorted(set(places))
    assert all(
        clean(text[place])[0][:1] in {letter, "и", "a", ""}
        for place, letter in zip(places, cleaned, strict=True)
    )


def seconds(work: Callable[[], object]) -> float:
    """The quickest of three times, in time of the processor."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return max(min(taken), 1e-3)


REPEATED = {
    "letter": "а", "capital": "П", "prefix": "нем", "longer prefix": "поль", "name": "Польша", "names": "Польша ",
    "doubtful": "полька ", "compound": "deutsch", "lines": "\n", "quotes": "«", "full stops": "поляк...", "stress": "е\u0301",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
@pytest.mark.parametrize("language", ["ru", "de"])
def test_four_times_the_text_takes_at_most_nine_times_the_time(piece: str, language: str) -> None:
    short, long = piece * (10_000 // len(piece)), piece * (40_000 // len(piece))
    MATCHER.find(short, language)
    assert seconds(lambda: MATCHER.find(long, language)) < 9 * seconds(lambda: MATCHER.find(short, language))


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED.keys())
def test_the_length_of_a_text_does_not_slow_its_identification(piece: str) -> None:
    short, long = piece * (100_000 // len(piece)), piece * (400_000 // len(piece))
    assert seconds(lambda: identify(long)) < 9 * seconds(lambda: identify(short))
