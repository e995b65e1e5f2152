"""Read a notebook as the site needs it: its cells, and what its code cells show when they run."""

import ast
import contextlib
import io
from pathlib import Path

import matplotlib
import nbformat

from gradlab.widgets.explorer import Explorer
from gradlab.widgets.prediction import Question

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"


def names():
    """Return the names of the notebooks in the order of the course: lessons, then what is beside.

    Notebooks begin with the number of their lesson; the others come after them.
    """
    found = [path.stem for path in NOTEBOOKS.glob("*.ipynb")]
    beside = ["numpy_primer", "museum_of_errors"]
    return sorted(found, key=lambda n: (not n[0].isdigit(), n not in beside, n))


def read(name):
    """Return a notebook."""
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def code(name):
    """Return the source of all code cells of a notebook."""
    return "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "code")


def parts(name):
    """Run a notebook's code cells; return the explorers and questions that they show.

    Returns
    -------
    dict of str to Explorer or Question
        By the ids of the cells.

    Notes
    -----
    What a cell prints and what it returns besides is taken from the notebook, where it is stored.
    So a cell that is meant to fail may fail here.
    """
    matplotlib.use("agg")
    found, space = {}, {"__name__": "__main__"}
    for cell in read(name).cells:
        if cell.cell_type == "code":
            with contextlib.suppress(Exception):
                shown = _shown(cell.source, space)
                if isinstance(shown, Explorer | Question):
                    found[cell.id] = shown
    return found


def _shown(source, space):
    """Run a cell; return the value of its last line, if that is an expression."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), space)
        return last and eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
