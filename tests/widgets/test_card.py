"""The card of lesson 00 shows what is kept, with links; it bears whatever lies in the folder."""

import json

import pytest

from gradlab.widgets import progress
from gradlab.widgets.card import Card

CELLS = ["from gradlab.explore import derivative", "derivative.predict_gap()", "check.a(a)"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "FILE", tmp_path / progress.NAME)
    progress.lay(tmp_path)
    return tmp_path


def write(path, title, sources):
    cells = [{"cell_type": "markdown", "source": [f"# {title}\n", "\n", "More."]}]
    cells += [{"cell_type": "code", "source": source} for source in sources]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")


def test_each_lesson_has_a_link_and_its_counts(folder):
    write(folder / "01_derivative.ipynb", "01 <Derivative>", [*CELLS, "check.b(b)"])
    write(folder / "notation.ipynb", "Notation", [])
    write(folder / "01_derivative (1).ipynb", "01 Derivative", CELLS)
    progress.note("exercises", "derivative.a", "correct")
    progress.note("exercises", "derivative.gone", "correct")
    card = Card()
    (line, *_) = repr(card).splitlines()
    assert line == "01 <Derivative>: exercises 1 of 2, predictions 0 of 1, challenges –"
    page = card._repr_html_()
    assert '<a href="01_derivative.ipynb">01 &lt;Derivative&gt;</a></td><td>1 of 2</td>' in page
    assert page.count("<a ") == 1


def test_what_was_kept_aside_is_named(folder):
    (folder / "progress (1).json").write_text("mine")
    assert "progress (1).json could not be read, and was kept aside." in repr(Card())
    assert "<p>progress (1).json could not be read" in Card()._repr_html_()


@pytest.mark.parametrize("words", ["", "[]", '{"cells": 3}', '{"cells": [{}]}', "[" * 100_000])
def test_what_is_no_notebook_is_passed_over(folder, words):
    (folder / "01_derivative.ipynb").write_text(words)
    assert Card().rows == []
