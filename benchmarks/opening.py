"""From the end of a cell's run to its explorer's picture, over a slow line.

Usage: python benchmarks/opening.py [runs]

The browser reaches JupyterLab over a line with a round trip of 80 ms that carries 1 MB/s (a proxy:
so it holds for websockets in any browser). The kernel notes when the run of the cell has ended;
the browser, when the frame was drawn in which the picture stood (both layers, by Element Timing as
in slider_latency.py). Both read the same clock. The first run also fetches the widgets' scripts.
"""

import re
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import live_lab  # noqa: E402
from slow_line import SlowLine  # noqa: E402

ROUND_TRIP, RATE = 0.08, 1e6  # seconds, bytes a second
RUNS = 5
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
CELLS = [
    """
import time
from gradlab.explore import gradient_field
ends = []
get_ipython().events.register("post_run_cell", lambda result: ends.append(time.time()))
""",
    "gradient_field.field()",
    "print(f'ended at {1000 * ends[-1]:.1f}')",
]

# In each frame, look for a picture that was not there: a letter is drawn with it.
WATCH = """() => {
    window.opened = null;
    const before = new Set(document.querySelectorAll('.gradlab-foreground'));
    new PerformanceObserver((list, observer) => {
        window.opened = performance.timeOrigin + list.getEntries()[0].renderTime;
        observer.disconnect();
    }).observe({type: 'element'});
    const isThere = host => !before.has(host) && host.getBoundingClientRect().width
        && host.shadowRoot.querySelector('svg') && host.parentElement.querySelector('img').complete;
    const look = () => {
        const hosts = [...document.querySelectorAll('.gradlab-foreground')];
        if (!hosts.some(isThere)) return requestAnimationFrame(look);
        const letter = document.createElement('span');
        letter.setAttribute('elementtiming', 'frame');
        letter.style = 'position: fixed; left: 0; top: 0; z-index: 9999';
        letter.textContent = 'o';
        document.body.append(letter);
    };
    requestAnimationFrame(look);
}"""


def opening(page):
    """Run the explorer's cell; return the milliseconds from its end to the picture."""
    cells = page.locator(".jp-CodeCell")
    page.evaluate(WATCH)
    _run(page, cells.nth(1))
    page.wait_for_function("window.opened", timeout=60_000, polling=100)
    _run(page, cells.nth(2))
    said = cells.nth(2).locator(".jp-OutputArea").text_content()
    return page.evaluate("window.opened") - float(re.search(r"ended at ([\d.]+)", said)[1])


def _run(page, cell):
    """Run a cell, and wait until it is done."""
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.text_content()
    cell.locator(".jp-Editor").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([prompt, before]) => /\\d/.test(prompt.textContent) && prompt.textContent !== before",
        arg=[prompt.element_handle(), before],
        polling=20,
    )


def main(runs=RUNS):
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in CELLS]
    with tempfile.TemporaryDirectory() as folder, live_lab.chromium() as new_page:
        notebook = Path(folder, "opening.ipynb")
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=KERNEL), notebook)
        with live_lab.jupyter_lab([notebook]) as address:
            port = int(re.search(r":(\d+)/", address(notebook.name))[1])
            line = SlowLine(port)
            page = new_page()
            slow = address(notebook.name).replace(f":{port}/", f":{line.port}/")
            live_lab.open_notebook(page, slow)
            _run(page, page.locator(".jp-CodeCell").first)
            line.round_trip, line.rate = ROUND_TRIP, RATE  # JupyterLab itself is there
            first, *later = [opening(page) for _ in range(runs + 1)]
            line.shutdown()
    print("\n| `gradient_field.field()`, 80 ms and 1 MB/s | ms |\n|---|--:|")
    print(f"| opened for the first time | {first:.0f} |")
    print(f"| opened again, median of {len(later)} | {statistics.median(later):.0f} |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
