"""From key press to paint, in a real browser, for every explorer in the notebooks.

Usage: python benchmarks/slider_latency.py [--rounds N] [--beside FOLDER] [--write PAGE]
           [lesson ...]

Beside each explorer stand, in the same page and the same run (peers.py):
- the bare round trip: a slider, the kernel, and a ready-made picture of 4×4 pixels; and such a
  picture that can be dragged, through a widget of some lines;
- the same picture as `interact` with an inline figure sends it: the figure made anew at each move,
  as is usual, and turned into a PNG of 144 dpi by the function of IPython that inline figures go
  through. The explorer's own layers are not made there, and its sliders stay unknown to the
  browser: 0.05 ms each.

The time runs from the key event's own stamp to the browser's report that the new picture was
painted (Element Timing): its `renderTime`, that of the frame. For an <img> that is the image's own
entry. An SVG in the page has none; but when one was put in, a letter is put into the page before
the browser draws the same frame, and its entry has that frame's time. An arrow key moves the first
slider; each line takes turns with the others, some presses at a time.

Then a key moves each control that changes the background: on to places not seen before, and back.

Where a picture can be dragged, the mouse then goes round an ellipse in it, as fast as the browser
takes its movements, and the new pictures are counted. With --beside and the folder of another
version, that has a .venv of its own, the same explorer is dragged in both by turns, in the same
browser.
"""

import argparse
import contextlib
import math
import re
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
ON = 4  # places to which a control of the background goes on, and then back
DRAG_SECONDS = 2
TURN = 0.08  # radians a movement of the mouse: on a picture 700 wide, some 7 pixels
BARE = "bare round trip"

# Watch the pictures below one output; the times of their paints after a key go to window.painted.
WATCH = """(output) => {
    window.painted = [];
    const seen = new WeakSet();
    const letter = document.body.appendChild(document.createElement('div'));
    letter.style = 'position: fixed; left: 0; top: 0; z-index: 9999';
    const putLetter = () => {
        const fresh = document.createElement('div'); // a block: for less there is no entry
        fresh.setAttribute('elementtiming', 'frame');
        fresh.textContent = 'o';
        letter.replaceChildren(fresh);
    };
    const svgs = new MutationObserver(putLetter);
    const mark = () => {
        output.querySelectorAll('img').forEach(
            image => image.setAttribute('elementtiming', 'picture'));
        output.querySelectorAll('.gradlab-foreground').forEach(host => {
            if (!seen.has(host)) svgs.observe(host.shadowRoot, {childList: true});
            seen.add(host);
        });
    };
    mark();
    const added = new MutationObserver(mark);
    added.observe(output, {childList: true, subtree: true});
    const paints = new PerformanceObserver(list => list.getEntries().forEach(
        entry => window.pressed && window.painted.push(entry.renderTime - window.pressed)));
    paints.observe({type: 'element'});
    const keys = event => { window.pressed = event.timeStamp; };
    document.addEventListener('keydown', keys, true);
    window.leave = () => {
        [added, svgs, paints].forEach(observer => observer.disconnect());
        window.pressed = null;
        document.removeEventListener('keydown', keys, true);
        letter.remove();
        output.querySelectorAll('img').forEach(image => image.removeAttribute('elementtiming'));
    };
}"""

# Count the new pictures: an explorer's SVGs, or what an <img> is given.
COUNT = """(picture) => {
    window.pictures = 0;
    window.counter = new MutationObserver(changes => { window.pictures += changes.length; });
    const host = picture.querySelector('.gradlab-foreground');
    if (host) window.counter.observe(host.shadowRoot, {childList: true});
    else window.counter.observe(picture, {attributes: true, attributeFilter: ['src']});
}"""
DRAGGED = ".gradlab-layers:has(.gradlab-area), img.gradlab-dragged"

SIZE = "async (image) => (await (await fetch(image.src)).blob()).size / 1000"


def explorer_cells(notebook, peers):
    """Return the code cells, a twin after each whose output is a picture, and their names."""
    cells, names = [nbformat.v4.new_code_cell(peers)], [BARE]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cells.append(nbformat.v4.new_code_cell(cell.source))
            names.append(None)
            if any("image/png" in output.get("data", {}) for output in cell.outputs):
                names[-1] = cell.source.splitlines()[-1]
                if peers:
                    cells.append(nbformat.v4.new_code_cell(f"twin(_, lambda: {names[-1]})"))
                    names.append(f"{names[-1]} inline")
    return cells, names


@contextlib.contextmanager
def watched(page, output):
    """Yield a function that presses a key and returns the time to paint in ms."""

    def press(key):
        page.evaluate("window.painted.length = 0")
        page.keyboard.press(key)
        time.sleep(PAUSE)
        page.wait_for_function("window.painted.length > 0", timeout=5000, polling=100)
        return page.evaluate("Math.max(...window.painted)")

    output.locator("img").first.scroll_into_view_if_needed()
    page.evaluate(WATCH, output.element_handle())
    try:
        yield press
    finally:
        page.evaluate("window.leave()")


def press_and_watch(page, output):
    """Press arrow keys on the first slider of an output; return the times to paint in ms."""
    handle = output.locator("[role=slider]").first
    there_and_back = ["ArrowLeft", "ArrowRight"]
    now, least = (float(handle.get_attribute(f"aria-value{which}")) for which in ("now", "min"))
    if now == least:
        there_and_back.reverse()
    with watched(page, output) as press:
        handle.focus()
        return [press(there_and_back[number % 2]) for number in range(PRESSES)]


def change_backgrounds(page, output):
    """Return of each control of the background the times on, and back, and the largest in kB."""
    found, image = {}, output.locator(".gradlab-layers > img")
    for control in output.locator(".bench-backdrop").all():
        on, back, largest = [], [], 0
        with watched(page, output) as press:
            for times, keys in zip((on, back), _there_and_back(control), strict=True):
                for focus, key in keys:
                    focus().focus()
                    times.append(press(key))
                    largest = max(largest, image.evaluate(SIZE))
        (name,) = re.findall(r"bench-named-(\w+)", control.get_attribute("class"))
        found[name] = on, back, largest
    return found


def _there_and_back(control):
    """Return where to put the focus, and which key to press, some places on, and as many back."""
    if (select := control.locator("select")).count():
        before, after = select.evaluate("s => [s.selectedIndex, s.length - 1 - s.selectedIndex]")
        keys = ("ArrowDown", "ArrowUp") if after >= before else ("ArrowUp", "ArrowDown")
        return [[(lambda: select, key)] * min(ON, max(before, after)) for key in keys]
    if (slider := control.locator("[role=slider]")).count():
        now, most = (float(slider.get_attribute(f"aria-value{which}")) for which in ("now", "max"))
        keys = ("ArrowLeft", "ArrowRight") if now == most else ("ArrowRight", "ArrowLeft")
        return [[(lambda: slider, key)] * ON for key in keys]
    if (box := control.locator("input[type=checkbox]")).count():
        return [[(lambda: box, "Space")]] * 2
    return [[(lambda: control.locator("button:not(.mod-active) >> nth=0"), "Enter")]] * 2


def drag_and_count(page, output):
    """Drag in the picture of an output; return the pictures a second, none if it stands still."""
    picture = output.locator(DRAGGED)
    if not picture.count():
        return []
    page.bring_to_front()
    picture.evaluate("picture => picture.scrollIntoView({block: 'center', behavior: 'instant'})")
    picture.evaluate(COUNT)
    x, y, across, up = _ellipse(picture)
    angle, start = 0, time.monotonic()
    place = lambda: (x + across * math.cos(angle), y + up * math.sin(angle))  # noqa: E731
    page.mouse.move(*place())
    page.mouse.down()
    while time.monotonic() - start < DRAG_SECONDS:
        angle += TURN
        page.mouse.move(*place())
    rate = page.evaluate("window.pictures") / (time.monotonic() - start)
    page.mouse.up()
    page.evaluate("window.counter.disconnect()")
    return [rate]


def _ellipse(picture):
    """Return the middle and the half axes of an ellipse in the first place that can be dragged.

    A version before areas says nothing of its places: they lie in the left half of its picture.
    """
    area = picture.locator(".gradlab-area")
    if area.count():
        box = area.first.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        return x, y, box["width"] / 3, box["height"] / 3
    box = picture.bounding_box()
    middle = box["x"] + 0.25 * box["width"], box["y"] + 0.3 * box["height"]
    return *middle, 0.12 * box["width"], 0.12 * box["width"]


@contextlib.contextmanager
def lesson(path, peers, new_page, python=sys.executable):
    """Run a notebook's code in JupyterLab; yields the page, and the outputs by their names."""
    notebook = nbformat.read(path, as_version=4)
    cells, names = explorer_cells(notebook, peers)
    fresh = nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, path.name)
        nbformat.write(fresh, target)
        with live_lab.jupyter_lab([target], python=python) as address:
            page = new_page()
            live_lab.open_notebook(page, address(path.name))
            live_lab.run_all(page)
            cell = lambda n: page.locator(".jp-CodeCell").nth(n).locator(".jp-OutputArea").first  # noqa: E731
            yield page, {name: cell(number) for number, name in enumerate(names) if name}
            page.close()


def measure(path, rounds, new_page, beside):
    """Return the times, the pictures a second, the backgrounds and the rates of both versions."""
    with contextlib.ExitStack() as stack:
        peers = Path(__file__).with_name("peers.py").read_text()
        page, outputs = stack.enter_context(lesson(path, peers, new_page))
        before = None
        other = beside and beside / "notebooks" / path.name
        if other and other.exists():
            python = str(next(beside.glob(".venv/*/python")))
            before = stack.enter_context(lesson(other, "", new_page, python))
        times, rates = {name: [] for name in outputs}, {name: [] for name in outputs}
        both = {name: ([], []) for name in (before[1] if before else ()) if name in outputs}
        backgrounds = {}
        for _ in range(rounds):
            for name, output in outputs.items():
                page.bring_to_front()
                if name not in backgrounds:  # only once is a background new
                    backgrounds[name] = change_backgrounds(page, output)
                times[name] += press_and_watch(page, output)
                rates[name] += (rate := drag_and_count(page, output))
                if name in both:
                    both[name][0].extend(rate)
                    both[name][1].extend(drag_and_count(before[0], before[1][name]))
        sizes = {name: _size(output) for name, output in outputs.items()}
    return times, rates, backgrounds, both, sizes


def _size(output):
    image = output.locator(".gradlab-layers > img")
    return image.evaluate(SIZE) if image.count() else 0


TABLES = {
    "paint": "p50 ms | p90 ms | × bare | × faster than inline | pictures/s, dragged | kB",
    "background": "first ms | × bare | seen ms | × bare | largest kB",
    "beside": "pictures/s, dragged | before | ratio",
}


def paint_rows(times, rates, sizes):
    """Yield p50 and p90 of each explorer, beside the bare round trip and its inline twin."""
    bare = statistics.median(times[BARE])
    for name, its in times.items():
        if not name.endswith(" inline"):
            p50, p90 = statistics.median(its), statistics.quantiles(its, n=10)[-1]
            inline = times.get(f"{name} inline")
            faster = f"{statistics.median(inline) / p50:.1f}" if inline else ""
            rate = f"{statistics.median(rates[name]):.0f}" if rates[name] else ""
            size = f"{sizes[name]:.0f}" if sizes[name] else ""
            shown = f"{p50:.1f} | {p90:.1f} | {p50 / bare:.2f} | {faster} | {rate} | {size}"
            yield f"{_named(name)} | {shown}"


def background_rows(times, backgrounds):
    """Yield how long a move takes that changes the background: the first time, and seen before."""
    bare = statistics.median(times[BARE])
    for name, controls in backgrounds.items():
        for control, (*both, largest) in controls.items():
            p50s = map(statistics.median, both)
            cells = " | ".join(f"{p50:.1f} | {p50 / bare:.2f}" for p50 in p50s)
            yield f"{_named(name)} {control} | {cells} | {largest:.0f}"


def beside_rows(both):
    """Yield the pictures a second of this version and of the other, and their ratio."""
    for name, pair in both.items():
        if all(pair):
            now, before = map(statistics.median, pair)
            yield f"{_named(name)} | {now:.1f} | {before:.1f} | {now / before:.2f}"


def _named(name):
    return name if name == BARE else f"`{name}`"


def as_table(name, rows):
    """Return a table in Markdown."""
    titles = TABLES[name]
    ruler = "|---|---|" + "--:|" * (titles.count("|") + 1)
    return "\n".join([f"| lesson | explorer | {titles} |", ruler, *rows])


def write(name, lesson, rows, path):
    """Put a lesson's rows in the place of its old ones, in the table between its marks."""
    text = path.read_text(encoding="utf-8")
    start, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    before, _, rest = text.partition(start)
    old, mark, after = rest.partition(end)
    if not mark:
        raise ValueError(f"{path.name} has no place for the table {name!r}")
    others = [row for row in old.splitlines()[2:] if not row.startswith(f"| {lesson} |")]
    table = as_table(name, sorted([*others, *rows], key=lambda row: row[:4]))
    path.write_text(before + start + table + end + after, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("lessons", nargs="*", help="how their names begin, such as 03; else all")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--beside", type=Path, help="the folder of another version, with a .venv")
    parser.add_argument("--write", type=Path, help="the page whose rows to replace: docs/speed.md")
    given = parser.parse_args()
    with live_lab.chromium() as new_page:
        for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
            if path.name.startswith(tuple(given.lessons) or ""):
                found = measure(path, given.rounds, new_page, given.beside)
                times, rates, backgrounds, both, sizes = found
                new = paint_rows(times, rates, sizes), background_rows(times, backgrounds)
                tables = dict(zip(TABLES, (*new, beside_rows(both)), strict=True))
                for name, its in tables.items():
                    rows = [f"| {path.name[:2]} | {row} |" for row in its]
                    print(f"\n{as_table(name, rows)}" if rows else "", flush=True)
                    if given.write:
                        write(name, path.name[:2], rows, given.write)


if __name__ == "__main__":
    main()
