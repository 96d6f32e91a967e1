"""Answers of interfaces that promise a JSON object, and may send anything."""

from __future__ import annotations

import json
from typing import Any


def json_object(body: bytes | str) -> dict[str, Any]:
    """Read an answer; one that is no JSON object says nothing.

    >>> json_object(b"<html>503</html>")
    {}
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
