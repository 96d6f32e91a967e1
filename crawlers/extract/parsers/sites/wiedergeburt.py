"""«Возрождение» / Wiedergeburt on WordPress: wiedergeburt.kz in 2020, wiedergeburt-kasachstan.de since 2021.

The theme prints the day of publication and that of the last change without a space between them, in English
order with German months (`September 1, 2025Oktober 8, 2025`). old.wiedergeburt.kz is read by `joomla`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawlers.extract.parsers.cms.wordpress import CLASSIC_THEME

_BOTH_DATES = ("time.entry-date.published, time.published", ".posted-on, .entry-date, .entry-meta")

VERSIONS = (
    replace(
        CLASSIC_THEME,
        name="wiedergeburt.2020",
        published=_BOTH_DATES,
        not_text=re.compile(r"^(?:читать далее|weiter ?lesen)\b.{0,40}$", re.IGNORECASE),
    ),
)
