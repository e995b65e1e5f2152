"""What a page has to know of a prediction: whole lines, so that it needs no words of its own."""

import hashlib

import numpy as np
import tables
from matplotlib.colors import to_hex

from gradlab.widgets import prediction, sketch
from gradlab.widgets.verdict import Verdict
from gradlab.widgets.words import with_minus

KINDS = ("correct", "not yet")


def told(question):
    """Return what a page has to know of a question, and the files that it needs."""
    asked = {"question": question.question, "ask": _line("to do", question.verdict.reason)}
    if isinstance(question, prediction.Prediction):
        return {**asked, "kind": "choice", "answers": _answers(question)}, {}
    if isinstance(question, prediction.NumberPrediction):
        return {**asked, "kind": "number", **_number(question)}, {}
    more, files = _sketch(question)
    return {**asked, "kind": "sketch", **more}, files


def _line(kind, reason):
    return [kind, str(Verdict(kind, reason))]


def _answers(question):
    return [
        (answer, _line("correct" if answer == question.right else "not yet", reason))
        for answer, reason in question.answers.items()
    ]


def _number(question):
    value, reason = question.value, question.reason
    said = prediction.GUESSED.replace("{guess:.4g}", "{{guess:.4g}}")
    said = with_minus(said.format(value=value, reason=reason))
    return {
        "value": value,
        "near": question.near,
        "placeholder": question.typed.placeholder,
        "verdicts": {kind: _line(kind, said)[1] for kind in KINDS},
        "truth": f"{with_minus(f'{value:.4g}')}. {reason}",
    }


def _sketch(question):
    pad, places = question.pad, question.guess.places
    state = pad.scene.state(**pad.values)
    background = tables.png(state.background)
    name = f"{hashlib.sha256(background).hexdigest()[:16]}.png"
    area = tables._area(pad._pointer.areas()[0], *next(iter(pad._pointer._axes.items())))
    fine = np.linspace(*places[[0, -1]], sketch.FINE)
    heights = question._heights(fine)
    width, height = pad.scene.figure.get_size_inches() * 72
    off = sketch.OFF.replace("{reason}", question.reason)
    return {
        "width": pad.picture.width,
        "height": pad.picture.height,
        "size": [float(width), float(height)],
        "controls": [tables.control(name, its) for name, its in pad.controls.items()],
        "start": tables.grids.start(pad),
        "background": name,
        "area": area,
        "places": places.tolist(),
        "truth": np.asarray(question._heights(places)).tolist(),
        "fine": np.column_stack([fine, heights]).tolist()[::3],
        "near": float(question.near),
        "again": _line("to do", question._with_ends(sketch.AGAIN)),
        "pen": sketch.PEN,
        "both": sketch.BOTH,
        "verdicts": {kind: _line(kind, off)[1] for kind in KINDS},
        "follow": _follow(question),
        "styles": _styles(question),
    }, {name: background}


def _follow(question):
    """Return, for each place of the pen, the SVG of what the lesson itself moves."""
    own = (question._true, question._drawn, question._off, question._point)
    pad, shown = question.pad, []
    for part in own:
        part.set_visible(False)
    for x in question.guess.places:
        state = pad.scene.state(**{**pad.values, "x": float(x)})
        shown.append(tables.tidy(state.foreground))
    for part in own:
        part.set_visible(True)
    return shown


def _styles(question):
    point = question._point
    ring = (
        f"fill:{to_hex(point.get_markerfacecolor())};stroke:{to_hex(point.get_markeredgecolor())};"
        f"stroke-width:{point.get_markeredgewidth():.4g}"
    )
    lines = {"truth": question._true, "drawn": question._drawn, "off": question._off}
    styles = {name: _stroke(line) for name, line in lines.items()}
    sizes = {"radius": point.get_markersize() / 2, "tick": question._off.get_markersize() / 2}
    return {**styles, **sizes, "point": ring}


def _stroke(line):
    _, dashes = line._dash_pattern
    dashed = f";stroke-dasharray:{','.join(f'{d:.4g}' for d in dashes)}" if dashes else ""
    color, width = to_hex(line.get_color()), line.get_linewidth()
    return f"fill:none;stroke:{color};stroke-width:{width:.4g}{dashed}"
