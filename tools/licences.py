"""List the licence of every package of requirements.lock in docs/licences.md.

Usage: python tools/licences.py

The words are those of the package's own metadata. What is not installed here, since it is for
another system or Python, is downloaded for Windows and the newest Python, and looked into.
"""

import re
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, PathDistribution, distribution, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
ELSEWHERE = ["--platform", "win_amd64", "--python-version", "3.13", "--ignore-requires-python"]
HEAD = """# Licences of the packages

Made from `requirements.lock` by `.venv/bin/python tools/licences.py`, in the packages' own words.

| package | version | licence |
|---|---|---|
"""


def pins():
    """Return the name and version of every package in the lock."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE)


def licence(name, version):
    """Return what a package says of its licence: an SPDX expression, else words, else a class."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        about = {}
    if about.get("Version") != version:
        about = downloaded(name, version)
    words = about.get("License", "UNKNOWN").strip()
    if "\n" in words or words == "UNKNOWN":  # the whole text, or nothing
        words = ""
    classes = [line for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    named = " AND ".join(line.rpartition(" :: ")[2] for line in classes)
    return about.get("License-Expression") or words or named or title_of_the_text(name)


def title_of_the_text(name):
    """Return the first line of an installed package's licence, for a package that says no more."""
    text = distribution(name).read_text("licenses/LICENSE") or ""
    return text.strip().partition("\n")[0]


def downloaded(name, version):
    """Return the metadata inside a package's wheel."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest",
                   folder, "--only-binary", ":all:", *ELSEWHERE, f"{name}=={version}"]  # fmt: skip
        subprocess.run(command, check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            inside = zipfile.Path(archive).iterdir()
            info = next(entry for entry in inside if entry.name.endswith(".dist-info"))
            return PathDistribution(info).metadata


if __name__ == "__main__":
    rows = [f"| {name} | {version} | {licence(name, version)} |\n" for name, version in pins()]
    (ROOT / "docs" / "licences.md").write_text(HEAD + "".join(rows), encoding="utf-8")
