"""Run all tests with the newest and with the lowest packages that pyproject.toml admits.

Usage: python proof/versions.py [python ...]

Without a name it takes one Python of each version from 3.11 on that it finds, on the PATH or in
pyenv's folder. "Lowest" means the direct dependencies at their lower bounds, or at the first
version above with a wheel for this Python. What passed is kept in proof/lowest-3.11.txt and so
on; tests/test_setup.py compares it with the bounds. Each of the runs takes some minutes.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
RESOLUTIONS = {"newest": "highest", "lowest": "lowest-direct"}
SHOWN = ["numpy", "matplotlib", "ipywidgets", "jupyterlab"]
COUNTS = ["passed", "failed", "skipped"]
ROW = "{:7} {:7}" + " {:>10}" * 4 + " {:>7}" * 4
# It compares the bounds with the file that is written after a run.
AFTERWARDS = "tests/test_setup.py::test_the_lower_bounds_are_those_with_which_all_tests_passed"
VERSION = "import sys; print('{}.{}'.format(*sys.version_info), sys.executable)"


def run(*command, **options):
    """Run a program in the folder of the project; return what it prints."""
    options = {"cwd": ROOT, "check": True, "stdout": subprocess.PIPE, "text": True, **options}
    return subprocess.run([str(word) for word in command], **options)


def pythons(paths):
    """Return a dict of version, as 3.11, to the first Python that has it, from 3.11 on."""
    found = {}
    for path in paths:
        answer = run(path, "-c", VERSION, check=False, stderr=subprocess.DEVNULL)
        # A name on the PATH may stand for nothing: pyenv has one for each version it ever had.
        if answer.returncode == 0:
            version, _, executable = answer.stdout.strip().partition(" ")
            found.setdefault(version, executable)
    return {version: path for version, path in found.items() if int(version.split(".")[1]) >= 11}


def candidates():
    """Return the paths of all that is called python3 or python3.x, those on the PATH first."""
    folders = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    if shutil.which("pyenv"):
        folders += sorted(Path(run("pyenv", "root").stdout.strip()).glob("versions/3.*/bin"))
    names = [path for folder in folders for path in sorted(folder.glob("python3*"))]
    return [path for path in names if re.fullmatch(r"python3([.]\d+)?(.exe)?", path.name)]


def install(uv, python, resolution, folder):
    """Make an environment with the course in it; return its Python and all its versions."""
    run(uv, "venv", "--quiet", "--python", python, folder / "venv")
    places = os.pathsep.join(str(folder / "venv" / name) for name in ("bin", "Scripts"))
    inside = shutil.which("python", path=places)
    pip, options = [uv, "pip"], ["--quiet", "--only-binary", ":all:", "--python", inside]
    pins = run(*pip, "compile", *options, "--resolution", resolution, "--extra", "test",
               "--no-annotate", "--no-header", "--no-emit-index-url", "pyproject.toml")  # fmt: skip
    (folder / "pins.txt").write_text(pins.stdout)
    # Compiled as pip does: else a package of which Python warns then would fail a test.
    run(*pip, "sync", *options, "--compile-bytecode", folder / "pins.txt")
    own = ["--no-deps", "--no-build-isolation", "--editable", ROOT]
    run(*pip, "install", "--quiet", "--python", inside, *own)
    return inside, pins.stdout


def test(python, report):
    """Run all tests; return how many passed, failed and were skipped."""
    suite = ["pytest", "--quiet", "--nbval", "--numprocesses", "auto", "--no-loadscope-reorder"]
    browser = {**os.environ, "GRADLAB_REQUIRE_BROWSER": "1"}
    command = [python, "-m", *suite, f"--junitxml={report}", f"--deselect={AFTERWARDS}"]
    run(*command, env=browser, check=False, stdout=None)
    suite = ElementTree.parse(report).getroot().find("testsuite")
    number = {name: int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")}
    failed = number["failures"] + number["errors"]
    return [number["tests"] - failed - number["skipped"], failed, number["skipped"]]


def attempt(uv, version, python, name):
    """Try one Python with one set of packages; return the counts and all versions."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        inside, pins = install(uv, python, RESOLUTIONS[name], Path(folder))
        start = time.monotonic()
        counts = test(inside, Path(folder, "report.xml"))
        seconds = round(time.monotonic() - start)
    versions = dict(re.findall(r"^([\w.-]+)==(\S+)", pins, re.MULTILINE))
    shown = [versions[package] for package in SHOWN]
    print(ROW.format(version, name, *shown, *counts, seconds), flush=True)
    return counts, pins


def main(paths):
    """Try all; return the number of Pythons on which not every test passed with both sets."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "uv")
        uv = shutil.which("uv", path=Path(folder, "bin"))
        print(ROW.format("Python", "set", *SHOWN, *COUNTS, "seconds"))
        for version, python in pythons(paths or candidates()).items():
            (newest, _), (lowest, pins) = (
                attempt(uv, version, python, name) for name in RESOLUTIONS
            )
            # An old pytest may find fewer tests, so the numbers are compared, too.
            if newest[1:] == [0, 0] and lowest == newest:
                (ROOT / "proof" / f"lowest-{version}.txt").write_text(pins)
            else:
                failed += 1
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
