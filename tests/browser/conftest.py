"""One JupyterLab and one page in a Chromium for all the tests in this folder."""

import random
from pathlib import Path

import live_lab
import nbformat
import pytest
import screens
from execute_notebooks import METADATA
from nbformat.v4 import new_code_cell, new_markdown_cell

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
# A tick; a drop-down, zoom and 3-D; a toggle; Play and a table.
KINDS = ["partials.readings", "gradient_field.landscapes", "gradient_field.field", "descent.path"]


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A notebook with a slider, a drop-down and a prediction, between headings."""
    path = tmp_path_factory.mktemp("small") / "small.ipynb"
    code = ["from gradlab.explore import gradient_field as explore\nexplore.landscapes()"]
    code.append("explore.predict_arrows()")
    cells = [new_markdown_cell("# One"), *map(new_code_cell, code), new_markdown_cell("# Two")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    return path


@pytest.fixture(scope="session")
def drawn():
    """Return KINDS with one more explorer, and a prediction: other ones at each run."""
    explorers, predictions = screens.makers()
    more = random.choice([name for name in explorers if name not in KINDS])
    return [*KINDS, more], [random.choice(predictions)]


@pytest.fixture(scope="session")
def on_screens(drawn, tmp_path_factory):
    """A notebook of what is drawn."""
    explorers, predictions = drawn
    print("drawn:", explorers[-1], *predictions)
    path = tmp_path_factory.mktemp("screens") / "screens.ipynb"
    return screens.write_notebook(path, map(screens.cell, [*explorers, *predictions]))


@pytest.fixture(scope="session")
def lab(browser, small, on_screens):
    with live_lab.jupyter_lab([*sorted(NOTEBOOKS.glob("*.ipynb")), small, on_screens]) as address:
        yield address


@pytest.fixture(scope="session")
def page(browser):
    """One page for all notebooks, one after the other."""
    page = browser()
    page.set_default_timeout(20_000)
    return page


@pytest.fixture(scope="session")
def errors(page):
    """The errors in the page's console."""
    found = []
    page.on("console", lambda message: message.type == "error" and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture(scope="session")
def asked(page):
    """The addresses that the page asks for."""
    found = []
    page.on("request", lambda request: found.append(request.url))
    page.on("websocket", lambda socket: found.append(socket.url))
    return found
