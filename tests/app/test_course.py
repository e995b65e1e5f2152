"""The lessons in a reader's folder: laid, brought up to date, put back; nothing is ever lost."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import few
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from test_merge import lesson, sources

from gradlab.app import command, course, lessons
from gradlab.app.command import main
from gradlab.widgets import progress


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "my course Übung 한글"


def version(monkeypatch, **its):
    monkeypatch.setattr(course, "lessons", lambda: dict(its))


def stored(path):
    return sources(json.loads(path.read_text(encoding="utf-8")))


def write(path, **its):
    path.write_text(json.dumps(lesson(**its)), encoding="utf-8")


def test_the_lessons_are_laid_without_outputs(folder):
    said = list(course.lay(folder))
    names = sorted(path.name for path in folder.glob("*.ipynb"))
    assert names == sorted(lessons.lessons())
    assert said == [f"{name}: new." for name in names]
    for name in names:
        cells = lessons.read(folder / name)["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert not any(cell["outputs"] or cell["execution_count"] for cell in code)


def test_laid_again_nothing_changes(folder):
    list(course.lay(folder))
    before = {path: path.read_bytes() for path in folder.rglob("*.ipynb")}
    assert all(line.endswith(": as it was.") for line in course.lay(folder))
    assert {path: path.read_bytes() for path in folder.rglob("*.ipynb")} == before


def test_a_newer_version_comes_in_beside_what_the_reader_wrote(folder, monkeypatch):
    version(monkeypatch, **{"01_slope.ipynb": lesson(a="A", b="B")})
    list(course.lay(folder))
    write(folder / "01_slope.ipynb", a="A", b="mine")
    version(monkeypatch, **{"01_slope.ipynb": lesson(a="A2", b="B")})
    said = list(course.lay(folder))
    assert stored(folder / "01_slope.ipynb") == {"a": "A2", "b": "mine"}
    assert said == ["01_slope.ipynb: brought up to date.", "    b: yours is kept."]


def test_a_lesson_that_gets_another_number_takes_the_readers_along(folder, monkeypatch):
    version(monkeypatch, **{"01_slope.ipynb": lesson(a="A", b="B")})
    list(course.lay(folder))
    write(folder / "01_slope.ipynb", a="A", b="mine")
    version(monkeypatch, **{"02_slope.ipynb": lesson(a="A2", b="B")})
    said = list(course.lay(folder))
    assert said[0] == "02_slope.ipynb: was 01_slope.ipynb."
    assert stored(folder / "02_slope.ipynb") == {"a": "A2", "b": "mine"}
    assert not (folder / "01_slope.ipynb").exists()


@pytest.mark.parametrize("broken", ["", "{}", "no JSON", '{"cells": [{}]}', "[1]", '{"cells": 3}'])
def test_what_is_no_notebook_is_kept_aside(folder, broken):
    folder.mkdir()
    path = folder / "03_gradient_field.ipynb"
    path.write_text(broken, encoding="utf-8")
    said = "\n".join(course.lay(folder))
    assert "is no notebook; it is kept as 03_gradient_field (1).ipynb" in said
    assert (folder / "03_gradient_field (1).ipynb").read_text(encoding="utf-8") == broken
    assert lessons.read(path)


def test_reset_keeps_the_readers_lesson_beside_the_fresh_one(folder):
    list(course.lay(folder))
    path = folder / "03_gradient_field.ipynb"
    for number in (1, 2):
        write(path, own=f"work {number}")
        said = course.reset(folder, "03")
        assert said.endswith(f"yours is kept as 03_gradient_field ({number}).ipynb.")
        assert stored(folder / f"03_gradient_field ({number}).ipynb") == {"own": f"work {number}"}
        assert lessons.read(path) == lessons.lessons()[path.name]


@pytest.mark.parametrize("name", ["3", "03", "gradient_field", "03_gradient_field.ipynb"])
def test_a_lesson_has_several_names(folder, name):
    folder.mkdir()
    assert course.reset(folder, name) == "03_gradient_field.ipynb: new."


def test_one_exercise_is_put_back_and_all_else_stays(folder):
    list(course.lay(folder))
    path = folder / "06_simple_net.ipynb"
    mine = lessons.read(path)
    for cell in mine["cells"]:
        cell["source"] = f"# mine\n{''.join(cell['source'])}"
    path.write_bytes(lessons.dumped(mine))
    assert "the exercise softmax is put back" in course.reset(folder, "simple_net", "softmax")
    after = lessons.read(path)["cells"]
    changed = [k for k, cell in enumerate(after) if cell["source"] != mine["cells"][k]["source"]]
    assert len(changed) == 1
    assert "check.softmax" in "".join(after[changed[0]]["source"])
    assert lessons.read(folder / "06_simple_net (1).ipynb") == mine


def test_an_exercise_that_the_reader_deleted_comes_back(folder):
    list(course.lay(folder))
    path = folder / "06_simple_net.ipynb"
    write(path, own="mine")
    course.reset(folder, "6", "softmax")
    assert "mine" in stored(path).values()
    assert any("check.softmax" in "".join(source) for source in stored(path).values())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reset", "12"], "There is no lesson '12': choose one of start_here, derivative,"),
        (
            ["reset", "06", "--exercise", "sofmax"],
            "has no exercise 'sofmax': choose one of step",
        ),
    ],
)
def test_what_there_is_not_is_answered_with_what_there_is(folder, words, said, capsys):
    assert main(["copy", str(folder)]) == 0
    assert main([*words, "--folder", str(folder)]) == 1
    assert said in capsys.readouterr().err


def test_every_message_ends_with_the_full_path_and_the_next_command(folder, capsys):
    for words in (["copy", str(folder)], ["reset", "3", "--folder", str(folder)]):
        assert main(words) == 0
        *_, path, following = capsys.readouterr().out.splitlines()
        assert path.endswith(str(folder.resolve()))
        assert following == f"Next: gradlab lab {folder}"


def test_the_file_that_keeps_what_is_done_is_laid_where_it_is_asked_for(folder, capsys):
    path = folder / progress.NAME
    assert main(["copy", str(folder)]) == 0
    assert not path.exists()
    assert main(["copy", "--progress", str(folder)]) == 0
    assert progress.read(path)
    path.write_text("broken")
    assert main(["copy", "--progress", str(folder)]) == 0
    said = f"progress.json cannot be read: it is broken. It is kept as {folder.resolve()}"
    assert said in capsys.readouterr().out


def test_lab_opens_the_first_lesson_and_passes_on_what_follows_two_dashes(folder, monkeypatch):
    called = []
    monkeypatch.setattr(command, "WARM", "")
    monkeypatch.setattr(command, "_until_it_ends", lambda words: called.append(words) or 7)
    assert main(["lab", str(folder), "--", "--no-browser", "--port", "8890"]) == 7
    first = folder / "00_start_here.ipynb"
    assert first.exists()
    assert progress.read(folder / progress.NAME)
    words = [sys.executable, "-m", "jupyter", "lab", str(first), "--no-browser", "--port", "8890"]
    assert called == [words]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a program is ended without a signal")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_ends_gradlab_ends_jupyterlab_and_ctrl_c_is_left_to_it(number):
    inner = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    inside = [sys.executable, "-c", inner]
    outer = f"from gradlab.app.command import _until_it_ends as run; run({inside!r})"
    words = [sys.executable, "-c", outer]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as program:
        child = int(program.stdout.readline())
        program.send_signal(number)
        if number == signal.SIGINT:  # to the one alone: the other has not heard of it
            time.sleep(0.5)
            assert program.poll() is None
            os.kill(child, signal.SIGTERM)
        assert program.wait(30) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_folder_that_is_a_file_or_cannot_be_made_is_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    assert main(["copy", str(tmp_path / "file")]) == 1
    assert "is a file: name a folder" in capsys.readouterr().err
    assert main(["copy", str(tmp_path / "file" / "below")]) == 1
    assert "nothing of yours was changed" in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_and_ctrl_c_at_any_write_lose_nothing(folder, monkeypatch, capsys, error):
    version(monkeypatch, **{"01_a.ipynb": lesson(a="A"), "02_b.ipynb": lesson(b="B")})
    list(course.lay(folder))
    write(folder / "01_a.ipynb", a="mine")
    write(folder / "02_b.ipynb", b="B", own="mine too")
    version(monkeypatch, **{"01_a.ipynb": lesson(a="A2"), "02_b.ipynb": lesson(b="B2")})
    replace, calls, fatal = os.replace, [], [0]

    def fails(*paths):
        calls.append(paths)
        if len(calls) in fatal:
            raise error
        replace(*paths)

    for at in (1, 2, 3, 4):
        calls.clear()
        fatal[:] = [at]
        monkeypatch.setattr(os, "replace", fails)
        main(["copy", str(folder)])
        monkeypatch.setattr(os, "replace", replace)
        assert "mine" in stored(folder / "01_a.ipynb").values()
        assert "mine too" in stored(folder / "02_b.ipynb").values()
        assert not list(folder.rglob("*.part"))
    assert main(["copy", str(folder)]) == 0
    assert stored(folder / "01_a.ipynb") == {"a": "A2", "a-yours": "mine"}
    capsys.readouterr()


class Reader(RuleBasedStateMachine):
    """Lay, write, delete, update and reset in any order: what was written is in some file."""

    def __init__(self):
        super().__init__()
        self.written, self.count, self.release = set(), 0, 0
        self.sources = {"a": "A", "b": "B", "c": "C"}
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(course, "lessons", lambda: {"01_slope.ipynb": lesson(**self.sources)})
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "01_slope.ipynb"

    def teardown(self):
        self.patch.undo()

    @rule()
    def lay(self):
        list(course.lay(self.folder))

    @rule(key=st.sampled_from("abcd"), there=st.booleans())
    def release_a_new_version(self, key, there):
        self.release += 1
        self.sources.pop(key, None)
        if there:
            self.sources[key] = f"{key}, version {self.release}"

    @rule(place=st.integers(0, 5), is_new=st.booleans())
    def write_into_a_cell(self, place, is_new):
        if not self.path.exists():
            return
        notebook = lessons.read(self.path)
        self.count += 1
        words = f"own words {self.count}"
        cells = notebook["cells"]
        if is_new or not cells:
            cells.insert(place, {**lesson(x=words)["cells"][0], "id": f"own-{self.count}"})
        else:
            cell = cells[place % len(cells)]
            self.written.discard(cell["source"])  # the reader writes over it
            cell["source"] = words
        self.written.add(words)
        self.path.write_bytes(lessons.dumped(notebook))

    @rule(place=st.integers(0, 5))
    def move_a_cell_to_the_end(self, place):
        if self.path.exists() and (cells := (notebook := lessons.read(self.path))["cells"]):
            cells.append(cells.pop(place % len(cells)))
            self.path.write_bytes(lessons.dumped(notebook))

    @rule()
    def reset(self):
        course.reset(self.folder, "slope")

    @invariant()
    def all_that_was_written_is_in_some_file(self):
        found = {word for path in self.folder.glob("*.ipynb") for word in stored(path).values()}
        assert self.written <= found


TestReader = Reader.TestCase
TestReader.settings = settings(max_examples=200 if few.ALL else 25, stateful_step_count=20)
