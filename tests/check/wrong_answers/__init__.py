"""The table of wrong answers: each function is one, and its decorator says which hint it draws."""

from collections.abc import Callable
from typing import NamedTuple


class Wrong(NamedTuple):
    check: Callable
    hint: str
    answer: Callable


WRONG = []


def wrong(check, hint):
    """Enter the function below as an answer that draws a hint with these words from `check`."""

    def enter(answer):
        WRONG.append(Wrong(check, hint, answer))
        return answer

    return enter


def enter_all(answers):
    """Enter wrong answers from a dict: check to hint to answers."""
    for check, hints in answers.items():
        for hint, group in hints.items():
            for answer in group:
                wrong(check, hint)(answer)
