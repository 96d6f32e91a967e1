"""Saved questions: what a researcher asks, a `.sql` file each whose first line is the question; `diaspora sql @NAME`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from crawlers.catalogue.names import did_you_mean
from crawlers.errors import DiasporaError


class UnknownQuestionError(DiasporaError):
    """No saved question has this name; the message says which has nearly it."""


@dataclass(frozen=True, slots=True)
class Question:
    """One saved question."""

    name: str
    asks: str
    """The question in words."""
    sql: str


def saved_questions() -> dict[str, Question]:
    """Return every saved question by its name."""
    found = {}
    for item in sorted((files("analysis.query") / "saved").iterdir(), key=lambda item: item.name):
        if item.name.endswith(".sql"):
            name = item.name.removesuffix(".sql")
            comment, _, sql = item.read_text(encoding="utf-8").partition("\n")
            found[name] = Question(name, comment.removeprefix("--").strip(), sql.strip())
    return found


def saved_question(name: str) -> Question:
    """Return the question `name`, with or without its @. Raises UnknownQuestionError."""
    questions = saved_questions()
    name = name.strip().removeprefix("@").removesuffix(";").strip()
    if name not in questions:
        raise UnknownQuestionError(
            f"No saved question is called @{name}.{did_you_mean(name, questions)} `diaspora sql .questions` lists them."
        )
    return questions[name]
