"""What a look is."""

from __future__ import annotations

from collections.abc import Callable

Seen = tuple[str, ...]
"""Pieces of evidence of one look."""

Look = tuple[Callable[..., Seen], *tuple[object, ...]]
"""A look, and the few facts that it depends on: what the model makes of them is remembered, for most words have been
met before in the same company."""
