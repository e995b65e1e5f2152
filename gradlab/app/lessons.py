"""The lessons as a reader gets them: without outputs, so that no answer stands before its question.

A lesson is a dict, as the JSON of its notebook says it.
"""

import json
from pathlib import Path

PACKED = Path(__file__).parent.parent / "lessons"  # in a wheel; made when the wheel is
SOURCES = Path(__file__).parent.parent.parent / "notebooks"  # in a clone


def lessons():
    """Return the lessons of this version by their file names, in their order."""
    folder = PACKED if PACKED.is_dir() else SOURCES
    return {path.name: for_readers(read(path)) for path in sorted(folder.glob("*.ipynb"))}


def for_readers(notebook):
    """Return a lesson without what running it has left behind."""
    cells = [
        {**cell, "outputs": [], "execution_count": None} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def read(path):
    """Return the notebook in a file.

    Raises
    ------
    ValueError
        If the file holds no notebook.
    """
    try:
        notebook = json.loads(Path(path).read_text(encoding="utf-8"))
        sound = all(isinstance(cell["cell_type"], str) and text(cell) for cell in notebook["cells"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError("it is no notebook") from error
    if not sound:
        raise ValueError("it is no notebook")
    return notebook


def text(cell):
    """Return what makes two cells the same: their kind and their source."""
    return cell["cell_type"], "".join(cell["source"])


def dumped(notebook):
    """Return a notebook as the bytes of a file, in the form in which Jupyter writes it."""
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def name_of(file_name):
    """Return the name of a lesson without its number: a lesson that moves keeps it."""
    stem = Path(file_name).stem
    number, _, name = stem.partition("_")
    return name if number.isdigit() and name else stem
