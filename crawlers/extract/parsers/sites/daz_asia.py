"""Deutsche Allgemeine Zeitung since it moved to daz.asia in 2017, WordPress, German and Russian.

Its theme is not recorded; WordPress' conventions are tried, then the generic page. Whichever reads it, the
site's own lines go: under every article stands an invitation to a Telegram channel named after the Germans of
Kazakhstan, which would be a mention in each of them. The paper's site until 2017 is read by `joomla`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawlers.extract.parsers.cms.wordpress import CLASSIC_THEME
from crawlers.extract.parsers.layout import Layout

_SITES_OWN = re.compile(
    r"t\.me/daz_asia|telegram.{0,60}немцы казахстана|немцы казахстана.{0,60}telegram|"
    r"^[«\"„]?немцы казахстана[»\"“]?\.?$|^таза қазақстан$|^teilen mit:?$",
    re.IGNORECASE,
)

VERSIONS = (
    replace(CLASSIC_THEME, name="daz_asia.2017", not_text=_SITES_OWN),
    Layout(name="daz_asia", known_by="html", not_text=_SITES_OWN),
)
