"""Explorers under a finger, on a phone, a projector and in the dark; shown twice, run again.

These are a drawn few, one for each kind of control and picture; all are taken by
`proof/test_all_on_screens.py`.
"""

import io
import re

import live_lab
import numpy as np
import pytest
import screens
from PIL import Image
from playwright.sync_api import Locator, expect
from screens import EXPLORER, LAYERS, PHONE, PREDICTION, PROJECTOR, SENTENCE, TABLET

DARK_GROUND = 60  # of 255; JupyterLab's own is 17, the inverted white 18


@pytest.fixture(scope="module")
def page(browser, lab):
    """A page under a finger, with the drawn notebook run."""
    page = browser(has_touch=True)
    page.set_default_timeout(30_000)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    live_lab.open_notebook(page, lab("screens.ipynb"))
    live_lab.run_all(page)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def finger(page):
    return screens.Finger(page)


@pytest.fixture(scope="module")
def explorers(page, drawn):
    found = page.locator(EXPLORER)
    expect(found).to_have_count(len(drawn[0]))
    return found.all()


@pytest.fixture(scope="module")
def first(explorers):
    """The sentence with which each explorer begins."""
    return [screens.sentence(explorer) for explorer in explorers]


@pytest.fixture
def tablet(page):
    screens.resize(page, TABLET)


@pytest.fixture
def phone(page):
    screens.resize(page, PHONE)


def with_a(explorers, part):
    return next(explorer for explorer in explorers if explorer.locator(part).count())


def pixels(element):
    return np.asarray(Image.open(io.BytesIO(element.screenshot())).convert("L"), float)


def test_a_finger_drags_a_picture_to_where_a_tap_leads(page, finger, explorers, first):
    assert all(first)  # taken before anything moves
    # On a tablet and on a phone in turn: `proof/test_all_on_screens.py` drags each on both.
    for size, dragged in ((TABLET, explorers[::2]), (PHONE, explorers[1::2])):
        screens.resize(page, size)
        for explorer in dragged:
            screens.drag_with_a_finger(page, finger, explorer)


def test_a_finger_that_starts_beside_the_places_to_drag_scrolls_the_page(page, finger, explorers):
    screens.resize(page, PHONE)
    screens.assert_the_page_scrolls(page, finger, explorers[1])


def test_a_finger_moves_sliders_and_finds_every_other_control(page, finger, explorers, tablet):
    for explorer in explorers:
        screens.move_every_slider(page, finger, explorer)
    tick = with_a(explorers, "input[type=checkbox]")
    screens.tap_for_another_sentence(page, tick, tick.locator("input[type=checkbox]"))
    toggle = with_a(explorers, ".widget-toggle-button")
    other = toggle.locator(".widget-toggle-button:not(.mod-active)")
    drawn = toggle.locator(LAYERS + " > img").get_attribute("src")
    other.tap()
    expect(toggle.locator(LAYERS + " > img")).not_to_have_attribute("src", drawn)
    choice = with_a(explorers, "select")
    choice.locator("select").tap()
    page.keyboard.press("ArrowDown")  # the list itself belongs to the system
    page.keyboard.press("Enter")


def test_a_finger_plays_steps_back_copies_and_resets(page, explorers, first, tablet):
    path = with_a(explorers, ".widget-play")
    screens.to_the_middle(path)
    path.locator(".gradlab-reset").tap()
    begins = first[explorers.index(path)]
    expect(path.locator(SENTENCE)).to_have_text(begins)
    screens.tap_for_another_sentence(page, path, path.get_by_role("button", name="Step"))
    path.get_by_role("button", name="Back").tap()
    expect(path.locator(SENTENCE)).to_have_text(begins)
    path.locator(".gradlab-copy").tap()
    expect(path.get_by_role("button", name="Copied")).to_be_visible()
    code = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r"descent\.path\(.*step_num=40", code)
    play = path.locator(".widget-play button").first
    screens.tap_for_another_sentence(page, path, play)
    path.locator(".gradlab-reset").tap()
    expect(path.locator(SENTENCE)).to_have_text(begins)
    page.wait_for_timeout(500)  # Play's step takes 150 ms: it has stopped
    assert screens.sentence(path) == begins


def test_the_keyboard_copies_and_resets(page, explorers, first, tablet):
    explorer = explorers[0]
    explorer.locator(".gradlab-reset").tap()
    expect(explorer.locator(SENTENCE)).to_have_text(first[0])
    explorer.locator("[role=slider]").first.focus()
    page.keyboard.press("ArrowLeft")
    expect(explorer.locator(SENTENCE)).not_to_have_text(first[0])
    explorer.locator(".gradlab-copy").focus()
    page.keyboard.press("Enter")
    expect(explorer.get_by_role("button", name="Copied")).to_be_focused()
    assert page.evaluate("navigator.clipboard.readText()").startswith("partials.readings(")
    explorer.locator(".gradlab-reset").focus()
    page.keyboard.press("Space")
    expect(explorer.locator(SENTENCE)).to_have_text(first[0])


def test_a_tap_answers_a_prediction(page, tablet):
    screens.answer(page, page.locator(PREDICTION).first, Locator.tap)


def test_all_that_can_be_tapped_is_large_enough_for_a_finger(page, explorers):
    for size in (TABLET, PHONE):
        screens.resize(page, size)
        for part in (*explorers, *page.locator(PREDICTION).all()):
            assert screens.small_targets(part) == []


def test_on_a_phone_nothing_is_cut_off(page, explorers, phone):
    for part in (*explorers, *page.locator(PREDICTION).all()):
        screens.assert_whole(page, part)


def test_on_a_projector_an_explorer_fits_with_controls_beside_its_picture(page, explorers):
    screens.resize(page, PROJECTOR)
    for explorer in explorers:
        screens.assert_fits_a_projector(explorer)


def test_on_a_phone_controls_stand_above_the_sentence_and_the_picture(explorers, phone):
    for explorer in explorers:
        assert screens.order(explorer) == "above"


def test_the_pictures_are_dark_in_a_dark_theme(page, explorers, tablet):
    live_lab.choose_theme(page, "JupyterLab Dark")
    for explorer in explorers:
        screens.to_the_middle(explorer)
        levels = pixels(explorer.locator(LAYERS))
        assert np.median(levels) < DARK_GROUND
        assert levels.max() > 150  # lines and text
    live_lab.choose_theme(page, "JupyterLab Light")
    assert np.median(pixels(explorers[0].locator(LAYERS))) > 255 - DARK_GROUND


def test_a_cell_that_is_run_again_shows_one_explorer(page, explorers, tablet):
    cell = page.locator(".jp-CodeCell").first
    former = explorers[0].element_handle()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function("former => !former.isConnected", arg=former)
    expect(cell.locator(LAYERS)).to_have_count(1)
    expect(page.locator(EXPLORER)).to_have_count(len(explorers))
