"""Run readers' notebooks and say what each exercise came to."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from ..widgets.tasks import CHECKED
from .course import LAID
from .lessons import lessons, name_of, read

CORRECT, NOT_YET, TO_DO, FAULT = "correct", "not yet", "to do", "fault"
ICONS = {"✓": CORRECT, "✗": NOT_YET, "○": TO_DO}  # as widgets.verdict begins a line
SAID = re.compile(r"(?P<icon>[✓✗○]) (Correct|Not yet|To do)\. (?P<reason>.*)", re.DOTALL)
# Nothing of whoever runs the report is handed on to the code of those who wrote the notebooks.
SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|^JPY_|^JUPYTERHUB_", re.I)

NO_NOTEBOOK = "is no notebook"
NO_LESSON = "is no lesson of the course"
TOO_LONG = "did not end within {seconds} s"
DIED = "ended with: {error}"
NO_CELL = "its cell is missing"
NO_VERDICT = "its cell gave no verdict: {error}"
NOT_FOUND = "{path} is not there"
NOTHING = "no notebooks in {paths}"

ROW = "{notebook}: {exercise}: {kind}. {reason}"
FAULTY = "{notebook}: {kind}: {reason}."
TOGETHER = "{correct} of {all} exercises are correct, in {notebooks} notebooks."
OFTEN = "{count} × {exercise}: {reason}"


class Row(NamedTuple):
    """What one exercise of one notebook came to; of a notebook that did not run, one row."""

    notebook: str
    exercise: str
    kind: str
    reason: str


def report(paths, seconds=120, jobs=None):
    """Run notebooks, several at once, each in a kernel of its own; return a list of `Row`.

    Parameters
    ----------
    paths : sequence of path_like
        Notebooks, and folders of them.
    seconds : float
        After so many the run of a notebook is ended.
    jobs : int, optional
        How many run at once; else one for each processor.
    """
    found = list(_notebooks(paths))
    if not found:
        raise ValueError(NOTHING.format(paths=", ".join(map(str, paths))))
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        return [
            row for rows in pool.map(partial(_examined, seconds=seconds), found) for row in rows
        ]


def _notebooks(paths):
    for path in map(Path, paths):
        if not path.exists():
            raise ValueError(NOT_FOUND.format(path=path))
        inside = sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]
        yield from (each for each in inside if not {LAID, ".ipynb_checkpoints"} & {*each.parts})


def _examined(path, seconds):
    """Return the rows of one notebook."""
    fault = partial(Row, str(path), "", FAULT)
    try:
        cells = read(path)["cells"]
    except (OSError, ValueError):
        return [fault(NO_NOTEBOOK)]
    asked = _exercises(cells) | _expected(path)
    if not asked and name_of(path.name) not in map(name_of, lessons()):
        return [fault(NO_LESSON)]
    run = [sys.executable, "-m", "gradlab.app.run_lesson", str(path), str(seconds)]
    kept = {key: value for key, value in os.environ.items() if not SECRET.search(key)}
    try:
        done = subprocess.run(run, capture_output=True, env=kept, timeout=seconds + 30)
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return [fault(TOO_LONG.format(seconds=seconds))]
    except ValueError:
        error = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        return [fault(DIED.format(error=error))]
    if "late" in said:
        return [fault(TOO_LONG.format(seconds=seconds))]
    return [_row(str(path), name, said["verdicts"].get(name)) for name in sorted(asked)]


def _row(path, name, output):
    if output is None:
        return Row(path, name, FAULT, NO_CELL)
    match = SAID.match(output)
    if not match:
        return Row(path, name, FAULT, NO_VERDICT.format(error=output))
    return Row(path, name, ICONS[match["icon"]], match["reason"])


def _exercises(cells):
    """Return the names of the exercises in some cells."""
    code = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return {name for source in code for name in CHECKED.findall(source)}


def _expected(path):
    """Return the exercises of the lesson that has this file's name; a copy counts as its lesson."""
    wanted = name_of(re.sub(r" \(\d+\)$", "", path.stem))
    for lesson, notebook in lessons().items():
        if name_of(lesson) == wanted:
            return _exercises(notebook["cells"])
    return set()


def as_table(rows):
    """Return the rows as lines to read, and over all of them how often each mistake occurred."""
    lines = [(ROW if row.exercise else FAULTY).format(**row._asdict()) for row in rows]
    asked = [row for row in rows if row.exercise]
    correct = sum(row.kind == CORRECT for row in asked)
    notebooks = len({row.notebook for row in rows})
    lines += ["", TOGETHER.format(correct=correct, all=len(asked), notebooks=notebooks)]
    wrong = Counter((row.exercise, row.reason) for row in asked if row.kind == NOT_YET)
    often = ({"exercise": key[0], "reason": key[1], "count": n} for key, n in wrong.most_common())
    return "\n".join([*lines, *(OFTEN.format(**facts) for facts in often)])


def as_json(rows):
    """Return the rows as a JSON list of objects."""
    return json.dumps([row._asdict() for row in rows], indent=1, ensure_ascii=False)


def as_csv(rows):
    """Return the rows as comma-separated values under a line of names."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([Row._fields, *rows])
    return text.getvalue().rstrip("\n")


def as_junit(rows):
    """Return the rows as JUnit's XML: a suite a notebook, a case an exercise."""
    root = ElementTree.Element("testsuites")
    for path in dict.fromkeys(row.notebook for row in rows):
        its = [row for row in rows if row.notebook == path]
        counts = {FAULT: "errors", NOT_YET: "failures", TO_DO: "skipped"}
        numbers = {word: str(sum(row.kind == kind for row in its)) for kind, word in counts.items()}
        suite = ElementTree.SubElement(root, "testsuite", name=path, tests=str(len(its)), **numbers)
        for row in its:
            name = row.exercise or "notebook"
            case = ElementTree.SubElement(suite, "testcase", classname=path, name=name)
            tag = {FAULT: "error", NOT_YET: "failure", TO_DO: "skipped"}.get(row.kind)
            if tag:
                ElementTree.SubElement(case, tag, message=row.reason)
    return ElementTree.tostring(root, encoding="unicode")


FORMATS = {"table": as_table, "json": as_json, "csv": as_csv, "junit": as_junit}
