"""A small site in Chromium: what moves, answers and has an address, without Python."""

import re

import lessons
import pytest
import tables
from playwright.sync_api import expect

LESSON, EXPLORER, QUESTION = "00_start_here", "fit", "predict"


@pytest.fixture(scope="module")
def page(browser):
    page = browser(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(20_000)
    page.problems, page.asked = [], []
    page.on("console", lambda m: m.type in ("error", "warning") and page.problems.append(m.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    return page


@pytest.fixture
def explorer(page, address):
    """The explorer of the lesson, awake and at its start."""
    page.goto("about:blank")
    page.goto(f"{address}{LESSON}.html")
    explorer = page.locator(f"#{EXPLORER}")
    explorer.scroll_into_view_if_needed()
    expect(explorer.locator(".gradlab-foreground")).to_be_attached()
    return explorer


@pytest.fixture(scope="module")
def drawn():
    """The explorer of the notebook."""
    return lessons.parts(LESSON)[EXPLORER]


def sentence(explorer):
    return explorer.locator(".gradlab-sentence").text_content()


def said(explorer, drawn):
    """Return what the notebook's explorer says where the page's controls are."""
    at = explorer.evaluate("explorer => explorer.at")
    return drawn.scene.state(**tables.values(drawn, at)).sentence


def test_a_key_moves_the_picture_to_what_the_notebook_says(page, explorer, drawn):
    for key in ("ArrowRight", "End", "PageDown", "Home", "ArrowLeft"):
        for name in drawn.controls:
            explorer.locator(f"#{EXPLORER}-{name}").press(key)
            expect(explorer.locator(".gradlab-sentence")).to_have_text(said(explorer, drawn))
    ends = [explorer.locator(f"#{EXPLORER}-{n}").get_attribute("aria-valuetext") for n in "wb"]
    assert ends == ["−0.250", "9.50"]


def test_the_mouse_drags_in_the_picture(page, explorer, drawn):
    area = explorer.locator(".gradlab-area").first
    area.scroll_into_view_if_needed()
    box, before = area.bounding_box(), sentence(explorer)
    x, seen = box["x"] + box["width"] / 2, set()
    page.mouse.move(x, box["y"] + 0.8 * box["height"])
    page.mouse.down()
    for share in (0.7, 0.5, 0.3, 0.05):
        page.mouse.move(x, box["y"] + share * box["height"])
        seen.add(sentence(explorer))
    page.mouse.up()
    assert sentence(explorer) not in (before, "")
    assert len(seen) >= 3
    assert sentence(explorer) == said(explorer, drawn)


def test_reset_leads_back_and_the_link_leads_there(page, explorer, address):
    first = sentence(explorer)
    slider = explorer.locator(f"#{EXPLORER}-w")
    slider.press("Home")
    moved = sentence(explorer)
    link = explorer.evaluate("explorer => explorer.link")
    expect(page).to_have_url(link)  # the address follows by itself
    explorer.locator(".gradlab-reset").click()
    expect(explorer.locator(".gradlab-sentence")).to_have_text(first)
    page.goto("about:blank")
    page.goto(link)
    expect(explorer.locator(".gradlab-sentence")).to_have_text(moved)
    expect(explorer).to_be_in_viewport()


@pytest.mark.parametrize(
    ("asked", "w", "b"),
    [
        ("w=99&b=-1e9", "0.050", "9.50"),
        ("w=no&b=NaN&c=3", "0.000", "10.50"),
        ("", "0.000", "10.50"),
        ("w=%F0%9F&b=Infinity&&=", "0.000", "10.50"),
    ],
)
def test_an_address_that_makes_no_sense_is_no_error(page, address, asked, w, b):
    page.goto("about:blank")
    page.goto(f"{address}{LESSON}.html#{EXPLORER}?{asked}")
    for name, value in (("w", w), ("b", b)):
        slider = page.locator(f"#{EXPLORER}-{name}")
        expect(slider).to_have_attribute("aria-valuetext", value)


def test_an_answer_brings_its_reason_and_unfolds_what_comes_out(page, explorer):
    question = page.locator(f"#{QUESTION}")
    fold = page.locator(f"details[data-until={QUESTION}]").first
    expect(fold).not_to_have_attribute("open", "")
    question.get_by_label("Lower.").check()
    expect(question.locator(".verdict")).to_have_text(re.compile("^✗ Not yet. With w"))
    expect(fold).to_have_attribute("open", "")
    question.get_by_label("Higher.").check()
    expect(question.locator(".verdict")).to_have_text(re.compile("^✓ Correct. The line turns"))


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("78", "✓ Correct."), ("−7,8e1", "✗ Not yet. You said −78;"), ("many", "○ To do."),
     ("1e400", "○ To do.")],
)  # fmt: skip
def test_a_number_is_taken_as_in_the_notebook(page, address, typed, verdict):
    page.goto(f"{address}numpy_primer.html")
    question = page.locator("gradlab-number").first
    question.locator("input").fill(typed)
    question.locator("input").press("Enter")
    expect(question.locator(".verdict")).to_have_text(re.compile(f"^{re.escape(verdict)}"))


def test_numbers_look_as_pythons_do(page, address):
    page.goto(f"{address}numpy_primer.html")
    values = [0, 1, -2.5, 0.00012345, 1.2345e-5, 99995, 123456, 1e-12, 100, 0.1 + 0.2, 9999.6]
    shown = page.evaluate(
        """async values => {
            const { general } = await import("./assets/numbers.js");
            return values.flatMap((value) => [3, 4].map((digits) => general(value, digits)));
        }""",
        values,
    )
    assert shown == [f"{value:.{digits}g}" for value in values for digits in (3, 4)]


def test_presenting_shows_one_screen_after_the_other_and_ends(page, address):
    page.goto(f"{address}{LESSON}.html?present")
    count = int(page.locator(".pager output").text_content().split("/")[1])
    for number in range(1, count + 1):
        expect(page.locator(".pager output")).to_have_text(f"{number} / {count}")
        assert page.locator(".screen:visible").count() == 1
        page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    assert page.locator(".screen").count() == 0
    expect(page.locator("h1")).to_have_count(1)


def test_without_javascript_everything_can_be_read(browser, address):
    page = browser(java_script_enabled=False)
    page.goto(f"{address}{LESSON}.html")
    expect(page.locator(f"#{EXPLORER} figcaption")).to_contain_text("the loss is 0.3102")
    expect(page.get_by_text("What speaks for each answer")).to_be_visible()
    page.close()


def test_no_page_complains_or_asks_another_host(page, address):
    page.goto(address)
    page.goto(f"{address}no/such/page")
    expect(page.get_by_role("heading")).to_have_text("There is no such page")
    page.problems[:] = [p for p in page.problems if "404" not in p]  # that page itself
    assert page.problems == []
    assert all(url.startswith((address, "about:", "blob:")) for url in page.asked)
