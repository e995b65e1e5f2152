"""Every exercise: its stub, its solution, what readers get wrong, and what nobody expects."""

import ast
import importlib
import re
from pathlib import Path

import nbformat
import numpy as np
import pytest
import wrong_answers

from gradlab.check import exercise

TESTS = Path(__file__).parent
NOTEBOOKS = {
    path.stem: nbformat.read(path, as_version=4)
    for path in sorted(TESTS.parent.glob("notebooks/*.ipynb"))
}
CHECKED = re.compile(r"^check\.(\w+)\(\w+\)$", re.MULTILINE)
SOLUTION = re.compile(
    r"<details>\s*<summary>Solution</summary>\s*```python\n(.*?)```\s*</details>", re.S
)

for module in TESTS.glob("wrong_answers/[a-z]*.py"):
    importlib.import_module(f"wrong_answers.{module.stem}")


class Exercise:
    """An exercise as it stands in its notebook."""

    def __init__(self, notebook, number, name):
        self.notebook, self.cell, self.name = notebook, notebook.cells[number], name
        self.solution = SOLUTION.search(notebook.cells[number + 1].source)[1]

    def run(self, source):
        """Run the notebook's imports and this source; return the function of the exercise."""
        names = {}
        setup = next(cell.source for cell in self.notebook.cells if cell.cell_type == "code")
        exec(setup, names)
        exec(source, names)
        self.check = getattr(names["check"], self.name)
        return names[self.name]


EXERCISES = {
    match[1]: Exercise(notebook, number, match[1])
    for notebook in NOTEBOOKS.values()
    for number, cell in enumerate(notebook.cells)
    if cell.cell_type == "code" and (match := CHECKED.search(cell.source))
}
each_exercise = pytest.mark.parametrize("its", EXERCISES.values(), ids=EXERCISES)
each_wrong_answer = pytest.mark.parametrize(
    "wrong",
    wrong_answers.WRONG,
    ids=lambda wrong: f"{wrong.check.__name__}-{wrong.answer.__name__}",
)


def checks():
    """Return the names of all checks in the package."""
    folder = Path(exercise.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    functions = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [node.name for node in functions if node.decorator_list and node.name[0] != "_"]


def test_every_check_has_its_exercise_and_several_wrong_answers():
    assert sorted(checks()) == sorted(EXERCISES)
    counted = [wrong.check.__name__ for wrong in wrong_answers.WRONG]
    assert [name for name in EXERCISES if counted.count(name) < 3] == []


@each_exercise
def test_the_stub_is_to_do(its):
    stub = its.run(its.cell.source)
    assert its.check(stub).kind == "to do"
    assert its.cell.outputs[0].data["text/plain"] == str(its.check(stub))


@each_exercise
def test_the_solution_is_correct(its):
    solution = its.run(its.solution)
    assert str(its.check(solution)).startswith("✓ Correct. ")


@each_wrong_answer
def test_a_mistake_draws_its_own_hint_and_no_other(wrong):
    verdict = wrong.check(wrong.answer)
    assert str(verdict).startswith("✗ Not yet. ")
    hints = {other.hint for other in wrong_answers.WRONG if other.check is wrong.check}
    assert [hint for hint in hints if hint in verdict.reason] == [wrong.hint]


def raises(*arguments):
    raise KeyError("lost")


def stops(*arguments):
    raise SystemExit


def leaves_by_the_back_door(*arguments):
    raise GeneratorExit


def returns_nothing(*arguments):
    return None


def prints_and_returns_nothing(*arguments):
    print(0.2)


def returns_text(*arguments):
    return "0.2"


def returns_a_dictionary(*arguments):
    return {"slope": 0.2}


def returns_many_numbers(*arguments):
    return np.zeros((7, 5))


def takes_nothing():
    return 0.2


def never_ends(*arguments):
    while True:
        pass


def never_ends_on_one_line(*arguments):
    while True: pass  # fmt: skip  # noqa: E701


def never_ends_and_catches(*arguments):
    while True:
        try:
            raise ValueError
        except Exception:
            continue


def returns_a_complex_number(*arguments):
    return 0.2 + 1j


class Shy:
    def __repr__(self):
        raise ValueError

    def __array__(self, *arguments, **options):
        raise ValueError


def returns_what_cannot_be_shown(*arguments):
    return Shy()


STRANGE = {
    raises: "it stops with KeyError('lost')",
    stops: "it stops with SystemExit",
    leaves_by_the_back_door: "it stops with GeneratorExit",
    returns_nothing: "it returns None. Is the return missing?",
    prints_and_returns_nothing: "It prints its result; let it return it.",
    returns_text: "0.2",
    returns_a_dictionary: "{'slope': 0.2}",
    returns_many_numbers: "an array of shape (7, 5)",
    takes_nothing: "takes 0 positional arguments",
    never_ends_on_one_line: "it does not come back. Does its loop end?",
    never_ends: "it does not come back. Does its loop end?",
    never_ends_and_catches: "it does not come back. Does its loop end?",
    returns_a_complex_number: "(0.2+1j)",
    returns_what_cannot_be_shown: "<Shy instance",
}


@pytest.mark.parametrize(
    ("answer", "hint"), STRANGE.items(), ids=lambda a: getattr(a, "__name__", "")
)
@each_exercise
def test_what_nobody_expects_is_answered_in_words(its, answer, hint, monkeypatch, capsys):
    monkeypatch.setattr(exercise, "PATIENCE", 0.02)
    its.run(its.solution)
    verdict = its.check(answer)
    assert str(verdict).startswith("✗ Not yet. ")
    assert hint in verdict.reason
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("answer", [3, 0.2, "0.2", None, [1, 2]])
@each_exercise
def test_what_is_no_function_is_answered_in_words(its, answer):
    its.run(its.solution)
    assert f"Give it your function itself, check.{its.name}(...)" in its.check(answer).reason


@each_exercise
def test_an_answer_that_is_always_the_same_does_not_pass(its):
    solution, first = its.run(its.solution), []

    def same(*arguments):
        first.append(solution(*arguments))
        return first[0]

    assert its.check(same).kind == "not yet"


@each_exercise
def test_a_right_answer_may_print(its, capsys):
    solution = its.run(its.solution)

    def talks(*arguments):
        print("here", arguments)
        return solution(*arguments)

    assert its.check(talks).kind == "correct"
    assert capsys.readouterr().out == ""


def filled_in(notebook):
    """Return the code cells of a notebook with the solutions in place of the stubs."""
    solved = {its.cell.id: its for its in EXERCISES.values()}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            its = solved.get(cell.id)
            yield f"{its.solution}\ncheck.{its.name}({its.name})" if its else cell.source


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != "00_start_here"])
def test_a_notebook_that_is_filled_in_runs_with_every_verdict_correct(name, capsys):
    names, verdicts = {}, []
    for source in filled_in(NOTEBOOKS[name]):
        *body, last = ast.parse(source).body
        exec(compile(ast.Module(body, []), name, "exec"), names)
        is_check = CHECKED.search(source)
        shown = eval(ast.unparse(last), names) if is_check else exec(ast.unparse(last), names)
        verdicts += [shown.kind] if is_check else []
    assert verdicts
    assert set(verdicts) == {"correct"}


def test_a_hint_is_short_even_if_the_answer_is_long():
    assert len(exercise.show("x" * 5000)) < 120
    assert len(exercise.show(np.zeros((100, 100)))) < 120


def test_without_an_answer_it_is_to_do():
    for its in EXERCISES.values():
        its.run(its.solution)
        assert its.check().kind == "to do"


def test_the_one_who_presses_stop_is_obeyed():
    def is_interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exercise.ask(is_interrupted)
