"""Card: how far a reader has come in each lesson, from the file that keeps it."""

import html
import json

from . import progress
from .tasks import tasks

NOTHING_KEPT = (
    "No progress is kept in this folder. If you start the course with the command gradlab lab, the "
    "file progress.json beside the lessons keeps it, and this card shows it."
)
KEPT = "Kept in progress.json beside the lessons, and nowhere else. Run this cell again after work."
BROKEN = "{name} cannot be read: {reason}. With the next thing you do it is kept aside."
ASIDE = "{name} could not be read, and was kept aside. Delete it if you do not need it."
COUNT = "{done} of {all}"
LINE = "{title}: exercises {exercises}, predictions {predictions}, challenges {challenges}"
NONE = "–"
ROW = (
    '<tr><td style="text-align: left"><a href="{file}">{title}</a></td>'
    "<td>{exercises}</td><td>{predictions}</td><td>{challenges}</td></tr>"
)
TABLE = (
    '<table><tr><th style="text-align: left">lesson</th>'
    "<th>exercises correct</th><th>predictions made</th><th>challenges met</th></tr>"
    "{rows}</table>{words}"
)


class Card:
    """How many tasks of each lesson are done, with links to the lessons.

    In a folder without the file it says so in a line.
    """

    def __init__(self):
        self.rows, self.words = [], [NOTHING_KEPT]
        if progress.FILE.exists():
            self.words = [KEPT]
            self.rows = [*self._read()]

    def _read(self):
        folder, kept = progress.FILE.parent, {}
        try:
            kept = progress.read(progress.FILE)
        except (OSError, ValueError) as error:
            self.words = [BROKEN.format(name=progress.NAME, reason=error)]
        aside = progress.FILE.with_suffix("").name + " (*).json"
        self.words += [ASIDE.format(name=path.name) for path in sorted(folder.glob(aside))]
        for path in sorted(folder.glob("*.ipynb")):
            if row := _row(path, kept):
                yield row

    def __repr__(self):
        """Return the card as text."""
        return "\n".join([*(LINE.format(**row) for row in self.rows), *self.words])

    def _repr_html_(self):
        words = "".join(f"<p>{html.escape(line)}</p>" for line in self.words)
        if not self.rows:
            return words
        safe = [{key: html.escape(value) for key, value in row.items()} for row in self.rows]
        return TABLE.format(rows="".join(ROW.format(**row) for row in safe), words=words)


def _row(path, kept):
    """Return what the card says of a notebook, or None if it asks nothing or is none."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        asked = tasks(cells)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    lesson = path.stem.lstrip("0123456789_")
    is_copy = " (" in path.stem  # that `gradlab reset` has kept
    if is_copy or not any(asked.values()):
        return None
    title = "".join(cells[0]["source"]).partition("\n")[0].lstrip("# ")
    counts = {kind: _count(names, kept.get(kind, ()), lesson) for kind, names in asked.items()}
    return {"file": path.name, "title": title, **counts}


def _count(names, kept, lesson):
    done = sum(f"{lesson}.{name}" in kept for name in names)
    return COUNT.format(done=done, all=len(names)) if names else NONE
