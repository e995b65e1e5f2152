"""Start values, and the line of code that shows an explorer again."""

import ast
import functools
import math
from pathlib import Path

import nbformat
import numpy as np
import pytest
from ipywidgets import FloatLogSlider
from shown import shown
from test_explore import EXPLORERS, FIRST, MADE, ONCE, STEPPED, positions, values

from gradlab import functions as course
from gradlab.explore import derivative, descent, gradient_field, partials
from gradlab.widgets.controls import taken

NOTEBOOKS = Path(__file__).parent.parent.parent / "notebooks"
ENDS = {name.rpartition(".")[2] for name in EXPLORERS}
each_explorer = pytest.mark.parametrize("name", EXPLORERS)


def lessons():
    """Return a dict of each call of an explorer in a notebook to the code that it needs."""
    found = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        cells = [c.source for c in nbformat.read(path, 4).cells if c.cell_type == "code"]
        importing = next((cell for cell in cells if "gradlab.explore" in cell), "")
        nodes = ast.parse(importing).body
        imports = [ast.unparse(n) for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)]
        for cell in cells:
            *own, last = [ast.unparse(node) for node in ast.parse(cell).body]
            module, _, function = last.partition("(")[0].partition(".")
            if (
                function in ENDS
                and module != "check"
                and any(line.endswith(module) for line in imports)
            ):
                found[f"{path.stem[:2]}: {last}"] = "\n".join([*imports, *own]), last
    return found


LESSONS = lessons()


def run(before, line):
    """Run a line after the code that it needs; return what it makes."""
    names = {}
    exec(before, names)
    return eval(line, names)


def at(control, share):
    """Return a value that a control can take: that share of all from its first to its last."""
    places = positions(control)
    place = places[round(share * (len(places) - 1))]
    return taken(control, place, "it")


def limits(control):
    """Return the lowest and the highest value of a slider."""
    is_log = isinstance(control, FloatLogSlider)
    return [control.base**end if is_log else end for end in (control.min, control.max)]


def sliders(made):
    return {name: control for name, control in made.controls.items() if hasattr(control, "min")}


@functools.cache
def fresh(name):
    """Return an explorer that began in no other test; to begin again is what a new one does."""
    return MADE[name]()


def test_every_explorer_is_called_in_a_lesson():
    called = [line.partition("(")[0] for _, line in LESSONS.values()]
    assert {line.replace("explore.", "gradient_field.") for line in called} == set(EXPLORERS)


@pytest.mark.parametrize("call", LESSONS)
@pytest.mark.few(4)
def test_the_line_of_code_shows_the_same_again_in_its_lesson(call):
    before, line = LESSONS[call]
    made = run(before, line)
    for share in (0, 0.7, 1):
        made.move(**{name: at(control, share) for name, control in made.controls.items()})
        again = run(before, made.code)
        assert values(again) == values(made)
        assert again.code == made.code == made.picture.code
        assert (again.sentence, shown(again)[2]) == (made.sentence, shown(made)[2])


@pytest.mark.parametrize(
    ("made", "begins"),
    [
        (lambda: derivative.tangent(np.sin, (0, 9)), "derivative.tangent(f=np.sin, window=(0, 9)"),
        (lambda: derivative.tangent(np.sinc), "derivative.tangent(f=np.sinc, x="),
        (lambda: derivative.tangent(course.tanh), "derivative.tangent(f=tanh, x="),
        (lambda: partials.slices(lambda x: x[0]), "partials.slices(f=f, x0="),
        (lambda: descent.path(course.saddle), "descent.path(f=saddle, lr="),
        (lambda: gradient_field.way(), "explore.way(x0="),
    ],
)  # fmt: skip
def test_code_names_what_an_explorer_was_given(made, begins):
    assert made().code.startswith(begins)


@each_explorer
@pytest.mark.few(8)
def test_state_is_what_a_move_there_shows_and_moves_nothing(name):
    made = ONCE[name]
    made.move(**FIRST[name])
    before = values(made), shown(made)
    for share in (0, 0.7, 1):
        there = {key: at(control, share) for key, control in made.controls.items()}
        state = made.state(**there)
        assert (values(made), shown(made)) == before
        made.move(**there)
        assert (state.sentence, state.background, state.foreground) == shown(made)
        made.move(**before[0])


@each_explorer
@pytest.mark.few(5)
def test_each_control_starts_at_either_end_and_beyond_at_the_nearest(name):
    moved = sliders(ONCE[name])
    for end, way in ((0, -1), (1, 1)):
        expected = {key: limits(control)[end] for key, control in moved.items()}
        logs = {key for key, control in moved.items() if isinstance(control, FloatLogSlider)}
        beyond = {k: v * 10.0**way if k in logs else v + way for k, v in expected.items()}
        for given in (expected, beyond):
            made = fresh(name)
            made.begin(name, {}, given)
            # 1e-9: nearest rounds to ten digits.
            assert {k: made.controls[k].value for k in moved} == pytest.approx(expected, rel=1e-9)


@each_explorer
@pytest.mark.few(5)
def test_reset_goes_back_to_the_start_values(name):
    there = {key: at(control, 0.7) for key, control in ONCE[name].controls.items()}
    made = MADE[name](**there)
    assert values(made) == there
    first = shown(made)
    made.move(**{key: at(control, 0) for key, control in made.controls.items()})
    made.reset()
    assert (values(made), shown(made)) == (there, first)


@each_explorer
@pytest.mark.few(5)
def test_a_name_of_no_control_is_refused_in_a_sentence(name):
    controls = ", ".join(ONCE[name].controls)
    with pytest.raises(TypeError, match=rf"has no control 'speed'; its controls are {controls}$"):
        MADE[name](speed=3)


@each_explorer
@pytest.mark.few(5)
def test_a_value_that_a_control_cannot_take_is_refused_by_the_arguments_name(name):
    for key, control in ONCE[name].controls.items():
        kind = "one of" if hasattr(control, "options") else "a number"
        wrong = ["none of them"] if kind == "one of" else [math.nan, "fast", None, 1j]
        for value in wrong if hasattr(control, "options") or hasattr(control, "min") else []:
            with pytest.raises(ValueError, match=rf"^{key} must be {kind}.*, not "):
                fresh(name).begin(name, {}, {key: value})


@pytest.mark.parametrize("name", STEPPED)
@pytest.mark.few(5)
def test_play_starts_at_the_start_value_and_step_and_back_go_from_there(name):
    key = ONCE[name]._steps
    control = ONCE[name].controls[key]
    made = MADE[name](**{key: control.min + control.step})
    assert made._play.value == control.min + control.step
    _, back, step = next(
        row
        for row in made.children[0].children[0].children
        if made._play in getattr(row, "children", ())
    ).children
    for button, expected in ((back, 0), (back, 0), (step, 1), (step, 2), (back, 1)):
        (pressed,) = button._click_handlers.callbacks
        pressed(button)
        assert made.controls[key].value == control.min + expected * control.step
