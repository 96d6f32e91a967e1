"""Two outputs of `make bench` side by side: what changed between them, by how much.

    make bench > after.txt; python -m benchmarks.compare before.txt after.txt

Lines that read alike but for their numbers are one measurement; the n-th such line of one file is compared with the n-th
of the other. Printed are those in which a number moved by a twentieth or more, and lines that only one file has.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_MOVED = 0.05

Measurements = dict[tuple[str, int], list[float]]


def main(before: Path, after: Path) -> None:
    """Print the comparison."""
    for line in compared(measurements(before.read_text("utf-8")), measurements(after.read_text("utf-8"))):
        print(line)


def measurements(printed: str) -> Measurements:
    """The numbers of each line, by what the line says and how often it was said before.

    >>> measurements("pool takes 0.64 of 1,000 s")
    {('pool takes # of # s', 0): [0.64, 1000.0]}
    """
    found: Measurements = {}
    said: dict[str, int] = defaultdict(int)
    for line in printed.splitlines():
        if numbers := _NUMBER.findall(line):
            words = " ".join(_NUMBER.sub("#", line).split())
            found[words, said[words]] = [float(number.replace(",", "")) for number in numbers]
            said[words] += 1
    return found


def compared(before: Measurements, after: Measurements) -> Iterator[str]:
    """What moved, and what only one of the two has.

    >>> list(compared(measurements("pool takes 0.64 of it"), measurements("pool takes 0.32 of it")))
    ['pool takes 0.64 → 0.32 (×0.50) of it']
    """
    for key in before.keys() & after.keys():
        pairs = list(zip(before[key], after[key], strict=True))
        if any(_has_moved(old, new) for old, new in pairs):
            words = key[0].split("#")
            yield "".join(
                part
                for pair in zip(words, [*(_told(*two) for two in pairs), ""], strict=True)
                for part in pair
            )
    for name, only in (("before", before.keys() - after.keys()), ("after", after.keys() - before.keys())):
        yield from (f"only {name}: {words}" for words, _ in sorted(only))


def _has_moved(old: float, new: float) -> bool:
    return abs(new - old) > _MOVED * abs(old)


def _told(old: float, new: float) -> str:
    if not _has_moved(old, new):
        return f"{new:g}"
    ratio = f" (×{new / old:.2f})" if old else ""
    return f"{old:g} → {new:g}{ratio}"


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        print(__doc__)
