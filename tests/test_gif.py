"""The first picture of the README is what the lesson shows today."""

import make_gif
import numpy as np
import pytest
from PIL import Image

from gradlab.explore import descent
from gradlab.widgets import rendering

# The mean over all pixels of the difference in grey, of 255. The few colours of a GIF make 0.43 to
# 0.44; the frame before the last one 0.67, and those before and after another 1.5 and more.
SAME = 0.55
KILOBYTES = 700


def grey(image):
    return np.asarray(image.convert("L"), float)


@pytest.mark.parametrize("number", [0, 20, len(make_gif.STEPS) - 1])
def test_a_frame_shows_what_the_explorer_shows_at_its_step(number, monkeypatch):
    monkeypatch.setattr(
        rendering, "BACKGROUND_DPI", 2 * rendering.CSS_DPI
    )  # the layout hangs on it
    shown = make_gif.frame(descent.fit(**make_gif.START), make_gif.STEPS[number])
    with Image.open(make_gif.GIF) as gif:
        assert gif.n_frames == len(make_gif.STEPS)
        gif.seek(number)
        assert np.abs(grey(gif) - grey(shown)).mean() < SAME


def test_it_is_small():
    assert make_gif.GIF.stat().st_size < KILOBYTES * 1000
