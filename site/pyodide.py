"""Python for the browser: Pyodide's own files, wheels beside them, and the lock that names them.

Pyodide reads from its lock which wheel holds what is imported, and what that wheel needs. The lock
is written here from the wheels themselves, so that they may come from anywhere; that Pyodide's
files are its own says `lab/pyodide.sha256`.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PINS = Path(__file__).parent / "lab"
# Of the release whose files lab/pyodide.sha256 names.
INFO = {
    "abi_version": "2026_0",
    "arch": "wasm32",
    "platform": "emscripten_5_0_3",
    "python": "3.14.0",
}
BROWSER = {
    "extra": "",
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "python_full_version": INFO["python"],
    "python_version": "3.14",
    "sys_platform": "emscripten",
}
# What packages ask for and the browser needs not: a server; the halves of the widgets that are in
# the page, which the site has as extensions of JupyterLab; time zones.
LEFT_OUT = {"jupyterlab", "jupyterlab-widgets", "widgetsnbextension", "tzdata"}
OF_PYTHON = (".py", ".so")


def download(name, folder):
    """Bring the wheels that a lock of `lab/` pins into a folder, unless they are there."""
    lock = PINS / f"{name}.lock"
    done = folder / "lock"
    if not (done.exists() and done.read_bytes() == lock.read_bytes()):
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "download"]
        what = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--ignore-requires-python"]
        where = [
            "--python-version",
            "3.14",
            "--platform",
            "any",
            "--dest",
            folder,
            "--requirement",
            lock,
        ]
        subprocess.run([*pip, *what, *where], check=True)
        done.write_bytes(lock.read_bytes())
    return sorted(folder.glob("*.whl"))


def copy(source, folder):
    """Copy Pyodide's files from an unpacked distribution, or from within a wheel, into a folder.

    Raises
    ------
    ValueError
        If a file is missing, or is another one than lab/pyodide.sha256 says.
    """
    for line in (PINS / "pyodide.sha256").read_text().splitlines():
        digest, name = line.split()
        if not (source / name).is_file():
            raise ValueError(f"{name} is not in {source}: PYODIDE must name the unpacked folder")
        data = (source / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ValueError(f"{name} in {source} is not that of Pyodide 314.0.3")
        (folder / name).write_bytes(data)


def inside(wheel):
    """Return the folder of Pyodide's files inside a wheel that brings them along."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/pyodide.asm.wasm"))
    return zipfile.Path(wheel, name.removesuffix("pyodide.asm.wasm"))


def lock(wheels):
    """Return the text of the lock for these wheels.

    Raises
    ------
    ValueError
        If one of them needs a package that is not among them.
    """
    packages = {entry["name"]: entry for entry in map(about, sorted(wheels))}
    for name, entry in packages.items():
        if missing := sorted(set(entry["depends"]) - packages.keys()):
            raise ValueError(f"{name} needs {', '.join(missing)}: name it in site/lab/wheels.in")
    return json.dumps({"info": INFO, "packages": packages}, indent=1)


def about(wheel):
    """Return what the lock says of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        fields = message_from_bytes(archive.read(metadata))
    return {
        "name": canonicalize_name(fields["Name"]),
        "version": fields["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": imports(names),
        "depends": needed(fields.get_all("Requires-Dist", [])),
        "unvendored_tests": False,
    }


def imports(names):
    """Return what can be imported from a wheel with these files."""
    first = {name.split("/")[0] for name in names if name.endswith(OF_PYTHON)}
    return sorted({name.split(".")[0] for name in first if not name.endswith((".data", "-info"))})


def needed(requirements):
    """Return the packages among the requirements of a wheel that it needs in the browser."""
    asked = [Requirement(line) for line in requirements]
    asked = [one for one in asked if one.marker is None or one.marker.evaluate(BROWSER)]
    return sorted({canonicalize_name(one.name) for one in asked} - LEFT_OUT)
