"""Explorers on a screen: a notebook of them, what of them is cut off or small, and a finger."""

import importlib
import inspect
import pkgutil
import re

import nbformat
from execute_notebooks import METADATA
from nbformat.v4 import new_code_cell, new_markdown_cell
from playwright.sync_api import expect

from gradlab import explore

PREDICTION = ".gradlab-question"
EXPLORER = f".gradlab-explorer:not({PREDICTION} *)"  # a sketch has one inside
LAYERS, AREA, SENTENCE = ".gradlab-layers", ".gradlab-area", ".gradlab-sentence"
SCROLLED = ".jp-WindowedPanel-outer"  # what scrolls in a notebook
TABLET, PHONE = {"width": 1024, "height": 768}, {"width": 390, "height": 844}
PROJECTOR = {"width": 1280, "height": 720}
LEAST_TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8
# The start and the end of a drag, in shares of an area: in every picture each says something else.
DRAG = ((0.25, 0.25), (0.4, 0.3))

# What lies beyond the output, or is cut off by a part that clips. Half a pixel is
# rounding; noUi-origin is as wide as the track, moves with its handle, and shows nothing itself.
CUT_OFF = """explorer => {
    const { left, right } = explorer.closest(".jp-OutputArea-output").getBoundingClientRect();
    const name = ({ tagName, className }) => `${tagName}.${className}`;
    const isSeen = (box) => box.width && box.height;
    const parts = [explorer.closest(".jp-OutputArea-output"), ...explorer.querySelectorAll("*")];
    const beyond = parts.filter((part) => {
        const box = part.getBoundingClientRect();
        return isSeen(box) && !part.matches(".noUi-origin")
            && (box.left < left - 0.5 || box.right > right + 0.5);
    });
    const clipping = parts.filter((part) => getComputedStyle(part).overflowX !== "visible"
        && part.clientWidth && part.scrollWidth > part.clientWidth && part.tagName !== "SELECT");
    return [...beyond, ...clipping].map(name);
}"""
# What can be tapped: a control, or the label that it lies in.
TARGETS = """explorer => [...explorer.querySelectorAll("[role=slider], button, select, input")]
    .map((control) => control.closest("label") ?? control)
    .map((target) => [target, target.getBoundingClientRect()])
    .filter(([, box]) => box.width)
    .map(([{ tagName, className }, box]) => [`${tagName}.${className}`, box.width, box.height])"""
MARGIN = """layers => {  // a place of the picture that cannot be dragged
    const picture = layers.getBoundingClientRect();
    const areas = [...layers.querySelectorAll(".gradlab-area")];
    const isFree = (x, y) => areas.every((area) => {
        const box = area.getBoundingClientRect();
        return x < box.left || x > box.right || y < box.top || y > box.bottom;
    });
    for (let y = picture.bottom - 2; y > picture.top; y -= 2)
        if (isFree(picture.left + 2, y)) return [picture.left + 2, y];
}"""


def makers():
    """Return "lesson.function" of all explorers, and of all predictions."""
    explorers, predictions = [], []
    for module in pkgutil.iter_modules(explore.__path__):
        lesson = importlib.import_module(f"gradlab.explore.{module.name}")
        for name, make in inspect.getmembers(lesson, inspect.isfunction):
            if name.startswith("predict_"):
                predictions.append(f"{module.name}.{name}")
            elif "values" in inspect.signature(make).parameters and hasattr(make, "__wrapped__"):
                explorers.append(f"{module.name}.{name}")
    return explorers, predictions


def cell(call):
    """Return the source of a cell that shows what "lesson.function" makes."""
    lesson, _, make = call.partition(".")
    return f"from gradlab.explore import {lesson} as lesson\nlesson.{make}()"


def write_notebook(path, sources):
    """Write a notebook with a paragraph before each of these cells."""
    prose = new_markdown_cell("A paragraph between the cells.")
    cells = [part for source in sources for part in (prose.copy(), new_code_cell(source))]
    for number, part in enumerate(cells):
        part["id"] = f"cell-{number}"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=METADATA), path)
    return path


def sentence(explorer):
    return explorer.locator(SENTENCE).first.text_content()


def to_the_middle(part):
    part.evaluate("part => part.scrollIntoView({ block: 'center', behavior: 'instant' })")


def small_targets(explorer):
    """Return what can be tapped and is too small for it."""
    found = explorer.evaluate(TARGETS)
    assert found
    # A place that is moved by a share of a pixel makes a size that is off by its rounding.
    return [target for target in found if round(min(target[1:]), 1) < LEAST_TARGET]


def place(part, shares):
    """Return the place on the page of these shares of a part."""
    box = part.bounding_box()
    return box["x"] + shares[0] * box["width"], box["y"] + shares[1] * box["height"]


class Finger:
    """A finger on a page: touches as the browser gets them from a screen."""

    def __init__(self, page):
        self._session = page.context.new_cdp_session(page)

    def drag(self, start, end, moves=8):
        """Put the finger down, move it, and lift it."""
        self.tell("touchStart", start)
        for k in range(1, moves + 1):
            share = k / moves
            at = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
            self.tell("touchMove", at)
        self.tell("touchEnd")

    def tell(self, kind, at=None):
        points = [{"x": at[0], "y": at[1]}] if at else []
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def drag_with_a_finger(page, finger, explorer):
    """Check that a drag ends where a tap on its end leads."""
    area = explorer.locator(AREA).first
    to_the_middle(area)
    line = explorer.locator(SENTENCE).first
    seen = []
    # What is said on the way makes room, once, for the longest sentence.
    finger.drag(*(place(area, shares) for shares in DRAG))
    settled(page, explorer)
    for shares in (*DRAG, *DRAG, DRAG[0]):
        page.touchscreen.tap(*place(area, shares))
        if seen:
            expect(line).not_to_have_text(seen[-1])
        else:
            settled(page, explorer)
        seen.append(sentence(explorer))
    assert seen[4] == seen[2]
    start, end = (place(area, shares) for shares in DRAG)
    scrolled = page.locator(SCROLLED).evaluate("notebook => notebook.scrollTop")
    finger.drag(start, end)
    expect(line).to_have_text(seen[3])
    assert page.locator(SCROLLED).evaluate("notebook => notebook.scrollTop") == scrolled


def settled(page, explorer):
    """Return the sentence when nothing more comes."""
    now = None
    while now != (now := sentence(explorer)):
        page.wait_for_timeout(100)
    return now


def at_rest(page, part):
    """Wait until a part stays where it is: JupyterLab lays out what comes into view."""
    box = None
    while box != (box := part.bounding_box()):
        page.wait_for_timeout(100)


def scrolls(page, finger, start):
    """Tell whether the notebook scrolls under a finger that starts at this place."""
    notebook = page.locator(SCROLLED)
    before = notebook.evaluate("notebook => notebook.scrollTop")
    finger.drag(start, (start[0], start[1] - 100))
    page.wait_for_timeout(300)
    return notebook.evaluate("notebook => notebook.scrollTop") != before


def resize(page, size):
    """Give the page this size; on a phone without the file browser, which leaves no room."""
    if page.viewport_size == size:
        return
    page.set_viewport_size(size)
    files = page.locator(".jp-DirListing").first
    if files.is_visible() == (size == PHONE):
        page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab[title^='File Browser']").click()
        expect(files).to_be_visible(visible=size != PHONE)
    height = None  # of the notebook: a page of many explorers is laid out for a while
    while height != (height := page.locator(SCROLLED).evaluate("part => part.scrollHeight")):
        page.wait_for_timeout(500)


def tap_for_another_sentence(page, explorer, part):
    before = settled(page, explorer)
    at_rest(page, part)
    part.tap()
    expect(explorer.locator(SENTENCE)).not_to_have_text(before)


def drag_with_the_mouse(page, explorer, across, to, moves=10):
    """Drag from one place to another, in shares of the width of the first area."""
    area = explorer.locator(AREA).first
    page.mouse.move(*place(area, (across, 0.5)))
    page.mouse.down()
    page.mouse.move(*place(area, (to, 0.5)), steps=moves)
    page.mouse.up()


def answer(page, prediction, press):
    """Answer a prediction: choose, type a number, or draw a flat curve; `press` is a way to do it.

    `press` takes what is to be pressed, such as `Locator.tap`.
    """
    to_the_middle(prediction)
    at_rest(page, prediction)  # a tap on what still moves ends beside it
    if prediction.locator(AREA).count():
        drag_with_the_mouse(page, prediction, 0.01, 0.99)
        settled(page, prediction)
        press(prediction.get_by_role("button", name="Show"))
    elif prediction.locator("[type=text]").count():
        prediction.locator("[type=text]").fill("1")
        page.keyboard.press("Enter")
    else:
        press(prediction.locator("label", has=page.locator("input")).last)
    line = prediction.locator("> .widget-html [role=status]")
    expect(line).to_have_text(re.compile("^(✓ Correct|✗ Not yet)[.]"))


def move_every_slider(page, finger, explorer):
    """Drag each handle to the other half of its track."""
    for handle in explorer.locator("[role=slider]").all():
        value = handle.get_attribute("aria-valuetext")
        for _ in range(3):  # a sentence that comes late may push it from under the finger
            to_the_middle(handle)
            at_rest(page, handle)
            finger.drag(*across(handle))
            page.wait_for_timeout(100)
            if handle.get_attribute("aria-valuetext") != value:
                break
        expect(handle).not_to_have_attribute("aria-valuetext", value)
    settled(page, explorer)


def across(handle):
    """Return the place of a slider's handle, and one in the other half of its track."""
    track = handle.locator("xpath=ancestor::*[contains(@class, 'slider-container')]")
    now, middle = place(handle, (0.5, 0.5)), place(track, (0.5, 0.5))
    return now, place(track, (0.9 if now[0] < middle[0] else 0.1, 0.5))


def assert_the_page_scrolls(page, finger, explorer):
    """Check it for a finger on prose, on the margin of a picture and on a sentence."""
    prose = explorer.locator("xpath=preceding::p[contains(., 'between the cells')][1]")
    to_the_middle(prose)
    assert scrolls(page, finger, place(prose, (0.1, 0.5)))
    to_the_middle(explorer.locator(LAYERS))
    before = settled(page, explorer)
    assert scrolls(page, finger, explorer.locator(LAYERS).evaluate(MARGIN))
    to_the_middle(explorer.locator(LAYERS))
    assert scrolls(page, finger, place(explorer.locator(SENTENCE), (0.5, 0.5)))
    assert sentence(explorer) == before


def assert_whole(page, part):
    """Check that nothing is cut off; where a table changes its numbers, at both ends of sliders."""
    assert_nothing_is_cut_off(part)
    if part.locator("table").count():
        for key in ("Home", "End"):
            for handle in part.locator("[role=slider]").all():
                handle.focus()
                page.keyboard.press(key)
                settled(page, part)
                assert_nothing_is_cut_off(part)


def assert_nothing_is_cut_off(part):
    cut = part.evaluate(CUT_OFF)
    assert cut == [], cut


def order(explorer):
    """Tell whether the controls stand "above" the picture or "beside" it."""
    picture = explorer.locator(LAYERS).bounding_box()
    head = explorer.locator(SENTENCE).bounding_box()
    controls = explorer.locator(".gradlab-controls").bounding_box()
    assert head["y"] + head["height"] <= picture["y"]
    if controls["y"] + controls["height"] <= head["y"]:
        return "above"
    return "beside" if controls["x"] + controls["width"] <= picture["x"] else "over"


def assert_fits_a_projector(explorer):
    to_the_middle(explorer)
    assert explorer.bounding_box()["height"] <= 560
    assert order(explorer) == "beside"
    size = explorer.locator(SENTENCE).evaluate("line => getComputedStyle(line).fontSize")
    assert float(size.removesuffix("px")) >= 15
    overlaps = explorer.evaluate(
        """explorer => [...explorer.querySelectorAll(".widget-slider")].filter((slider) => {
            const handle = slider.querySelector(".noUi-handle").getBoundingClientRect();
            const name = slider.querySelector(".widget-label").getBoundingClientRect();
            return handle.top < name.bottom - 0.5 && handle.left < name.right;
        }).length"""
    )
    assert overlaps == 0
