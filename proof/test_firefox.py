"""Every explorer of every lesson in JupyterLab in Firefox: keys, the mouse, and every frame."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import live_lab
import marionette
import nbformat
import numpy as np
import pytest
import screens
from marionette import wait_until

NOTEBOOKS = sorted(Path(__file__).parents[1].glob("notebooks/[0-9]*.ipynb"))
SIZE = (1280, 1000)
IDLE = ".jp-Notebook-ExecutionIndicator[data-status=idle]"
HAS_LAST_CELL_FOCUS = """
return [...document.querySelectorAll(".jp-Cell")].at(-1).contains(document.activeElement)
"""
PAUSE = "return new Promise((go) => setTimeout(go, arguments[0]))"
MOVES, LOOKS = 4, 3  # screenshots a move
# Looks at each frame of all pictures, and keeps those in which a layer is missing.
WATCH = """
const [layers] = arguments;
const [background, host] = [() => layers.querySelector("img"), layers.querySelector("div")];
const isWhole = () => {
    const image = background(), svg = host.shadowRoot.querySelector("svg");
    const [room, ...boxes] = [layers, image, svg].map((part) => part?.getBoundingClientRect());
    return image.complete && image.naturalWidth && svg?.querySelector("path, use")
        && boxes.every((box) => Math.abs(box.width - room.width) < 1
            && Math.abs(box.height - room.height) < 1);
};
window.frames_seen = window.frames_broken = 0;
window.watched = layers;
const look = () => {
    window.frames_seen += 1;
    window.frames_broken += !isWhole();
    if (window.watched === layers) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    if not marionette.find_firefox():
        pytest.skip("no Firefox found: the proof in Firefox did not run")
    with marionette.firefox(tmp_path_factory.mktemp("firefox"), *SIZE) as page:
        yield page


@pytest.fixture(scope="module")
def lab():
    with live_lab.jupyter_lab(NOTEBOOKS) as address:
        yield address


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


@pytest.fixture(scope="module")
def explorers(page, lab, lesson):
    """The explorers of the lesson after *Run All Cells*."""
    cells = nbformat.read(lesson, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    stored = [o.data["text/plain"] for o in outputs if "image/png" in o.get("data", {})]
    page.goto(lab(lesson.name))
    wait_until(lambda: first(page, IDLE))
    run_all(page)
    wait_until(lambda: len(every(page, screens.EXPLORER)) == len(stored))
    found = [Explorer(page, element) for element in every(page, screens.EXPLORER)]
    for explorer, sentence in zip(found, stored, strict=True):
        wait_until(lambda explorer=explorer, sentence=sentence: explorer.sentence == sentence)
    return found


def first(page, selector, root=None):
    return page.run("return (arguments[1] ?? document).querySelector(arguments[0])", selector, root)


def every(page, selector, root=None):
    script = "return [...(arguments[1] ?? document).querySelectorAll(arguments[0])]"
    return page.run(script, selector, root)


def run_all(page):
    """Run every cell from the menu, and wait until all are done."""
    for words in ("Run", "Run All Cells"):
        page.drag(wait_until(lambda words=words: place_of_label(page, words)))
    wait_until(lambda: "[*]" in prompts(page))
    wait_until(lambda: "[*]" not in prompts(page))
    # When all is done JupyterLab gives the last cell the focus, and takes it from a slider.
    wait_until(lambda: page.run(HAS_LAST_CELL_FOCUS))


def place_of_label(page, words):
    """Return the middle of a word of the menu, if it is there and rests."""
    script = """
    const labels = [...document.querySelectorAll(".lm-MenuBar-itemLabel, .lm-Menu-itemLabel")];
    const box = labels.find((l) => l.textContent === arguments[0])?.getBoundingClientRect();
    return box?.width && [box.x + box.width / 2, box.y + box.height / 2];
    """
    before = page.run(script, words)
    page.run(PAUSE, 150)
    return before == page.run(script, words) and before


def prompts(page):
    script = "return [...document.querySelectorAll('.jp-InputPrompt')].map((p) => p.textContent)"
    return "".join(page.run(script))


class Explorer:
    """An explorer on the page."""

    def __init__(self, page, element):
        self.page, self._element = page, element
        self.layers = first(page, screens.LAYERS, element)
        self.area = first(page, screens.AREA, element)
        self.handles = every(page, "[role=slider]", element)

    @property
    def sentence(self):
        line = first(self.page, screens.SENTENCE, self._element)
        return self.page.run("return arguments[0].textContent", line)

    def bring_to_the_middle(self):
        self.page.run("arguments[0].scrollIntoView({ block: 'center' })", self.layers)
        self.page.run(PAUSE, 300)  # JupyterLab attaches the cells that are in sight now

    def place(self, shares):
        """Return the place in the window of these shares of the area to drag in."""
        box = self.page.run("return arguments[0].getBoundingClientRect().toJSON()", self.area)
        return box["x"] + shares[0] * box["width"], box["y"] + shares[1] * box["height"]

    def focus(self, handle):
        """Give a handle the focus; return two arrow keys, there and back."""
        self.page.run("arguments[0].focus()", handle)
        script = "return ['min', 'now'].map((end) => arguments[0].getAttribute(`aria-value${end}`))"
        low, now = map(float, self.page.run(script, handle))
        return ["ArrowRight", "ArrowLeft"] if now == low else ["ArrowLeft", "ArrowRight"]

    def wait_for_another_sentence(self, before):
        wait_until(lambda: self.sentence != before)
        return self.settled()

    def settled(self):
        """Return the sentence when nothing more comes."""
        now = None
        while now != (now := self.sentence):
            self.page.run(PAUSE, 150)
        return now

    def pixels(self):
        return np.asarray(self.page.screenshot(self.layers), int)


def test_arrow_keys_move_every_slider_and_the_sentence_follows(page, explorers, record_property):
    for explorer in explorers:
        explorer.bring_to_the_middle()
        for handle in explorer.handles:
            before = explorer.sentence
            key, back = explorer.focus(handle)
            page.press(key)
            wait_until(lambda explorer=explorer, before=before: explorer.sentence != before)
            page.press(back)
            wait_until(lambda explorer=explorer, before=before: explorer.sentence == before)
            assert page.run("return document.activeElement === arguments[0]", handle)
    record_property("sliders by keyboard", sum(len(explorer.handles) for explorer in explorers))


def test_a_drag_in_every_picture_ends_where_it_is_let_go(page, explorers, record_property):
    dragged = [explorer for explorer in explorers if explorer.area]
    for explorer in dragged:
        explorer.bring_to_the_middle()
        seen = [explorer.sentence]
        for shares in (*screens.DRAG, *screens.DRAG, screens.DRAG[0]):  # the first two make room
            page.drag(explorer.place(shares))
            if seen[1:]:
                explorer.wait_for_another_sentence(seen[-1])
            seen.append(explorer.settled())
        start, end = (np.array(explorer.place(shares)) for shares in screens.DRAG)
        page.drag(*(start + share * (end - start) for share in np.linspace(0, 1, 11)))
        wait_until(lambda explorer=explorer, there=seen[4]: explorer.sentence == there)
    record_property(f"of {len(explorers)} pictures dragged", len(dragged))


def test_no_frame_is_blank_or_without_a_layer_while_a_slider_moves(
    page, explorers, record_property
):
    frames, looks = 0, 0
    for explorer in explorers:
        explorer.bring_to_the_middle()
        page.run(WATCH, explorer.layers)
        for handle in explorer.handles:
            looks += look_while_it_moves(explorer, handle)
        drag_around(explorer)
        seen, broken = page.run("return [window.frames_seen, window.frames_broken]")
        assert broken == 0
        assert seen >= MOVES
        frames += seen
    record_property("frames, none broken", frames)
    record_property("screenshots, none blank", looks)


def look_while_it_moves(explorer, handle):
    """Check that each screenshot shows the picture before a move or after it; count them."""
    keys = explorer.focus(handle)
    both_ends(explorer, keys)  # the longer sentence makes its room, once
    ends = both_ends(explorer, keys)
    for number in range(MOVES):
        explorer.page.press(keys[number % 2])
        for _ in range(LOOKS):
            frame = explorer.pixels()
            assert any(is_same(frame, end) for end in ends)
    return MOVES * LOOKS


def both_ends(explorer, keys):
    """Return the pictures before a key and after it, from where it begins."""
    ends = []
    for key in keys:
        ends.append(explorer.pixels())
        before = explorer.sentence
        explorer.page.press(key)
        explorer.wait_for_another_sentence(before)
    assert not is_same(*ends)
    return ends


def is_same(one, other):
    """Tell whether two screenshots show the same picture, to the last pixel."""
    return one.shape == other.shape and not np.any(one != other)


def drag_around(explorer):
    if explorer.area:
        angles = np.linspace(0, 2 * np.pi, 20)
        explorer.page.drag(
            *(explorer.place((0.5 + 0.2 * np.cos(a), 0.5 + 0.2 * np.sin(a))) for a in angles)
        )
        explorer.settled()


def test_the_page_asks_this_machine_only(page, explorers):
    script = "return performance.getEntriesByType('resource').map(({ name }) => name)"
    asked = [url for url in page.run(script) if not re.match("blob:|data:", url)]
    assert {urlsplit(url).hostname for url in asked} == {"127.0.0.1"}
