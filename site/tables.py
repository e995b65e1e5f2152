"""The table of an explorer: its states, drawn once and for all, and what leads to them."""

import gzip
import hashlib
import io
import json
import math
import re

import grids
import numpy as np
from ipywidgets import HTML, Button, Checkbox, FloatLogSlider, FloatSlider, ToggleButtons
from PIL import Image

from gradlab.widgets.rendering import LENGTH
from gradlab.widgets.words import with_minus

PART = 48_000  # bytes: a table comes in parts of about this size, the one that is shown first
MOST = 950_000  # bytes of a table
SAMPLE = 6  # places of two controls, to see how large the states are

PROLOGUE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->", re.DOTALL)
BETWEEN = re.compile(r">\s+<")
PLACES = re.compile(r'(?<= d=")[^"]*(?=")|(?<= [xy]=")[^"]*(?=")|(?<=translate\()[^)]*(?=\))')
NUMBER = re.compile(r"-?\d+\.\d+")
SPACES = re.compile(r"\s+")
# Where a foreground is cut into pieces: many are the same in many states, and stand once in a part.
CUTS = re.compile(r"(?<=>)(?=<)|(?<=z)(?= M)|(?<=h\.01)(?= M)")
# A marker at many places, all in one style: the browser reads it once where their group has it.
# Opacity is another thing for a group than for each of its parts.
PLACED = re.compile(
    r"""<g([^>]*)>(<use[^>]*?( style="(?!opacity|[^"]* opacity)[^"]*")/>(?:<use[^>]*?\3/>)+)</g>"""
)
LEVEL = re.compile(r"M (\S+) (\S+)\s+L (\S+) \2(?=\s+M|\s*\Z)")


def tidy(svg):
    """Return a foreground without what no browser needs, its places to a tenth of a point."""
    svg = BETWEEN.sub("><", PROLOGUE.sub("", svg)).strip()
    return PLACES.sub(_in_tenths, PLACED.sub(_styled_together, svg))


def _styled_together(group):
    attributes, uses, style = group.groups()
    return f"<g{attributes}{style}>{uses.replace(style, '')}</g>"


def _in_tenths(places):
    dotted = LEVEL.sub(_dot, places[0])
    return SPACES.sub(" ", NUMBER.sub(_tenth, dotted).strip())


def _dot(line):
    """Return a line that is too short to be seen as the dot that its round ends are."""
    x, y, end = line.groups()
    return f"M {x} {y}h.01" if abs(float(end) - float(x)) < 2 * LENGTH else line[0]


def _tenth(match):
    return f"{float(match[0]):.1f}".removesuffix(".0")


def packed(text):
    """Return text as gzip's bytes, the same at any time."""
    return gzip.compress(text.encode(), 9, mtime=0)


def coded(rows):
    """Return rows of a table as JSON: the pieces of their foregrounds, then which each row has."""
    pieces = {}
    numbered = [
        [[pieces.setdefault(piece, len(pieces)) for piece in CUTS.split(foreground)], *rest]
        for foreground, *rest in rows
    ]
    told = {"pieces": list(pieces), "rows": numbered}
    return packed(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


def png(background):
    """Return a background's PNG, the same pixels in fewer bytes."""
    out = io.BytesIO()
    Image.open(io.BytesIO(background)).save(out, "PNG", optimize=True)
    return out.getvalue()


def values(explorer, at):
    """Return the controls' values at these places."""
    return {name: grids.places(explorer.controls[name])[k] for name, k in at.items()}


class Table:
    """All states of an explorer, sheet after sheet.

    Parameters
    ----------
    explorer : Explorer

    Attributes
    ----------
    sheets : list of dict
        See `grids`.
    files : dict of str to bytes
        The parts of the table and the backgrounds, by their names.
    spec : dict
        What a page has to know of it.
    """

    def __init__(self, explorer):
        self.explorer, self.files = explorer, {}
        self._places = {name: grids.places(c) for name, c in explorer.controls.items()}
        self._below = [w for w in explorer.children[0].children[2:] if isinstance(w, HTML)]
        self._backgrounds = {}
        rows = self._rows(self._size())
        if (whole := len(coded(rows))) > MOST:  # the sample was too small: once more, coarser
            rows = self._rows(1.3 * whole / len(rows))
        self.spec = {
            "width": explorer.picture.width,
            "height": explorer.picture.height,
            "controls": [control(name, c) for name, c in explorer.controls.items()],
            "start": grids.start(explorer),
            "sheets": self.sheets,
            "backgrounds": [its for _, its in self._backgrounds.values()],
            "steps": _steps(explorer),
            "buttons": [act for b in _buttons(explorer) if (act := self._act(b))],
            **self._parts(rows),
        }

    def _rows(self, size):
        """Return the rows of all sheets, if a state takes so many bytes."""
        self.sheets = grids.sheets(self.explorer, size)
        self._centre()
        return [self.row(at) for sheet in self.sheets for at in grids.states(sheet)]

    def row(self, at):
        """Return what the table holds of the state at these places."""
        chosen = {name: self._places[name][k] for name, k in at.items()}
        background, foreground, sentence = self.explorer.scene.state(**chosen)
        if background not in self._backgrounds:
            self._backgrounds[background] = len(self._backgrounds), self._background(background)
        row = [tidy(foreground), sentence, self._backgrounds[background][0]]
        return [*row, *(table.value for table in self._below)]

    def _size(self):
        """Return how many bytes a state takes, compressed, when its neighbours stand beside it."""
        still = self.explorer.scene._names
        begin, sample = grids.start(self.explorer), {}
        for name, all_ in self._places.items():
            if name not in still and len(all_) > SAMPLE and len(sample) < 2:
                sample[name] = range(0, len(all_), len(all_) // SAMPLE)
        sheet = {name: [k] for name, k in begin.items()} | sample
        rows = [self.row(at) for at in grids.states(sheet)]
        return len(coded(rows)) / len(rows)

    def _background(self, background):
        """Keep a background as a file; return its name, and where and how it can be dragged."""
        small = png(background)
        name = f"{hashlib.sha256(small).hexdigest()[:16]}.png"
        self.files[name] = small
        pointer = self.explorer._pointer
        areas = zip(pointer.areas(), pointer._axes.items(), strict=True)
        return {"file": name, "areas": [_area(box, *its) for box, its in areas]}

    def _centre(self):
        """Add sheets around the places that the explorer's buttons lead to."""
        for button in _buttons(self.explorer):
            to = (self._act(button) or {}).get("set")
            if to:
                begin = {name: [to.get(name, k)] for name, k in grids.start(self.explorer).items()}
                for name in to:
                    count = len(self._places[name])
                    self.sheets.append({**begin, name: grids.some(count, to[name], 25)})

    def _act(self, button):
        """Return what a button does: the places it sets, and the controls whose places it copies.

        It is pressed at two places, to tell the one from the other.
        """
        presses = [self._press(button, shift) for shift in (1, 2)]
        self.explorer.reset()
        changed = {n for before, after in presses for n in after if after[n] != before[n]}
        same = {n: presses[0][1][n] for n in changed if len({a[n] for _, a in presses}) == 1}
        copied = {
            name: next(
                m for m in self._places if m != name and all(a[name] == b[m] for b, a in presses)
            )
            for name in changed - same.keys()
        }
        return {"name": button.description, "set": _sorted(same), "copy": _sorted(copied)}

    def _press(self, button, shift):
        """Return the places before a button is pressed, each control elsewhere, and after it."""
        first = grids.start(self.explorer).items()
        places = {
            name: (k + shift * (i + 1)) % len(self._places[name])
            for i, (name, k) in enumerate(first)
        }
        self.explorer.move(**{name: self._places[name][k] for name, k in places.items()})
        button.click()
        return places, {name: self._at(name) for name in places}

    def _at(self, name):
        return self._places[name].index(self.explorer.controls[name].value)

    def _parts(self, rows):
        """Cut the rows into parts, and keep them as files."""
        whole = len(coded(rows))
        each = math.ceil(len(rows) / max(1, round(whole / PART)))
        names = []
        for first in range(0, len(rows), each):
            part = coded(rows[first : first + each])
            names.append(f"{hashlib.sha256(part).hexdigest()[:16]}.table")
            self.files[names[-1]] = part
        return {"each": each, "parts": names, "count": len(rows)}


def control(name, its):
    """Return what a page has to know of a control."""
    told = {"name": name, "label": its.description}
    if hasattr(its, "options"):
        kind = "toggle" if isinstance(its, ToggleButtons) else "list"
        return {**told, "kind": kind, "labels": [label for label, _ in its._options_full]}
    if isinstance(its, Checkbox):
        return {**told, "kind": "check", "labels": ["False", "True"]}
    labels = [label(its, value) for value in grids.places(its)]
    is_log = isinstance(its, FloatLogSlider)
    scale = {"log": is_log, "min": its.min, "step": its.step, "labels": labels}
    return {**told, "kind": "slider", **scale}


def label(slider, value):
    """Return a slider's value as its readout has it: d3's formats, which are nearly Python's."""
    form = slider.readout_format
    if isinstance(slider, FloatLogSlider):
        return with_minus(format(value, f"{form}g" if form[-1].isdigit() else form))
    return with_minus(format(value, form if isinstance(slider, FloatSlider) else "d"))


def _sorted(places):
    return dict(sorted(places.items()))


def _steps(explorer):
    play = explorer._play
    return play and {"control": explorer._steps, "interval": play.interval / play.step}


def _area(box, ax, names):
    """Return a place that can be dragged, and what its edges mean for the controls."""
    sides = ((names[0], ax.get_xlim(), ax.get_xscale()), (names[1], ax.get_ylim(), ax.get_yscale()))
    return {
        "box": box,
        "sides": [
            name and {"control": name, "ends": np.array(ends).tolist(), "log": scale == "log"}
            for name, ends, scale in sides
        ],
    }


def _buttons(explorer):
    """Return the buttons that an explorer has besides those for steps."""
    aside = explorer.children[0].children[0].children[len(explorer.controls) :]
    rest = aside[1:] if explorer._steps else aside
    boxes = [b for w in rest for b in (w.children if hasattr(w, "children") else [w])]
    return [b for b in boxes if isinstance(b, Button)]
