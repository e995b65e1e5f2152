"""A real JupyterLab in a real Chromium, on loopback, for the browser tests and benchmarks."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VIEWPORT = {"width": 1280, "height": 1000}
START_SECONDS = 60  # a cold start on two busy cores takes about 10
NOTEBOOK = ".jp-Notebook"
CELL = f"{NOTEBOOK} .jp-Cell"
PICTURE = ".gradlab-layers"


def find_chromium():
    """Return the path of an installed Chromium or Chrome, or None."""
    named = [os.environ.get("GRADLAB_CHROMIUM"), *map(shutil.which, NAMES)]
    return next((path for path in [*named, *PLACES] if path and Path(path).exists()), None)


@contextlib.contextmanager
def jupyter_lab(notebooks, python=sys.executable, program="lab"):
    """Serve copies of these notebooks; yields a function that returns the address of one.

    Its second argument is the front end: JupyterLab, or "notebooks" for Jupyter Notebook. The
    server and its kernels run with `python`; it is started as ``jupyter lab``, or as another
    `program` of Jupyter.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for notebook in notebooks:
            shutil.copy(notebook, folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        home = Path(folder, ".jupyter")  # nothing of the user's settings, nothing left there
        places = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "DATA", "RUNTIME")}
        token = secrets.token_hex()
        environment = {**os.environ, **places, "JUPYTER_TOKEN": token}
        command = [python, "-m", "jupyter", program, "--no-browser", "--allow-root",
                   "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}",
                   "--ServerApp.port_retries=0"]  # fmt: skip
        with (
            Path(folder, ".server.log").open("w") as log,
            running(command, cwd=folder, env=environment, stdout=log, stderr=log) as server,
        ):
            address = f"http://127.0.0.1:{port}"
            wait_until_it_answers(server, f"{address}/api?token={token}", log.name)
            yield lambda name, app="lab/tree": f"{address}/{app}/{name}?token={token}&reset"


@contextlib.contextmanager
def running(command, **options):
    """Run a program, and stop it at the end by its process id."""
    server = subprocess.Popen(command, **options)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_it_answers(server, address, log):
    """Wait until a server says something at its address; a RuntimeError tells what it logged."""
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise RuntimeError(f"Jupyter did not start:\n{Path(log).read_text()}")


@contextlib.contextmanager
def chromium():
    """Open a browser; yields a function that opens a new page in it, of VIEWPORT's size.

    With options, those of playwright's ``new_context``, the page shares nothing with the others.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            context = browser.new_context(viewport=VIEWPORT)  # one: its pages share a cache

            def new_page(**options):
                return (browser.new_context(**options) if options else context).new_page()

            yield new_page
        finally:
            browser.close()


def open_notebook(page, address, cell=CELL):
    """Show a notebook, not yet run, and wait until its kernel answers."""
    with _kernel_that_answers(page, cell):
        page.goto(address)


def close_notebook(page):
    """Close the notebook on the page, and end its kernel."""
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name="Close and Shut Down Notebook").click()
    page.get_by_role("button", name="Ok", exact=True).click()
    page.locator(NOTEBOOK).wait_for(state="detached")


def open_listed_notebook(page, name):
    """Show a notebook, not yet run, on a page that has none; much quicker than a new page."""
    with _kernel_that_answers(page, CELL):
        page.locator(".jp-DirListing-item", has_text=name).dblclick()


@contextlib.contextmanager
def _kernel_that_answers(page, cell):
    """Wait until the notebook that is being opened can be run."""
    patience = START_SECONDS * 1000
    is_kernels = lambda socket: "/channels" in socket.url  # noqa: E731
    with page.expect_websocket(is_kernels, timeout=patience) as socket:
        yield
    # The page says "Idle" before it is connected, and loses what it is told to run then.
    socket.value.wait_for_event(
        "framereceived", lambda frame: "kernel_info_reply" in str(frame), timeout=patience
    )
    page.locator(cell).first.wait_for(timeout=patience)


def run_all(page):
    """Run every cell from the menu, and wait until all are done."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    busy = page.locator(".jp-InputPrompt", has_text="[*]")
    busy.first.wait_for()
    busy.first.wait_for(state="detached", timeout=START_SECONDS * 1000)


def choose_theme(page, name):
    """Choose one of JupyterLab's themes from the menu, such as "JupyterLab Dark"."""
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.get_by_text("Theme", exact=True).hover()
    # That of the theme that is on has another role.
    page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True).click()
    is_light = "false" if "Dark" in name else "true"
    page.locator(f"body[data-jp-theme-light={is_light}]").wait_for(state="attached")
