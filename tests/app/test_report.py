"""Readers' notebooks are run, and each exercise is said to be what it came to."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from exercises import EXERCISES
from test_course import version
from test_merge import lesson

from gradlab.app import command, course, formats, lessons, report
from gradlab.app.command import main
from gradlab.widgets import progress
from gradlab.widgets.tasks import CHECKED, tasks

LESSONS = lessons.lessons()


def solved(name):
    """Return a lesson with the solution in place of each stub."""
    notebook = lessons.lessons()[name]
    for each in notebook["cells"]:
        source = "".join(each["source"])
        match = each["cell_type"] == "code" and CHECKED.search(source)
        if match:
            its = EXERCISES[match[1]]
            each["source"] = f"{its.solution}\ncheck.{its.name}({its.answer})"
    return notebook


@pytest.fixture
def write(tmp_path):
    def write(path, notebook):
        path = tmp_path / path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(notebook if isinstance(notebook, bytes) else lessons.dumped(notebook))
        return path

    return write


def exercises(name):
    return tasks(lessons.lessons()[name]["cells"])["exercises"]


@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.few(0)
def test_a_solved_lesson_is_correct_and_an_untouched_one_is_to_do(write, name):
    paths = [write(f"solved/{name}", solved(name)), write(name, lessons.lessons()[name])]
    rows = report.report(paths)
    wanted = [
        (str(path), exercise, kind)
        for path, kind in zip(paths, (report.CORRECT, report.TO_DO), strict=True)
        for exercise in exercises(name)
    ]
    found = [(row.notebook, row.name, row.kind) for row in rows if row.task == "exercise"]
    assert found == wanted
    assert {row.kind for row in rows if row.task != "exercise"} <= {report.UNKNOWN}


CODE = {
    "wrong": "from gradlab.check import simple_net as check\ndef step(W, gradient, lr):\n"
    "    return W + lr * gradient\ncheck.step(step)",
    "crashes": "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\ncheck.softmax(None)",
    "hangs": "while True:\n    pass",
}


@pytest.fixture
def small(monkeypatch):
    """A lesson that has one exercise."""
    monkeypatch.setattr(report, "lessons", lambda: {"06_net.ipynb": lesson(a=CODE["wrong"])})


@pytest.mark.usefixtures("small")
def test_a_mistake_is_told_with_the_hint_that_it_drew(write):
    (row,) = report.report([write("06_net.ipynb", lesson(a=CODE["wrong"]))])
    assert row[1:4] == ("exercise", "step", report.NOT_YET)
    assert row.hint == "The loss grows: subtract lr times the gradient."
    assert row.reason.endswith(row.hint)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("source", "seconds", "said"),
    [
        (CODE["hangs"], 1, "did not end within 1 s"),
        (CODE["crashes"], 60, "its cell is missing"),
    ],
)
@pytest.mark.few(0)
def test_a_notebook_that_hangs_crashes_or_lacks_a_cell_is_a_row_that_says_so(
    write, source, seconds, said
):
    rows = report.report([write("06_net.ipynb", lesson(a=source))], seconds)
    assert said in {row.reason for row in rows}
    assert {row.kind for row in rows} == {report.FAULT}


@pytest.mark.few(0)
def test_what_raises_gives_no_verdict(write, monkeypatch):
    monkeypatch.setattr(report, "lessons", dict)
    (row,) = report.report([write("mine.ipynb", lesson(a="check.softmax(None)"))])
    assert row.reason == "its cell gave no verdict: NameError: name 'check' is not defined"


@pytest.mark.usefixtures("small")
def test_what_is_no_notebook_or_no_lesson_is_a_row_that_says_so(write):
    paths = [write("06_net.ipynb", b"no JSON"), write("notes.ipynb", lesson(a="1"))]
    rows = report.report(paths)
    assert [row.reason for row in rows] == ["is no notebook", "is no lesson of the course"]


def test_a_folder_is_looked_through_and_what_was_laid_is_left_out(tmp_path, monkeypatch):
    version(monkeypatch, **{"06_net.ipynb": lesson(a="1")})
    list(course.lay(tmp_path / "ann"))
    list(course.lay(tmp_path / "bob"))
    found = [path.parent.name for path in report._notebooks([tmp_path])]
    assert found == ["ann", "bob"]


def test_the_code_of_a_reader_does_not_get_the_tokens_of_the_teacher(write, monkeypatch):
    for name in ("GITHUB_TOKEN", "JUPYTERHUB_API_TOKEN", "MY_SECRET", "PGPASSWORD", "OPEN_API_KEY"):
        monkeypatch.setenv(name, "a teacher's own")
    source = "import os\nraise KeyError([k for k, v in os.environ.items() if 'a teacher' in v])\n"
    (row,) = report.report([write("mine.ipynb", lesson(a=f"{source}check.step(1)"))])
    assert row.reason.endswith("KeyError: []")


ASKED = (
    "from gradlab.explore import net",
    "net.predict_a()\nnet.predict_b()\nnet.predict_c()",
    "# **Challenge.**",
    "net.way()",
    "# **Challenge.**",
    "net.zeros()",
)
KEPT = {
    "version": 1,
    "exercises": {},
    "predictions": {"net.predict_a": "right", "net.predict_b": "wrong", "net.predict_c": []},
    "challenges": {"net.way": "met", "other.zeros": "met"},
}


@pytest.fixture
def asked(monkeypatch, write):
    """A notebook that asks for predictions and challenges alone, so that it is not run."""
    cells = lesson(**{f"c{k}": source for k, source in enumerate(ASKED)})
    for cell in cells["cells"][2::2]:
        cell["cell_type"] = "markdown"
    monkeypatch.setattr(report, "lessons", lambda: {"06_net.ipynb": cells})
    return write("06_net.ipynb", cells)


def test_predictions_and_challenges_come_from_the_file_beside_the_notebook(asked):
    asked.with_name(progress.NAME).write_text(json.dumps(KEPT))
    assert [row[1:4] for row in report.report([asked])] == [
        ("prediction", "predict_a", report.CORRECT),
        ("prediction", "predict_b", report.NOT_YET),
        ("prediction", "predict_c", report.UNKNOWN),
        ("challenge", "way", report.CORRECT),
        ("challenge", "zeros", report.TO_DO),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [(None, "There is no progress.json"), ("{", "it is broken"), ('{"version": 2}', "is from a n")],
)
def test_without_that_file_they_are_unknown_and_the_report_says_why(asked, words, said):
    if words:
        asked.with_name(progress.NAME).write_text(words)
    rows = report.report([asked])
    assert {row.kind for row in rows} == {report.UNKNOWN}
    assert all(said in row.reason for row in rows)


@pytest.mark.usefixtures("small")
@pytest.mark.few(0)
def test_the_file_of_a_reader_stays_as_it_is_while_the_notebook_runs(write):
    path = write("ann/06_net.ipynb", lesson(a=CODE["wrong"].replace("+", "-")))
    progress.lay(path.parent)
    before = path.with_name(progress.NAME).read_bytes()
    (row,) = report.report([path])
    assert row.kind == report.CORRECT
    assert path.with_name(progress.NAME).read_bytes() == before


ROWS = [
    report.Row("ann/06.ipynb", "exercise", "step", report.CORRECT, "It goes down."),
    report.Row("bob/06.ipynb", "exercise", "step", report.NOT_YET, 'With 1: a "hint", <b>', "b"),
    report.Row("bob/06.ipynb", "prediction", "predict_a", report.NOT_YET, "Wrong."),
    report.Row("bob/06.ipynb", "prediction", "predict_b", report.UNKNOWN, "None."),
    report.Row("cid/06.ipynb", "exercise", "step", report.NOT_YET, 'With 2: a "hint", <b>', "b"),
    report.Row("cid/06.ipynb", "exercise", "softmax", report.TO_DO, "Write."),
    report.Row("dan/06.ipynb", "notebook", "", report.FAULT, "is no notebook"),
]


def test_the_table_ends_with_how_often_each_mistake_occurred():
    assert formats.as_table(ROWS).splitlines() == [
        "ann/06.ipynb: step: correct. It goes down.",
        'bob/06.ipynb: step: not yet. With 1: a "hint", <b>',
        "bob/06.ipynb: predictions: predict_a not yet, predict_b unknown.",
        'cid/06.ipynb: step: not yet. With 2: a "hint", <b>',
        "cid/06.ipynb: softmax: to do. Write.",
        "dan/06.ipynb: fault: is no notebook.",
        "",
        "1 of 4 exercises are correct, in 4 notebooks.",
        "2 × step: b",
        "1 × predict_a: Wrong.",
    ]


def test_each_format_holds_every_row():
    assert [tuple(row.values()) for row in json.loads(formats.as_json(ROWS))] == ROWS
    assert [*map(tuple, csv.reader(io.StringIO(formats.as_csv(ROWS))))][1:] == ROWS
    root = ElementTree.fromstring(formats.as_junit(ROWS))
    assert [suite.get("name") for suite in root] == list(dict.fromkeys(row[0] for row in ROWS))
    tags = {"testcase": 7, "failure": 2, "skipped": 2, "error": 1}
    assert {tag: len(root.findall(f".//{tag}")) for tag in tags} == tags


def test_the_exit_status_says_whether_all_is_correct(tmp_path, monkeypatch, capsys):
    right = report.Row("06.ipynb", "exercise", "step", report.CORRECT, "")
    wrong_guess = report.Row("06.ipynb", "prediction", "predict_a", report.NOT_YET, "")
    wrong = right._replace(kind=report.NOT_YET)
    for rows, status in (([right, wrong_guess], 0), ([right, wrong], 1)):
        monkeypatch.setattr(command, "report", lambda *given, rows=rows: rows)
        assert main(["report", "--format", "json"]) == status
        assert [tuple(row.values()) for row in json.loads(capsys.readouterr().out)] == rows
    monkeypatch.undo()
    assert main(["report", str(tmp_path / "nowhere")]) == 1
    assert "nowhere is not there" in capsys.readouterr().err
