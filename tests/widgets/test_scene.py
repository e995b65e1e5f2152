"""The pure half of an explorer: what it draws, and what it keeps."""

import subprocess
import sys

import pytest

from gradlab import plots
from gradlab.widgets.scene import KEPT, Scene

WITHOUT_WIDGETS = """
import sys
sys.modules["ipywidgets"] = sys.modules["anywidget"] = sys.modules["IPython"] = None
from gradlab import plots
from gradlab.widgets.scene import Scene
figure, ax = plots.figure()
point = plots.moving_point(ax)
state = Scene(figure, lambda x: point.set_data([x], [x]) or f"x is {x}.").state(x=-0.5)
print(state.background[1:4], state.foreground[:5], state.sentence)
"""


def scene_of_lines():
    """Return a scene with a line of slope k behind a point at x, and the list of the k drawn."""
    figure, ax = plots.figure(height=2)
    point, drawn = plots.moving_point(ax), []

    def backdrop(k):
        drawn.append(k)
        ax.plot([0, 1], [0, k], color="black")
        ax.set(xlim=(0, 1), ylim=(0, k))
        if k == 13:
            raise ValueError("unlucky")

    def update(x, k):
        point.set_data([x], [k * x])
        return f"At x = {x} the height is {k * x}."

    return Scene(figure, update, backdrop), drawn


def test_it_needs_no_widgets_and_no_kernel():
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_WIDGETS], stdout=subprocess.PIPE, text=True, check=True
    )
    assert run.stdout.strip() == "b'PNG' <?xml x is −0.5."


def test_the_same_values_give_the_same_bytes_whatever_was_shown_between():
    scene, _ = scene_of_lines()
    first = scene.state(x=0.5, k=1)
    for k in range(20, 21 + KEPT):
        assert scene.state(x=0.2, k=k) != first
    assert scene.state(x=0.5, k=1) == first


def test_a_backdrop_seen_lately_is_not_drawn_again_and_its_limits_are_back():
    scene, drawn = scene_of_lines()
    first = [scene.state(x=0.5, k=k) for k in (1, 2)]
    assert [scene.state(x=0.5, k=k) for k in (1, 2, 1)] == [*first, first[0]]
    assert drawn == [1, 2]
    assert scene.figure.axes[0].get_ylim() == (0, 1)


def test_no_more_backgrounds_are_kept_than_a_few():
    scene, drawn = scene_of_lines()
    for k in range(20, 20 + KEPT + 1):
        scene.state(x=0.5, k=k)
    assert len(scene._seen) == KEPT
    scene.state(x=0.5, k=21)
    assert drawn.count(21) == 1
    scene.state(x=0.5, k=20)
    assert drawn.count(20) == 2


def test_a_still_artist_that_changes_draws_the_right_backdrop_anew():
    scene, drawn = scene_of_lines()
    one = scene.state(x=0.5, k=1)
    scene.state(x=0.5, k=2)
    scene.state(x=0.5, k=1)  # recalled: what stands in the figure is that of 2
    scene.figure.axes[0].set_title("$f$")
    titled = scene.state(x=0.5, k=1)
    assert titled.background != one.background
    assert drawn == [1, 2, 1]
    assert scene.figure.axes[0].lines[-1].get_ydata()[-1] == 1


def test_after_a_backdrop_that_raises_the_next_move_draws():
    scene, drawn = scene_of_lines()
    first, artists = scene.state(x=0.5, k=1), len(scene.figure.axes[0].get_children())
    for _ in range(2):
        with pytest.raises(ValueError, match="unlucky"):
            scene.state(x=0.5, k=13)
    assert scene.state(x=0.5, k=1) == first
    assert scene.state(x=0.5, k=3).background != first.background
    assert len(scene.figure.axes[0].get_children()) == artists
    assert drawn[:3] == [1, 13, 13]


def test_the_still_picture_after_a_recalled_backdrop_has_the_right_one():
    scene, _ = scene_of_lines()
    scene.state(x=0.5, k=1)
    still = scene.still()
    scene.state(x=0.5, k=2)
    assert scene.still() != still
    scene.state(x=0.5, k=1)
    assert scene.still() == still
