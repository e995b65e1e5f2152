"""The whole site in Chromium: every explorer, every prediction, links, and every screen."""

import random
import re
from urllib.parse import urlsplit

import lessons
import pytest
import tables
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from site_pages import NAMES, awake, rows

LINKS = 10
LARGE = {"landscapes", "forgetful"}  # explorers that may take two megabytes
TABLE, LESSON, PAGE = 1_000_000, 5_000_000, 500_000  # bytes: the bars
SCREENS = [(1280, 720), (1920, 1080)]
SIZES = [390, 1024, 1280, 1920]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUTSIDE = """screen => {
    const room = { right: innerWidth + 1, bottom: innerHeight + 1 };
    const parts = [...screen.querySelectorAll("*")].filter((part) => {
        const box = part.getBoundingClientRect();
        const isOut = box.right > room.right || box.bottom > room.bottom
            || box.left < -1 || box.top < -1;
        return box.width && box.height && isOut
            && !part.closest(".wide, pre, details:not([open])");
    });
    return parts.map((part) => `${part.localName}.${part.className}`);
}"""


def test_every_control_goes_to_both_ends_and_the_picture_says_the_truth(page, lesson, parts, specs):
    for cell, spec in specs[lesson].items():
        explorer = awake(page, cell)
        for control in spec["controls"]:
            for key, place in (("End", len(control["labels"]) - 1), ("Home", 0)):
                if control["kind"] == "slider":
                    explorer.locator(f"#{cell}-{control['name']}").press(key)
                else:
                    explorer.evaluate("(its, [name, k]) => its.wish({ [name]: k })",
                                      [control["name"], place])  # fmt: skip
                at = explorer.evaluate("explorer => explorer.at")
                assert at[control["name"]] == place
                state = parts[cell].scene.state(**tables.values(parts[cell], at))
                expect(explorer.locator(".gradlab-sentence")).to_have_text(state.sentence)
                shown = explorer.locator(f"#{cell}-{control['name']}").first
                if control["kind"] == "slider":
                    expect(shown).to_have_attribute("aria-valuetext", control["labels"][place])
        explorer.locator(".gradlab-reset").click()
        first = parts[cell].scene.state(**parts[cell]._first).sentence
        expect(explorer.locator(".gradlab-sentence")).to_have_text(first)


def test_every_button_and_play_and_step_move_the_picture(page, lesson, specs):
    for cell, spec in specs[lesson].items():
        explorer = awake(page, cell)
        for button in spec["buttons"]:
            explorer.get_by_role("button", name=button["name"]).click()
            at = explorer.evaluate("explorer => explorer.at")
            assert button["set"].items() <= at.items()
        explorer.locator(".gradlab-reset").click()
        if not spec["steps"]:
            continue
        name = spec["steps"]["control"]
        explorer.locator(f"#{cell}-{name}").press("Home")
        explorer.get_by_role("button", name="Step").click()
        one = explorer.evaluate("(its, name) => its.at[name]", name)
        assert one > 0
        explorer.get_by_role("button", name="Back").click()
        assert explorer.evaluate("(its, name) => its.at[name]", name) == 0
        explorer.get_by_role("button", name="Play").click()
        page.wait_for_function("([id, name, one]) => document.getElementById(id).at[name] > one",
                               arg=[cell, name, one])  # fmt: skip
        explorer.get_by_role("button", name="Pause").click()
        explorer.locator(".gradlab-reset").click()


def test_every_picture_can_be_dragged_over_all_of_its_areas(page, lesson, parts, specs):
    for cell, spec in specs[lesson].items():
        if not any(background["areas"] for background in spec["backgrounds"]):
            continue
        explorer = awake(page, cell)
        explorer.evaluate("its => its.scrollIntoView({ block: 'center', behavior: 'instant' })")
        for area in explorer.locator(".gradlab-area").all()[:3]:
            box, seen = area.bounding_box(), set()
            for share in (0.05, 0.5, 0.95):
                place = box["x"] + share * box["width"], box["y"] + share * box["height"]
                page.mouse.move(*place)
                page.mouse.down()
                page.mouse.up()
                at = explorer.evaluate("explorer => explorer.at")
                state = parts[cell].scene.state(**tables.values(parts[cell], at))
                expect(explorer.locator(".gradlab-sentence")).to_have_text(state.sentence)
                seen.add(state.sentence)
            assert len(seen) > 1


def test_every_prediction_answers(page, lesson, parts):
    for cell, question in parts.items():
        if hasattr(question, "scene"):
            continue
        its, line = page.locator(f"[id='{cell}']"), page.locator(f"[id='{cell}'] .verdict")
        its.evaluate("its => its.scrollIntoView({ block: 'center', behavior: 'instant' })")
        if hasattr(question, "answers"):
            for answer in question.answers:
                its.get_by_label(answer, exact=True).check()
                question.choice.value = answer
                expect(line).to_have_text(str(question.verdict))
        elif hasattr(question, "typed"):
            for typed in ("1", f"{question.value:.9g}", "-0.0123456", "5e-9"):
                its.locator("input").fill(typed)
                its.locator("input").press("Enter")
                question.typed.value = typed
                expect(line).to_have_text(str(question.verdict))
        else:
            sketch_as_in_the_notebook(page, its, line, question)


def sketch_as_in_the_notebook(page, its, line, question):
    """Draw the same curve by keys on the page and in the notebook."""
    page.wait_for_function(
        "id => document.getElementById(id).background", arg=its.get_attribute("id")
    )
    its.get_by_role("button", name="Show").click()
    question.show()
    expect(line).to_have_text(str(question.verdict))
    x, y = its.locator("input[type=range]").all()
    steps = [question.pad.controls["x"].max, question.pad.controls["y"].min / 2]
    y.press("ArrowUp")
    question.pad.controls["y"].value += question.pad.controls["y"].step
    x.press("End")
    question.pad.controls["x"].value = steps[0]
    y.press("PageDown")
    question.pad.controls["y"].value -= 10 * question.pad.controls["y"].step
    expect(its.locator(".gradlab-sentence")).to_have_text(question.pad.sentence)
    its.get_by_role("button", name="Show").click()
    question.show()
    expect(line).to_have_text(str(question.verdict))
    expect(its.locator(".gradlab-sentence")).to_have_text(question.pad.sentence)
    its.locator(".gradlab-reset").click()
    expect(line).to_have_text(re.compile("^○ To do"))


def test_nothing_complained_and_nothing_came_from_another_host(page, lesson, address):
    assert page.problems == []
    assert all(url.startswith((address, "about:", "blob:")) for url in page.asked)


def test_a_lesson_fits_every_width(page, lesson):
    for width in SIZES:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(WIDER) <= 0, width
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page, lesson, scheme):
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="light")
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


def test_with_the_network_cut_what_was_loaded_still_moves(page, lesson, specs):
    for cell, spec in specs[lesson].items():
        explorer = awake(page, cell)
        slider = next(c for c in spec["controls"] if c["kind"] == "slider")
        page.context.set_offline(True)
        try:
            for key in ("Home", "End"):
                explorer.locator(f"#{cell}-{slider['name']}").press(key)
                expect(explorer).to_have_attribute("aria-busy", "false")
        finally:
            page.context.set_offline(False)


@pytest.mark.parametrize("size", SCREENS, ids=str)
def test_nothing_overflows_on_any_screen_of_a_presentation(page, lesson, address, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}{lesson}.html?present")
    count = int(page.locator(".pager output").text_content().split("/")[1])
    for number in range(1, count + 1):
        expect(page.locator(".pager output")).to_have_text(f"{number} / {count}")
        screen = page.locator(".screen:not([hidden])")
        for explorer in screen.locator("gradlab-explorer").all():
            explorer.evaluate("explorer => explorer.wake()")
        page.wait_for_timeout(60)
        assert screen.evaluate(OUTSIDE) == [], f"screen {number}"
        page.keyboard.press("PageDown")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{address}{lesson}.html")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_challenge_asks_for_can_be_found(name, site, specs):
    """As many of a lesson's pictures say that one is met as the lesson sets."""
    text = "\n".join(c.source for c in lessons.read(name).cells if c.cell_type == "markdown")
    asked = len(re.findall(r"^\*\*(?:\w+ c|C)hallenge\.\*\*", text, re.MULTILINE))
    met = {
        (cell, words)
        for cell, spec in specs[name].items()
        for _, sentence, *_ in rows(site, spec)
        for words in re.findall(r"\w* ?[Cc]hallenge met", sentence)
    }
    assert len(met) >= asked, met


def test_shared_links_show_what_was_shared(browser, address, specs, site):
    draw = random.Random(16)
    every = [(n, cell, spec) for n, its in specs.items() for cell, spec in its.items()]
    page = browser(viewport={"width": 1280, "height": 900})
    for name, cell, spec in draw.sample(every, LINKS):
        sheet = draw.choice(spec["sheets"])
        at = draw.choice(list(tables.grids.states(sheet)))
        page.goto("about:blank")
        page.goto(f"{address}{name}.html")
        link = page.locator(f"#{cell}").evaluate(
            "async (its, at) => { await its.wake(); await its.go(at); return its.link; }", at
        )
        expect(page.locator(f"#{cell} .gradlab-sentence")).not_to_be_empty()
        sentence = page.locator(f"#{cell} .gradlab-sentence").text_content()
        page.goto("about:blank")
        page.goto(link)
        expect(page.locator(f"#{cell} .gradlab-sentence")).to_have_text(sentence)
        expect(page.locator(f"#{cell}")).to_be_in_viewport()
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_without_javascript_a_lesson_can_be_read(browser, address, name, specs):
    page = browser(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page.goto(f"{address}{name}.html")
    for cell in specs[name]:
        assert page.locator(f"#{cell} figcaption").is_visible()
        assert page.locator(f"#{cell} img").get_attribute("alt")
    for asked in page.locator(".asked").all():
        assert asked.is_visible()
    assert page.locator("input, button:visible").count() == 0
    page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_sizes_of_a_lesson(name, site, specs, record_property):
    total = 0
    for cell, spec in specs[name].items():
        size = sum((site / "tables" / part).stat().st_size for part in spec["parts"])
        pictures = sum((site / "tables" / b["file"]).stat().st_size for b in spec["backgrounds"])
        total += size
        record_property(f"kB in {spec['count']} states and {pictures // 1000} kB of backgrounds: "
                        f"{cell}", size // 1000)  # fmt: skip
        assert size <= TABLE * (2 if cell in LARGE else 1), cell
    record_property("kB in all", total // 1000)
    assert total <= LESSON


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_light_before_any_table(browser, address, name, record_property):
    page = browser(viewport={"width": 1280, "height": 900})
    sizes = {}
    page.on("response", lambda r: sizes.update({r.url: int(r.headers.get("content-length", 0))}))
    page.goto(f"{address}{name}.html")
    page.wait_for_timeout(300)
    light = sum(size for url, size in sizes.items() if "/tables/" not in urlsplit(url).path)
    record_property("kB before any table", light // 1000)
    assert light <= PAGE
    page.context.close()
