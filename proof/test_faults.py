"""What goes wrong in a real room, in a real JupyterLab: the reader sees it go on."""

import re
import time
from urllib.parse import urlsplit

import live_lab
import nbformat
import pytest
from line import Line
from playwright.sync_api import expect

SETUP = """
import time
import numpy as np
from gradlab.explore import derivative, descent, gradient_field

delay = 0

def f(x):
    if np.ndim(x) == 0:
        time.sleep(delay)
        if 4 < x < 6:
            raise ValueError("f is ill")
    return np.sin(x)
"""
TANGENT = "derivative.tangent(f, window=(0, 10))"
CELLS = [SETUP, TANGENT, TANGENT, "descent.path()", "pass"]
FIRST, SECOND, PATH = range(3)

EXPLORER, SENTENCE = ".gradlab-explorer", ".gradlab-sentence"
BACKGROUND, FOREGROUND = ".gradlab-layers > img", ".gradlab-foreground"
ERROR = ", ".join(
    f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr")
)
IDLE, BUSY = (f".jp-Notebook-ExecutionIndicator[data-status={s}]" for s in ("idle", "busy"))
COUNT = """({ shadowRoot }) => {
    window.drawn = 0;
    new MutationObserver(() => window.drawn++).observe(shadowRoot, { childList: true });
}"""
SVG = "({ shadowRoot }) => shadowRoot.innerHTML"
PATIENCE = 60_000


class Room:
    """A notebook with three explorers, open in a browser and run."""

    def __init__(self, page, line):
        self.page, self.line = page, line
        page.set_default_timeout(PATIENCE)

    def explorer(self, number):
        return self.page.locator(EXPLORER).nth(number)

    def handle(self, number):
        handle = self.explorer(number).locator("[role=slider]").first
        handle.scroll_into_view_if_needed()
        return handle

    def picture(self, number):
        return self.explorer(number).locator(live_lab.PICTURE)

    def expect_sentence(self, number, words):
        line = self.explorer(number).locator(SENTENCE)
        expect(line).to_contain_text(re.compile(words), timeout=PATIENCE)

    def sentence(self, number):
        return self.explorer(number).locator(SENTENCE).text_content()

    def menu(self, *names):
        for name in names:
            self.page.get_by_role("menuitem", name=re.compile(f"^{name}")).click()  # and its key

    def run(self, number, source=None):
        cell = self.page.locator(".jp-CodeCell").nth(number)
        cell.locator(".cm-content").click()
        if source:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(200)
        expect(cell.locator(".jp-InputPrompt")).to_have_text(
            re.compile(r"\[\d+\]"), timeout=PATIENCE
        )

    def restart(self):
        self.menu("Kernel", "Restart Kernel…")
        self.page.get_by_role("button", name="Confirm Kernel Restart").click()
        self.page.wait_for_timeout(2000)  # the page says that it is idle before it restarts
        self.expect_idle()

    def press(self, number, key, times=1):
        self.handle(number).focus()
        for _ in range(times):
            self.page.keyboard.press(key)

    def make_f_slow(self):
        """From now on a picture takes about 0.5 s: it calls f at seven numbers."""
        self.run(4, "delay = 0.07")
        self.explorer(FIRST).locator(FOREGROUND).evaluate(COUNT)

    def drawn(self):
        return self.page.evaluate("window.drawn")

    def foreground(self, number):
        return self.explorer(number).locator(FOREGROUND).evaluate(SVG)

    def shown(self):
        """Return what every explorer shows: its sentence, both layers, and their pixels."""
        backgrounds = self.page.locator(f"{EXPLORER} {BACKGROUND}")
        images = backgrounds.evaluate_all("all => all.map((i) => [i.src, i.naturalWidth])")
        moving = [(self.sentence(n), self.foreground(n)) for n in (FIRST, SECOND, PATH)]
        return moving, images

    def readout(self, number):
        return self.explorer(number).locator(".widget-readout").first.text_content()

    def button(self, number, name):
        return self.explorer(number).get_by_role("button", name=name)

    def drag(self, element, place, across):
        """Press at a place of an element, in shares of its size, and drag it in 20 moves."""
        element.scroll_into_view_if_needed()
        box = element.bounding_box()
        x, y = box["x"] + place[0] * box["width"], box["y"] + place[1] * box["height"]
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + across, y, steps=20)
        self.page.mouse.up()

    def expect_rest(self, number):
        """Expect that nothing more comes for as long as three slow pictures take."""
        before = self.sentence(number)
        self.page.wait_for_timeout(2000)
        assert self.sentence(number) == before

    def expect_idle(self):
        expect(self.page.locator(IDLE)).to_be_visible(timeout=PATIENCE)

    def sleep(self, meanwhile=lambda: None):
        """Lose what is sent for a while, as where a lid is closed; then the line is new."""
        self.line.is_dead = True
        meanwhile()
        self.page.wait_for_timeout(3000)
        # Until the page has noticed, and calls again, it would lose more.
        with self.page.expect_websocket(lambda s: "/channels" in s.url, timeout=PATIENCE):
            self.line.cut()
        self.line.is_dead = False

    def seconds_until(self, number, words):
        start = time.monotonic()
        self.expect_sentence(number, words)
        return round(time.monotonic() - start, 1)

    def errors(self):
        return self.page.locator(ERROR).all_inner_texts()


@pytest.fixture
def room(browser, tmp_path):
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    path = tmp_path / "room.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    with live_lab.jupyter_lab([path]) as address:
        there = urlsplit(address(path.name))
        with Line(there.port) as line:
            page = browser()
            live_lab.open_notebook(page, there._replace(netloc=f"127.0.0.1:{line.port}").geturl())
            live_lab.run_all(page)
            found = Room(page, line)
            found.picture(PATH).wait_for()
            yield found
            page.close()
            line.shutdown()


# Pictures that a reader may have to wait through: the one being drawn when the first move comes,
# one on the way, the last; for a drag in the picture also those of the press and of the release.
FEW = 5


def test_twenty_quick_keys_on_a_slow_f_end_at_the_last_and_do_not_queue(room, record_property):
    room.make_f_slow()
    room.press(FIRST, "ArrowRight", times=20)
    room.expect_sentence(FIRST, "At x = 3.5 ")
    room.expect_rest(FIRST)
    record_property("pictures for 20 keys", room.drawn())
    assert room.drawn() <= FEW


def test_the_page_says_that_it_is_busy_while_a_slow_picture_is_drawn(room):
    room.run(4, "delay = 0.3")  # seven calls: two seconds
    room.press(FIRST, "ArrowRight")
    expect(room.page.locator(BUSY)).to_be_visible()
    room.expect_sentence(FIRST, "At x = 2.55 ")
    room.expect_idle()


def test_a_slider_dragged_over_a_slow_f_ends_where_it_is_let_go(room, record_property):
    room.make_f_slow()
    room.drag(room.handle(FIRST), (0.5, 0.5), across=-100)
    room.expect_sentence(FIRST, f"At x = {float(room.readout(FIRST)):.4g} ")
    room.expect_rest(FIRST)
    record_property("pictures for 20 places", room.drawn())
    assert room.drawn() <= FEW


def test_a_drag_in_the_picture_of_a_slow_f_ends_where_it_is_let_go(room, record_property):
    room.drag(room.picture(FIRST), (0.25, 0.3), across=0)
    room.drag(room.picture(FIRST), (0.25, 0.3), across=60)
    room.page.wait_for_timeout(1000)  # until the last picture has come
    room.expect_rest(FIRST)
    there = room.sentence(FIRST)
    room.press(FIRST, "Home")
    room.make_f_slow()
    room.drag(room.picture(FIRST), (0.25, 0.3), across=60)
    room.expect_sentence(FIRST, re.escape(there))
    room.expect_rest(FIRST)
    record_property("pictures for 20 places", room.drawn())
    assert room.drawn() <= FEW


def test_an_f_that_raises_in_the_midst_of_a_drag_shows_one_line_and_goes_on(room):
    room.press(FIRST, "ArrowRight", times=29)
    room.expect_sentence(FIRST, "At x = 3.95 ")
    good = room.foreground(FIRST)
    room.press(FIRST, "ArrowRight", times=10)
    room.expect_sentence(FIRST, "^⚠ ValueError: f is ill$")
    room.expect_rest(FIRST)
    assert room.foreground(FIRST) == good
    room.press(FIRST, "ArrowRight", times=40)
    room.expect_sentence(FIRST, "^At x = 6.4")
    assert room.foreground(FIRST) != good
    assert room.errors() == []


def test_a_press_in_the_picture_where_f_raises_shows_one_line_and_goes_on(room):
    room.drag(room.picture(FIRST), (0.52, 0.3), across=0)  # x is about 5
    room.expect_sentence(FIRST, "^⚠ ValueError: f is ill$")
    room.drag(room.picture(FIRST), (0.52, 0.3), across=-250)
    room.expect_sentence(FIRST, "^At x = [0-2]")
    room.drag(room.picture(FIRST), (0.25, 0.3), across=200)
    room.expect_sentence(FIRST, "^⚠ ValueError: f is ill$")
    room.expect_rest(FIRST)  # else what is still under way of the drag comes after the key
    room.press(FIRST, "Home")
    room.expect_sentence(FIRST, "^At x = 0 ")
    assert room.errors() == []


def test_after_an_interrupt_play_and_step_and_slider_go_on(room):
    room.button(PATH, "Play or pause").click()
    room.expect_sentence(PATH, "^After 4[5-9] steps")
    room.menu("Kernel", "Interrupt Kernel")
    room.expect_sentence(PATH, "^After 100 steps")
    room.button(PATH, "Reset").click()
    room.expect_sentence(PATH, "^After 40 steps with lr = 0.1 ")
    room.button(PATH, "Step").click()
    room.expect_sentence(PATH, "^After 41 steps")
    room.press(PATH, "ArrowRight")
    room.expect_sentence(PATH, "^After 41 steps with lr = 0.126 ")
    assert room.errors() == []


def test_an_interrupt_amid_slow_pictures_does_not_keep_the_last_from_coming(room):
    room.make_f_slow()
    room.press(FIRST, "ArrowRight", times=20)
    room.menu("Kernel", "Interrupt Kernel")
    room.expect_sentence(FIRST, "At x = 3.5 ")
    assert room.errors() == []


def test_an_interrupt_ends_an_f_that_never_returns_from_a_sliders_first_move(room):
    """JupyterLab sends a slider's first move to the thread of the cells."""
    room.run(4, "delay = 1e6")
    room.press(FIRST, "ArrowRight")
    room.page.wait_for_timeout(2000)
    room.menu("Kernel", "Interrupt Kernel")
    room.run(4, "delay = 0")
    room.press(FIRST, "ArrowRight")
    room.expect_sentence(FIRST, "At x = 2.6 ")
    assert room.errors() == []


def test_an_f_that_never_returns_from_a_later_move_leaves_cells_alive_till_a_restart(room):
    """JupyterLab sends it to a thread of its own, which no interrupt reaches."""
    room.press(FIRST, "ArrowRight")
    room.expect_sentence(FIRST, "At x = 2.55 ")
    room.run(4, "delay = 1e6")
    room.press(FIRST, "ArrowRight")
    room.page.wait_for_timeout(2000)
    room.run(4, "delay = 0")
    room.restart()
    live_lab.run_all(room.page)
    room.press(FIRST, "ArrowRight")
    room.expect_sentence(FIRST, "At x = 2.55 ")
    assert room.errors() == []


def test_after_a_restart_the_pictures_remain_and_run_all_brings_them_to_life(room):
    before = room.shown()
    assert all(width for _, width in before[1])
    room.restart()
    room.press(FIRST, "ArrowRight", times=3)
    room.page.wait_for_timeout(2000)
    assert room.shown() == before
    room.expect_idle()
    assert room.errors() == []
    live_lab.run_all(room.page)
    room.press(FIRST, "ArrowRight")
    room.expect_sentence(FIRST, "At x = 2.55 ")
    assert room.errors() == []


def test_cells_run_twice_and_out_of_order_do_not_disturb_each_other(room):
    room.press(SECOND, "Home")
    room.expect_sentence(SECOND, "At x = 0 ")
    for cell in (3, 1, 1, 0):
        room.run(cell)
    room.expect_sentence(FIRST, "At x = 2.5 ")
    room.press(FIRST, "ArrowRight")
    room.expect_sentence(FIRST, "At x = 2.55 ")
    room.expect_sentence(SECOND, "At x = 0 ")
    room.press(SECOND, "ArrowRight")
    room.expect_sentence(SECOND, "At x = 0.05 ")
    room.expect_sentence(FIRST, "At x = 2.55 ")
    assert room.errors() == []


def test_after_the_line_was_cut_the_slider_moves_the_picture_again(room, record_property):
    room.line.is_dead = True
    room.line.cut()
    room.page.wait_for_timeout(3000)
    room.press(FIRST, "ArrowRight", times=3)
    room.line.is_dead = False
    record_property("s until it follows", room.seconds_until(FIRST, "At x = 2.65 "))
    room.press(FIRST, "ArrowRight")
    room.expect_sentence(FIRST, "At x = 2.7 ")
    assert room.errors() == []


def test_after_a_closed_lid_the_slider_moves_the_picture_again(room, record_property):
    room.sleep()
    room.press(FIRST, "ArrowRight")
    record_property("s until it follows", room.seconds_until(FIRST, "At x = 2.55 "))
    assert room.errors() == []


def test_where_a_move_was_lost_the_others_follow_and_running_the_cell_again_is_enough(room):
    """ipywidgets waits for the answer to a slider's last move, also for one that was lost."""
    room.sleep(lambda: room.press(FIRST, "ArrowRight", times=3))
    room.press(SECOND, "ArrowRight")
    room.expect_sentence(SECOND, "At x = 2.55 ")
    room.run(1)
    room.press(FIRST, "ArrowRight")
    room.expect_sentence(FIRST, "At x = 2.55 ")
    assert room.errors() == []
