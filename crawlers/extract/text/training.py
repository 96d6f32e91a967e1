"""Learns the weights of `classifier` from pages whose texts are known.

    python -m crawlers.extract.text.training PAGES.jsonl[.gz] [--agreed MORE.jsonl[.gz]] [-o body_weights.json]

PAGES: one object a page, `url`, `html` and `text`, the article's text as a person or a parser of that site read it.
MORE: pages without a text, `url` and `html`; of them only the blocks count that three other readers all take or all
leave, and little. Prints how well five models, each trained without a fifth of the pages, read that fifth. Needs
scikit-learn, resiliparse and trafilatura (`pip install .[training]`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawlers.extract.metadata.structured_data import Declarations
from crawlers.extract.metadata.title import headline
from crawlers.extract.page_input import parsed
from crawlers.extract.text.article_text import known_of
from crawlers.extract.text.blocks import Block, blocks_of
from crawlers.extract.text.body import take_captions
from crawlers.extract.text.classifier import WEIGHTS, Model, standardised
from crawlers.extract.text.features import NAMES, Surroundings, features, surroundings
from crawlers.extract.text.selection import chosen

_SHINGLE = 4
_WORTH = 0.7
"""A block's worth is its words to this power: long blocks count more, but not by their whole length."""
_AGREED_WORTH = 0.05
"""Of a page on which readers agree, against one whose text is known."""
_STRENGTH = 0.01
"""Inverse strength of the regularisation (`C` of scikit-learn)."""
_NARROWEST = 1e-6
_FOLDS = 5


@dataclass
class Example:
    """One page: its blocks as numbers, which of them are text, and what each is worth."""

    url: str
    blocks: list[Block]
    around: Surroundings
    rows: NDArray[np.float32]
    labels: NDArray[np.int64]
    worth: NDArray[np.float64]
    text: str


def main() -> None:
    """Train, report and write the weights."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("--agreed", type=Path)
    arguments.add_argument("-o", dest="out", type=Path, default=Path(__file__).with_name(WEIGHTS))
    given = arguments.parse_args()
    known = list(_examples(given.pages))
    agreed = list(_agreed(given.agreed)) if given.agreed else []
    scores = []
    for fold in range(_FOLDS):
        model = _fit([each for each in known if _fold(each.url) != fold], agreed)
        scores += [(each.url, *_score(each, model)) for each in known if _fold(each.url) == fold]
    precision, recall = (float(np.mean([score[column] for score in scores])) for column in (1, 2))
    print(
        f"{len(known)} pages, {_FOLDS} folds: F1 {_f1(precision, recall):.3f} (p {precision:.3f} r {recall:.3f})"
    )
    _write(_fit(known, agreed), given.out)


def _write(model: Model, path: Path) -> None:
    columns = zip(NAMES, model.weights, model.means, model.spreads, strict=True)
    lines = (
        f'  "{name}": [{weight:.4f}, {mean:.4f}, {spread:.4f}]'
        for name, weight, mean, spread in columns
        if abs(weight) >= 0.00005
    )
    told = ",\n".join(lines)
    path.write_text(f'{{\n "bias": {model.bias:.4f},\n "features": {{\n{told}\n }}\n}}\n', encoding="utf-8")


def _examples(path: Path) -> Iterator[Example]:
    for page in _lines(path):
        blocks, around, rows = _measured(page)
        if blocks:
            labels, sure = _labelled(blocks, page["text"])
            yield Example(
                page["url"], blocks, around, rows, labels, sure * _worth(blocks, labels), page["text"]
            )


def _agreed(path: Path) -> Iterator[Example]:
    """Pages without a known text: where three readers agree on a block, that is its label."""
    import trafilatura
    from resiliparse.extract.html2text import extract_plain_text

    for page in _lines(path):
        blocks, around, rows = _measured(page)
        if len(blocks) < 5:
            continue
        texts = [
            trafilatura.extract(
                page["html"], include_comments=False, favor_recall=much, favor_precision=little
            )
            or ""
            for much, little in ((False, False), (True, False), (False, True))
        ]
        texts.append(extract_plain_text(page["html"], main_content=True, links=False, alt_texts=False))
        takers = np.sum([_labelled(blocks, text)[0] for text in texts], axis=0)
        sizes = np.array([len(block.text) for block in blocks])
        everybody = takers == len(texts)
        if len(texts[0]) < 600 or sizes[everybody].sum() < 0.5 * sizes[takers > 0].sum():
            continue
        sure = np.where(everybody | (takers == 0), _labelled(blocks, texts[0])[1], 0.0)
        labels = everybody.astype(int)
        yield Example(
            page["url"], blocks, around, rows, labels, _AGREED_WORTH * sure * _worth(blocks, labels), ""
        )


def _measured(page: dict[str, Any]) -> tuple[list[Block], Surroundings, NDArray[np.float32]]:
    tree = parsed(page["html"])
    declared = Declarations(tree, page["url"])
    take_captions(tree)
    blocks = blocks_of(tree)
    said = known_of(declared, headline(tree, declared, page["url"]) or "")
    around = surroundings(blocks, said.title)
    return blocks, around, features(blocks, around, said)


def _labelled(blocks: list[Block], text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Which blocks stand in `text`, and how sure that is."""
    words = re.findall(r"\w+", text)
    known, lines = _shingles(words), {" ".join(re.findall(r"\w+", line)) for line in text.splitlines()}
    joined = f" {' '.join(words)} "
    labels, sure = [], []
    for block in blocks:
        found = re.findall(r"\w+", block.text)
        key = " ".join(found)
        if len(found) >= _SHINGLE:
            own = _shingles(found)
            held = sum(count for shingle, count in own.items() if shingle in known) >= own.total() / 2
            labels.append(int(held))
            sure.append(1.0)
        else:
            inside = bool(found) and f" {key} " in joined
            labels.append(int(bool(found) and (key in lines or (inside and len(found) > 1))))
            sure.append(1.0 if found and (key in lines or not inside) else 0.3 if len(found) > 1 else 0.1)
    return np.array(labels), np.array(sure)


def _worth(blocks: list[Block], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    worth: NDArray[np.float64] = np.array([max(1, len(block.text.split())) for block in blocks]) ** _WORTH
    scaled: NDArray[np.float64] = 100 * worth / max(1.0, worth[labels == 1].sum())
    return scaled


def _fit(known: list[Example], agreed: list[Example]) -> Model:
    from sklearn.linear_model import LogisticRegression

    every = [*known, *agreed]
    rows = np.vstack([each.rows for each in every]).astype(float)
    labels = np.concatenate([each.labels for each in every])
    worth = np.concatenate([each.worth for each in every])
    rows, labels, worth = rows[worth > 0], labels[worth > 0], worth[worth > 0]
    means, spreads = rows.mean(axis=0), rows.std(axis=0)
    spreads[spreads < _NARROWEST] = 1
    fitted = LogisticRegression(C=_STRENGTH, max_iter=400)
    fitted.fit(standardised(rows, means, spreads), labels, sample_weight=worth)
    return Model(fitted.coef_[0], means, spreads, float(fitted.intercept_[0]))


def _score(example: Example, model: Model) -> tuple[float, float]:
    likely = model.likely(example.rows).tolist()
    text = "\n".join(block.text for block in chosen(example.blocks, example.around, likely))
    gold, found = (_shingles(re.findall(r"\w+", each)) for each in (example.text, text))
    both = (gold & found).total()
    return both / max(1, found.total()), both / max(1, gold.total())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


def _shingles(found: list[str]) -> Counter[tuple[str, ...]]:
    return Counter(
        tuple(found[at : at + _SHINGLE]) for at in range(max(1, len(found) - _SHINGLE + 1)) if found
    )


def _fold(url: str) -> int:
    return zlib.crc32(url.encode()) % _FOLDS


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
