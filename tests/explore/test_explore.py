"""Every explorer and prediction of every lesson, moved through all that it can do."""

import importlib
import inspect
import pkgutil
from itertools import combinations, product
from pathlib import Path

import ipywidgets
import pytest
from shown import shown

import gradlab.explore
from gradlab.widgets.card import Card
from gradlab.widgets.explorer import Explorer
from gradlab.widgets.prediction import NumberPrediction, Prediction, Question
from gradlab.widgets.sketch import Sketch

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
MODULES = [
    importlib.import_module(f"gradlab.explore.{module.name}")
    for module in pkgutil.iter_modules(gradlab.explore.__path__)
]
MADE = {
    f"{module.__name__.rpartition('.')[2]}.{name}": make
    for module in MODULES
    for name, make in inspect.getmembers(module, inspect.isfunction)
    if make.__module__ == module.__name__ and not name.startswith("_")
}


def chosen(kind):
    """Return those of MADE that make this kind of question, in the order of their names."""
    return {name: MADE[name] for name in sorted(OTHERS) if isinstance(OTHERS[name], kind)}


def values(made):
    """Return the values of an explorer's controls."""
    return {name: control.value for name, control in made.controls.items()}


def buttons(widget):
    """Return every button below a widget."""
    below = [widget for child in getattr(widget, "children", []) for widget in buttons(child)]
    return [widget, *below] if isinstance(widget, ipywidgets.Button) else below


class Once(dict):
    """What each of MADE makes, made when it is first asked for; FIRST has its first values."""

    def __missing__(self, name):
        made = self[name] = MADE[name]()
        if isinstance(made, Explorer):
            FIRST[name] = values(made)
        return made


def calling(part):
    """Return those of EXPLORERS in whose code this part of a call stands: none is made for it."""
    return {name: make for name, make in EXPLORERS.items() if part in inspect.getsource(make)}


ONCE, FIRST = Once(), {}
EXPLORERS = {name: make for name, make in MADE.items() if hasattr(make, "__wrapped__")}
OTHERS = {name: ONCE[name] for name in MADE.keys() - EXPLORERS.keys()}
PREDICTIONS = chosen(Question)
CHOICES, NUMBERS, SKETCHES = map(chosen, (Prediction, NumberPrediction, Sketch))
HELPED = {name: MADE[name] for name in ("fitting_data.irises", "learning_rate.origins")}
STEPPED = {**calling("steps="), **HELPED}  # these let a helper call Explorer
DRAGGED = {**calling("drag="), **HELPED}


@pytest.fixture
def explorer(request):
    """One of ONCE, at its first position: to make one takes longer than most tests with it."""
    explorer = ONCE[request.param]
    explorer.move(**FIRST[request.param])
    return explorer


def each(names):
    return pytest.mark.parametrize("explorer", names, indirect=True)


def positions(control):
    """Both ends of a control, and places between."""
    if isinstance(control, ipywidgets.Checkbox | ipywidgets.ToggleButton):
        return [True, False]
    if hasattr(control, "options"):
        return [value for _, value in control._options_full]
    shares = (0, 0.013, 0.2, 0.5, 0.77, 0.999, 1)
    places = [control.min + share * (control.max - control.min) for share in shares]
    if isinstance(control, ipywidgets.FloatLogSlider):
        return [control.base**place for place in places]
    return [type(control.value)(place) for place in places]


def test_each_lesson_has_explorers():
    lessons = {path.stem[3:] for path in NOTEBOOKS.glob("[0-9]*.ipynb")}
    assert {name.partition(".")[0] for name in EXPLORERS} == lessons


def test_what_is_no_explorer_is_a_prediction():
    assert all(isinstance(made, Question | Card) for made in OTHERS.values())
    assert PREDICTIONS.keys() == {*CHOICES, *NUMBERS, *SKETCHES}


@each(EXPLORERS)
@pytest.mark.few(8)
def test_its_code_says_whether_it_can_be_played_and_dragged(explorer, request):
    name = request.node.callspec.params["explorer"]
    assert isinstance(explorer, Explorer)
    assert (name in STEPPED) == bool(explorer._play)
    assert (name in DRAGGED) == bool(explorer._pointer.areas())


@each(EXPLORERS)
@pytest.mark.few(8)
def test_every_control_changes_the_sentence_and_the_picture_at_every_position(explorer):
    for name, control in explorer.controls.items():
        seen, start = set(), control.value
        for value in positions(control):
            explorer.move(**{name: value})
            sentence, background, foreground = shown(explorer)
            assert sentence.endswith(".")
            assert not set(sentence) & set("$\\{}<>\n"), "a sentence is plain text"
            seen.add((sentence, background, foreground))
        assert len(seen) >= len(set(positions(control))) - 1, f"{name} moves, and nothing follows"
        pictures = {(background, foreground) for _, background, foreground in seen}
        assert len(pictures) >= len(set(positions(control))) / 2, f"{name} moves, the picture not"
        explorer.move(**{name: start})


@each(EXPLORERS)
@pytest.mark.few(8)
def test_pairs_of_far_ends_draw_without_an_error(explorer):
    ends = {n: (positions(c)[0], positions(c)[-1]) for n, c in explorer.controls.items()}
    for one, other in combinations(ends, 2):
        for values in product(ends[one], ends[other]):
            explorer.move(**dict(zip((one, other), values, strict=True)))
            assert explorer.sentence


@each(EXPLORERS)
@pytest.mark.few(8)
def test_back_at_the_first_position_all_is_as_at_first(explorer):
    first, start = shown(explorer), values(explorer)
    for name, control in explorer.controls.items():
        explorer.move(**{name: positions(control)[-1]})
    explorer.move(**start)
    assert shown(explorer)[0] == first[0]
    assert shown(explorer)[2] == first[2]


@each(EXPLORERS)
@pytest.mark.few(8)
def test_every_button_can_be_pressed_at_both_ends(explorer):
    for button in buttons(explorer):
        for end in (0, -1):
            explorer.move(**{n: positions(c)[end] for n, c in explorer.controls.items()})
            for callback in button._click_handlers.callbacks:
                callback(button)
            assert explorer.sentence


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.few(7)
def test_two_side_by_side_do_not_disturb_each_other(name):
    one, other = ONCE[name], MADE[name]()
    before = shown(other)
    for key, control in one.controls.items():
        for end in (0, -1):
            one.move(**{key: positions(control)[end]})
    assert shown(other) == before


@each(DRAGGED)
@pytest.mark.few(8)
def test_a_press_in_each_place_to_drag_moves_a_control(explorer):
    for ax, names in explorer._pointer._axes.items():
        explorer.move(**{n: positions(explorer.controls[n])[-1] for n in names[:2] if n})
        before = explorer.sentence
        across, up = explorer.scene.figure.transFigure.inverted().transform(
            ax.transAxes.transform((0.3, 0.4))
        )
        explorer._pointer.press(across, 1 - up)
        explorer._pointer.release(across, 1 - up)
        assert explorer.sentence != before


@each(EXPLORERS)
@pytest.mark.few(8)
def test_moves_make_no_new_widgets(explorer):
    name, control = next(iter(explorer.controls.items()))
    before = set(ipywidgets.widgets.widget._instances)
    for value in positions(control):
        explorer.move(**{name: value})
    assert set(ipywidgets.widgets.widget._instances) == before


@pytest.mark.parametrize("make", CHOICES.values(), ids=CHOICES)
def test_every_answer_to_a_prediction_gets_a_verdict(make):
    prediction = make()
    for answer in prediction.choice.options:
        prediction.choice.value = answer
        right = answer == prediction.right
        assert prediction.verdict.kind == ("correct" if right else "not yet")


@pytest.mark.parametrize("make", NUMBERS.values(), ids=NUMBERS)
def test_a_number_prediction_takes_its_own_number_and_no_far_one(make):
    prediction = make()
    far = prediction.value + (2 * prediction.near + 1) * (abs(prediction.value) or 1)
    for number, kind in ((prediction.value, "correct"), (far, "not yet")):
        prediction.typed.value = repr(float(number))
        assert prediction.verdict.kind == kind


@pytest.mark.parametrize("make", SKETCHES.values(), ids=SKETCHES)
def test_a_sketch_takes_its_own_curve_and_no_flat_one(make):
    sketch = make()
    y = sketch.pad.controls["y"]
    for truth, kind in ((sketch.truth, "correct"), (lambda x: y.min, "not yet")):
        sketch.pad.reset()
        for x in sketch.guess.places:
            sketch.pad.controls["x"].value = float(x)
            y.value = float(truth(x))
        sketch.show()
        assert sketch.verdict.kind == kind
