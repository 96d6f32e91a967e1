"""What a format of exports is: how it is recognised, and how one of its rows is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from crawlers.extract.documents import PublishedDate
from crawlers.extract.imports.cells import moment
from crawlers.extract.imports.counts import CountColumns
from crawlers.extract.imports.reading import Row, Shape
from crawlers.extract.imports.record import Mapping, Record


@dataclass(frozen=True, slots=True)
class Context:
    """What a row is read with, besides itself."""

    timezone: str
    """Zone of days, and of times without one where the mapping names no other."""
    mapping: Mapping
    counts: CountColumns = field(default_factory=CountColumns)
    """How the columns of counts are written."""

    def moment(self, value: object) -> PublishedDate | None:
        """Read a date of the export; None where it gives none. Raises Unusable."""
        return moment(value, self.timezone, self.mapping.month_first, self.mapping.timezone or None)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of export."""

    name: str
    """What `Document.extraction` says."""
    title: str
    """What people call it."""
    shape: Shape
    needs: frozenset[str]
    """Columns, or keys of the first object, without which it is another kind."""
    read: Callable[[Row, Context], Record]
    """Raises Unusable, or KeyError for a part that is not there."""
    counts: frozenset[str] = frozenset()
    """Columns that hold counts."""
    one_of: frozenset[str] = frozenset()
    """More of them, of which one is enough."""
    needs_account: bool = False
    """Whether the export does not say whose it is, so that a mapping must."""

    def fits(self, shape: Shape, names: frozenset[str]) -> bool:
        """Whether a file of this shape with these columns or keys is of this format."""
        if self.shape == "lines" and shape in {"entries", "document", "list"}:
            shape = "lines"
        return shape == self.shape and self.needs <= names and (not self.one_of or bool(self.one_of & names))
