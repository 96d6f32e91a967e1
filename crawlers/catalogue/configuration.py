"""Reads one TOML file into one model, or says in a sentence which file, which key and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from crawlers.errors import DiasporaError

Model = TypeVar("Model", bound=BaseModel)
Schema = dict[str, Any]
Location = tuple[int | str, ...]
"""Keys and positions from the top of a file down to a value."""

_REMEDIES = {
    "missing": "required and missing; add it",
    "string_too_short": "may not be empty",
    "too_short": "needs at least one entry",
    "string_type": "needs text in quotes",
    "tuple_type": "needs a list in square brackets [ ]",
    "bool_type": "needs true or false, without quotes",
    "bool_parsing": "needs true or false, without quotes",
    "int_parsing": "needs a whole number, without quotes",
    "float_parsing": "needs a number, without quotes",
    "date_parsing": "needs a day as 2015-04-01, without quotes",
    "date_from_datetime_parsing": "needs a day as 2015-04-01, without quotes",
    "date_type": "needs a day as 2015-04-01, without quotes",
    "model_type": "needs a table of keys of its own, [key] or { … }",
    "dict_type": "needs a table of keys of its own, [key] or { … }",
}
"""What to do, for the kinds of error whose own text speaks of Python; the rest speak for themselves."""


class ConfigurationError(DiasporaError):
    """A mistake in a file a person wrote. Its text names the file, the key and the remedy."""


class Strict(BaseModel):
    """A part of a configuration file: unknown keys are mistakes, values never change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def read_toml(path: Path, model: type[Model]) -> Model:
    """Read `path` and validate it as `model`.

    Raises ConfigurationError for a missing or unreadable file, a TOML syntax error (with its line) and
    for each value that does not fit (with its entry and key), all of them in one message.
    """
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {_syntax(text, str(error))}") from None
    try:
        return model.model_validate(data)
    except ValidationError as errors:
        schema = model.model_json_schema(by_alias=True)
        complaints = [f"{path}: {complaint}" for complaint in _complaints(data, schema, errors.errors())]
        raise ConfigurationError("\n".join(complaints)) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # editors on Windows put a mark in front
    except FileNotFoundError:
        raise ConfigurationError(
            f"{path}: no such file. Name the directory that holds it with --config DIR."
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: not UTF-8 text (byte {error.start + 1}). Save it again with the encoding UTF-8."
        ) from None
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}).") from None


def _syntax(text: str, message: str) -> str:
    """Name the line that is not TOML, and show it."""
    where = re.search(r" \(at line (\d+), column \d+\)$", message)
    if not where:  # the file ends in the middle of something
        return f"not valid TOML: {message}. Close what is open: quotes, brackets, braces."
    line = int(where[1])
    shown = text.splitlines()[line - 1].strip() if line <= len(text.splitlines()) else ""
    return (
        f"line {line}: not valid TOML: {message[: where.start()]}: {shown!r}. "
        "Write key = value; text needs quotes, lists [ ]; a key stands once."
    )


def _complaints(data: Any, schema: Schema, errors: list[ErrorDetails]) -> Iterator[str]:
    """Say where in `data` each error is, by the names people gave the entries, and what to do."""
    misspelt = {
        (*error["loc"][:-1], _nearest(schema, error["loc"]))
        for error in errors
        if error["type"] == "extra_forbidden"
    }
    for error in errors:
        if error["loc"] in misspelt:
            continue  # it is there under a wrong spelling: that is told, once
        if error["type"] == "too_short" and any(_inside(other["loc"], error["loc"]) for other in errors):
            continue  # the entries are there, but wrong: that is told
        remedy = _remedy(schema, error)
        yield f"{_place(data, error['loc']) or 'the file'}: {remedy}{'' if remedy.endswith('?') else '.'}"


def _inside(location: Location, outer: Location) -> bool:
    return len(location) > len(outer) and location[: len(outer)] == outer


def _place(data: Any, location: Location) -> str:
    """Turn ("centre", 3, "site", 0, "url") into "centre 'daz', site 'https://daz.asia', url"."""
    words: list[str] = []
    for step in location:
        data = data[step] if _has(data, step) else None
        if not isinstance(step, int):
            words.append(step)
        elif words:
            words[-1] += f" {_name(data, step)}"
    return ", ".join(words)


def _has(data: Any, step: int | str) -> bool:
    return (isinstance(data, Mapping) and step in data) or (
        isinstance(data, list) and isinstance(step, int) and step < len(data)
    )


def _name(entry: Any, number: int) -> str:
    """Return how a person would call an entry of a list: by its id, name or address, else by its number."""
    if isinstance(entry, Mapping):
        for key in ("id", "name", "url", "platform", "statement"):
            if isinstance(entry.get(key), str) and entry[key]:
                return repr(entry[key])
    return str(number + 1)


def _remedy(schema: Schema, error: ErrorDetails) -> str:
    kind, value, location = error["type"], error["input"], error["loc"]
    if kind == "extra_forbidden":
        if near := _nearest(schema, location):
            return f"no such key; did you mean {near!r}?"
        return f"no such key; remove it; known here are {', '.join(_keys(schema, schema, location[:-1]))}"
    told = error["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    remedy = _REMEDIES.get(kind) or told[0].lower() + told[1:]
    it_is = f" (it is {value!r})" if isinstance(value, str | int | float) else ""
    return remedy.rstrip(".") + it_is


def _nearest(schema: Schema, location: Location) -> str | None:
    """Return the known key that is spelt most like the one at the end of `location`."""
    known = _keys(schema, schema, location[:-1])
    return next(iter(get_close_matches(str(location[-1]), known, n=1)), None)


def _keys(schema: Schema, part: Schema, location: Location) -> list[str]:
    """Follow `location` through a JSON schema and return the keys that may stand there."""
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rsplit("/", 1)[-1]]
    for choice in part.get("anyOf", ()):
        if found := _keys(schema, choice, location):
            return found
    if not location:
        return list(part.get("properties", {}))
    step, rest = location[0], location[1:]
    if isinstance(step, int):
        inner = part.get("items")
    else:
        inner = part.get("properties", {}).get(step, part.get("additionalProperties"))
    return _keys(schema, inner, rest) if isinstance(inner, dict) else []
