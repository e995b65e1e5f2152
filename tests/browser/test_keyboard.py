"""The arrow keys belong to the control that has the focus, in JupyterLab and in Notebook."""

import live_lab
import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.few(0)  # a page of its own: in `make sweeps`, and so in CI
FRONT_ENDS = {"JupyterLab": "lab/tree", "Notebook": "notebooks"}
SENTENCE = "[role=status]"


@pytest.fixture(scope="module", params=FRONT_ENDS.values(), ids=FRONT_ENDS)
def page(request, browser, lab, small):
    """The small notebook, run, on a page of its own."""
    page = browser()
    page.set_default_timeout(20_000)
    live_lab.open_notebook(page, lab(small.name, request.param))
    live_lab.run_all(page)
    yield page
    page.close()


def output(page, control):
    """Return the output that has such a control, and this control or these."""
    place = page.locator(f".jp-OutputArea-output:has({control})")
    place.scroll_into_view_if_needed()
    return place, place.locator(control)


def test_each_arrow_key_moves_a_slider_and_leaves_it_the_focus(page):
    explorer, handles = output(page, "[role=slider]")
    for handle in handles.all():
        handle.focus()
        for key, back in (("ArrowRight", "ArrowLeft"), ("ArrowUp", "ArrowDown")):
            before = explorer.locator(SENTENCE).text_content()
            page.keyboard.press(key)
            expect(explorer.locator(SENTENCE)).not_to_have_text(before)
            page.keyboard.press(back)
            expect(explorer.locator(SENTENCE)).to_have_text(before)
            expect(handle).to_be_focused()


def test_each_arrow_key_leads_to_another_choice_of_a_drop_down(page):
    explorer, choice = output(page, "select")
    choice.focus()
    for key, back in (("ArrowDown", "ArrowUp"), ("ArrowRight", "ArrowLeft")):
        before = explorer.locator(SENTENCE).text_content()
        page.keyboard.press(key)
        expect(explorer.locator(SENTENCE)).not_to_have_text(before)
        page.keyboard.press(back)
        expect(explorer.locator(SENTENCE)).to_have_text(before)
        expect(choice).to_be_focused()


def test_each_arrow_key_walks_through_the_answers_of_a_prediction(page):
    _, answers = output(page, "[type=radio]")
    answers.first.focus()
    page.keyboard.press("Space")
    for key, step in (("ArrowDown", 1), ("ArrowRight", 1), ("ArrowUp", -1), ("ArrowLeft", -1)):
        chosen = [answer.is_checked() for answer in answers.all()].index(True)
        page.keyboard.press(key)
        expect(answers.nth(chosen + step)).to_be_checked()
        expect(answers.nth(chosen + step)).to_be_focused()
