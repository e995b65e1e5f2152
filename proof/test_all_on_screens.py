"""Every explorer and every prediction under a finger, on a phone and on a projector."""

import live_lab
import pytest
import screens
from playwright.sync_api import Locator, expect
from screens import EXPLORER, PHONE, PREDICTION, PROJECTOR, TABLET

EXPLORERS, PREDICTIONS = screens.makers()


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """A page under a finger, with all of them."""
    path = tmp_path_factory.mktemp("screens") / "screens.ipynb"
    screens.write_notebook(path, map(screens.cell, [*EXPLORERS, *PREDICTIONS]))
    page = browser(has_touch=True)
    page.set_default_timeout(30_000)
    with live_lab.jupyter_lab([path]) as address:
        live_lab.open_notebook(page, address(path.name))
        live_lab.run_all(page)
        expect(page.locator(EXPLORER)).to_have_count(len(EXPLORERS), timeout=30_000)
        expect(page.locator(PREDICTION)).to_have_count(len(PREDICTIONS), timeout=30_000)
        yield page
        page.context.close()


@pytest.fixture(scope="module")
def finger(page):
    return screens.Finger(page)


@pytest.fixture(params=[TABLET, PHONE], ids=["tablet", "phone"])
def size(request, page):
    screens.resize(page, request.param)
    return request.param


@pytest.fixture(params=EXPLORERS)
def explorer(request, page):
    explorer = page.locator(EXPLORER).nth(EXPLORERS.index(request.param))
    screens.to_the_middle(explorer)
    return explorer


def test_a_finger_drags_a_picture_to_where_a_tap_leads(page, finger, size, explorer):
    screens.drag_with_a_finger(page, finger, explorer)


def test_a_finger_that_starts_beside_the_places_to_drag_scrolls_the_page(
    page, finger, size, explorer
):
    screens.assert_the_page_scrolls(page, finger, explorer)


def test_a_finger_moves_every_slider(page, finger, size, explorer):
    screens.move_every_slider(page, finger, explorer)


def test_all_that_can_be_tapped_is_large_enough_for_a_finger(size, explorer):
    assert screens.small_targets(explorer) == []


def test_nothing_is_cut_off(page, size, explorer):
    screens.assert_whole(page, explorer)


def test_an_explorer_fits_a_projector(page, explorer):
    screens.resize(page, PROJECTOR)
    screens.assert_fits_a_projector(explorer)


def test_on_a_phone_controls_stand_above_the_sentence_and_the_picture(page, explorer):
    screens.resize(page, PHONE)
    assert screens.order(explorer) == "above"


def test_predictions_are_whole_and_large_enough_for_a_finger(page, size):
    for prediction in page.locator(PREDICTION).all():
        screens.assert_whole(page, prediction)
        assert screens.small_targets(prediction) == []
        screens.answer(page, prediction, Locator.tap)
