"""Questions to the warehouse: one query, saved questions, a read-only shell, the health of the sources."""

from analysis.query.answers import FORMATS, WORRYING, answer, health, notice
from analysis.query.questions import Question, UnknownQuestionError, saved_question, saved_questions
from analysis.query.shell import shell

__all__ = [
    "FORMATS",
    "WORRYING",
    "Question",
    "UnknownQuestionError",
    "answer",
    "health",
    "notice",
    "saved_question",
    "saved_questions",
    "shell",
]
