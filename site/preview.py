"""Pictures beside the tables: stills in few colours, and the one beside a link that is shared."""

import io

from matplotlib.figure import Figure
from matplotlib.image import imread
from PIL import Image

from gradlab.widgets.rendering import COLOURS

SIZE = 12, 6.3  # inches at 100 dots: 1200 × 630, as it is asked for
CLAIM = "Feel what a derivative, a gradient\nand gradient descent are"


def small(still):
    """Return a still in the few colours that a background has too, a third of its bytes."""
    out = io.BytesIO()
    image = Image.open(io.BytesIO(still)).convert("RGB")
    few = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", optimize=True)
    return min(out.getvalue(), still, key=len)


def picture(still):
    """Return a PNG: the name, what it is for, and the picture in this file."""
    figure = Figure(figsize=SIZE, dpi=100, facecolor="white")
    image = imread(still)
    height, width = image.shape[:2]
    tall = 0.66 * (SIZE[0] * 0.9 * height / width) / SIZE[1]
    ax = figure.add_axes((0.05 + 0.9 * 0.17, 0.03, 0.9 * 0.66, tall))
    ax.imshow(image, interpolation="lanczos")
    ax.axis("off")
    figure.text(0.05, 0.95, "gradlab", fontsize=34, fontweight="bold", va="top", color="#222222")
    figure.text(0.95, 0.95, CLAIM, fontsize=20, va="top", ha="right", color="#444444")
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
