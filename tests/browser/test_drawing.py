"""A curve drawn by mouse, by finger and by arrow keys, and the true one over it."""

import re

import live_lab
import pytest
import screens
from playwright.sync_api import expect
from screens import AREA, PHONE, PROJECTOR, SENTENCE, TABLET

SKETCH = """
import numpy as np
from gradlab import plots
from gradlab.widgets.controls import slider
from gradlab.widgets.sketch import Sketch
figure, (above, below) = plots.figure(2, height=3.9, sharex=True)
across = np.linspace(0, 10, 101)
plots.curve(above, across, 10 * across - across**2, "$f(x)$")
below.set(xlabel="$x$", ylabel="$f'(x)$")
made = Sketch(
    "Draw the slope of f into the lower panel.", figure, below, lambda x: 10 - 2 * x,
    x=slider(0.0, 10.0, 0.0, 0.5), y=slider(-12.0, 12.0, 0.0, 1.0), reason="It falls evenly.",
)
made
"""
VERDICT = ".widget-html:not(.gradlab-explorer *) [role=status]"
# Along the true curve, in shares of the panel: it goes from 10 to -10, and the panel from 12 to
# -12. The first lies at the left edge.
RIGHT = [(share, (2 + 20 * share) / 24) for share in (0.005, 0.25, 0.5, 0.75, 0.995)]
HIGH = [(share, 0.1) for share in (0.005, 0.5, 0.995)]

pytestmark = pytest.mark.few(0)  # a page of its own: in `make sweeps`, and so in CI


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    path = tmp_path_factory.mktemp("sketch") / "sketch.ipynb"
    screens.write_notebook(path, [SKETCH, *["1 + 1"] * 12])
    page = browser(has_touch=True, viewport=TABLET)
    page.set_default_timeout(30_000)
    with live_lab.jupyter_lab([path]) as address:
        live_lab.open_notebook(page, address(path.name))
        live_lab.run_all(page)
        yield page
        page.context.close()


@pytest.fixture
def sketch(page):
    """The sketch, with nothing drawn."""
    screens.resize(page, TABLET)
    output = page.locator(f".jp-OutputArea-output:has({AREA})")
    screens.to_the_middle(output.locator(AREA))
    output.locator(".gradlab-reset").click()
    expect(output.locator(SENTENCE)).to_have_text("The pen is at x = 0, height 0.")
    expect(verdict(output)).to_contain_text("To do. Draw it")
    return output


def verdict(sketch):
    return sketch.locator(VERDICT)


def show(sketch):
    return sketch.get_by_role("button", name="Show")


def draw_with_the_mouse(page, sketch, points):
    first, *others = (screens.place(sketch.locator(AREA), point) for point in points)
    page.mouse.move(*first)
    page.mouse.down()
    for place in others:
        page.mouse.move(*place, steps=10)
    page.mouse.up()
    screens.settled(page, sketch)


def draw_with_a_finger(page, sketch, points):
    finger = screens.Finger(page)
    first, *others = (screens.place(sketch.locator(AREA), point) for point in points)
    finger.tell("touchStart", first)
    for place in others:
        finger.tell("touchMove", place)
        page.wait_for_timeout(100)
    finger.tell("touchEnd")
    screens.settled(page, sketch)


@pytest.mark.parametrize("draw", [draw_with_the_mouse, draw_with_a_finger])
def test_a_curve_near_the_true_one_is_right(page, sketch, draw):
    draw(page, sketch, RIGHT)
    expect(sketch.locator(SENTENCE)).to_have_text("The pen is at x = 10, height −10.")
    show(sketch).click()
    expect(verdict(sketch)).to_have_text(re.compile("^✓ Correct. .* It falls evenly.$"))


@pytest.mark.parametrize("draw", [draw_with_the_mouse, draw_with_a_finger])
def test_a_curve_that_is_off_is_told_where_and_by_how_much_and_stays(page, sketch, draw):
    draw(page, sketch, HIGH)
    drawn = dashed(sketch)
    assert len(drawn) == 1
    show(sketch).click()
    off = "✗ Not yet. Your curve is off most at x = 10, by 20: you drew 10, and it is −10; "
    expect(verdict(sketch)).to_contain_text(off)
    assert dashed(sketch) == drawn


def dashed(sketch):
    """Return the paths of the dashed lines that move."""
    return sketch.locator(".gradlab-foreground").evaluate(
        """host => [...host.shadowRoot.querySelectorAll("path")]
            .filter((path) => path.style.strokeDasharray !== "")
            .map((path) => path.getAttribute("d"))"""
    )


def test_a_finger_that_draws_does_not_scroll_the_page(page, sketch):
    notebook = page.locator(screens.SCROLLED)
    before = notebook.evaluate("notebook => notebook.scrollTop")
    draw_with_a_finger(page, sketch, [(0.2, 0.9), (0.21, 0.1)])
    assert notebook.evaluate("notebook => notebook.scrollTop") == before


def test_arrow_keys_alone_draw_show_and_begin_anew(page, sketch):
    across, up = sketch.locator("[role=slider]").all()
    up.focus()
    press(page, "ArrowUp", 10)
    expect(sketch.locator(SENTENCE)).to_have_text("The pen is at x = 0, height 10.")
    for k in range(1, 21):
        across.focus()
        page.keyboard.press("ArrowRight")
        up.focus()
        page.keyboard.press("ArrowDown")
        said = f"The pen is at x = {k / 2:.4g}, height {10 - k}.".replace("-", "−")
        expect(sketch.locator(SENTENCE)).to_have_text(said)
    show(sketch).focus()
    page.keyboard.press("Enter")
    expect(verdict(sketch)).to_contain_text("✓ Correct. Your curve is off most at x = 0, by 0:")
    across.focus()
    page.keyboard.press("ArrowLeft")
    expect(sketch.locator(SENTENCE)).to_have_text("At x = 9.5 you drew −9, and it is −9.")
    sketch.locator(".gradlab-reset").focus()
    page.keyboard.press("Enter")
    expect(verdict(sketch)).to_contain_text("To do.")


def press(page, key, times):
    for _ in range(times):
        page.keyboard.press(key)


def test_a_key_held_down_leads_the_pen_along_the_curve_and_spoils_nothing(page, sketch):
    draw_with_the_mouse(page, sketch, RIGHT)
    drawn = dashed(sketch)
    sketch.locator("[role=slider]").first.focus()
    for key, end in (("ArrowLeft", "x = 0, height 10."), ("ArrowRight", "x = 10, height −10.")):
        press(page, key, 20)
        expect(sketch.locator(SENTENCE)).to_contain_text(end)
        screens.settled(page, sketch)
        assert dashed(sketch) == drawn


def test_show_asks_for_the_missing_part(page, sketch):
    draw_with_the_mouse(page, sketch, RIGHT[:3])
    show(sketch).click()
    expect(verdict(sketch)).to_contain_text("a part is missing.")


@pytest.mark.parametrize("size", [TABLET, PHONE, PROJECTOR], ids=["tablet", "phone", "projector"])
def test_all_of_it_is_seen_and_can_be_tapped(page, sketch, size):
    screens.resize(page, size)
    screens.assert_whole(page, sketch)
    assert screens.small_targets(sketch) == []
    if size == PROJECTOR:
        assert sketch.bounding_box()["height"] <= 620  # that of the window without bars and tabs
