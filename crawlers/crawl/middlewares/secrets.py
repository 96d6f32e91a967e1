"""Keys of platforms in what is written down: found in every spelling, and blotted out.

A platform repeats them in addresses of next pages, redirects and errors. Where it hands out a token of its own
making (`access_token=…`), that is blotted out, too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from urllib.parse import quote

_BLOT = "REDACTED"
_IN_AN_ADDRESS = re.compile(r"(?<=access_token=)[^&\"'\\\s<>]+")
_IN_A_BODY = re.compile(_IN_AN_ADDRESS.pattern.encode())


def redacted(text: str, secrets: Iterable[str]) -> str:
    """Return `text` without the secrets."""
    secrets = tuple(secrets)
    for secret in secrets:
        for written in _spellings(secret):
            text = text.replace(written, _BLOT)
    return _IN_AN_ADDRESS.sub(_BLOT, text) if secrets else text


def blotted(body: bytes, secrets: Iterable[str]) -> bytes:
    """Return `body` without the secrets. What fills their place is as long, so that Content-Length stays true."""
    secrets = tuple(secrets)
    for secret in secrets:
        for written in _spellings(secret):
            body = body.replace(written.encode(), b"x" * len(written.encode()))
    return _IN_A_BODY.sub(lambda found: b"x" * len(found[0]), body) if secrets else body


def _spellings(secret: str) -> list[str]:
    """As it is, in an address (escapes have two cases), and in JSON; the longest first."""
    escaped = quote(secret, safe="")
    lower = re.sub(r"%[0-9A-F]{2}", lambda found: found[0].lower(), escaped)
    return sorted({secret, escaped, lower, json.dumps(secret)[1:-1]}, key=len, reverse=True)
