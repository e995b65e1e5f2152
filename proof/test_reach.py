"""The course can be reached by keyboard, by screen reader, in any colours, from the last row.

Run it with `python -m pytest proof -s`: it prints what it counts. Each lesson is opened, looked
at, run, and looked at again.
"""

import collections
import re
from pathlib import Path

import live_lab
import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

NOTEBOOKS = sorted(Path(__file__).parents[1].glob("notebooks/[0-9]*.ipynb"))
OURS = [".jp-OutputArea-output", ".jp-MarkdownOutput"]  # all else is JupyterLab's own
EXPLORER = ".gradlab-explorer:not(.gradlab-question *)"
WIDGET = ".jp-OutputArea-output:has(.widget-vbox)"
SENTENCE = "[role=status]"
CONTROL = "[role=slider], .widget-readout, button:visible, select, input"
# JupyterLab shows a stored picture without the alt text that is stored beside it:
# jupyter/enhancement-proposals#120. Once the notebook is run the picture has it.
STORED_PICTURE = ".jp-RenderedImage img"
SERIOUS = ("serious", "critical")
THEMES = ("JupyterLab Light", "JupyterLab Dark")
# A projector of old; and the usual 1280 × 1000 at a zoom of 200 %, where a CSS pixel is two.
SIZES = {"1024 × 768": (1024, 768), "zoom 200 %": (640, 500)}

# What is wider than the place it has, with both widths. Formulas have boxes of their own.
CUT_OFF = """
(ours) => [...document.querySelectorAll(ours)].flatMap((output) => {
  const right = output.getBoundingClientRect().left + output.clientLeft + output.clientWidth;
  const parts = [output, ...output.querySelectorAll("*")];
  const far = (part) => part.getBoundingClientRect().right > right + 1;
  const clips = (part) => getComputedStyle(part).overflowX !== "visible";
  const full = (part) => part.clientWidth > 0 && part.scrollWidth > part.clientWidth;
  return parts
    .filter((part) => !part.closest("mjx-container") && (far(part) || (clips(part) && full(part))))
    .map((part) => [part.className, part.scrollWidth, part.clientWidth, part.textContent]);
})
"""
WIDE_CODE = """
() => [...document.querySelectorAll(".cm-scroller")]
  .filter((code) => code.scrollWidth > code.clientWidth).length
"""
# A line's contrasts with what it lies on: of its words, and of the bar before it.
CONTRASTS = """
(line) => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const seen = (colour, ground) => {
    const [r, g, b, opaque = 1] = numbers(colour);
    return [r, g, b].map((part, i) => part * opaque + ground[i] * (1 - opaque));
  };
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = (rgb) => {  // as WCAG 2.2 defines it
    const [r, g, b] = rgb.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let below = line;
  const is_clear = (part) => numbers(getComputedStyle(part).backgroundColor)[3] === 0;
  while (is_clear(below)) below = below.parentElement;
  const ground = numbers(getComputedStyle(below).backgroundColor);
  const contrast = (colour) => {
    const two = [luminance(seen(colour, ground)), luminance(ground.slice(0, 3))];
    return (Math.max(...two) + 0.05) / (Math.min(...two) + 0.05);
  };
  const style = getComputedStyle(line);
  return [contrast(style.color), contrast(style.borderLeftColor)];
}
"""

# Where a control stands: its column, whose upper edges are at one height, to a few pixels; its row,
# as the middle of the control or of the slider that it is a part of; and its place in the row.
PLACE = """
(control) => {
  const box = (part) => part.getBoundingClientRect();
  const column = box(control.closest(".gradlab-controls, .gradlab-picture, .widget-vbox"));
  const slider = control.closest(".widget-slider");
  const { top, height, left } = box(slider ?? control);
  const last = slider && !control.matches("[role=slider]"); // its number, above its track
  return [column.top, column.left, top + height / 2, left].map((p) => Math.round(p / 10))
    .concat(Number(last));
}
"""


@pytest.fixture(scope="module")
def lab(browser):
    with live_lab.jupyter_lab(NOTEBOOKS) as address:
        yield address


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


@pytest.fixture(scope="module")
def pictures(notebook):
    """How many pictures are stored in the notebook."""
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return sum("image/png" in output.get("data", {}) for output in outputs)


@pytest.fixture(scope="module")
def opened(notebook, pictures, lab, browser):
    """A page with the notebook as it is stored."""
    page = browser()
    page.set_default_timeout(60_000)
    live_lab.open_notebook(page, lab(notebook.name))
    expect(page.locator(STORED_PICTURE)).to_have_count(pictures, timeout=60_000)
    yield page
    page.close()


@pytest.fixture(scope="module")
def found_before(opened):
    """What axe finds before anything is run."""
    return findings(opened)


@pytest.fixture(scope="module")
def page(opened, pictures, found_before):
    """The page after *Run All Cells*."""
    live_lab.run_all(opened)
    for number in range(pictures):
        expect(opened.locator(EXPLORER).nth(number).locator(SENTENCE)).not_to_be_empty()
    return opened


def findings(page):
    """Return how often axe finds each rule broken, and where, in what the course shows."""
    violations = Axe().run(page).response["violations"]
    inside = (
        "([ours, nodes]) => nodes.filter((n) => document.querySelector(n)?.closest(ours)).length"
    )
    count, theirs = {}, collections.Counter()
    for rule in violations:
        targets = [node["target"][-1] for node in rule["nodes"]]
        mine = page.evaluate(inside, [", ".join(OURS), targets])
        theirs[rule["impact"]] += len(targets) - mine
        if mine:
            count[rule["id"], rule["impact"]] = mine
    return count, dict(theirs)


def only_serious(count):
    return {rule: number for (rule, impact), number in count.items() if impact in SERIOUS}


def sentence(widget):
    return widget.locator(SENTENCE).first.text_content()  # a sketch has its verdict, too


def press_and_see(widget, control, key):
    """Press a key on a control; the sentence changes, and the focus stays."""
    before = sentence(widget)
    control.focus()
    control.page.keyboard.press(key)
    expect(widget.locator(SENTENCE).first).not_to_have_text(before)
    assert control.evaluate("control => control === document.activeElement")


def test_axe_finds_nothing_serious_before_a_lesson_is_run(notebook, pictures, found_before):
    count, theirs = found_before
    print(f"\n{notebook.stem} before it is run: ours {count}, JupyterLab's {theirs}")
    assert only_serious(count) == {"image-alt": pictures}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_serious_after_a_lesson_is_run(notebook, page, theme):
    live_lab.choose_theme(page, theme)
    count, theirs = findings(page)
    print(f"\n{notebook.stem} run, {theme}: ours {count}, JupyterLab's {theirs}")
    assert only_serious(count) == {}


@pytest.mark.parametrize("theme", THEMES)
def test_sentences_and_verdicts_can_be_read_in_both_themes(notebook, page, theme):
    live_lab.choose_theme(page, theme)
    for widget in page.locator(".jp-OutputArea-output:has(input[type=radio])").all():
        widget.locator("input").first.check()
    found = collections.defaultdict(set)
    for line in page.locator(f".jp-OutputArea-output {SENTENCE}").all():
        kind = re.match(r"[○✗✓]?", line.text_content())[0] or "sentence"
        found[kind].add(tuple(round(contrast, 2) for contrast in line.evaluate(CONTRASTS)))
    print(f"\n{notebook.stem}, {theme}, words and bar: {dict(found)}")
    assert found
    for kind, contrasts in found.items():
        assert all(words >= 4.5 for words, _ in contrasts)
        # A sentence under a picture has no bar that could be seen.
        assert kind == "sentence" or all(bar >= 3 for _, bar in contrasts)


def test_tab_meets_every_control_in_the_order_shown_and_goes_on(page):
    for widget in page.locator(WIDGET).all():
        controls = [control.element_handle() for control in widget.locator(CONTROL).all()]
        places = [control.evaluate(PLACE) for control in controls]
        assert places == sorted(places)
        for key, way in (("Tab", controls), ("Shift+Tab", controls[::-1])):
            way[0].focus()
            for control in way:
                assert control.evaluate("control => control === document.activeElement")
                page.keyboard.press(key)
            assert not widget.evaluate("output => output.contains(document.activeElement)")


def move_and_see(widget, handle):
    """Move a slider a step by a key, back from its end."""
    now, most = (float(handle.get_attribute(f"aria-value{n}")) for n in ("now", "max"))
    press_and_see(widget, handle, "ArrowLeft" if now == most else "ArrowRight")


def test_keys_work_every_control(page):
    for widget in page.locator(WIDGET).all():
        for handle in widget.locator("[role=slider]").all():
            move_and_see(widget, handle)
        for toggle in widget.locator(".widget-toggle-button").all():
            if "mod-active" not in toggle.get_attribute("class"):
                press_and_see(widget, toggle, "Space")
        for box in widget.locator("input[type=checkbox]").all():
            press_and_see(widget, box, "Space")
        for choice in widget.locator("select").all():
            is_last = choice.evaluate("its => its.selectedIndex === its.length - 1")
            for key in ("ArrowUp", "ArrowDown") if is_last else ("ArrowDown", "ArrowUp"):
                press_and_see(widget, choice, key)


def test_space_chooses_an_answer_to_each_prediction(page):
    for widget in page.locator(".jp-OutputArea-output:has(input[type=radio])").all():
        for answer in widget.get_by_role("radio").all():
            answer.focus()
            page.keyboard.press("Space")
            expect(answer).to_be_checked()
            expect(widget.locator(SENTENCE)).to_have_text(re.compile("^[✗✓]"))


def test_space_starts_and_stops_play_and_works_step_and_reset(page):
    for widget in page.locator(".jp-OutputArea-output:has(.widget-play)").all():
        play, reset = (widget.get_by_role("button", name=n) for n in ("Play or pause", "Reset"))
        reset.focus()
        page.keyboard.press("Space")
        widget.get_by_role("button", name="Back").focus()  # some start at their last step
        page.keyboard.press("Space")
        page.wait_for_timeout(1000)  # others at their first: nothing follows
        press_and_see(widget, widget.get_by_role("button", name="Step"), "Space")
        move_and_see(widget, widget.locator("[role=slider]").first)
        press_and_see(widget, reset, "Space")
        press_and_see(widget, play, "Space")
        expect(play.locator(".fa-pause")).to_have_count(1)
        page.keyboard.press("Space")
        expect(play.locator(".fa-play")).to_have_count(1)
        page.wait_for_timeout(1000)  # what was under way has come
        stopped = sentence(widget)
        page.wait_for_timeout(1000)
        assert sentence(widget) == stopped


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_on_a_projector(notebook, page, size, tmp_path):
    before = page.viewport_size
    files = page.locator(".jp-FileBrowser")
    try:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        if size == "zoom 200 %" and files.is_visible():  # as whoever zooms would, with Ctrl+B
            page.evaluate("document.activeElement.blur()")  # a control keeps its keys to itself
            page.keyboard.press("Control+b")
        page.wait_for_timeout(1000)  # JupyterLab lays out anew
        print(f"\n{notebook.stem}, {size}: {page.evaluate(WIDE_CODE)} code cells scroll sideways")
        for number, explorer in enumerate(page.locator(EXPLORER).all()):
            explorer.screenshot(path=tmp_path / f"{notebook.stem}-{size}-{number}.png")
        assert page.evaluate(CUT_OFF, ", ".join(OURS)) == []
    finally:
        page.set_viewport_size(before)
        if not files.is_visible():
            page.keyboard.press("Control+b")
