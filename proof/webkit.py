"""WebKit's small browser, driven through WebDriver, with a screen of its own that nobody sees.

On Debian: apt install webkit2gtk-driver xvfb.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import urllib.request
from pathlib import Path

from marionette import PATIENCE, wait_until

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def find_webkit():
    """Return the path of WebKit's browser, if it, its driver and Xvfb are installed, or None."""
    browsers = sorted(Path("/usr").glob("lib*/**/webkit2gtk-*/MiniBrowser"))
    tools = all(map(shutil.which, ("WebKitWebDriver", "Xvfb")))
    return str(browsers[-1]) if browsers and tools else None


@contextlib.contextmanager
def webkit(_folder, width, height):
    """Run WebKit on a screen of this size; yields its `Page`."""
    with contextlib.ExitStack() as stack:
        screen = stack.enter_context(_screen(width, height))
        port = _free_port()
        driver = ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
        environment = {**os.environ, "DISPLAY": screen, "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        stack.enter_context(_running(driver, env=environment, **QUIET))
        wait_until(lambda: _answers(port))
        page = Page(port, width, height)
        stack.callback(page.close)
        yield page


class Page:
    """The page that WebKit shows."""

    def __init__(self, port, width, height):
        self._session = f"http://127.0.0.1:{port}/session"
        browser = {"binary": find_webkit(), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": browser}}
        self._session += "/" + self._ask("", capabilities=wanted)["sessionId"]
        self._ask("/window/rect", width=width, height=height)

    def goto(self, address):
        self._ask("/url", url=address)

    def run(self, script, *arguments):
        """Run the body of a function with these arguments; return what it returns."""
        return self._ask("/execute/sync", script=script, args=arguments)

    def close(self):
        request = urllib.request.Request(self._session, method="DELETE")
        urllib.request.urlopen(request, timeout=PATIENCE).close()

    def _ask(self, command, **parameters):
        data = json.dumps(parameters).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self._session + command, data, headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]


@contextlib.contextmanager
def _screen(width, height):
    """Run Xvfb; yields the name of its screen, a number that it finds free."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"]
    with _running([*command, "-nolisten", "tcp"], pass_fds=[write], **QUIET), open(read) as number:
        os.close(write)
        yield f":{number.readline().strip()}"


@contextlib.contextmanager
def _running(command, **options):
    process = subprocess.Popen(command, **options)
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def _answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
