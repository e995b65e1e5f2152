"""Look whether all that the lessons need is here, a line for each; and say what to do if not."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

LEAST_PYTHON = (3, 11)
EXTENSIONS = ("anywidget", "@jupyter-widgets/jupyterlab-manager")  # what shows the pictures
SERVER = "gradlab.app.prompt_server"
KERNEL_SECONDS = 60

PYTHON = "Python {found}"
PYTHON_TO_DO = "install Python {least} or newer, and gradlab with it"
PACKAGE = "{name} {found}"
PACKAGE_TO_DO = "{name} {found} is not {wanted}: python -m pip install --upgrade gradlab"
PACKAGE_GONE = "{name} is not installed: python -m pip install --upgrade gradlab"
KERNEL = "a kernel starts and finds gradlab"
KERNEL_TO_DO = "{reason}: python -m pip install --force-reinstall ipykernel"
KERNEL_ELSEWHERE = (
    "the kernel python3 runs {theirs}, and gradlab is installed for {ours}: "
    "{ours} -m ipykernel install --sys-prefix --name python3"
)
WIDGET = "the front end finds {name}"
WIDGET_TO_DO = "the front end has no {name}: python -m pip install --force-reinstall {package}"
WIDGET_OFF = "{name} is switched off in {path}: take it out of disabledExtensions there"
PROMPT = "the server answers sliders without delay"
PROMPT_TO_DO = (
    "Jupyter does not load {name}: the pictures follow more slowly. "
    "Start with gradlab lab from the environment in which gradlab is installed"
)
WRITE = "{folder} can be written"
WRITE_TO_DO = "{folder} cannot be written ({reason}): name another folder, gradlab lab FOLDER"
PORT = "a port is free"
PORT_TO_DO = "no port of this machine is free ({reason}): close other servers"


class Finding(NamedTuple):
    """What was looked at, whether it is well, and what to do if not."""

    is_well: bool
    words: str

    def __str__(self):
        """Return the line that is printed."""
        return f"{'ok     ' if self.is_well else 'FAULT  '}{self.words}"


def examine(folder) -> Iterator[Finding]:
    """Yield what was found of Python, packages, kernel, front end, folder and port."""
    yield _python(sys.version_info)
    yield from _packages()
    yield _kernel()
    yield from map(_widget, EXTENSIONS)
    yield _server()
    yield _writable(Path(folder))
    yield _port()


def _python(version):
    found = ".".join(map(str, version[:3]))
    if version[:2] >= LEAST_PYTHON:
        return Finding(True, PYTHON.format(found=found))
    least = ".".join(map(str, LEAST_PYTHON))
    return Finding(False, PYTHON_TO_DO.format(least=least))


def _packages():
    from packaging.requirements import Requirement  # comes with JupyterLab

    for line in metadata.requires("gradlab") or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield _package(wanted)


def _package(wanted):
    try:
        found = metadata.version(wanted.name)
    except metadata.PackageNotFoundError:
        return Finding(False, PACKAGE_GONE.format(name=wanted.name))
    if wanted.specifier.contains(found, prereleases=True):
        return Finding(True, PACKAGE.format(name=wanted.name, found=found))
    facts = {"name": wanted.name, "found": found, "wanted": wanted.specifier}
    return Finding(False, PACKAGE_TO_DO.format(**facts))


def _kernel():
    """Start the kernel of the lessons, let it import gradlab, and see whose Python it runs."""
    ask = "import sys, gradlab; print(sys.executable)"
    code = (
        "from jupyter_client.manager import run_kernel\n"
        "with run_kernel(kernel_name='python3') as client:\n"
        "    client.execute_interactive("
        f"{ask!r}, timeout={KERNEL_SECONDS}, allow_stdin=False, stop_on_error=True)\n"
    )
    try:
        run = [sys.executable, "-c", code]
        done = subprocess.run(run, capture_output=True, text=True, timeout=2 * KERNEL_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        return Finding(False, KERNEL_TO_DO.format(reason=error))
    theirs = done.stdout.strip().rpartition("\n")[2]
    if not theirs:
        reason = done.stderr.strip().rpartition("\n")[2] or "it says nothing"
        return Finding(False, KERNEL_TO_DO.format(reason=reason))
    if _home(theirs) != _home(sys.executable):
        elsewhere = KERNEL_ELSEWHERE.format(theirs=theirs, ours=sys.executable)
        return Finding(False, elsewhere)
    return Finding(True, KERNEL)


def _home(python):
    return Path(python).parent.resolve()


def _widget(name):
    from jupyter_core.paths import jupyter_config_path, jupyter_path

    package = {EXTENSIONS[0]: "anywidget"}.get(name, "jupyterlab_widgets")
    if not any(Path(path, name, "package.json").exists() for path in jupyter_path("labextensions")):
        return Finding(False, WIDGET_TO_DO.format(name=name, package=package))
    for folder in jupyter_config_path():
        path = Path(folder, "labconfig", "page_config.json")
        if name in _read(path).get("disabledExtensions", ()):
            return Finding(False, WIDGET_OFF.format(name=name, path=path))
    return Finding(True, WIDGET.format(name=name))


def _server():
    from jupyter_core.paths import jupyter_config_path

    for folder in jupyter_config_path():
        for path in sorted(Path(folder, "jupyter_server_config.d").glob("*.json")):
            if _read(path).get("ServerApp", {}).get("jpserver_extensions", {}).get(SERVER):
                return Finding(True, PROMPT)
    return Finding(False, PROMPT_TO_DO.format(name=SERVER))


def _read(path):
    """Return a JSON file as a dict; one that is not there or broken as an empty one."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _writable(folder):
    folder = folder.resolve()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.NamedTemporaryFile(dir=there):
            pass
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else error
        return Finding(False, WRITE_TO_DO.format(folder=folder, reason=reason))
    return Finding(True, WRITE.format(folder=folder))


def _port():
    try:
        with socket.create_server(("127.0.0.1", 0)):
            return Finding(True, PORT)
    except OSError as error:
        return Finding(False, PORT_TO_DO.format(reason=error))
