"""What every notebook keeps to. `pytest --nbval` runs them and compares their outputs."""

import ast
import contextlib
import io
import itertools
import re
from pathlib import Path

import nbformat
import pytest
from minutes import IN_SECTION, is_marked

from gradlab.widgets import rendering

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = {
    path.stem: nbformat.read(path, as_version=4) for path in sorted(FOLDER.glob("*.ipynb"))
}
# Those with a number; the others stand beside them.
LESSONS = {name: its for name, its in NOTEBOOKS.items() if re.match(r"(?!00)\d\d_", name)}
BESIDE = {name: its for name, its in NOTEBOOKS.items() if not name[:2].isdigit()}
MEGABYTES = 1.5

each_notebook = pytest.mark.parametrize("notebook", NOTEBOOKS.values(), ids=NOTEBOOKS)
each_lesson = pytest.mark.parametrize("notebook", LESSONS.values(), ids=LESSONS)


def cells(notebook, kind):
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def prose(notebook):
    return "\n".join(cell.source for cell in cells(notebook, "markdown"))


def test_there_are_notebooks():
    assert "00_start_here" in NOTEBOOKS
    assert LESSONS


@each_notebook
def test_the_file_is_valid_and_names_no_machine(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert not re.search(r"\d", str(notebook.metadata.language_info))  # of no version
    for cell in notebook.cells:
        is_exercise = cell.cell_type == "code" and "\ncheck." in cell.source
        assert cell.metadata == ({"tags": ["nbval-ignore-output"]} if is_exercise else {})


@each_notebook
def test_it_was_run_from_top_to_bottom_without_an_error(notebook):
    counts = [cell.execution_count for cell in cells(notebook, "code")]
    assert counts == list(range(1, len(counts) + 1))
    outputs = [output for cell in cells(notebook, "code") for output in cell.outputs]
    assert all(output.output_type in ("execute_result", "stream") for output in outputs)
    assert not any(output.get("name") == "stderr" for output in outputs)
    assert not any(
        {"stream"} == {one.output_type, next_one.output_type}
        for cell in cells(notebook, "code")
        for one, next_one in itertools.pairwise(cell.outputs)
    )


@each_notebook
def test_the_outputs_hold_no_widget_ids_and_each_picture_has_its_sentence(notebook):
    for cell in cells(notebook, "code"):
        for output in cell.outputs:
            data = output.get("data", {})
            assert set(data) <= {"text/plain", "text/html", "image/png"}
            if "image/png" in data:
                assert output.metadata["image/png"]["alt"] == data["text/plain"] != ""


@each_notebook
def test_code_cells_are_short(notebook):
    sources = [cell.source for cell in cells(notebook, "code")]
    assert all(1 <= len(source.splitlines()) <= 12 for source in sources)


@each_notebook
def test_between_two_code_cells_there_are_words(notebook):
    kinds = [cell.cell_type for cell in notebook.cells]
    assert ("code", "code") not in itertools.pairwise(kinds)
    assert kinds[0] == "markdown"
    assert kinds[-1] == "markdown"


@each_notebook
def test_code_is_plain_python_with_its_imports_in_one_cell(notebook):
    importing = 0
    for cell in cells(notebook, "code"):
        tree = ast.parse(cell.source)  # a % or ! line does not parse
        assert "sys.path" not in cell.source
        importing += any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree))
    assert importing == bool(cells(notebook, "code"))


def said_by(source, names):
    """Run a cell; return what it prints, and what it shows as text."""
    *body, last = ast.parse(source).body
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            # A widget as text is all its state.
            said = getattr(value, "sentence", None) or getattr(value, "question", None)
            return printed.getvalue(), said or str(value)
        exec(compile(ast.Module([last], []), "cell", "exec"), names)
    return printed.getvalue(), ""


@each_notebook
@pytest.mark.few(3)
def test_the_cells_say_the_same_when_they_are_run_again_from_the_last_to_the_first(
    notebook, monkeypatch
):
    monkeypatch.setattr(rendering, "background", lambda figure: b"")  # most of the time
    names, sources = {}, [cell.source for cell in cells(notebook, "code")]
    first = [said_by(source, names) for source in sources]
    again = [said_by(source, names) for source in reversed(sources)]
    assert again[::-1] == first


@each_notebook
def test_the_text_is_sober(notebook):
    text = re.sub(r"`[^`]*`|\$[^$]*\$", "", prose(notebook))
    assert "!" not in text
    fillers = ("let's", "let us", "dive in", "it is important to note", "simply", "obviously")
    assert [word for word in fillers if word in text.lower()] == []


@each_notebook
def test_the_text_has_no_broken_lines_and_no_place_left_open(notebook):
    assert r"\n" not in re.sub(r"\$\$.*?\$\$|\$[^$]*\$", "", prose(notebook), flags=re.DOTALL)
    assert "being written" not in prose(notebook)


def test_every_picture_in_the_text_has_words_in_its_place():
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    texts = [readme, *map(prose, NOTEBOOKS.values())]
    pictures = [words for text in texts for words in re.findall(r"!\[(.*?)\]", text)]
    assert pictures
    assert all(pictures)
    assert "<img" not in "".join(texts)


@each_lesson
def test_a_lesson_has_the_parts_of_a_lesson(notebook):
    text = prose(notebook)
    assert text.startswith("# ")
    assert len(re.findall(r"After this lesson you can\n\n(?:- .+\n){3}", text)) == 1
    assert "## Exercises" in text
    assert "## In one sentence" in text
    assert 1 <= len(re.findall(r"^## \d", text, re.MULTILINE)) <= 5


TIMED = {name: its for name, its in NOTEBOOKS.items() if name not in BESIDE}
SECTION = re.compile(r"^## (?:\d+[.] .+|Exercises)\n\n(.*)$", re.MULTILINE)


@pytest.mark.parametrize("notebook", TIMED.values(), ids=TIMED)
def test_a_lesson_and_each_of_its_sections_say_how_long_they_take(notebook):
    assert is_marked(notebook)
    marks = [IN_SECTION.fullmatch(line) for line in SECTION.findall(prose(notebook))]
    assert marks
    assert all(marks)
    assert "Core" in [mark[1] for mark in marks]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_small(path):
    assert path.stat().st_size < MEGABYTES * 1e6


def test_start_here_links_every_lesson():
    text = prose(NOTEBOOKS["00_start_here"])
    assert [name for name in LESSONS if f"({name}.ipynb)" not in text] == []


def test_the_readme_links_every_notebook():
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert [name for name in NOTEBOOKS if f"(notebooks/{name}.ipynb)" not in readme] == []


@pytest.mark.parametrize("notebook", BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_the_lessons_leads_back_to_them(notebook):
    assert "(00_start_here.ipynb)" in prose(notebook)
