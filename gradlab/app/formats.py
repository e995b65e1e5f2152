"""How a report looks: as a table to read, as JSON, as CSV, as JUnit's XML."""

import csv
import io
import json
from collections import Counter
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from xml.etree import ElementTree

CORRECT, NOT_YET, TO_DO, FAULT = "correct", "not yet", "to do", "fault"
UNKNOWN = "unknown"

ROW = "{notebook}: {name}: {kind}. {reason}"
FAULTY = "{notebook}: {kind}: {reason}."
OTHERS = "{notebook}: {task}s: {names}."
NAMED = "{name} {kind}"
TOGETHER = "{correct} of {all} exercises are correct, in {notebooks} notebooks."
OFTEN = "{count} × {name}: {hint}"


class Row(NamedTuple):
    """What one task of one notebook came to; of a notebook that did not run, one row.

    Parameters
    ----------
    notebook : str
    task : str
        "exercise", "prediction" or "challenge"; "notebook" if it did not run.
    name : str
    kind : str
    reason : str
    hint : str
        The part of the reason that is the same for all who make this mistake.
    """

    notebook: str
    task: str
    name: str
    kind: str
    reason: str
    hint: str = ""

    @property
    def counts(self):
        """Tell whether all is well only if this is correct."""
        return self.task in ("exercise", "notebook")


def as_table(rows):
    """Return the rows as lines to read, and over all of them how often each mistake occurred."""
    lines = []
    for (_, task), its in groupby(rows, attrgetter("notebook", "task")):
        its = list(its)
        if task in ("prediction", "challenge"):
            names = ", ".join(NAMED.format(**row._asdict()) for row in its)
            lines.append(OTHERS.format(notebook=its[0].notebook, task=task, names=names))
        else:
            lines += [(ROW if row.name else FAULTY).format(**row._asdict()) for row in its]
    exercises = [row for row in rows if row.task == "exercise"]
    correct = sum(row.kind == CORRECT for row in exercises)
    notebooks = len({row.notebook for row in rows})
    lines += ["", TOGETHER.format(correct=correct, all=len(exercises), notebooks=notebooks)]
    wrong = Counter((row.name, row.hint or row.reason) for row in rows if row.kind == NOT_YET)
    often = ({"name": key[0], "hint": key[1], "count": n} for key, n in wrong.most_common())
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
    """Return the rows as JUnit's XML: a suite a notebook, a case a task.

    A prediction that was wrong is no failure: who guesses learns.
    """
    root = ElementTree.Element("testsuites")
    for path in dict.fromkeys(row.notebook for row in rows):
        its = [(row, _tag(row)) for row in rows if row.notebook == path]
        words = {"errors": "error", "failures": "failure", "skipped": "skipped"}
        numbers = {word: str(sum(tag == t for _, t in its)) for word, tag in words.items()}
        suite = ElementTree.SubElement(root, "testsuite", name=path, tests=str(len(its)), **numbers)
        for row, tag in its:
            case = ElementTree.SubElement(
                suite, "testcase", classname=path, name=row.name or row.task
            )
            if tag:
                ElementTree.SubElement(case, tag, message=row.reason)
    return ElementTree.tostring(root, encoding="unicode")


def _tag(row):
    if row.kind == NOT_YET:
        return "failure" if row.counts else None
    return {FAULT: "error", TO_DO: "skipped", UNKNOWN: "skipped"}.get(row.kind)


FORMATS = {"table": as_table, "json": as_json, "csv": as_csv, "junit": as_junit}
