"""The web site in Firefox and WebKit: every explorer to both ends of every control, and drawn."""

import build_site
import kept
import lessons
import marionette
import numpy as np
import pytest
import serve
import tables
import webkit
from marionette import wait_until

NAMES = [n for n in lessons.names() if n[0].isdigit()]
SIZE = (1280, 1000)
BROWSERS = {
    "firefox": (marionette.find_firefox, marionette.firefox),
    "webkit": (webkit.find_webkit, webkit.webkit),
}
# The place of each control of an explorer, as the page shows it, and the sentence.
SEEN = """
const [id, names] = arguments;
const place = (name) => {
    const control = document.getElementById(`${id}-${name}`);
    if (control?.type === "checkbox") return +control.checked;
    return +(control ?? document.querySelector(`[name="${id}-${name}"]:checked`)).value;
};
const line = document.querySelector(`#${id} .gradlab-sentence`);
return [Object.fromEntries(names.map((name) => [name, place(name)])), line.textContent];
"""
SHOW = """
const explorer = document.getElementById(arguments[0]);
explorer.scrollIntoView({ block: "center", behavior: "instant" });
return explorer.hasAttribute("data-awake");
"""
GO = """
const [id, name, key, place] = arguments;
const control = document.getElementById(`${id}-${name}`);
const options = { key, bubbles: true, cancelable: true };
if (control?.type === "range") control.dispatchEvent(new KeyboardEvent("keydown", options));
else if (control?.type === "checkbox") { if (control.checked !== !!place) control.click(); }
else if (control) { control.value = place; control.dispatchEvent(new Event("change")); }
else document.querySelectorAll(`[name="${id}-${name}"]`)[place].click();
"""
TIMES = """
const [id, name] = arguments;
const slider = document.getElementById(`${id}-${name}`);
const frame = () => new Promise((go) => requestAnimationFrame(go));
const later = (ms) => new Promise((go) => setTimeout(go, ms));
window.times = [];
(async () => {
    for (let k = 0; k < 40; k += 1) {
        const options = { key: k % 20 < 10 ? "ArrowRight" : "ArrowLeft", bubbles: true };
        await later(50 + 17 * Math.random()); // at any moment of a frame
        const begun = performance.now();
        slider.dispatchEvent(new KeyboardEvent("keydown", options));
        await frame();
        await later(0); // the frame is drawn
        window.times.push(performance.now() - begun);
    }
})();
"""


@pytest.fixture(scope="module", params=BROWSERS)
def page(request, tmp_path_factory):
    find, browser = BROWSERS[request.param]
    if not find():
        pytest.skip(f"no {request.param} found: the site was not tried in it")
    with browser(tmp_path_factory.mktemp(request.param), *SIZE) as page:
        yield page


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "out"
    build_site.build(lessons.names(), out, build_site.options([]))
    with serve.served(out) as address:
        yield address


def says_the_truth(page, cell, explorer, control, place):
    """Tell whether a control is where it was sent, and the sentence is the notebook's there."""
    at, said = page.run(SEEN, cell, list(explorer.controls))
    state = explorer.scene.state(**tables.values(explorer, at))
    return at[control] == place and said == state.sentence


@pytest.mark.parametrize("name", NAMES)
def test_every_control_goes_to_both_ends_and_the_picture_says_the_truth(
    page, address, name, record_property
):
    page.goto(f"{address}{name}.html")
    key, parts = kept.key(name), lessons.parts(name)
    for cell in build_site.spec(key, "questions")["explorers"]:
        wait_until(lambda cell=cell: page.run(SHOW, cell))
        controls = build_site.spec(key, cell)["controls"]
        for control in controls:
            for press, place in (("End", len(control["labels"]) - 1), ("Home", 0)):
                page.run(GO, cell, control["name"], press, place)
                seen = cell, parts[cell], control["name"], place
                wait_until(lambda seen=seen: says_the_truth(page, *seen))
        slider = next(c for c in controls if c["kind"] == "slider")
        page.run(TIMES, cell, slider["name"])
        wait_until(lambda: page.run("return window.times.length") == 40)
        p50, p95 = np.percentile(page.run("return window.times"), [50, 95])
        record_property(f"ms p50, {p95:.0f} p95: {cell}", f"{p50:.0f}")
