"""Firefox, driven through Marionette, the door that it has for that; nothing else is needed."""

import base64
import contextlib
import io
import itertools
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path

from PIL import Image

PATIENCE = 60  # seconds for a start, an answer, or what is waited for, on a busy machine
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how WebDriver marks an element
KEYS = {"ArrowLeft": "\ue012", "ArrowRight": "\ue014", "Enter": "\ue007"}
# A free port, written to a file; no first-run pages, and nothing asked of Mozilla.
SETTINGS = """
user_pref("marionette.port", 0);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""


def find_firefox():
    """Return the path of an installed Firefox, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextlib.contextmanager
def firefox(folder, width, height):
    """Run a Firefox without a screen, with its profile in a folder; yields its `Page`."""
    Path(folder, "user.js").write_text(SETTINGS)
    command = [find_firefox(), "--headless", "--no-remote", "--marionette", "--profile", folder]
    size = [f"--width={width}", f"--height={height}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([*map(str, command), *size], **quiet)
    try:
        active = Path(folder, "MarionetteActivePort")
        port = wait_until(lambda: active.exists() and active.read_text())
        with (
            socket.create_connection(("127.0.0.1", int(port)), timeout=PATIENCE) as line,
            line.makefile("rb") as stream,
        ):
            yield Page(line, stream, width, height)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def wait_until(condition):
    """Return what the condition returns, when it is true."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)
    return found


class Page:
    """The page that Firefox shows."""

    def __init__(self, line, stream, width, height):
        self._line, self._stream, self._numbers = line, stream, itertools.count()
        self._receive()  # its greeting
        self._ask("WebDriver:NewSession")
        self._ask("WebDriver:SetWindowRect", width=width, height=height)

    def goto(self, address):
        self._ask("WebDriver:Navigate", url=address)

    def run(self, script, *arguments):
        """Run the body of a function with these arguments; return what it returns."""
        return self._ask("WebDriver:ExecuteScript", script=script, args=arguments)["value"]

    def press(self, key):
        keys = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self._act("key", keys)

    def drag(self, *places):
        """Press the mouse at the first place, move it over the others, and let go."""
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 20} for x, y in places
        ]
        down, up = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
        self._act("pointer", [moves[0], down, *moves[1:], up])

    def screenshot(self, element):
        data = self._ask("WebDriver:TakeScreenshot", id=element[ELEMENT], full=False)["value"]
        return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")

    def _act(self, kind, actions):
        parameters = {"parameters": {"pointerType": "mouse"}} if kind == "pointer" else {}
        chain = {"type": kind, "id": kind, "actions": actions, **parameters}
        self._ask("WebDriver:PerformActions", actions=[chain])

    def _ask(self, command, **parameters):
        data = json.dumps([0, next(self._numbers), command, parameters]).encode()
        self._line.sendall(b"%d:%b" % (len(data), data))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result

    def _receive(self):
        length = int(b"".join(iter(lambda: self._stream.read(1), b":")))
        return json.loads(self._stream.read(length))
