"""Pictures of figures, for print and for readers without scripts: each is drawn once, and kept for the next report."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert as vlc
from markupsafe import Markup

from analysis.report.figures import Figure
from analysis.report.replacing import replace_file
from crawlers.digests import digest

_ELSEWHERE = "https://vega.github.io/vega-datasets/"
"""What the converter takes relative links to be relative to; ours lead to the pages beside the picture."""


class Pictures:
    """Draws figures as SVG. To draw takes most of a report's time, so a picture of the same numbers is taken from `folder`."""

    def __init__(self, folder: Path | None) -> None:
        """Keep pictures in `folder`; None: draw nothing, for a report that needs scripts."""
        self._folder = folder
        self._used: set[str] = set()

    def __call__(self, figure: Figure, only: str = "") -> Markup:
        """Return the picture of a figure's first period, or of one of its panels."""
        if self._folder is None:
            return Markup()
        # The label of the panel speaks for its marks; their own roles would announce nothing, one by one.
        picture = re.sub(r' (role|aria-roledescription)="[^"]*"', "", self._drawn(figure.spec(only)))
        picture = re.sub(rf'<a [^>]*href="{_ELSEWHERE}undefined"[^>]*>(.*?)</a>', r"\1", picture)
        return Markup(picture.replace(f'href="{_ELSEWHERE}', 'href="'))

    def _drawn(self, spec: dict[str, Any]) -> str:
        assert self._folder is not None
        told = json.dumps(spec, sort_keys=True, default=str)
        path = self._folder / f"{digest(version('vl-convert-python'), told)}.svg"
        self._used.add(path.name)
        if path.exists():
            return path.read_text(encoding="utf-8")
        drawn = str(vlc.vegalite_to_svg(spec))
        replace_file(path, drawn)
        return drawn

    def drop_others(self) -> None:
        """Delete what no figure has used: pictures of numbers that have changed."""
        if self._folder is not None and self._folder.exists():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()
