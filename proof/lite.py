"""The lessons with Python in the browser, on loopback, in a Chromium that reaches nothing else."""

import contextlib
import functools
import http.server
import re
import sys
import threading
import time
from pathlib import Path

import live_lab
import psutil
from playwright.sync_api import sync_playwright

PATIENCE = 120_000  # ms; all of a lesson takes some 20 s when the machine is idle
OPEN = ".jp-MainAreaWidget:not(.lm-mod-hidden) > .jp-Notebook"
CELL = f"{OPEN} .jp-Cell"
SLIDER = f"{OPEN} .gradlab-explorer [role=slider]"
NOTICE = ".Toastify__toast"
# Names are looked up nowhere: what asks for another host fails, also in a worker.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# What the browser keeps of a lesson, as JupyterLite keeps it.
KEPT = """async (path) => {
    const found = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const name = (await indexedDB.databases()).map(({ name }) => name)
        .find((name) => name.startsWith("JupyterLite Storage"));
    if (!name) return null;
    const database = await found(indexedDB.open(name));
    try {
        if (!database.objectStoreNames.contains("files")) return null;
        return (await found(database.transaction("files").objectStore("files").get(path))) ?? null;
    } finally {
        database.close();
    }
}"""
NUMBER = re.compile(r"[-−]?\d+(?:\.\d*)?(?:e[-+]?\d+)?")


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves files as GitHub Pages does: for ten minutes a browser need not ask again."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path):
        kind = {".mjs": "text/javascript", ".wasm": "application/wasm"}
        return kind.get(Path(path).suffix) or super().guess_type(path)

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *words):
        pass


class Server(http.server.ThreadingHTTPServer):
    """Says nothing when a page that is closed hangs up."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def served(folder):
    """Serve a folder; yields its address."""
    server = Server(("127.0.0.1", 0), functools.partial(Pages, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def chromium():
    """Open a browser that reaches loopback alone."""
    with sync_playwright() as playwright:
        found = live_lab.find_chromium()
        browser = playwright.chromium.launch(executable_path=found, args=[*live_lab.FLAGS, ALONE])
        try:
            yield browser
        finally:
            browser.close()


def open_lesson(page, address, name):
    """Show a lesson, not yet run."""
    page.goto(f"{address}/lab/index.html?path={name}.ipynb")
    tab = page.locator(".lm-TabBar-tab.jp-mod-current", has_text=f"{name}.ipynb")
    tab.wait_for(timeout=PATIENCE)
    page.locator(CELL).first.wait_for(timeout=PATIENCE)


def run_all(page):
    """Choose *Run All Cells*."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def wait_until_run(page):
    """Wait until no cell is waiting or running."""
    busy = page.locator(".jp-InputPrompt", has_text="[*]")
    busy.first.wait_for()
    busy.first.wait_for(state="detached", timeout=PATIENCE)


def saved(page, name):
    """Save the lesson; return the notebook that the browser keeps."""
    page.keyboard.press("Control+s")
    return wait_for(lambda: page.evaluate(KEPT, f"{name}.ipynb"))["content"]


def wait_for(ask, seconds=30):
    """Ask until the answer is true, and return it."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.2)
    return answer


def computed():
    """Return how long each process of the browser has computed, in seconds, by its number."""
    processes = psutil.Process().children(recursive=True)
    return {p.pid: sum(p.cpu_times()[:2]) for p in processes if "chrom" in p.name()}


def said(notebook):
    """Return what the cells of code say: number of the cell, kind of what it says, and text."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [
        (number, kind, text)
        for number, cell in enumerate(cells)
        for kind, text in sorted(text for output in cell["outputs"] for text in _texts(output))
    ]


def _texts(output):
    if output["output_type"] == "stream":
        yield output["name"], _joined(output["text"])
    elif output["output_type"] == "error":
        yield "error", output["evalue"]
    for kind, content in output.get("data", {}).items():
        if kind.startswith("text/"):
            yield kind, _joined(content)
        elif kind.startswith("image/"):
            yield kind, "a picture"


def _joined(text):
    return text if isinstance(text, str) else "".join(text)


def different_numbers(stored, found):
    """Return the pairs of numbers in which two texts differ; None if they differ in words, too."""
    if NUMBER.split(stored) != NUMBER.split(found):
        return None
    pairs = zip(NUMBER.findall(stored), NUMBER.findall(found), strict=True)
    return [pair for pair in pairs if pair[0] != pair[1]]
