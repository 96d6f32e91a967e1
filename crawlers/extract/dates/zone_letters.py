"""Zones by the letters that pages and exports print behind a time; what two zones share, such as `BST` or `CST`, is the
one that papers in our languages mean. Letters that are not here say nothing."""

from __future__ import annotations

from datetime import timedelta, timezone

ZONES = {
    name: timezone(timedelta(hours=hours))
    for hours, names in {
        0: "UTC GMT WET", 1: "CET BST WEST", 2: "CEST EET SAST", 3: "EEST MSK TRT", 5: "PKT YEKT", 6: "ALMT",
        9: "JST KST", 10: "AEST", 11: "AEDT", 12: "NZST", 13: "NZDT",
        -3: "BRT", -4: "EDT", -5: "EST CDT", -6: "CST MDT", -7: "MST PDT", -8: "PST",
    }.items()
    for name in names.split()
}  # fmt: skip
"""By capital letters."""
