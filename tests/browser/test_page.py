"""picture.js and picture.css on a page without a kernel: layers handed in, the pointer answered."""

import base64
import io
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from inspect import getmembers, ismodule
from pathlib import Path

import matplotlib.colors
import numpy as np
import pytest
from PIL import Image

from gradlab import plots, widgets
from gradlab.widgets.picture import WORDS

FOLDER = Path(widgets.__file__).parent
SIZE = {"width": 400, "height": 300}
AREA = [0.1, 0.1, 0.8, 0.8]
# A page that counts the live blob URLs, and keeps what the picture asks in `asked`.
START = """async ({ size, words, css }) => {
    document.head.insertAdjacentHTML("beforeend", `<style>${css}</style>`);
    document.body.style.margin = 0;
    window.live = new Set();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => {
        const url = createObjectURL(blob);
        live.add(url);
        return url;
    };
    URL.revokeObjectURL = (url) => (live.delete(url), revokeObjectURL(url));
    window.asked = [];
    const { Picture } = await import("/picture.js");
    window.picture = new Picture(document.body, { ...size, words, ask: (m) => asked.push(m) });
    window.bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt());
    window.show = (png, foreground, more) => picture.show({
        background: bytes(png), foreground, sentence: "A line.", kind: "shows", code: "x()",
        ...more,
    });
}"""
EVIL = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
    viewBox="0 0 4 3" onload="window.ran = 1">
  <script>window.ran = 2</script>
  <a href="http://out.invalid/a"><path id="a" d="M0 0h1"/></a>
  <a xlink:href="javascript:window.ran=3"><path d="M0 0h1"/></a>
  <image href="http://out.invalid/b" width="4" height="3"/>
  <foreignObject width="4" height="3"><img xmlns="http://www.w3.org/1999/xhtml"
    src="http://out.invalid/c" onerror="window.ran = 4"/></foreignObject>
  <style>@import "http://out.invalid/d"; path { fill: red }</style>
  <style>rect { fill: url(http://out.invalid/e) }</style>
  <use href="http://out.invalid/f#a"/> <use xlink:href="#good"/>
  <set attributeName="href" to="http://out.invalid/g"/>
  <animate attributeName="x" onbegin="window.ran = 5" dur="1s"/>
  <rect style="fill: url('http://out.invalid/h')" width="1" height="1"/>
  <rect style="fill: u\\72l(http://out.invalid/i)" width="1" height="1"/>
  <rect style="fill: image-set('http://out.invalid/j' 1x)" width="1" height="1"/>
  <path d="M0 0h2" onclick="window.ran = 6" clip-path="url(#clip)" id="good"/>
</svg>"""


@pytest.fixture(scope="module")
def address():
    """Serve the folder of picture.js on loopback."""
    handler = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=FOLDER))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser, address):
    page = browser(has_touch=True, viewport={"width": 500, "height": 500})
    page.goto(f"{address}/picture.js")
    page.set_content("<!doctype html><title>A page without a kernel</title>")
    css = (FOLDER / "picture.css").read_text(encoding="utf-8")
    page.evaluate(START, {"size": SIZE, "words": WORDS, "css": css})
    yield page
    page.context.close()


def png(grey=255):
    data = io.BytesIO()
    Image.new("L", (40, 30), grey).save(data, "png")
    return base64.b64encode(data.getvalue()).decode()


def show(page, foreground="<svg xmlns='http://www.w3.org/2000/svg'/>", **more):
    page.evaluate(
        "([png, foreground, more]) => show(png, foreground, more)",
        [png(), foreground, {"areas": [AREA], **more}],
    )


def asked(page):
    """Return the kinds of what was asked, and forget them."""
    return page.evaluate("asked.splice(0).map(({ kind }) => kind)")


def middle(page, across=0.5):
    box = page.locator(".gradlab-layers").bounding_box()
    return box["x"] + across * box["width"], box["y"] + 0.5 * box["height"]


def test_in_a_low_frame_it_is_as_large_as_there_is_room_across(page, address):
    page.set_viewport_size({"width": 900, "height": 900})
    page.set_content(f"<iframe src='{address}/picture.css' width=800 height=200></iframe>")
    frame = page.frames[1]
    css = (FOLDER / "picture.css").read_text(encoding="utf-8")
    frame.set_content("<!doctype html><title>Outputs</title>")
    frame.evaluate(START, {"size": SIZE, "words": WORDS, "css": css})
    frame.evaluate("png => show(png, '<svg/>', { areas: [] })", png())
    width = frame.locator(".gradlab-layers").bounding_box()["width"]
    assert width == pytest.approx(1.2 * SIZE["width"], abs=1)  # the most; 320 is the least


def test_it_shows_what_it_is_handed(page):
    show(page, "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h1'/></svg>")
    assert page.get_by_role("img", name="A line.").count() == 1
    assert page.get_by_role("status").text_content() == "A line."
    assert page.locator(".gradlab-layers > img").evaluate("image => image.naturalWidth") == 40
    assert page.locator(".gradlab-foreground path").count() == 1
    show(page, sentence="No number.", kind="error")
    assert page.get_by_role("alert").text_content() == "No number."
    assert page.get_by_role("img", name="A line.").count() == 1  # the last good picture


def test_nothing_in_a_foreground_runs_or_is_fetched(page):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    show(page, EVIL)
    page.locator(".gradlab-foreground #good").dispatch_event("click")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert [url for url in requests if "invalid" in url] == []
    svg = page.locator(".gradlab-foreground").evaluate("host => host.shadowRoot.innerHTML")
    assert "invalid" not in svg
    assert "ran" not in svg
    names = page.locator(".gradlab-foreground svg *").evaluate_all("all => all.map(e => e.tagName)")
    assert set(names) == {"path", "use", "rect"}
    assert "url(#clip)" in svg  # what stays inside stays
    assert 'href="#good"' in svg


def test_the_next_place_is_asked_when_the_last_was_answered_and_the_newest_counts(page):
    show(page)
    page.mouse.move(*middle(page))
    page.mouse.down()
    assert asked(page) == ["press"]
    for across in (0.55, 0.6, 0.65):
        page.mouse.move(*middle(page, across))
    assert asked(page) == []
    page.evaluate("picture.answered()")
    place = page.evaluate("asked[0].x")
    assert place == pytest.approx(0.65, abs=0.005)  # a pixel of 400, and its half
    assert asked(page) == ["drag"]
    page.mouse.move(*middle(page, 0.3))
    page.mouse.up()
    for kinds in (["drag"], ["release"], []):
        page.evaluate("picture.answered()")
        assert asked(page) == kinds


def test_a_new_press_gets_through_after_an_answer_that_was_lost(page):
    show(page)
    page.mouse.click(*middle(page))
    assert asked(page) == ["press"]  # and nobody answers
    page.mouse.move(*middle(page, 0.3))
    page.mouse.down()
    assert asked(page) == ["release"]
    page.evaluate("picture.answered()")
    assert asked(page) == ["press"]
    page.mouse.up()


def test_a_touch_that_the_system_takes_away_lets_go(page):
    show(page)
    session = page.context.new_cdp_session(page)
    x, y = middle(page)
    for kind, points in (("touchStart", [{"x": x, "y": y}]), ("touchCancel", [])):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_function("picture.held === null")
    page.evaluate("picture.answered()")
    assert asked(page) == ["press", "release"]
    page.mouse.move(*middle(page))
    assert asked(page) == []


def test_a_picture_keeps_sixteen_backgrounds_and_gives_back_all_of_them(page):
    live = page.evaluate(
        """async (pictures) => {
            const most = [];
            for (let k = 0; k < 200; k += 1) {
                await show(pictures[k % pictures.length], "<svg/>", { areas: [] });
                most.push(live.size);
            }
            for (let k = 0; k < 20; k += 1) show(pictures[k], "<svg/>", { areas: [] });
            await new Promise((resolve) => setTimeout(resolve, 300));
            most.push(live.size);
            picture.remove();
            return [Math.max(...most), live.size];
        }""",
        [png(grey) for grey in range(40)],
    )
    assert live == [16, 0]


def test_a_background_that_was_shown_lately_is_the_same_image_again(page):
    same = page.evaluate(
        """async ([one, other]) => {
            const images = [];
            for (const background of [one, other, one]) {
                await show(background, "<svg/>", { areas: [] });
                images.push(document.querySelector(".gradlab-layers > img"));
            }
            return [images[0] === images[2], images[0] === images[1]];
        }""",
        [png(0), png(1)],
    )
    assert same == [True, False]


def test_a_picture_that_is_removed_while_it_loads_gives_back_its_urls(page):
    left = page.evaluate(
        """async (png) => {
            const shown = show(png, "<svg/>", { areas: [] });
            picture.remove();
            await shown;
            return live.size;
        }""",
        png(),
    )
    assert left == 0


def test_the_code_is_copied_without_the_clipboard_of_https_too(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.install()
    for k, hide in enumerate(("", "navigator.clipboard.writeText = undefined")):
        page.evaluate(hide)
        show(page, code=f"zigzag(lr={k})")
        page.get_by_role("button", name="Copy").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == f"zigzag(lr={k})"
        page.clock.run_for(10_000)  # it says so for a while
        page.get_by_role("button", name="Copy the line").wait_for()
    page.get_by_role("button", name="Reset").focus()
    page.keyboard.press("Enter")
    assert asked(page) == ["reset"]


def palette():
    """Return the colours that the course draws lines, text and points with."""
    modules = [module for _, module in getmembers(plots, ismodule)]
    values = [value for module in modules for value in vars(module).values()]
    styles = [value for value in values if type(value) is dict]  # not rcParams: they load pyplot
    named = [value for style in styles for value in style.values() if isinstance(value, str)]
    named += [value for value in values if isinstance(value, str) and value.startswith("#")]
    colors = {
        matplotlib.colors.to_hex(name) for name in named if matplotlib.colors.is_color_like(name)
    }
    heights = {
        matplotlib.colors.to_hex(plots.style.HEIGHTS(share)) for share in np.linspace(0, 1, 9)
    }
    return sorted(
        color for color in colors | heights if contrast(_rgb(color), (255, 255, 255)) >= 3
    )


def _rgb(color):
    return [255 * part for part in matplotlib.colors.to_rgb(color)]


def contrast(one, other):
    """Return the contrast of two colours as WCAG 2 defines it."""
    lights = []
    for color in (one, other):
        share = np.asarray(color) / 255
        linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
        lights.append(linear @ (0.2126, 0.7152, 0.0722) + 0.05)
    return max(lights) / min(lights)


def painted(page, colors):
    """Return what the browser makes of the ground and of these colours, one bar for each."""
    bars = "".join(
        f"<path d='M{k} 0h1v1h-1z' style='fill: {color}'/>" for k, color in enumerate(colors)
    )
    box = f"viewBox='-1 0 {len(colors) + 1} 1' preserveAspectRatio='none'"
    show(page, f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{bars}</svg>")
    image = Image.open(io.BytesIO(page.locator(".gradlab-layers").screenshot())).convert("RGB")
    step = image.width / (len(colors) + 1)
    return [image.getpixel((int((k + 0.5) * step), 150)) for k in range(len(colors) + 1)]


def test_every_colour_of_the_course_is_readable_on_a_dark_ground(page):
    colors = palette()
    assert {"#0072b2", "#d55e00", "#8e3b8e", "#222222", "#6b6b6b"} <= set(colors)
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    ground, *bars = painted(page, colors)
    assert max(ground) < 40  # of 255
    found = {color: contrast(bar, ground) for color, bar in zip(colors, bars, strict=True)}
    assert {color: ratio for color, ratio in found.items() if ratio < 3} == {}


@pytest.mark.parametrize("media", [{"media": "print"}, {"forced_colors": "active"}])
def test_on_paper_and_in_forced_colours_the_ground_is_light(page, media):
    colors = palette()
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    page.emulate_media(**media)
    ground, *bars = painted(page, colors)
    assert min(ground) > 240
    assert min(contrast(bar, ground) for bar in bars) >= 3 - 0.05  # a colour is rounded to 1/255


def test_a_sentence_keeps_the_room_that_it_took_until_the_width_changes(page):
    top = "document.querySelector('.gradlab-layers').getBoundingClientRect().top"
    show(page)
    first = page.evaluate(top)
    show(page, sentence="A line of many words. " * 8)
    page.wait_for_function(f"{top} > {first}")
    room = page.evaluate(top)
    page.evaluate("new Promise(requestAnimationFrame)")
    show(page)
    page.wait_for_timeout(200)
    assert page.evaluate(top) == room
    page.set_viewport_size({"width": 300, "height": 500})
    page.wait_for_function(f"{top} === {first}")
