"""An explorer of a reader's own f, one that is shown twice, and one whose kernel is gone."""

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
}
GONE = "The kernel is gone: run this cell again."


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
    expect(readers.locator(EXPLORER)).to_have_count(4)
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
    expect(cell.locator(SENTENCE)).to_be_visible()
    expect(cell.get_by_text(GONE)).to_be_hidden()
