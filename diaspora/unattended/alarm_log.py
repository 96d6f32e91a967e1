"""Which alarms are new and which have ended: each is told once, and once more when it is over.

`alarms.json` keeps those that hold: `{"source/daz/blocked": {"what": "…", "since": "2026-11-27", "seen":
"2026-11-28", "told": true}}`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

OVER_AFTER = 2
"""Days without an alarm until it is told to be over, so that one that comes and goes is told once."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that needs a person."""

    key: str
    """The same from day to day while it is the same trouble: `source/daz/blocked`."""
    what: str
    """A sentence or two: what, where, what to do."""
    patience: int = 0
    """Days that it has to hold before it is told: a site that is away for a night needs nobody."""


@dataclass(frozen=True, slots=True)
class Held:
    """An alarm that holds."""

    what: str
    since: str
    seen: str
    told: bool


def news(
    held: dict[str, Held], alarms: list[Alarm], today: date
) -> tuple[dict[str, Held], list[str], list[str]]:
    """Return what holds now, what of it is to be told as new, and what as over."""
    now = {one.key: one for one in alarms}
    kept: dict[str, Held] = {}
    new: list[str] = []
    over: list[str] = []
    for key, alarm in now.items():
        before = held.get(key)
        since = before.since if before else today.isoformat()
        told = before is not None and before.told
        if not told and (today - date.fromisoformat(since)).days >= alarm.patience:
            told = True
            new.append(alarm.what)
        kept[key] = Held(alarm.what, since, today.isoformat(), told)
    for key, before in held.items():
        if key in now or not before.told:
            continue
        if (today - date.fromisoformat(before.seen)).days < OVER_AFTER:
            kept[key] = before
        else:
            over.append(f"{before.what} (since {before.since}, last seen {before.seen})")
    return kept, new, over


def read(path: Path) -> dict[str, Held]:
    """Read what held at the last run; a file that is missing or damaged means that nothing did."""
    try:
        return {key: Held(**one) for key, one in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def write(path: Path, held: dict[str, Held]) -> None:
    """Write what holds, in one step, or nothing. Raises OSError."""
    partial = path.with_name(f"{path.name}.part")
    content = {key: asdict(one) for key, one in sorted(held.items())}
    try:
        partial.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
