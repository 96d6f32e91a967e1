"""Names that people type: the nearest one, when there is none like that."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return a sentence, with a space before it, that offers the names nearest to `given`; nothing where none is near.

    >>> did_you_mean("kazprawda", ["kazpravda", "astana-times"])
    ' Did you mean kazpravda?'
    >>> did_you_mean("xyz", ["kazpravda"])
    ''
    """
    names = list(known)
    close = (
        get_close_matches(given.lower(), names, n=3)
        or [name for name in names if given and given.lower() in name][:3]
    )
    return f" Did you mean {' or '.join(close)}?" if close else ""
