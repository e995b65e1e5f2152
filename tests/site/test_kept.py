"""What is drawn again, and what is not."""

import kept
import lessons
import nbformat
import pytest


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of a lesson that can be written to."""
    text = (lessons.NOTEBOOKS / "04_descent.ipynb").read_text(encoding="utf-8")
    (tmp_path / "04_descent.ipynb").write_text(text, encoding="utf-8")
    monkeypatch.setattr(lessons, "NOTEBOOKS", tmp_path)
    return tmp_path / "04_descent.ipynb"


def changed(path, kind):
    notebook = nbformat.read(path, 4)
    next(cell for cell in notebook.cells if cell.cell_type == kind).source += "\n\n1 + 1"
    nbformat.write(notebook, path)


def test_a_change_of_text_draws_nothing_again(course):
    before = kept.key("04_descent")
    changed(course, "markdown")
    assert kept.key("04_descent") == before


def test_a_change_of_code_draws_the_lesson_again(course):
    before = kept.key("04_descent")
    changed(course, "code")
    assert kept.key("04_descent") != before


def test_what_draws_a_lesson_is_what_its_code_imports_and_nothing_of_another():
    names = {path.relative_to(lessons.ROOT).as_posix() for path in kept.sources("04_descent")}
    assert {"gradlab/descent.py", "gradlab/explore/descent.py", "gradlab/plots/style.py"} <= names
    assert {"gradlab/widgets/scene.py", "gradlab/widgets/rendering.py"} <= names
    assert "gradlab/explore/learning_rate.py" not in names


def test_what_was_kept_is_recalled_whole_or_not_at_all(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "FOLDER", tmp_path)
    kept.keep("key", "part", {"a": 1}, {"x.png": b"1"})
    assert (kept.recall("key", "part") / "x.png").read_bytes() == b"1"
    (tmp_path / "key" / "part" / "spec.json").unlink()
    assert kept.recall("key", "part") is None
    kept.keep("other", "part", {}, {})
    kept.forget({"other"})
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
