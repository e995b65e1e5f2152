"""The site's figures in Chromium, and what takes longer than to drive it.

What is measured wants a machine with nothing else to do.
"""

import random
import time

import build_site
import kept
import lessons
import numpy as np
import pytest
import slider_latency
import tables
from playwright.sync_api import expect
from site_pages import NAMES, awake, rows

SAMPLE = 200  # states an explorer
SLOW = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000,
        "offline": False}  # fmt: skip
KEYS = 24  # presses of a slider, some places on, and back
COUNT_STATES = """explorer => {
    window.states = 0;
    explorer.addEventListener("moved", () => { window.states += 1; });
}"""


def test_key_to_paint(page, lesson, specs, record_property):
    """From the key event's own stamp to the frame with the new picture, as `make bench` has it."""
    for cell, spec in specs[lesson].items():
        explorer = awake(page, cell)
        its = next(c for c in spec["controls"] if c["kind"] == "slider")
        slider = explorer.locator(f"#{cell}-{its['name']}")
        slider.press("Home")
        on = min(6, len(its["labels"]) - 1)
        there_and_back = [*["ArrowRight"] * on, *["ArrowLeft"] * on]
        with slider_latency.watched(page, explorer) as press:
            slider.focus()
            times = [press(key) for key in there_and_back * (KEYS // len(there_and_back))]
        p50, p95 = np.percentile(times, [50, 95])
        record_property(f"ms p50, {p95:.0f} p95: {cell}", f"{p50:.0f}")


def test_a_drag_shows_each_state_that_it_meets(page, lesson, specs, record_property):
    for cell, spec in specs[lesson].items():
        if not any(background["areas"] for background in spec["backgrounds"]):
            continue
        explorer = awake(page, cell)
        explorer.evaluate(COUNT_STATES)
        (rate,) = slider_latency.drag_and_count(page, explorer)
        states, pictures = page.evaluate("[window.states, window.pictures]")
        record_property(f"pictures a second, dragged: {cell}", f"{rate:.0f}")
        assert pictures, cell
        assert states - 1 <= pictures <= states, cell


@pytest.mark.parametrize("name", NAMES)
def test_sampled_states_are_what_the_notebook_shows(name, site, specs):
    explorers = lessons.parts(name)
    for cell, spec in specs[name].items():
        table = list(rows(site, spec))
        states = [at for sheet in spec["sheets"] for at in tables.grids.states(sheet)]
        assert len(table) == len(states)
        scene, draw = explorers[cell].scene, random.Random(cell)
        for k in sorted(draw.sample(range(len(states)), min(SAMPLE, len(states)))):
            state = scene.state(**tables.values(explorers[cell], states[k]))
            assert table[k][0] == tables.tidy(state.foreground)
            assert table[k][1] == state.sentence
            background = site / "tables" / spec["backgrounds"][table[k][2]]["file"]
            assert background.read_bytes() == drawn(state.background)


_drawn = {}


def drawn(background):
    if background not in _drawn:
        _drawn[background] = tables.png(background)
    return _drawn[background]


@pytest.mark.parametrize("speed", ["loopback", "1.6 Mb/s and 150 ms"])
@pytest.mark.parametrize("name", ["", "01_derivative.html#secant"])
def test_the_first_picture_moves_soon(browser, address, name, speed, record_property):
    page = browser(viewport={"width": 1280, "height": 900})
    if speed != "loopback":
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW)
    begun = time.monotonic()
    page.goto(f"{address}{name}", wait_until="commit")
    page.wait_for_selector("gradlab-explorer[data-awake]")
    before = page.locator(".gradlab-sentence").first.text_content()
    if name:
        page.locator("input[type=range]").first.press("End")
    expect(page.locator(".gradlab-sentence").first).not_to_have_text(before)
    seconds = time.monotonic() - begun
    record_property("seconds", f"{seconds:.1f}")
    page.context.close()


def test_two_builds_are_the_same_bytes(tmp_path):
    """Of the pages; the tables of one lesson are drawn twice, from nothing."""
    name = "06_simple_net"
    with pytest.MonkeyPatch.context() as patch:
        both = []
        for k in (1, 2):
            patch.setattr(kept, "FOLDER", tmp_path / f"kept{k}")
            patch.setattr(build_site.tables.grids, "MOST", 300)
            build_site.build([name], tmp_path / f"out{k}", build_site.options([name, "--jobs=0"]))
            out = tmp_path / f"out{k}"
            both.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    assert both[0] == both[1]
