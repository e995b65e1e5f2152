"""Run readers' notebooks and say what each exercise came to."""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from ..widgets import progress
from ..widgets.tasks import tasks
from .course import LAID
from .formats import CORRECT, FAULT, NOT_YET, TO_DO, UNKNOWN, Row
from .lessons import lessons, name_of, read

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

OUTCOMES = {  # of a prediction or a challenge, as the file beside the lessons keeps it
    "right": (CORRECT, "The first answer was right."),
    "wrong": (NOT_YET, "The first answer was wrong."),
    "met": (CORRECT, "Met."),
    None: (TO_DO, "Not done."),
}
NOT_KEPT = "There is no progress.json beside the notebook."
NOT_READ = "The progress.json beside the notebook cannot be read: {reason}."


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
    course = {name_of(lesson): tasks(its["cells"]) for lesson, its in lessons().items()}
    examine = partial(_examined, course=course, seconds=seconds)
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        return [row for rows in pool.map(examine, found) for row in rows]


def _notebooks(paths):
    for path in map(Path, paths):
        if not path.exists():
            raise ValueError(NOT_FOUND.format(path=path))
        inside = sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]
        yield from (each for each in inside if not {LAID, ".ipynb_checkpoints"} & {*each.parts})


def _examined(path, course, seconds):
    """Return the rows of one notebook."""
    fault = partial(Row, str(path), "notebook", "", FAULT)
    try:
        its = tasks(read(path)["cells"])
    except (OSError, ValueError):
        return [fault(NO_NOTEBOOK)]
    lesson = name_of(re.sub(r" \(\d+\)$", "", path.stem))  # a copy counts as its lesson
    expected = course.get(lesson, dict.fromkeys(its, ()))
    asked = {kind: list(dict.fromkeys([*expected[kind], *its[kind]])) for kind in its}
    if not any(asked.values()) and lesson not in course:
        return [fault(NO_LESSON)]
    rows = _kept(path, lesson, asked)
    if not asked["exercises"]:
        return rows
    try:
        verdicts = _verdicts(path, seconds)
    except ValueError as error:
        return [fault(str(error))]
    return [_row(str(path), name, verdicts.get(name)) for name in asked["exercises"]] + rows


def _verdicts(path, seconds):
    """Run a notebook; return what its checks have said, or raise a ValueError with the fault."""
    run = [sys.executable, "-m", "gradlab.app.run_lesson", str(path), str(seconds)]
    own = {key: value for key, value in os.environ.items() if not SECRET.search(key)}
    own["GRADLAB_PROGRESS"] = "0"  # the file beside the notebook is the reader's
    try:
        done = subprocess.run(run, capture_output=True, env=own, timeout=seconds + 30)
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        said = {"late": True}
    except ValueError:
        error = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise ValueError(DIED.format(error=error)) from None
    if "late" in said:
        raise ValueError(TOO_LONG.format(seconds=seconds))
    return said["verdicts"]


def _kept(path, lesson, asked):
    """Return the rows of the predictions and challenges, from the file beside the notebook."""
    kept, reason = None, NOT_KEPT
    try:
        kept = progress.read(path.with_name(progress.NAME))
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        reason = NOT_READ.format(reason=error)
    return [
        Row(str(path), kind[:-1], name, *_outcome(kept, kind, f"{lesson}.{name}", reason))
        for kind in ("predictions", "challenges")
        for name in asked[kind]
    ]


def _outcome(kept, kind, name, reason):
    if kept is None:
        return UNKNOWN, reason
    outcome = kept[kind].get(name)
    is_known = isinstance(outcome, str | None) and outcome in OUTCOMES
    return OUTCOMES[outcome] if is_known else (UNKNOWN, NOT_READ.format(reason=progress.BROKEN))


def _row(path, name, answer):
    if answer is None:
        return Row(path, "exercise", name, FAULT, NO_CELL)
    match = SAID.match(answer["said"])
    if not match:
        return Row(path, "exercise", name, FAULT, NO_VERDICT.format(error=answer["said"]))
    return Row(path, "exercise", name, ICONS[match["icon"]], match["reason"], answer["hint"])
