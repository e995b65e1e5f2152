"""Each mistake that a check names, made in every case, draws its hint and no other."""

import pytest
from exercises import EXERCISES

from gradlab.check import asking, exercise

for its in EXERCISES.values():
    its.run(its.solution)
CASES = {name: list(its.check.cases()) for name, its in EXERCISES.items()}


def alternatives(wrong):
    return wrong if isinstance(wrong, tuple) else (wrong,)


def made(cases, hint, number):
    """Return what comes of a mistake in each case; what is right where it is not named."""
    for case in cases:
        if hint in case.mistakes:
            wrong = alternatives(case.mistakes[hint])
            yield wrong[min(number, len(wrong) - 1)]
        else:
            yield case.right


MADE = [
    pytest.param(cases, hint, number, id=f"{name}-{hint}-{number}")
    for name, cases in CASES.items()
    for hint in dict.fromkeys(hint for case in cases for hint in case.mistakes)
    for number in range(
        max(len(alternatives(case.mistakes[hint])) for case in cases if hint in case.mistakes)
    )
]


@pytest.mark.parametrize(("cases", "hint", "number"), MADE)
@pytest.mark.few(160)
def test_a_mistake_made_in_every_case_draws_its_hint_and_no_other(cases, hint, number):
    results = made(cases, hint, number)
    with pytest.raises(asking.NotYet) as told:
        exercise.judge(lambda *arguments: next(results), cases)
    assert str(told.value).endswith(f". {hint}")
