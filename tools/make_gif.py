"""Make docs/line.gif, the first picture of the README: a line that descent lays through points.

Usage: python tools/make_gif.py
"""

import io
from pathlib import Path

from PIL import Image

from gradlab.explore import descent

GIF = Path(__file__).parent.parent / "docs" / "line.gif"
START = {"lr": 0.0165, "w": 0.0, "b": 10.0}
STEPS = [*range(10), *range(10, 60, 3), *range(60, 160, 6), *range(160, 401, 12)]
WIDTH = 640  # pixels
MOMENT, PAUSE = 80, 2500  # milliseconds of a step, and of the last one


def frame(explorer, k):
    """Return what the explorer shows at step k."""
    explorer.move(step_num=k)
    still = Image.open(io.BytesIO(explorer.scene.still())).convert("RGB")
    return still.resize(
        (WIDTH, round(WIDTH * still.height / still.width)), Image.Resampling.LANCZOS
    )


def save(images, path):
    """Save images as one GIF, which plays for ever, in the colours of the last of them."""
    *_, last = images
    palette = last.quantize(method=Image.Quantize.MAXCOVERAGE)
    first, *rest = (one.quantize(palette=palette, dither=Image.Dither.NONE) for one in images)
    moments = [MOMENT] * len(rest) + [PAUSE]
    first.save(path, save_all=True, append_images=rest, duration=moments, loop=0)


if __name__ == "__main__":
    shown = descent.fit(**START)
    save([frame(shown, k) for k in STEPS], GIF)
    print(GIF.name, GIF.stat().st_size // 1000, "kB")
