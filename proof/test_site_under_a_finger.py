"""The site on a phone under a finger: pictures that are dragged, pages that scroll, targets."""

import pytest
import screens
import tables
from playwright.sync_api import expect
from screens import AREA, DRAG, LAYERS, MARGIN, PHONE, SENTENCE, place, small_targets
from site_pages import awake

PARTS = "gradlab-explorer, gradlab-choice, gradlab-number, gradlab-sketch"


@pytest.fixture(scope="module")
def page(browser):
    page = browser(viewport=PHONE, has_touch=True, is_mobile=True)
    page.set_default_timeout(30_000)
    page.problems, page.asked = [], []
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def finger(page):
    return screens.Finger(page)


def dragged(page, specs, lesson):
    """Yield each explorer of a lesson that can be dragged, in the middle of the screen."""
    for cell, spec in specs[lesson].items():
        if any(background["areas"] for background in spec["backgrounds"]):
            explorer = awake(page, cell)
            screens.to_the_middle(explorer.locator(AREA).first)
            yield cell, explorer


def scrolled(page):
    return page.evaluate("scrollY")


def test_a_drag_ends_where_a_tap_leads_and_does_not_scroll(page, finger, lesson, parts, specs):
    for cell, explorer in dragged(page, specs, lesson):
        area, line = explorer.locator(AREA).first, explorer.locator(SENTENCE)
        # What is said on the way makes room, once, for the longest sentence.
        finger.drag(*(place(area, shares) for shares in DRAG))
        screens.settled(page, explorer)
        start, end = (place(area, shares) for shares in DRAG)
        page.touchscreen.tap(*end)
        led = explorer.evaluate("explorer => explorer.at")
        page.touchscreen.tap(*start)
        assert explorer.evaluate("explorer => explorer.at") != led
        before = scrolled(page)
        finger.drag(start, end)
        expect(line).to_have_text(
            parts[cell].scene.state(**tables.values(parts[cell], led)).sentence
        )
        assert explorer.evaluate("explorer => explorer.at") == led, cell
        assert scrolled(page) == before


def test_a_finger_on_the_margin_of_a_picture_or_on_its_sentence_scrolls(
    page, finger, lesson, specs
):
    for _, explorer in dragged(page, specs, lesson):
        for x, y in (
            explorer.locator(LAYERS).evaluate(MARGIN),
            place(explorer.locator(SENTENCE), (0.5, 0.5)),
        ):
            before = scrolled(page)
            finger.drag((x, y), (x, y - 150))
            page.wait_for_function("before => scrollY !== before", arg=before)
            screens.to_the_middle(explorer.locator(AREA).first)


def test_all_that_can_be_tapped_is_large_enough(page, lesson, specs):
    for part in page.locator(PARTS).all():
        screens.to_the_middle(part)
        assert small_targets(part) == []
