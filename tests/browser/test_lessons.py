"""A notebook as a reader meets it: before it is run, run, and moved by hand.

`make test` takes one of them, `make sweeps` all.
"""

import base64
import io
import re
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import live_lab
import nbformat
import numpy as np
import pytest
import screens
from few import ALL
from PIL import Image, ImageFilter
from playwright.sync_api import Locator, expect

# Those that have a cell to run.
LESSONS = [
    path
    for path in sorted(Path(__file__).parents[2].glob("notebooks/*.ipynb"))
    if '"cell_type": "code"' in path.read_text(encoding="utf-8")
]
# 02 has an exercise, a table, and few pictures.
NOTEBOOKS = LESSONS if ALL else [path for path in LESSONS if path.stem == "02_partials"]
# For what is the same in every lesson, one of them is enough. It is the first: pytest 9.0 sorts
# by places in lists of parameters, and with another one these tests would come before all others.
in_one_lesson = pytest.mark.parametrize(
    "notebook", NOTEBOOKS[:1], indirect=True, ids=lambda path: path.stem
)
STILL = ".jp-RenderedImage img"
EXPLORER = f".jp-OutputArea-output:has({screens.EXPLORER})"
SENTENCE = "[role=status]"
LAYERS = live_lab.PICTURE
FOREGROUND = ".gradlab-foreground"
SVG = "place => place.shadowRoot.innerHTML"
AREA = ".gradlab-area"

# How much the live picture may differ from the still one, as the mean over all pixels of the
# difference of grey, of 255. The live one has few colours, and is drawn at another resolution:
# 0.6 to 3.8, most where there are many thin lines and small numbers, as in the map of outcomes.
# Whether what moves is there and in its place is told by the same difference without it, which is
# larger.
SAME_PICTURE = 4.2


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return request.param


@pytest.fixture(scope="module", autouse=True)
def opened(notebook, lab, page, errors, asked):
    """Show the notebook, before it is run; what the page says and asks from now on is its own."""
    if not page.locator(live_lab.NOTEBOOK).count():
        live_lab.open_notebook(page, lab(notebook.name))
    else:
        live_lab.close_notebook(page)
        errors.clear()  # Play says goodbye to a kernel that is already gone
        asked.clear()
        live_lab.open_listed_notebook(page, notebook.name)


@pytest.fixture(scope="module")
def sentences(notebook):
    """The sentences that are stored with the pictures of the notebook."""
    cells = nbformat.read(notebook, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [o.data["text/plain"] for o in outputs if "image/png" in o.get("data", {})]


@pytest.fixture(scope="module")
def stills(opened, page, sentences):
    """The pictures before anything is run."""
    # JupyterLab lays them out when it has time: on a busy machine one takes some seconds.
    expect(page.locator(STILL)).to_have_count(len(sentences), timeout=120_000)
    found = page.locator(STILL).all()
    for still in found:
        still.scroll_into_view_if_needed()
        still.evaluate("picture => picture.decode()")  # else it may be white yet
    return [gray(still) for still in found]


@pytest.fixture(scope="module")
def explorers(page, stills):
    """The explorers after *Run All Cells*."""
    live_lab.run_all(page)
    expect(page.locator(EXPLORER)).to_have_count(len(stills))
    return page.locator(EXPLORER).all()


def gray(element):
    """Return a screenshot of an element as grey levels, each the mean of a pixel and those around.

    A line that is drawn at another resolution lies a share of a pixel elsewhere, and the white
    of a picture of few colours is 254 or 255.
    """
    image = Image.open(io.BytesIO(element.screenshot())).convert("L")
    return np.minimum(np.asarray(image.filter(ImageFilter.BoxBlur(2)), float), 250)


def difference(one, other):
    """Return how much they differ where they lie best on each other, to a pixel.

    A screenshot has up to two pixels more each way where a picture begins between pixels.
    """
    assert np.abs(np.subtract(one.shape, other.shape)).max() <= 2
    height, width = np.minimum(one.shape, other.shape) - 2
    places = [(slice(y, y + height), slice(x, x + width)) for y in range(3) for x in range(3)]
    middle = other[1 : 1 + height, 1 : 1 + width]
    return min(np.abs(one[place] - middle).mean() for place in places)


def sentence(explorer):
    return explorer.locator(SENTENCE).text_content()  # its innerText is empty out of sight


def drawn(explorer):
    """Return the SVG of what moves."""
    return explorer.locator(FOREGROUND).evaluate(SVG)


def at_its_own_width(explorer):
    """Return the picture, as wide as the still one, where a screen's pixels begin."""
    layers = explorer.locator(LAYERS)
    layers.evaluate(
        """layers => {
            const picture = layers.closest(".gradlab-picture");
            picture.style.width = picture.style.maxWidth = "var(--width)";
            const { left, top } = layers.getBoundingClientRect();
            layers.style.left = `${Math.ceil(left) - left}px`;
            layers.style.top = `${Math.ceil(top) - top}px`;
        }"""
    )
    return layers


def bring_to_the_middle(picture):
    """Scroll a picture to where nothing lies over it, not the toolbar either."""
    picture.evaluate("picture => picture.scrollIntoView({block: 'center'})")


def moving_pixels(picture, still):
    """Count the pixels that differ from the picture without its moving parts."""
    return int((np.abs(picture - still) > 40).sum())


def cut_out(screenshot, box):
    """Return the grey levels of a screenshot of the page in a box of the page."""
    place = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
    return np.asarray(Image.open(io.BytesIO(screenshot)).convert("L").crop(place), float)


def there_and_back(handle):
    """Focus a slider's handle; return two arrow keys, of which the first does not leave its end."""
    handle.focus()
    now, least = (float(handle.get_attribute(f"aria-value{name}")) for name in ("now", "min"))
    at_end = now == least
    return ["ArrowRight", "ArrowLeft"] if at_end else ["ArrowLeft", "ArrowRight"]


def press_an_arrow_key(page, explorer, handle):
    before = sentence(explorer)
    page.keyboard.press(there_and_back(handle)[0])
    wait_for_another_sentence(page, explorer, before)


def painted_frames(page, explorer):
    """Return screenshots of all that the browser paints while the first slider moves."""
    session, data = page.context.new_cdp_session(page), []

    def keep(event):
        data.append(base64.b64decode(event["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    session.on("Page.screencastFrame", keep)
    before, keys = sentence(explorer), there_and_back(explorer.locator("[role=slider]").first)
    session.send("Page.startScreencast", {"format": "jpeg", "quality": 90})
    for key in keys * 4:
        page.keyboard.press(key)
        page.wait_for_timeout(30)
    expect(explorer.locator(SENTENCE)).to_have_text(before)  # the last picture has come
    session.send("Page.stopScreencast")
    session.detach()
    return data


def sentence_after_click(page, explorer, place):
    before = sentence(explorer)
    explorer.locator(AREA).first.click(position=place)  # waits until nothing on the page moves
    wait_for_another_sentence(page, explorer, before)
    return sentence(explorer)


def wait_for_another_sentence(page, explorer, before):
    page.wait_for_function(
        """([explorer, line, before]) => {
            const now = explorer.querySelector(line)?.textContent;
            return now && now !== before;
        }""",
        arg=[explorer.element_handle(), SENTENCE, before],
    )


def answered(address):
    """Return the path of the page with which a server answers, or the number of its refusal."""
    try:
        with urllib.request.urlopen(address) as answer:
            return urlsplit(answer.url).path
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return refusal.code


def type_into(page, cell, source):
    """Put this source into a cell and run it; it is pasted, so that the editor adds nothing."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(source)
    page.keyboard.press("Control+Enter")


def test_before_it_is_run_every_picture_is_there(stills, sentences):
    assert len(stills) == len(sentences)
    assert all(picture.std() > 10 for picture in stills)  # not white, not broken


@pytest.fixture
def wide(page):
    """Give the page room for a picture of its own width beside the controls."""
    page.set_viewport_size({**live_lab.VIEWPORT, "width": 1400})
    yield
    page.set_viewport_size(live_lab.VIEWPORT)


def test_run_it_shows_the_same_pictures_and_sentences_live(stills, sentences, explorers, wide):
    assert len(explorers) == len(stills)
    for still, stored, explorer in zip(stills, sentences, explorers, strict=True):
        explorer.scroll_into_view_if_needed()
        expect(explorer.locator(SENTENCE)).to_have_text(stored)
        assert (same := difference(gray(at_its_own_width(explorer)), still)) < SAME_PICTURE
        moving = explorer.locator(FOREGROUND)
        moving.evaluate("place => place.style.visibility = 'hidden'")
        assert difference(gray(explorer.locator(LAYERS)), still) > same  # it lies where it should
        moving.evaluate("place => place.style.visibility = ''")


def test_arrow_keys_move_every_slider_and_the_picture_follows(page, explorers):
    for explorer in explorers:
        explorer.scroll_into_view_if_needed()
        for handle in explorer.locator("[role=slider]").all():
            said, before = sentence(explorer), drawn(explorer)
            there, back = there_and_back(handle)
            page.keyboard.press(there)
            wait_for_another_sentence(page, explorer, said)
            assert drawn(explorer) != before  # both come in the same frame
            page.keyboard.press(back)  # at another place of it the next may change nothing
            expect(explorer.locator(SENTENCE)).to_have_text(said)


def test_a_screen_reader_finds_a_name_for_every_control_and_picture(explorers):
    for explorer in explorers:
        for role in ("slider", "button", "combobox", "checkbox", "textbox"):
            named = explorer.get_by_role(role, name=re.compile(r"\S"))
            expect(named).to_have_count(explorer.get_by_role(role).count())
        expect(explorer.get_by_role("img")).to_have_count(1)  # its layers are left out
        expect(explorer.get_by_role("img", name=sentence(explorer))).to_have_count(1)
        # A change is spoken only in a place that stays.
        expect(explorer.locator("[aria-live=polite] > [role=status]")).to_have_count(1)


def test_arrow_keys_in_a_drop_down_stay_there(page, explorers):
    for explorer in explorers:
        for choice in explorer.locator("select").all():
            before = sentence(explorer)
            choice.focus()
            is_last = choice.evaluate("choice => choice.selectedIndex === choice.length - 1")
            there, back = ("ArrowUp", "ArrowDown") if is_last else ("ArrowDown", "ArrowUp")
            page.keyboard.press(there)
            wait_for_another_sentence(page, explorer, before)
            page.keyboard.press(back)
            expect(explorer.locator(SENTENCE)).to_have_text(before)
            expect(choice).to_be_focused()


@in_one_lesson
def test_shift_tab_leads_from_a_cell_that_was_run_to_its_slider(page, explorers):
    cells = page.locator(".jp-CodeCell").all()
    cell = next(cell for cell in cells if cell.locator(EXPLORER).count())
    former = explorers[0].element_handle()
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("former => !former.isConnected", arg=former)
    cell.locator("[role=slider]").first.wait_for()  # of this cell, whose output is made anew
    page.wait_for_timeout(1000)  # JupyterLab scrolls to the next cell and gives it the focus
    met = []
    for _ in range(6):  # the readouts of two sliders stand on the way
        page.keyboard.press("Shift+Tab")
        met.append(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))
        if 'role="slider"' in met[-1]:
            return
    pytest.fail(f"Shift+Tab did not lead to the slider, but to {met}")


@in_one_lesson
def test_nothing_flickers_while_a_slider_moves(page, explorers):
    explorer = explorers[0]  # all are made of the same two layers
    explorer.locator("[role=slider]").first.focus()  # the page may scroll there, once
    explorer.locator(AREA).first.hover()  # waits until nothing on the page moves
    box = explorer.locator(LAYERS).bounding_box()
    foreground = explorer.locator(FOREGROUND)
    foreground.evaluate("place => place.style.visibility = 'hidden'")
    still = cut_out(page.screenshot(), box)
    foreground.evaluate("place => place.style.visibility = ''")
    moving = moving_pixels(cut_out(page.screenshot(), box), still)
    frames = [cut_out(frame, box) for frame in painted_frames(page, explorer)]
    assert len(frames) > 5
    # A frame painted without the foreground, or without both layers, is far off this share.
    for frame in frames:
        assert 0.5 * moving < moving_pixels(frame, still) < 2 * moving


@in_one_lesson
def test_moves_do_not_make_jupyterlab_draw_its_indicators_anew(page, explorers, asked):
    moves, before = 8, len(asked)
    for _ in range(moves):
        press_an_arrow_key(page, explorers[0], explorers[0].locator("[role=slider]").first)
    icons = [address for address in asked[before:] if "favicon" in address]
    # Without prompt_server there is one a move. On a busy machine a move may last, and show.
    assert len(icons) <= moves // 2


def test_a_drag_in_the_picture_ends_where_it_is_let_go(page, explorers):
    dragged = [explorer for explorer in explorers if explorer.locator(AREA).count()]
    assert dragged == explorers
    for explorer in dragged:
        picture = explorer.locator(AREA).first
        bring_to_the_middle(picture)
        width, height = (picture.bounding_box()[side] for side in ("width", "height"))
        start, end = (  # in every picture each says something else
            {"x": across * width, "y": down * height} for across, down in ((0.25, 0.25), (0.4, 0.3))
        )
        picture.click(position=start)
        page.wait_for_timeout(500)  # where it is there already, no other sentence comes
        there = sentence_after_click(page, explorer, end)
        sentence_after_click(page, explorer, start)
        picture.hover(position=start)
        page.mouse.down()
        picture.hover(position=end)
        page.mouse.up()
        expect(explorer.locator(SENTENCE)).to_have_text(there)


def test_an_answer_to_a_prediction_brings_the_reason(page, explorers):
    for prediction in page.locator(screens.PREDICTION).all():
        screens.answer(page, prediction, Locator.click)


def test_an_exercise_tells_a_wrong_answer_from_the_right_one(page, explorers):
    cells = page.locator(".jp-CodeCell")
    stubs = [number for number, cell in enumerate(cells.all()) if "..." in cell.inner_text()]
    if not stubs:  # in 00 there is none
        return
    cell = cells.nth(stubs[0])
    verdict = cell.locator(f".jp-OutputArea {SENTENCE}")
    expect(verdict).to_have_text(re.compile("^○ To do[.]"))
    check = cell.locator(".cm-line").last.inner_text()
    name = re.search(r"\((\w+)\)", check)[1]
    solution = page.locator("details pre", has_text=f"def {name}(").text_content()
    for source, words in ((f"{name} = print", "✗ Not yet."), (solution, "✓ Correct.")):
        type_into(page, cell, f"{source.strip()}\n\n{check}")
        expect(verdict).to_have_text(re.compile(f"^{re.escape(words)}"))


def test_the_page_asks_this_machine_only(explorers, asked):
    hosts = {urlsplit(address).hostname for address in asked}
    assert hosts - {None} == {"127.0.0.1"}  # None: what is written into the page, data: and blob:
    assert any(address.startswith("ws:") for address in asked)


@in_one_lesson
def test_whoever_does_not_know_the_token_gets_a_refusal_or_the_login(notebook, lab):
    server = urlsplit(lab(notebook.name))
    for path, answer in (
        ("/api/contents", 403),
        ("/api/kernels", 403),
        (f"/files/{notebook.name}", "/login"),
        (server.path, "/login"),
    ):
        address = f"http://{server.netloc}{path}"
        assert answered(address) == answered(f"{address}?token=guess") == answer
        assert answered(f"{address}?{server.query}") == path


def test_the_console_has_no_error(explorers, errors):
    assert errors == []
