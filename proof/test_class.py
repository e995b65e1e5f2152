"""A class of thirty hands in a lesson each: the report marks all of them right, in time."""

import resource
import time
from collections import Counter

import pytest
from exercises import EXERCISES
from test_report import solved

from gradlab.app import lessons
from gradlab.app.formats import CORRECT, NOT_YET, TO_DO
from gradlab.app.report import report
from gradlab.widgets.tasks import CHECKED, tasks

STUDENTS, SECONDS = 30, 120  # on two cores with nothing else to do
LESSONS = [name for name, its in lessons.lessons().items() if tasks(its["cells"])["exercises"]]


def with_mistake(name):
    """Return a lesson in which each answer is a function that returns 0."""
    notebook = lessons.lessons()[name]
    for cell in notebook["cells"]:
        match = cell["cell_type"] == "code" and CHECKED.search("".join(cell["source"]))
        if match:
            its = EXERCISES[match[1]]
            cell["source"] = f"{its.answer} = lambda *given: 0.125\ncheck.{its.name}({its.answer})"
    return notebook


KINDS = ((solved, CORRECT), (lambda name: lessons.lessons()[name], TO_DO), (with_mistake, NOT_YET))


@pytest.fixture
def handed_in(tmp_path):
    """A folder of thirty students, each with a lesson: solved, untouched or wrong."""
    wanted = Counter()
    for number in range(STUDENTS):
        name = LESSONS[number % len(LESSONS)]
        make, kind = KINDS[number % len(KINDS)]
        folder = tmp_path / f"student {number:02}"
        folder.mkdir()
        (folder / name).write_bytes(lessons.dumped(make(name)))
        for exercise in tasks(lessons.lessons()[name]["cells"])["exercises"]:
            wanted[name, exercise, kind] += 1
    return tmp_path, wanted


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_thirty_notebooks_are_marked_right_and_within_two_minutes(handed_in, record_property):
    folder, wanted = handed_in
    start, before = time.monotonic(), processor_seconds()
    rows = report([folder])
    seconds = time.monotonic() - start
    record_property("s for thirty notebooks", round(seconds))
    record_property("s of the processor", round(processor_seconds() - before))
    found = Counter(
        (row.notebook.rpartition("/")[2], row.name, row.kind)
        for row in rows
        if row.task in ("exercise", "notebook")
    )
    assert found == wanted
    assert seconds <= SECONDS
