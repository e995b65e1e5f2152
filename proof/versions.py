"""Run all tests with the lowest and with the newest packages that pyproject.toml admits.

Usage: python proof/versions.py [python ...]

Without a name it takes one Python of each version from 3.11 on that it finds, on the PATH or in
pyenv's folder. "Lowest" means the direct dependencies at their lower bounds, or at the first
version above with a wheel for this Python. What passed is kept in proof/lowest-3.11.txt and so
on; tests/test_setup.py compares it with the bounds. It takes some minutes for each run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESOLUTIONS = {"lowest": "lowest-direct", "newest": "highest"}
SHOWN = ["numpy", "matplotlib", "ipywidgets", "jupyterlab"]
ROW = "{:7} {:7}" + " {:>10}" * 4 + " {:>7}" * 4
SUITE = [
    "-m",
    "pytest",
    "--quiet",
    "--nbval",
    "--numprocesses",
    "auto",
    "--no-loadscope-reorder",
    "--junitxml",
]
VERSION = "import sys; print('{}.{}'.format(*sys.version_info), sys.executable)"


def pythons(paths):
    """Return a dict of version, as 3.11, to the first Python that has it, from 3.11 on."""
    found = {}
    for path in paths:
        run = subprocess.run([path, "-c", VERSION], capture_output=True, text=True)
        version, _, executable = run.stdout.strip().partition(" ")
        # A name on the PATH may stand for nothing: pyenv has one for each version it ever had.
        if run.returncode == 0 and int(version.removeprefix("3.")) >= 11:
            found.setdefault(version, executable)
    return found


def candidates():
    """Return the paths of what is called python3 or python3.x, on the PATH first."""
    folders = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    if shutil.which("pyenv"):
        root = subprocess.run(["pyenv", "root"], capture_output=True, text=True, check=True)
        folders += sorted(Path(root.stdout.strip(), "versions").glob("3.*/bin"))
    return [
        path
        for folder in folders
        for path in sorted(folder.glob("python3*"))
        if re.fullmatch(r"python3([.]\d+)?", path.stem if path.suffix == ".exe" else path.name)
    ]


def environment(uv, python, resolution, folder):
    """Install the course into a new environment; return its Python and the file of its pins."""
    pins = folder / "pins.txt"
    wheels = ["--quiet", "--only-binary", ":all:"]
    subprocess.run([uv, "venv", "--quiet", "--python", python, folder / "venv"], check=True)
    inside = shutil.which(
        "python", path=f"{folder / 'venv/bin'}{os.pathsep}{folder / 'venv/Scripts'}"
    )
    pip = [uv, "pip"]
    subprocess.run(
        [*pip, "compile", *wheels, "--python", inside, "--resolution", resolution,
         "--extra", "test", "--no-annotate", "--no-header", "--no-emit-index-url",
         "--output-file", pins, "pyproject.toml"],
        cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    subprocess.run([*pip, "sync", *wheels, "--python", inside, pins], check=True)
    own = ["--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT]
    subprocess.run([*pip, "install", "--python", inside, *own], check=True)
    return inside, pins


def count(python, folder):
    """Run all tests; return how many passed, failed and were skipped, and the seconds."""
    report, start = folder / "report.xml", time.monotonic()
    subprocess.run(
        [python, *SUITE, report], cwd=ROOT, env={**os.environ, "GRADLAB_REQUIRE_BROWSER": "1"}
    )
    seconds = round(time.monotonic() - start)
    suite = ElementTree.parse(report).getroot().find("testsuite").attrib
    failed = int(suite["failures"]) + int(suite["errors"])
    skipped = int(suite["skipped"])
    return int(suite["tests"]) - failed - skipped, failed, skipped, seconds


def row(uv, version, python, name):
    """Try one Python with one set of packages; return a row of the table."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        inside, pins = environment(uv, python, RESOLUTIONS[name], Path(folder))
        counts = count(inside, Path(folder))
        if name == "lowest" and counts[1:3] == (0, 0):
            shutil.copy(pins, ROOT / "proof" / f"lowest-{version}.txt")
        pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", pins.read_text(), re.MULTILINE))
        return [version, name, *(pinned[package] for package in SHOWN), *counts]


def main(paths):
    """Print the table; return the number of runs in which a test failed or was skipped."""
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "uv"]
        subprocess.run(install, check=True)
        uv = shutil.which("uv", path=Path(folder, "bin"))
        found = pythons(paths or candidates())
        rows = [row(uv, *python, name) for python in found.items() for name in RESOLUTIONS]
    print(ROW.format("Python", "set", *SHOWN, "passed", "failed", "skipped", "seconds"))
    print(*(ROW.format(*cells) for cells in rows), sep="\n")
    return sum(cells[7:9] != [0, 0] for cells in rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
