"""Every exercise: its stub, its solution, what readers get wrong, and what nobody expects."""

import ast
import importlib
import re
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
import wrong_answers
from exercises import CHECKED, EXERCISES, NOTEBOOKS, each_exercise

from gradlab import numerical_diff
from gradlab.check import asking, derivative, exercise, replies, simple_net, words

TESTS = Path(__file__).parent

for module in TESTS.glob("wrong_answers/[a-z]*.py"):
    importlib.import_module(f"wrong_answers.{module.stem}")


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
    return [node.name for node in functions if any(map(is_exercise, node.decorator_list))]


def is_exercise(decorator):
    return isinstance(decorator, ast.Call) and decorator.func.id == "exercise"


def test_every_check_has_its_exercise_and_several_wrong_answers():
    assert sorted(checks()) == sorted(EXERCISES)
    counted = [wrong.check.__name__ for wrong in wrong_answers.WRONG]
    assert [name for name in EXERCISES if counted.count(name) < 3] == []


@each_exercise
def test_the_stub_is_to_do(its):
    stub = its.run(its.cell.source)
    verdict = its.check(stub)
    assert verdict.kind == "to do"
    (stored,) = its.cell.outputs  # nbval does not compare it
    assert stored.data == {"text/plain": str(verdict), "text/html": verdict._repr_html_()}


@each_exercise
def test_the_solution_is_correct(its):
    solution = its.run(its.solution)
    assert str(its.check(solution)).startswith("✓ Correct. ")


@each_wrong_answer
@pytest.mark.few(150)
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
    never_ends_on_one_line: "Does its loop end, and does it wait for something?",
    never_ends: "Does its loop end, and does it wait for something?",
    never_ends_and_catches: "Does its loop end, and does it wait for something?",
    returns_a_complex_number: "(0.2+1j)",
    returns_what_cannot_be_shown: "<Shy instance",
}


@pytest.mark.parametrize(
    ("answer", "hint"), STRANGE.items(), ids=lambda a: getattr(a, "__name__", "")
)
@each_exercise
@pytest.mark.few(50)
def test_what_nobody_expects_is_answered_in_words(its, answer, hint, monkeypatch, capsys):
    if "Does its loop end" in hint:  # all others come back, however busy the machine is
        monkeypatch.setattr(asking, "PATIENCE", 0.05)
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


def test_cross_entropy_may_take_log_of_all_shares_at_once():
    assert simple_net.cross_entropy(lambda y, c: -np.log(y + 1e-7)[c]).kind == "correct"


def test_cross_entropy_with_another_small_number_is_told_so_where_the_share_is_0():
    verdict = simple_net.cross_entropy(lambda y, c: -np.log(y[c] + 1e-6))
    assert verdict.reason.startswith(
        "With y = [0, 1], c = 0, it returns 13.8155, and should return 16.1181."
    )


SOLVED = {
    its.cell.id: f"{its.solution}\ncheck.{its.name}({its.answer})" for its in EXERCISES.values()
}


WITH_EXERCISES = {
    name: notebook
    for name, notebook in NOTEBOOKS.items()
    if any(cell.id in SOLVED for cell in notebook.cells)
}


def test_each_lesson_has_exercises():
    lessons = {name for name in NOTEBOOKS if name[:2].isdigit()} - {"00_start_here"}
    assert set(WITH_EXERCISES) == lessons


def filled_in(notebook):
    """Return the code cells of a notebook with the solutions in place of the stubs."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            yield SOLVED.get(cell.id, cell.source)


@pytest.mark.parametrize("name", WITH_EXERCISES)
@pytest.mark.few(2)
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


@pytest.mark.few(0)
def test_nbval_finds_no_fault_in_exercises_that_are_solved(tmp_path):
    solved = nbformat.v4.new_notebook()  # those of all lessons in one, for the sake of time
    for name, notebook in WITH_EXERCISES.items():
        setup = next(cell for cell in notebook.cells if cell.cell_type == "code")
        for cell in [setup, *(cell for cell in notebook.cells if cell.id in SOLVED)]:
            other = {"id": f"{name}-{cell.id}", "source": SOLVED.get(cell.id, cell.source)}
            solved.cells.append(nbformat.from_dict({**cell, **other}))
    nbformat.write(solved, tmp_path / "solved.ipynb")
    nbval = [sys.executable, "-m", "pytest", "--nbval", "--quiet", "solved.ipynb"]
    run = subprocess.run(nbval, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"{len(solved.cells)} passed" in run.stdout, run.stdout


SHOWN = [
    (True, "True"),
    (np.bool_(False), "False"),
    (0.1 + 0.2, "0.3"),
    (np.float32(0.1), "0.1"),
    (3, "3"),
    (np.int64(3), "3"),
    ("saddle", "'saddle'"),
    ([0.1 + 0.2, 1], "[0.3, 1]"),
    ((2 / 3, [0.1 + 0.2]), "[0.666667, [0.3]]"),
    ([1 / 3] * 8, f"[{', '.join(['0.333333'] * 8)}]"),
    ([1 / 4] * 9, f"[{', '.join(['0.25'] * 8)}, ...]"),
    (np.array([0.1 + 0.2, 1.0]), "[0.3, 1]"),
    (np.array([[1, 2], [3, 4]]), "[[1, 2], [3, 4]]"),
    (np.full((3, 4), 0.5), f"[{', '.join(['[0.5, 0.5, 0.5, 0.5]'] * 3)}]"),
    (np.zeros(13), "an array of shape (13,)"),
    (words.Named("sin(t)", np.sin), "sin(t)"),
]


@pytest.mark.parametrize(("value", "text"), SHOWN, ids=[text for _, text in SHOWN])
def test_a_hint_shows_the_digits_that_matter_on_one_line(value, text):
    assert words.show(value) == text


def told(answer, *cases, **options):
    """Return what the reader is told."""
    with pytest.raises(asking.NotYet) as caught:
        exercise.judge(answer, cases, **options)
    return str(caught.value)


def case(right, mistakes=None, **arguments):
    return exercise.Case(right, mistakes, **{"x": 1 / 3, "k": 2, **arguments})


TRIED = "With x = 0.333333, k = 2, it returns 5, and should return 0.5. "


def five(x, k):
    return 5.0


def test_a_hint_says_what_was_tried_what_came_and_what_should_have_come():
    mistakes = {"Not four.": 4.0, "Not five.": 5.0}
    assert told(five, case(0.5, mistakes)) == f"{TRIED}Not five."
    assert told(five, case(0.5, {"Not four.": 4.0}, otherwise="Any.")).startswith(TRIED)


def test_a_case_has_words_for_what_no_hint_explains():
    def elsewhere(x, k):
        return 7.0 if k == 2 else 13.0

    cases = case(0.5, otherwise="Anything."), case(3.5, k=3)
    assert told(elsewhere, *cases).endswith("should return 0.5. Anything.")
    assert "Work this case out by hand" in told(elsewhere, case(0.5), case(3.5, k=3))


def test_a_mistake_that_would_show_elsewhere_and_does_not_is_not_named():
    def is_right_for_3(x, k):
        return 5.0 if k == 2 else 0.5

    mistakes = {"Not five.": 5.0}
    cases = case(0.5, mistakes), case(0.5, mistakes, k=3)
    assert "Not five." not in told(is_right_for_3, *cases)
    assert "Not five." in told(is_right_for_3, cases[0], case(0.5, k=3))


def test_two_mistakes_with_the_same_result_are_told_as_either():
    mistakes = {"Not five.": 5.0, "Not 4 + 1.": (4.0, 5.0)}
    assert told(five, case(0.5, mistakes)) == f"{TRIED}Either: Not five. Or: Not 4 + 1."


def test_a_later_case_that_stops_leaves_the_hint_of_the_first():
    def stops_at_3(x, k):
        return 5.0 if k == 2 else 1 / 0

    assert told(stops_at_3, case(0.5, {"Not five.": 5.0}), case(1.0, k=3)) == f"{TRIED}Not five."
    assert "ZeroDivisionError" in told(stops_at_3, case(5.0), case(1.0, k=3))


def test_a_hint_shows_as_many_digits_as_it_takes_to_see_the_difference():
    close = "it returns 10.5840001, and should return 10.584. "
    assert close in told(lambda x, k: 10.5840001, exercise.Case(10.584, near=1e-9, x=1, k=2))
    assert words.show_apart(0.1 + 0.2, 0.3) == ("0.30000000000000004", "0.29999999999999999")
    assert words.show_apart(np.array([1, 1 + 1e-9]), np.ones(2)) == ("[1, 1.000000001]", "[1, 1]")
    assert words.show_apart(1.0, 1.0) == ("1", "1")


def test_a_hint_for_an_answer_that_stops_or_changes_its_argument_says_with_what():
    def stops(x, k):
        raise ValueError("lost")

    def changes(x, k):
        x += k

    arguments = {"x": np.array([0.5, 1.0]), "k": 2}
    tried = "With x = [0.5, 1], k = 2, it "
    assert told(stops, case(1.0, **arguments)) == f"{tried}stops with ValueError('lost')."
    assert told(changes, case(1.0, **arguments)).startswith(
        f"{tried}changes x, which the caller still needs: afterwards x is [2.5, 3]"
    )
    assert arguments["x"].tolist() == [0.5, 1.0]


def test_a_hint_shows_a_change_of_an_argument_that_six_digits_would_hide():
    def adds_a_little(x, k):
        x += 1e-7
        return 1.0

    changed = told(adds_a_little, case(1.0, x=np.array([0.5, 1.0])))
    assert "afterwards x is [0.5000001, 1]." in changed


def test_a_number_that_is_alone_where_it_goes_wrong_is_named():
    def forgets(x, y):
        return x + y if y else 0

    places = (1.0, 2.0), (3.0, 0.0), (0.0, 4.0), (-1.0, -5.0), (0.0, 0.0)
    cases = [exercise.Case(x + y, x=x, y=y) for x, y in places]
    assert "It goes wrong only where y is 0" in told(forgets, *cases)
    assert "It goes wrong only where x and y are below 0" in told(
        lambda x, y: 7.0 if y < 0 else x + y, *cases
    )
    # Wrong at 0, and elsewhere too: no number sets these places apart.
    assert "only where" not in told(lambda x, y: x + y if x and y else 9.0, *cases[:4])


def test_a_word_that_is_none_of_the_words_is_told_so_wherever_it_comes():
    cases = [exercise.Case(word, x=x) for x, word in enumerate(("saddle", "plateau"))]
    assert "Return one of the words 'plateau', 'saddle'." in told(
        lambda x: ("saddle", "plato")[x], *cases
    )


def test_an_argument_put_back_but_for_rounding_is_not_changed():
    def rounds(x):
        x += 0.2
        x -= 0.2
        return 1.0

    x = np.array([0.1])
    assert (x + 0.2) - 0.2 != x
    assert asking.ask(rounds, {"x": x}).value == 1.0


@pytest.mark.parametrize("wrap", [lambda y: [y], lambda y: (y,), lambda y: np.array([[y]])])
def test_a_list_of_one_right_number_is_told_to_be_the_number(wrap):
    assert "return the number itself" in told(lambda x, k: wrap(0.5), case(0.5))
    assert "number itself" not in told(lambda x, k: wrap(0.25), case(0.5))


@pytest.mark.parametrize(
    ("result", "right", "is_right"),
    [
        (0.5, 0.5, True),
        (1e6 + 0.5, 1e6, True),  # near, relative to what is right
        (0.5e-6, 0.0, True),  # near, absolute
        (1e6 + 3, 1e6, False),
        (3e-6, 0.0, False),
        (np.nan, np.nan, True),
        (np.inf, np.inf, True),
        (1.0, np.nan, False),
        ([1, 2], np.array([1.0, 2.0]), True),
        ([1.0], np.array([1.0, 1.0]), False),
        (1.0, np.array([1.0, 1.0]), False),
        (True, True, True),
        (1, True, True),
        ("saddle", "saddle", True),
        ("minimum", "saddle", False),
        (3.0, "3", False),
        ("3", 3.0, False),
        (b"3", 3.0, False),
        (["3"], [3.0], False),
        (3 + 0j, 3.0, False),
        (None, 3.0, False),
        (np.array(["saddle"]), "saddle", False),
    ],
)
def test_a_result_is_right_if_kind_shape_and_size_are(result, right, is_right):
    assert replies.agree(result, right, 1e-6) is is_right


@pytest.mark.filterwarnings("ignore:Casting complex values")
def test_complex_numbers_are_not_right_even_where_numpy_only_warns_of_them():
    assert replies.agree(np.array([3 + 1j]), np.array([3.0]), 1e-6) is False


def test_stop_is_obeyed_while_a_result_is_looked_at():
    class Slow:
        def __array__(self, *arguments, **options):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replies.agree(Slow(), 3.0, 1e-6)


def asked(its):
    """Return the arguments of each call that a check makes."""
    solution, calls = its.run(its.solution), []

    def records(*arguments):
        calls.append(arguments)
        return solution(*arguments)

    assert its.check(records).kind == "correct"
    return calls


@each_exercise
def test_a_function_that_is_handed_over_does_what_its_formula_says(its):
    variables = {"t": 1.5, "x0": 0.7, "x1": 1.9, "x": np.array([3.0, 4.0]), "sin": np.sin}
    named = {f for call in asked(its) for f in call if isinstance(f, words.Named)}
    for f in named:
        formula = f.formula.removeprefix("x -> ")
        values = [variables[name] for name in ("t", "x0", "x1", "x") if name in names_in(formula)]
        right = eval(formula, {**variables, "sum": np.sum})
        np.testing.assert_allclose(f(*values), right, rtol=1e-15)  # an ulp


def names_in(formula):
    return re.findall(r"\w+", formula)


def test_the_slope_that_the_tangent_is_given_is_the_derivative():
    for f, x, d in asked(EXERCISES["tangent"]):
        assert d == pytest.approx(numerical_diff(f, x), rel=1e-6, abs=2e-8)  # h²/6·f‴, h = 1e-4


def test_the_curve_is_where_its_slope_says_within_1_percent_after_a_step():
    for f, x, s in derivative.NEAR:
        assert f(x) + derivative.CURVES[f](x) * s == pytest.approx(f(x + s), rel=0.01)


def test_the_rises_that_kind_is_given_are_those_at_8_places_on_a_circle():
    for (rises,) in asked(EXERCISES["kind"]):
        assert rises.shape == (8,)
        assert not np.signbit(rises[rises == 0]).any()  # a hint would show -0
        # Near such a place f is as high on the opposite side. Two roundings to 2 digits.
        np.testing.assert_allclose(rises[:4], rises[4:], rtol=0, atol=0.0101)


def test_a_hint_is_short_even_if_the_answer_is_long():
    assert len(words.show("x" * 5000)) < 120
    assert len(words.show(np.zeros((100, 100)))) < 120


def test_without_an_answer_it_is_to_do():
    for its in EXERCISES.values():
        its.run(its.solution)
        assert its.check().kind == "to do"


def test_the_one_who_presses_stop_is_obeyed():
    with pytest.raises(KeyboardInterrupt):
        asking.ask(lambda: signal.raise_signal(signal.SIGINT), {})


def test_an_answer_that_raises_what_the_stop_button_raises_is_told_so():
    def raises_it():
        raise KeyboardInterrupt

    assert told(raises_it, exercise.Case(1.0)).endswith("it stops with KeyboardInterrupt().")


def test_on_a_page_that_shows_no_code_an_exercise_says_where_it_can_be_done(monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    said = str(simple_net.softmax())
    assert said.endswith(
        "This page shows no code. Open the lesson in JupyterLab to do this exercise."
    )
    monkeypatch.setenv("SERVER_SOFTWARE", "jupyter_server")
    assert str(simple_net.softmax()) == "○ To do. Write your code in place of the dots."
