"""Explorers of a reader's f, shown twice, in fine steps, without a kernel; a narrow question."""

import live_lab
import pytest
import screens
from playwright.sync_api import expect
from screens import AREA, EXPLORER, SENTENCE

READERS = {
    "slow": """
import time
from gradlab.explore import derivative
def slow(x):
    time.sleep(0.04)  # and it is asked some twelve times for a picture: half a second
    return x * x / 100
derivative.secant(f=slow)""",
    "broken": """
import numpy as np
from gradlab.explore import derivative
def broken(x):
    if np.ndim(x) == 0 and x == 7:
        raise ValueError("seven")
    return x * x / 100
derivative.secant(f=broken)""",
    "twice": """
from gradlab.explore import derivative
both = derivative.tangent()
display(both, both)""",
    "fine steps": """
from gradlab.explore import gradient_field as explore
explore.fit()""",
    "long answers": """
from gradlab.explore import learning_rate
learning_rate.predict_edge()""",
}
GONE = "The kernel is gone: run this cell again."

pytestmark = pytest.mark.few(0)  # a page of its own: in `make sweeps`, and so in CI


@pytest.fixture(scope="module")
def readers(browser, tmp_path_factory):
    """A page with the functions that readers write, and an explorer that is shown twice."""
    path = tmp_path_factory.mktemp("readers") / "readers.ipynb"
    screens.write_notebook(path, READERS.values())
    with live_lab.jupyter_lab([path]) as address:
        yield from run(browser(), address(path.name))


def run(page, address):
    page.set_default_timeout(30_000)
    live_lab.open_notebook(page, address)
    live_lab.run_all(page)
    yield page
    page.close()


def shown(page, name):
    explorers = page.locator(EXPLORER)
    return explorers.nth(list(READERS).index(name))


def test_an_explorer_that_is_shown_twice_moves_in_both_places(readers):
    expect(readers.locator(EXPLORER)).to_have_count(5)
    first, second = (readers.locator(EXPLORER).nth(k) for k in (2, 3))
    for view in (first, second):
        for across in (0.3, 0.6, 0.45):
            before = screens.sentence(first)
            screens.to_the_middle(view)
            screens.drag_with_the_mouse(readers, view, 0.1, across)
            expect(first.locator(SENTENCE)).not_to_have_text(before)
            both = screens.settled(readers, first)
            expect(second.locator(SENTENCE)).to_have_text(both)
    before = screens.sentence(first)
    second.locator("[role=slider]").focus()
    readers.keyboard.press("ArrowRight")
    expect(first.locator(SENTENCE)).not_to_have_text(before)
    expect(second.locator(SENTENCE)).to_have_text(screens.settled(readers, first))


def test_a_drag_ends_where_it_is_let_go_while_the_readers_f_is_slow(readers):
    drag_twice(readers, "slow")


def test_a_drag_ends_where_it_is_let_go_after_the_readers_f_raised(readers):
    drag_twice(readers, "broken")


def drag_twice(page, name):
    """Drag over all that the reader's f does; the second time shows that the first let go."""
    explorer = shown(page, name)
    line, area = explorer.locator(SENTENCE), explorer.locator(AREA)
    screens.to_the_middle(area)
    before = screens.sentence(explorer)
    page.mouse.click(*screens.place(area, (0.6, 0.5)))
    expect(line).not_to_have_text(before)
    there = screens.sentence(explorer)
    for _ in range(2):
        page.mouse.click(*screens.place(area, (0.3, 0.5)))
        expect(line).not_to_have_text(there)
        screens.drag_with_the_mouse(page, explorer, 0.35, 0.6, moves=40)
        expect(line).to_have_text(there, timeout=20_000)
        assert line.get_attribute("role") == "status"


def test_a_slider_in_fine_steps_says_its_number_whole(readers):
    handle = readers.locator(EXPLORER).last.locator("[role=slider]").first
    handle.focus()
    for key, said in (("ArrowRight", "0.058"), ("ArrowLeft", "0.06")):
        readers.keyboard.press(key)
        expect(handle).to_have_attribute("aria-valuenow", f"-{said}")
        expect(handle).to_have_attribute("aria-valuetext", f"−{said:0<5}")


def test_the_circle_of_a_long_answer_stands_beside_its_first_line(readers):
    wide = readers.viewport_size
    readers.set_viewport_size({"width": 390, "height": 844})
    try:
        answer = readers.locator(".widget-radio-box label").first
        screens.to_the_middle(answer)
        label, circle = answer.bounding_box(), answer.locator("input").bounding_box()
        assert label["height"] > 40  # two lines of 24
        assert circle["y"] + circle["height"] < label["y"] + 26
    finally:
        readers.set_viewport_size(wide)


def test_when_the_kernel_is_gone_a_line_says_what_to_do(readers):
    readers.get_by_role("menuitem", name="Kernel", exact=True).click()
    readers.get_by_text("Restart Kernel…", exact=True).click()
    readers.locator(".jp-Dialog-button.jp-mod-accept").click()
    for explorer in readers.locator(EXPLORER).all():
        expect(explorer.get_by_text(GONE)).to_be_visible()
        expect(explorer.locator(SENTENCE)).to_be_hidden()
    cell = readers.locator(".jp-CodeCell").first
    cell.locator(".cm-content").click()
    readers.keyboard.press("Control+Enter")
    expect(cell.locator(SENTENCE)).to_be_visible(timeout=30_000)  # a kernel starts
    expect(cell.get_by_text(GONE)).to_be_hidden()
