"""What a reader has done is kept in one file, if it is there; nothing that happens to it shows."""

import json
import os
import subprocess
import sys

import pytest

from gradlab import softmax
from gradlab.check import simple_net as check
from gradlab.explore import derivative, descent, gradient_field, learning_rate, start_here
from gradlab.widgets import progress
from gradlab.widgets.prediction import Prediction


@pytest.fixture
def file(tmp_path, monkeypatch):
    """The file of a reader who has done nothing yet."""
    monkeypatch.setattr(progress, "FILE", tmp_path / progress.NAME)
    progress.lay(tmp_path)
    return tmp_path / progress.NAME


def kept(file):
    return {name: its for kind in progress.TASKS for name, its in progress.read(file)[kind].items()}


def test_a_correct_exercise_is_kept_and_no_other(file):
    check.softmax(lambda z: z)
    check.softmax()
    assert kept(file) == {}
    check.softmax(softmax)
    assert progress.read(file)["exercises"] == {"simple_net.softmax": "correct"}


def test_of_a_prediction_the_first_answer_is_kept(file):
    asked = start_here.predict_best_b()
    assert kept(file) == {}
    asked.choice.value = "Lower."
    asked.choice.value = "Higher."
    start_here.predict_best_b().choice.value = "Higher."
    assert progress.read(file)["predictions"] == {"start_here.predict_best_b": "wrong"}


def test_a_number_and_a_drawn_curve_are_predictions_too(file):
    number = descent.predict_2028()
    number.typed.value = "soon"
    sketch = derivative.sketch_slope()
    sketch.show()
    assert kept(file) == {}
    number.typed.value = str(number.value)
    for x in sketch.guess.places:
        sketch.guess.draw(x, float(sketch.truth(x)))
    sketch.show()
    names = ["derivative.sketch_slope", "descent.predict_2028"]
    assert kept(file) == dict.fromkeys(names, "right")


def test_a_prediction_that_is_not_the_courses_own_is_not_kept(file):
    Prediction("?", {"a": "", "b": ""}, right="a").choice.value = "a"
    assert kept(file) == {}


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (start_here.fit, {"w": -0.1, "b": 10.95}),
        (derivative.error, {"h": 10**-5.2}),
        (descent.path, {"step_num": 10, "lr": 10**-0.5}),
        (gradient_field.way, {"x0": 9.0, "x1": -2.0}),
        (learning_rate.zigzag, {"lr": 0.9}),
    ],
    ids=lambda made: getattr(made, "__name__", ""),
)
def test_a_challenge_that_is_met_is_kept(file, make, values):
    explorer = make()
    assert kept(file) == {}
    explorer.move(**values)
    explorer.reset()
    name = f"{explorer.lesson}.{make.__name__}"
    assert progress.read(file)["challenges"] == {name: "met"}


def test_without_the_file_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "FILE", tmp_path / progress.NAME)
    check.softmax(softmax)
    assert list(tmp_path.iterdir()) == []


def test_who_runs_the_notebooks_of_others_can_switch_it_off(file):
    code = "from gradlab.widgets import progress; progress.note('exercises', 'a.b', 'correct')"
    for value, wanted in (("0", {}), ("1", {"a.b": "correct"})):
        own = {**os.environ, "GRADLAB_PROGRESS": value}
        subprocess.run([sys.executable, "-c", code], cwd=file.parent, env=own, check=True)
        assert kept(file) == wanted


BROKEN = ["", "{}", "no JSON", "[1]", '{"version": "x"}', '{"version": 1, "exercises": 3}']
NEWER = json.dumps({"version": progress.VERSION + 1, "more": [1]})


@pytest.mark.parametrize("words", [*BROKEN, "[" * 100_000, b"\xff\xfe", NEWER])
def test_a_file_that_cannot_be_read_is_kept_aside_and_a_new_one_begins(file, words):
    data = words if isinstance(words, bytes) else words.encode()
    file.write_bytes(data)
    check.softmax(softmax)
    assert (file.parent / "progress (1).json").read_bytes() == data
    assert kept(file) == {"simple_net.softmax": "correct"}
    file.write_bytes(data)
    assert "cannot be read: it is " in repr(start_here.progress())
    aside, reason = progress.lay(file.parent)
    assert aside.name == "progress (2).json"
    assert aside.read_bytes() == data
    assert reason == (progress.NEWER if words == NEWER else progress.BROKEN)
    assert kept(file) == {}


def test_what_is_kept_stays_where_the_lessons_are_opened_again(file):
    check.softmax(softmax)
    before = file.read_bytes()
    assert progress.lay(file.parent) == (None, None)
    assert file.read_bytes() == before


def test_two_notebooks_at_once_lose_nothing(file):
    code = (
        "import sys; from gradlab.widgets import progress\n"
        "for k in range(40): progress.note('exercises', f'{sys.argv[1]}.{k}', 'correct')"
    )
    run = [sys.executable, "-c", code]
    both = [subprocess.Popen([*run, name], cwd=file.parent) for name in "ab"]
    assert [process.wait(60) for process in both] == [0, 0]
    assert kept(file).keys() == {f"{name}.{k}" for name in "ab" for k in range(40)}
    assert [path.name for path in file.parent.iterdir()] == [progress.NAME]


def test_the_lock_of_a_kernel_that_was_ended_is_no_obstacle(file, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.05)
    (file.parent / f".{progress.NAME}.lock").touch()
    check.softmax(softmax)
    assert kept(file) == {"simple_net.softmax": "correct"}
    assert [path.name for path in file.parent.iterdir()] == [progress.NAME]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError()])
def test_a_full_disk_stops_no_lesson_and_loses_nothing(file, monkeypatch, error):
    progress.note("exercises", "a.b", "correct")

    def fails(*_):
        raise error

    monkeypatch.setattr(os, "replace", fails)
    assert check.softmax(softmax).kind == "correct"
    assert kept(file) == {"a.b": "correct"}
    assert [path.name for path in file.parent.iterdir()] == [progress.NAME]


def test_deleted_at_any_moment_it_is_not_missed(file):
    file.unlink()
    assert check.softmax(softmax).kind == "correct"
    assert not file.exists()
    assert "No progress is kept" in repr(start_here.progress())
