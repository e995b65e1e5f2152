"""From key press to paint, in a real browser, for every explorer in the notebooks.

Usage: python benchmarks/slider_latency.py [rounds]

Beside each explorer stand, in the same page and the same run:
- the bare round trip: a slider, the kernel, and a ready-made picture of 4×4 pixels;
- the same picture as `interact` with an inline figure sends it: the figure made anew at each move,
  as is usual, and turned into a PNG of 144 dpi by the function of IPython that inline figures go
  through. The explorer's own layers are not made there, and its sliders stay unknown to the
  browser: 0.05 ms each.

The time runs from the key event's own stamp to the browser's report that the new picture was
painted (Element Timing). An arrow key moves the first slider; each line takes turns with the
others, some presses at a time.

Where a picture can be dragged, the mouse then draws circles in it, as fast as the browser takes its
movements, and the new pictures are counted; beside it, those of 4×4 pixels.
"""

import math
import statistics
import sys
import tempfile
import time
from pathlib import Path

import nbformat

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import live_lab  # noqa: E402

PRESSES = 12  # in one turn
PAUSE = 0.15  # seconds between presses, so that one is done before the next
DRAG_SECONDS = 2
TURN = 0.08  # radians a movement of the mouse: on a picture 700 wide, some 7 pixels

BARE = """
import io, ipywidgets, sys
from unittest import mock
from IPython.core.pylabtools import print_figure
from IPython.display import Image, display
from ipyevents import Event
from PIL import Image as Pixels
from gradlab.widgets import rendering

def pixels(shade):
    picture = io.BytesIO()
    Pixels.new("RGB", (4, 4), (shade, 0, 0)).save(picture, "PNG")
    return picture.getvalue()

ready = [pixels(shade) for shade in range(256)]

def bare():
    slider, picture = ipywidgets.IntSlider(max=255, value=100), ipywidgets.Image(value=ready[100])
    slider.observe(lambda change: setattr(picture, "value", ready[change["new"]]), "value")
    dragged = ipywidgets.Image(value=ready[0], layout={"width": "720px", "height": "400px"})
    dragged.add_class("gradlab-dragged")
    mouse = Event(source=dragged, watched_events=["mousedown"], prevent_default_action=True)
    mouse.xy_coordinate_system = "relative"
    mouse.observe(lambda change: setattr(dragged, "value", ready[change["new"][0] % 256]), "xy")
    return ipywidgets.VBox([slider, picture, dragged])

TRAITS = ("options", "min", "max", "step", "value")

class Drawing(mock.MagicMock):
    def __init__(self, figure=None, update=None, controls=None, **options):
        super().__init__()
        self.figure, self.update = figure, update

def draw_anew(make, module):
    unopened = mock.patch.object(ipywidgets.Widget, "open", lambda widget: None)
    with unopened, mock.patch.object(module, "Explorer", Drawing):
        return make()

def twin(explorer, make):
    module = sys.modules[explorer._update.__module__]
    def show(**values):
        drawing = draw_anew(make, module)
        drawing.update(**values)
        display(Image(print_figure(drawing.figure, "png", dpi=144), width=720))
    return ipywidgets.interactive(show, **{
        name: type(c)(**{k: getattr(c, k) for k in TRAITS if hasattr(c, k)})
        for name, c in explorer.controls.items()
    })

bare()
"""

# Watch the pictures below one output; the newest paint's time goes to window.painted.
WATCH = """(output) => {
    window.painted = [];
    const mark = () => output.querySelectorAll('img').forEach(
        image => image.setAttribute('elementtiming', 'picture'));
    mark();
    window.added = new MutationObserver(mark);
    window.added.observe(output, {childList: true, subtree: true});
    window.paints = new PerformanceObserver(list => list.getEntries().forEach(
        entry => window.pressed && window.painted.push(entry.renderTime - window.pressed)));
    window.paints.observe({type: 'element'});
    window.keys = event => { window.pressed = event.timeStamp; };
    document.addEventListener('keydown', window.keys, true);
}"""
LEAVE = """(output) => {
    window.added.disconnect(); window.paints.disconnect(); window.pressed = null;
    document.removeEventListener('keydown', window.keys, true);
    output.querySelectorAll('img').forEach(image => image.removeAttribute('elementtiming'));
}"""

# Count the new pictures that an image is given.
COUNT = """(image) => {
    window.pictures = 0;
    window.counter = new MutationObserver(changes => { window.pictures += changes.length; });
    window.counter.observe(image, {attributes: true, attributeFilter: ['src']});
}"""


def explorer_cells(notebook):
    """Return the code cells, a twin after each whose output is a picture, and their names."""
    cells, names = [nbformat.v4.new_code_cell(BARE)], ["bare round trip"]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cells.append(nbformat.v4.new_code_cell(cell.source))
            names.append(None)
            if any("image/png" in output.get("data", {}) for output in cell.outputs):
                names[-1] = cell.source.splitlines()[-1]
                cells.append(nbformat.v4.new_code_cell(f"twin(_, lambda: {names[-1]})"))
                names.append(f"{names[-1]} inline")
    return cells, names


def press_and_watch(page, output):
    """Press arrow keys on the first slider of an output; return the times to paint in ms."""
    handle = output.locator("[role=slider]").first
    output.locator("img").first.scroll_into_view_if_needed()
    element = output.element_handle()
    page.evaluate(WATCH, element)
    handle.focus()
    times, there_and_back = [], ["ArrowLeft", "ArrowRight"]
    if handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemin"):
        there_and_back.reverse()
    for press in range(PRESSES):
        page.evaluate("window.painted.length = 0")
        page.keyboard.press(there_and_back[press % 2])
        time.sleep(PAUSE)
        page.wait_for_function("window.painted.length > 0", timeout=5000, polling=100)
        times.append(page.evaluate("window.painted[0]"))
    page.evaluate(LEAVE, element)
    return times


def drag_and_count(page, output):
    """Drag in the picture of an output; return the pictures a second, none if it stands still."""
    picture = output.locator("img.gradlab-dragged")
    if not picture.count():
        return []
    picture.evaluate("picture => picture.scrollIntoView({block: 'center'})")
    picture.evaluate(COUNT)
    box, angle, start = picture.bounding_box(), 0, time.monotonic()
    radius = 0.12 * box["width"]  # the circle lies in the left half: there is the plot to drag in
    place = lambda: (  # noqa: E731
        box["x"] + 0.25 * box["width"] + radius * math.cos(angle),
        box["y"] + 0.3 * box["height"] + radius * math.sin(angle),
    )
    page.mouse.move(*place())
    page.mouse.down()
    while time.monotonic() - start < DRAG_SECONDS:
        angle += TURN
        page.mouse.move(*place())
    rate = page.evaluate("window.pictures") / (time.monotonic() - start)
    page.mouse.up()
    page.evaluate("window.counter.disconnect()")
    return [rate]


def measure(path, rounds, folder, new_page):
    """Return the times, and the pictures a second, of every explorer of one notebook."""
    notebook = nbformat.read(path, as_version=4)
    cells, names = explorer_cells(notebook)
    target = Path(folder, path.name)
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata), target)
    with live_lab.jupyter_lab([target]) as address:
        page = new_page()
        live_lab.open_notebook(page, address(path.name))
        live_lab.run_all(page)
        times = {name: [] for name in names if name}
        rates = {name: [] for name in times}
        for _ in range(rounds):
            for number, name in enumerate(names):
                if name:
                    output = page.locator(".jp-CodeCell").nth(number).locator(".jp-OutputArea")
                    times[name] += press_and_watch(page, output.first)
                    rates[name] += drag_and_count(page, output.first)
        page.close()
    return times, rates


def table(lesson, times, rates):
    """Print p50 and p90 of each explorer, beside the bare round trip and its inline twin."""
    bare = statistics.median(times["bare round trip"])
    titles = "p50 ms | p90 ms | × bare | inline p50 ms | × faster than inline | dragged: pictures/s"
    print(f"\n| {lesson} | {titles} |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, its in times.items():
        if not name.endswith(" inline"):
            p50, p90 = statistics.median(its), statistics.quantiles(its, n=10)[-1]
            inline = times.get(f"{name} inline")
            beside = f"{(i := statistics.median(inline)):.1f} | {i / p50:.1f}" if inline else "|"
            rate = f"{statistics.median(rates[name]):.0f}" if rates[name] else ""
            print(f"| `{name}` | {p50:.1f} | {p90:.1f} | {p50 / bare:.2f} | {beside} | {rate} |")


def main(rounds=2):
    with tempfile.TemporaryDirectory() as folder, live_lab.chromium() as new_page:
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            table(path.stem, *measure(path, rounds, folder, new_page))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
