"""Media on the European diasporas of Kazakhstan, for Python.

    >>> import diaspora
    >>> found = diaspora.find_mentions(["Поляки Кокшетау открыли воскресную школу.", None])
    >>> found.select(["row", "surface", "diaspora", "target"]).to_pylist()
    [{'row': 0, 'surface': 'Поляки', 'diaspora': 'polish', 'target': 'people'}]

* `open_warehouse` gives tables, marts and saved questions as DuckDB relations, from which pandas, polars and Arrow
  are a call away; `features` and `labels` are what a classifier wants, also as of an earlier day.
* `find_mentions` and `identify_languages` read columns of texts, `read_page` reads one page's HTML. They need no
  warehouse.

What goes wrong in a way that a person can mend is a `DiasporaError`; its message says what to do:

    DiasporaError
    ├── ConfigurationError      a file below config/
    ├── WarehouseError          a database file that is not there, not ours, too new
    │   └── WarehouseBusy       … that another program holds
    ├── ArchiveError            a file of the archive
    │   └── CodingError         … of a content coding that cannot be undone (also a ValueError)
    ├── UnknownQuestionError    no saved question of that name
    ├── MachineNotReady         no disk, no network, a wrong clock
    └── RunHeld                 another `diaspora run` is at work

The command line stands in `diaspora.app`; nothing here loads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawlers.errors import DiasporaError
    from diaspora.api import (
        FEATURES_VERSION,
        Warehouse,
        features,
        find_mentions,
        identify_languages,
        labels,
        open_warehouse,
        read_page,
    )

__all__ = [
    "FEATURES_VERSION",
    "DiasporaError",
    "Warehouse",
    "features",
    "find_mentions",
    "identify_languages",
    "labels",
    "open_warehouse",
    "read_page",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for when it is asked for: the command line starts without it."""
    if name == "DiasporaError":
        from crawlers.errors import DiasporaError

        return DiasporaError
    if name == "main":  # what scripts of earlier installations call
        from diaspora.app import main

        return main
    if name in __all__:
        from diaspora import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
