"""Every explorer of every lesson in Jupyter's other front ends: Notebook 7, nbclassic and Voilà.

Notebook is in the course's own environment. The others get one of their own, made here and thrown
away, with the course's wheel and the packages it is tested with.
"""

import os
import shutil
import subprocess
import sys
import venv
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import live_lab
import nbformat
import pytest
import screens
from playwright.sync_api import expect
from screens import AREA, EXPLORER, SENTENCE

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted(ROOT.glob("notebooks/[0-9]*.ipynb"))
NEEDED = ["anywidget", "ipykernel", "ipywidgets", "matplotlib", "numpy", "pillow"]
PATIENCE = 60_000  # for a lesson's cells on a busy machine
SHOWN = "image => image.complete && image.naturalWidth"
# Voilà's own page takes its icons and its formulas from other machines. Without them it works; the
# formulas stay TeX.
VOILA_ASKS = frozenset(
    {
        "cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@%5E5/css/all.min.css",
        "cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@%5E5/css/v4-shims.min.css",
        "cdnjs.cloudflare.com/ajax/libs/mathjax/3.2.2/es5/latest.min.js",
    }
)


class Front(NamedTuple):
    """A front end: the package with it, and where it shows a notebook, and a cell of it."""

    package: str | None
    path: str
    cell: str | None  # none where the lesson is run before it is shown
    asks: frozenset = frozenset()  # what it asks of other machines by itself


FRONTS = {
    "Notebook": Front(None, "notebooks", live_lab.CELL),
    "nbclassic": Front("nbclassic==1.3.3", "notebooks", "#notebook .cell"),
    "Voilà": Front("voila==0.5.13", "voila/render", None, VOILA_ASKS),
}


@pytest.fixture(scope="module", params=FRONTS.values(), ids=FRONTS)
def front(request):
    return request.param


@pytest.fixture(scope="module")
def python(front, tmp_path_factory):
    """The Python of an environment that has the front end and the course."""
    if not front.package:
        return sys.executable
    folder = tmp_path_factory.mktemp("front")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheel = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT]
    subprocess.run([*pip, *wheel], check=True)
    venv.create(folder / "venv")
    places = os.pathsep.join(str(folder / "venv" / name) for name in ("bin", "Scripts"))
    inside = shutil.which("python", path=places)
    same = [f"{package}=={version(package)}" for package in NEEDED]
    for words in ([front.package, *same], ["--no-deps", *folder.glob("*.whl")]):
        subprocess.run([*pip, "--python", inside, "install", *words], check=True)
    return inside


@pytest.fixture(scope="module")
def address(front, python):
    """What tells where the front end shows a lesson; its server and kernels have no network."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT / "tests/offline"), prepend=os.pathsep)
        program = "server" if front.package else "lab"
        with live_lab.jupyter_lab(NOTEBOOKS, python, program) as address:
            yield lambda name: address(name, front.path)


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


@pytest.fixture(scope="module")
def sentences(lesson):
    """The sentences that are stored with the pictures of the lesson."""
    cells = nbformat.read(lesson, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [o.data["text/plain"] for o in outputs if "image/png" in o.get("data", {})]


@pytest.fixture(scope="module")
def asked(front, lesson):
    """The addresses that the lesson's page asks for."""
    return []


@pytest.fixture(scope="module")
def page(browser, front, address, lesson, sentences, asked):
    """The lesson, run."""
    page = browser()
    page.set_default_timeout(PATIENCE)
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    if front.cell:
        live_lab.open_notebook(page, address(lesson.name), front.cell)
        run_all(page, front)
    else:
        page.goto(address(lesson.name))
    expect(page.locator(EXPLORER)).to_have_count(len(sentences), timeout=PATIENCE)
    yield page
    page.close()


def run_all(page, front):
    if front.cell == live_lab.CELL:
        live_lab.run_all(page)
    else:
        page.locator("#menus").get_by_text("Cell", exact=True).click()
        page.locator("#run_all_cells").click()


@pytest.fixture(scope="module")
def explorers(page):
    return page.locator(EXPLORER).all()


def test_every_explorer_shows_its_picture_and_the_stored_sentence(explorers, sentences):
    for explorer, stored in zip(explorers, sentences, strict=True):
        expect(explorer.locator(SENTENCE)).to_have_text(stored, timeout=PATIENCE)
        assert explorer.locator(f"{screens.LAYERS} > img").evaluate(SHOWN)


def there_and_back(handle):
    """Return two arrow keys, of which the first does not leave the slider's end."""
    now, least = (float(handle.get_attribute(f"aria-value{name}")) for name in ("now", "min"))
    return ["ArrowRight", "ArrowLeft"] if now == least else ["ArrowLeft", "ArrowRight"]


def test_arrow_keys_move_every_slider_and_the_sentence_follows(page, explorers, record_property):
    handles = [(explorer, handle) for explorer in explorers for handle in sliders(explorer)]
    for explorer, handle in handles:
        line, before = explorer.locator(SENTENCE), screens.sentence(explorer)
        key, back = there_and_back(handle)
        handle.focus()
        page.keyboard.press(key)
        expect(line).not_to_have_text(before)
        page.keyboard.press(back)
        expect(line).to_have_text(before)
        expect(handle).to_be_focused()
    record_property("sliders by keyboard", len(handles))


def sliders(explorer):
    return explorer.locator("[role=slider]").all()


def test_a_drag_in_every_picture_ends_where_it_is_let_go(page, explorers, record_property):
    dragged = [explorer for explorer in explorers if explorer.locator(AREA).count()]
    for explorer in dragged:
        drag(page, explorer)
    record_property(f"of {len(explorers)} pictures dragged", len(dragged))


def drag(page, explorer):
    """Check that a drag ends where a click on its end leads."""
    area, line, seen = explorer.locator(AREA).first, explorer.locator(SENTENCE), []
    screens.to_the_middle(area)
    pull(page, area)  # what is said on the way makes room, once, for the longest sentence
    screens.settled(page, explorer)
    for shares in (*screens.DRAG, *screens.DRAG, screens.DRAG[0]):
        page.mouse.click(*screens.place(area, shares))
        if seen:
            expect(line).not_to_have_text(seen[-1])
        seen.append(screens.settled(page, explorer))
    pull(page, area)
    expect(line).to_have_text(seen[3])


def pull(page, area):
    start, end = (screens.place(area, shares) for shares in screens.DRAG)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=10)
    page.mouse.up()


def test_nothing_but_what_the_front_end_asks_by_itself_leaves_the_machine(
    explorers, front, asked, record_property
):
    split = [urlsplit(url) for url in asked if not url.startswith(("data:", "blob:", "about:"))]
    out = {url.hostname + url.path for url in split if url.hostname != "127.0.0.1"}
    record_property("requests", len(split))
    record_property("to other machines", len(out))
    assert out == front.asks
    assert any(url.scheme == "ws" for url in split)
