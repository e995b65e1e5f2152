"""The minutes of the sections: computed from the cells, and written where they stand."""

import re

import minutes
import nbformat
import pytest
from minutes import ROOT, seconds_of_code, seconds_of_words
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

TITLE = "# A lesson\n\n*Core 0 minutes, with what is deeper 0.*\n\nSome words."


def words(count):
    return " ".join(["word"] * count)


def run(source, text="", **data):
    data = {"text/plain": text, **data}
    return new_code_cell(source, outputs=[new_output("execute_result", data=data)])


def lesson(*parts):
    cells = [part if hasattr(part, "source") else new_markdown_cell(part) for part in parts]
    return new_notebook(cells=cells)


def prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


# How long a part takes.


def test_130_words_are_read_in_a_minute():
    assert seconds_of_words(words(130)) == 60


@pytest.mark.parametrize(
    "one", ["`a_long(name, of=code)`", "$\\frac{1}{2h}$", "[word](02_partials.ipynb)", "x0²", "0.2"]
)
def test_a_piece_of_code_a_formula_and_a_link_count_as_a_word(one):
    assert seconds_of_words(f"word {one} word") == pytest.approx(3 * 60 / 130)


def test_the_marks_of_a_table_and_of_html_are_no_words():
    assert seconds_of_words("| word | - |\n|---|---|\n<kbd>word</kbd> → **word**") == (
        pytest.approx(3 * 60 / 130)
    )


def test_a_formula_on_a_line_of_its_own_takes_twenty_seconds():
    text = "word\n\n$$f'(x) = \\lim_{h \\to 0} h$$\n\nword"
    assert seconds_of_words(text) == pytest.approx(20 + 2 * 60 / 130)


def test_a_challenge_takes_three_minutes_more_than_its_words():
    assert seconds_of_words("**Challenge.** Find it.") == pytest.approx(180 + 3 * 60 / 130)


def test_code_takes_ten_seconds_a_line_and_its_output_five():
    assert seconds_of_code(run("a = 1\n\n\nb = 2\nb", "1\n2")) == 3 * 10 + 2 * 5
    printed = new_code_cell("1", outputs=[new_output("stream", text="1\n2\n3\n")])
    assert seconds_of_code(printed) == 10 + 3 * 5


def test_a_picture_to_move_takes_two_and_a_half_minutes_whatever_its_sentence():
    assert seconds_of_code(run("x()", words(50), **{"image/png": "…"})) == 10 + 150


@pytest.mark.parametrize(
    ("last", "seconds"),
    [("  ( ) Yes.", 45 + 60 / 130), ("  [ a number ]", 60), ("  [ a curve ]", 150)],
)
def test_a_prediction_takes_its_words_and_the_time_to_think(last, seconds):
    of_words = 60 / 130 * len(re.findall(r"\w+", f"Predict. Is it? {last}"))
    of_words -= last == "  ( ) Yes." and 60 / 130
    cell = run("predict()", f"Predict. Is it?\n{last}")
    assert seconds_of_code(cell) == pytest.approx(10 + of_words + seconds)


def test_an_exercise_takes_seven_minutes_whatever_its_lines():
    stub = "def f(x):\n    return ...\n\n\ncheck.f(f)"
    assert seconds_of_code(run(stub, "○ To do. Write your code in place of the dots.")) == 420


# Which section it belongs to.


def test_a_section_reaches_from_its_title_to_the_next_also_within_a_cell():
    notebook = lesson(
        TITLE,
        "## 1. One\n\n*Core, 0 minutes.*\n\n" + words(256),
        run("1", "1"),
        words(260) + "\n\n## 2. Two\n\n*Deeper, 0 minutes.*\n\n" + words(126),
        "## In one sentence\n\n" + words(127),
    )
    of_words = [60 / 130 * count for count in (11, 261 + 260, 131, 130)]
    of_words[1] += 15
    kinds, seconds = zip(*minutes.sections(notebook), strict=True)
    assert kinds == ("", "Core", "Deeper", "")
    assert seconds == pytest.approx(of_words, abs=60 / 130 * 3)  # the few words of titles and marks


def test_the_core_is_all_but_what_is_deeper_to_the_next_five_minutes():
    notebook = lesson(
        TITLE,
        "## 1. One\n\n*Core, 0 minutes.*\n\n" + words(130 * 22),
        "## 2. Two\n\n*Deeper, 0 minutes.*\n\n" + words(130 * 14),
    )
    assert minutes.totals(notebook) == (20, 35)


# Where they are written.


def marked():
    return lesson(
        TITLE,
        "## 1. One\n\n*Core, 0 minutes.*\n\n" + words(130 * 11),
        "End.\n\n## 2. Two\n\n*Deeper, 3 minutes.*\n\n" + words(20),
        "## Exercises\n\n*Core, 1 minute.*\n\n" + words(130 * 7),
    )


def test_the_minutes_stand_under_the_title_and_under_each_section():
    notebook = marked()
    minutes.write_into(notebook)
    assert re.findall(r"^\*.*\*$", prose(notebook), re.MULTILINE) == [
        "*Core 20 minutes, with what is deeper 20.*",
        "*Core, 11 minutes.*",
        "*Deeper, 1 minute.*",
        "*Core, 7 minutes.*",
    ]


def test_to_write_them_again_changes_nothing():
    notebook = marked()
    minutes.write_into(notebook)
    once = nbformat.writes(notebook)
    minutes.write_into(notebook)
    assert nbformat.writes(notebook) == once


def test_what_has_no_line_for_minutes_gets_none():
    notebook = lesson("# A lesson\n\n*Some 40 minutes.*", "## 1. One\n\n" + words(500))
    before = prose(notebook)
    minutes.write_into(notebook)
    assert prose(notebook) == before


@pytest.mark.parametrize("kind", ["Optional. About", "About"])
def test_a_notebook_that_is_all_core_or_all_optional_has_one_time(kind):
    notebook = lesson(f"# Museum\n\n*{kind} 0 minutes.*\n\n" + words(130 * 15))
    minutes.write_into(notebook)
    assert f"*{kind} 15 minutes.*" in prose(notebook)


TABLE = """| | lesson | minutes |
|---|---|--:|
| 01 | [One](notebooks/01_one.ipynb) | 40 |
| 02 | [Two](02_two.ipynb) | 35 |
| 03 | [Three](03_three.ipynb) | 35 |
"""


def test_a_row_of_a_table_gets_the_minutes_of_its_lesson_if_that_has_them():
    unmarked = lesson("# Two\n\n*Some 40 minutes.*")
    table = minutes.with_minutes(TABLE, {"01_one": marked(), "02_two": unmarked})
    assert table == TABLE.replace("| 40 |", "| 20 / 20 |").replace(
        "| minutes |", "| minutes: core / all |"
    )
    assert minutes.with_minutes(table, {"01_one": marked()}) == table


def test_a_table_none_of_whose_lessons_has_minutes_stays_as_it_is():
    assert minutes.with_minutes(TABLE, {}) == TABLE


# What is written today.


def test_the_minutes_in_the_notebooks_and_in_both_tables_are_those_of_the_cells():
    differing = [
        path.name for path, text in minutes.written().items() if path.read_text("utf-8") != text
    ]
    assert differing == [], "run tools/minutes.py"


def test_the_page_on_minutes_names_every_rate_as_it_is():
    page = (ROOT / "docs" / "minutes.md").read_text(encoding="utf-8")
    told = re.findall(r"^\|.*\| (\d+) (?:s|words a minute) \| `(\w+)` \|$", page, re.MULTILINE)
    assert {name: int(rate) for rate, name in told} == {
        name: rate
        for name, rate in vars(minutes).items()
        if isinstance(rate, int) and name != "ROUND"
    }
