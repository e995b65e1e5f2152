"""Draw every explorer at its first sight, and in four more states, on one sheet to look at.

Usage: python tools/contact_sheet.py sheet.png [--seed 0] [explorer ...]

The states are drawn from all that the controls can take; the same seed draws the same. An explorer
is named as "derivative.tangent", or by its lesson, "derivative"; without a name all are drawn.
"""

import argparse
import importlib
import inspect
import io
import pkgutil
import random
from pathlib import Path
from textwrap import wrap

from matplotlib.figure import Figure
from PIL import Image

from gradlab import explore
from gradlab.widgets.controls import nearest

STATES = 4  # beside the first sight
WIDTH, HEIGHT = 4.4, 3.9  # inches of a place on the sheet
DPI = 80
LINE = 60  # characters of a sentence in a line


def makers():
    """Return the functions that make explorers, by "lesson.function"."""
    found = {}
    for module in pkgutil.iter_modules(explore.__path__):
        lesson = importlib.import_module(f"gradlab.explore.{module.name}")
        for name, make in inspect.getmembers(lesson, inspect.isfunction):
            if "values" in inspect.signature(make).parameters and hasattr(make, "__wrapped__"):
                found[f"{module.name}.{name}"] = make
    return found


def drawn_value(control, random_):
    """Return one of the values that a control can take."""
    if hasattr(control, "options"):
        return random_.choice([value for _, value in control._options_full])
    if not hasattr(control, "min"):
        return random_.choice([True, False])  # a tick
    place = random_.uniform(control.min, control.max)
    return nearest(control, control.base**place if hasattr(control, "base") else place)


def states(made, random_):
    """Lead an explorer from its first sight through the drawn states, one after the other."""
    yield
    for _ in range(STATES):
        made.move(**{name: drawn_value(its, random_) for name, its in made.controls.items()})
        yield


def show(ax, made):
    """Draw an explorer's picture on the sheet, its code above and its sentence below."""
    ax.imshow(Image.open(io.BytesIO(made.scene.still())))
    ax.set_axis_off()
    place = {"fontsize": 8, "transform": ax.transAxes, "parse_math": False}
    ax.text(0, 1.01, "\n".join(wrap(made.code, LINE)), va="bottom", **place)
    ax.text(0, -0.01, "\n".join(wrap(made.sentence, LINE)), va="top", **place)


def sheet(names, seed):
    """Return a figure with a row for each of these explorers."""
    figure = Figure(figsize=(WIDTH * (STATES + 1), HEIGHT * len(names)))
    places = {"left": 0.005, "right": 0.995, "wspace": 0.04, "hspace": 0.3}
    above, below = 1 - 0.5 / figure.get_figheight(), 0.7 / figure.get_figheight()  # of the words
    places |= {"top": above, "bottom": below}
    rows = figure.subplots(len(names), STATES + 1, squeeze=False, gridspec_kw=places)
    for (name, make), row in zip(names.items(), rows, strict=True):
        made = make()
        for ax, _ in zip(row, states(made, random.Random(f"{seed} {name}")), strict=True):
            show(ax, made)
    return figure


def main():
    """Draw the sheet that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sheet", type=Path, help="the PNG to write")
    parser.add_argument("explorers", nargs="*", help="such as derivative or derivative.tangent")
    parser.add_argument("--seed", default="0")
    given = parser.parse_args()
    wanted = given.explorers or [""]
    names = {
        name: make
        for name, make in makers().items()
        if any(name == one or name.startswith(f"{one}." if one else "") for one in wanted)
    }
    if not names:
        parser.error(f"no explorer is called {', '.join(wanted)}")
    sheet(names, given.seed).savefig(given.sheet, dpi=DPI)


if __name__ == "__main__":
    main()
