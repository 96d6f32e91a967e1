"""News as ten years of a few papers leave it, made up: any number of documents, as the Parquet that extraction hands over.

Words are drawn from the sample's articles, language by language; sentences of the sample that name a community are
put between them so often that 1.2 of 1,000 words are mentions, as in ordinary news. One document in twenty reprints an
earlier one with a few words changed, one in fifty has no date, six in ten end with a line that their site repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.enrich.mentions import Matcher
from crawlers.catalogue.communities import load_diasporas
from crawlers.catalogue.study import load_study
from crawlers.digests import digest
from crawlers.extract import rows

ROOT = Path(__file__).parents[1]
PAPERS = {"astana-times-sample": "en", "kazpravda-sample": "ru kk", "dostyk-sample": "ru kk"}
CENTRES = {
    "daz-sample": "de ru",
    "wiedergeburt-sample": "ru de",
    "wiez-sample": "pl ru",
    "zlata-sample": "ru",
}
OF_CENTRES, NAMED, REPRINTED, UNDATED, SIGNED = 0.04, 1.2 / 1000, 0.05, 0.02, 0.6
_EACH = 25_000
"""Documents of one archive file."""
_RECENT = 500
"""Documents that may be reprinted."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one language as often as they are used, and sentences that name a community."""

    words: np.ndarray[Any, Any]
    naming: list[str]
    mentions: float
    """Mentions in one of the sentences, on average."""


def make(
    out: Path, documents: int, *, seed: int = 0, since: date = date(2016, 1, 1), days: int = 3650
) -> Iterator[Path]:
    """Write `documents` spread evenly over `days` to folders below `out`; yield each folder when it is done.

    Every source has one complete crawl, so that all days are known. Another `seed` gives other documents.
    """
    dice = np.random.default_rng(seed)
    recent: list[tuple[str, str]] = []
    for first in range(0, documents, _EACH):
        archive = f"made/{seed}-{first // _EACH:05}.warc.gz"
        made = [
            _document(dice, recent, f"{seed}-{n}", since + timedelta(days=n * days // documents))
            for n in range(first, min(first + _EACH, documents))
        ]
        crawls = (
            [_crawl(source, seed, since, days, archive) for source in (*PAPERS, *CENTRES)]
            if first == 0
            else []
        )
        yield _write(out / archive.replace("/", "~"), archive, seed, made, crawls)


def _document(
    dice: np.random.Generator, recent: list[tuple[str, str]], name: str, day: date
) -> dict[str, Any]:
    sources = CENTRES if dice.random() < OF_CENTRES else PAPERS
    source = list(sources)[dice.integers(len(sources))]
    languages = sources[source].split()
    vocabulary = _vocabularies()[languages[dice.integers(len(languages))]]
    if recent and dice.random() < REPRINTED:
        title, text = recent[dice.integers(len(recent))]
        words = text.split(" ")
        for place in dice.integers(len(words), size=5):
            words[place] = vocabulary.words[dice.integers(len(vocabulary.words))]
        text = " ".join(words)
    else:
        title, text = _article(dice, vocabulary)
        recent.append((title, text))
        del recent[:-_RECENT]
    if dice.random() < SIGNED:
        text += f"\nSubscribe to {source} and read us every day."
    url = f"https://{source}.example/{name}"
    dated = dice.random() >= UNDATED
    nothing = dict.fromkeys(rows.DOCUMENTS.names)
    return nothing | {
        "document_id": digest(source, url),
        "capture_id": digest(url),
        "source_id": source,
        "url": url,
        "kind": "article",
        "title": title,
        "text": text,
        "captions": [],
        "published_at": datetime.combine(day, time(6, 30)) if dated else None,
        "published_day": day if dated else None,
        "published_precision": "minute" if dated else None,
        "published_method": "json-ld" if dated else None,
        "captured_at": datetime.combine(day, time(20)),
        "text_digest": digest(title, text),
        "words": len(re.findall(r"[^\W\d_]+", f"{title}\n{text}")),
        "extraction": "made",
        "aliases": [],
    }


def _article(dice: np.random.Generator, vocabulary: Vocabulary) -> tuple[str, str]:
    """Title and text of some 250 words, three sentences a line."""
    number = int(np.clip(dice.lognormal(5.3, 0.6), 40, 1500))
    words = vocabulary.words[dice.integers(len(vocabulary.words), size=number + 8)].tolist()
    ends = np.cumsum(dice.integers(7, 18, size=number // 7 + 1)) + 8
    starts = [8, *(end for end in ends.tolist() if end < number + 8)]
    sentences = [
        " ".join(words[start:end]).capitalize() + "."
        for start, end in zip(starts, ends.tolist(), strict=False)
    ]
    if vocabulary.naming and dice.random() < NAMED * number / vocabulary.mentions:
        naming = vocabulary.naming[dice.integers(len(vocabulary.naming))]
        sentences.insert(int(dice.integers(len(sentences) + 1)), naming)
    lines = [" ".join(sentences[place : place + 3]) for place in range(0, len(sentences), 3)]
    return " ".join(words[:8]).capitalize(), "\n".join(lines)


@cache
def _vocabularies() -> dict[str, Vocabulary]:
    matcher = Matcher(load_diasporas(ROOT / "config"), load_study(ROOT / "config").mentions)
    return {language: _vocabulary(language, matcher) for language in ("en", "ru", "kk", "de", "pl")}


def _vocabulary(language: str, matcher: Matcher) -> Vocabulary:
    naming: dict[str, int] = {}
    words: list[str] = []
    for sentence in _sentences(language):
        if found := len(matcher.find(sentence, language)):
            naming[sentence] = found
        else:
            words += re.findall(r"[^\W\d_]+", sentence.lower())
    names = {
        word
        for word in set(words)
        if matcher.find(word, language) or matcher.find(word.capitalize(), language)
    }
    plain = np.array([word for word in words if word not in names], dtype=object)
    return Vocabulary(plain, list(naming), sum(naming.values()) / max(len(naming), 1))


def _sentences(language: str) -> Iterator[str]:
    for path in sorted((ROOT / "sample" / "articles").glob("*.toml")):
        told = loads(path.read_text(encoding="utf-8"))
        for item in told["item"]:
            if item.get("language", told["language"]) == language:
                yield from filter(None, re.split(r"(?<=[.!?])\s+", item["text"].strip()))


def _crawl(source: str, seed: int, since: date, days: int, archive: str) -> dict[str, Any]:
    until = since + timedelta(days=days)
    ended = datetime.combine(until, time())
    return dict.fromkeys(rows.CRAWLS.names) | {
        "crawl_id": f"{source}-{seed}",
        "source_id": source,
        "via": "live",
        "started_at": ended,
        "finished_at": ended,
        "outcome": "complete",
        "asked_since": since,
        "asked_until": until - timedelta(days=1),
        "covers_from": since,
        "covers_until": until - timedelta(days=1),
        "archive_file": archive,
    }


def _capture(document: dict[str, Any], seed: int, archive: str, offset: int) -> dict[str, Any]:
    return dict.fromkeys(rows.CAPTURES.names) | {
        "capture_id": document["capture_id"],
        "source_id": document["source_id"],
        "crawl_id": f"{document['source_id']}-{seed}",
        "url": document["url"],
        "document_url": document["url"],
        "captured_at": document["captured_at"],
        "status": 200,
        "mime": "text/html",
        "role": "article",
        "bytes": 3 * len(document["text"]),
        "archive_file": archive,
        "record_offset": offset,
        "outcome": "document",
    }


def _write(
    folder: Path, archive: str, seed: int, documents: list[dict[str, Any]], crawls: list[dict[str, Any]]
) -> Path:
    """Write the tables of one archive file, as `crawlers.extract.runner.extract_file` would."""
    told = {
        "archive_file": archive,
        "bytes": 1,
        "extractor": "made",
        "captures": len(documents),
        "documents": len(documents),
        "damage": None,
    }
    tables = {
        "documents": documents,
        "captures": [_capture(one, seed, archive, n) for n, one in enumerate(documents)],
        "crawls": crawls,
        "archives": [told],
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name in rows.FILES:
        table = pa.Table.from_pylist(tables.get(name, []), getattr(rows, name.upper()))
        pq.write_table(table, folder / f"{name}.parquet")
    return folder
