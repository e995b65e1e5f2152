"""What builds the lessons with Python in the browser, without building them."""

import hashlib
import importlib.util
import json
import re
import zipfile
from pathlib import Path

import lab
import pyodide
import pytest
from test_licences import is_allowed

OWN = Path(lab.OWN)
JUPYTERLAB_CUTS_AT = 140  # letters of a notice
PINS = [line.split() for line in (OWN / "pyodide.sha256").read_text().splitlines()]


@pytest.fixture
def wheel(tmp_path):
    """What makes a small wheel."""

    def make(name, files=(), needs=()):
        path = tmp_path / f"{name}-1.0-py3-none-any.whl"
        lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0"]
        text = "\n".join([*lines, *(f"Requires-Dist: {need}" for need in needs)])
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(f"{name}-1.0.dist-info/METADATA", text)
            for file in files:
                archive.writestr(file, "")
        return path

    return make


def test_the_lock_says_of_a_wheel_what_pyodide_needs_to_know(wheel):
    files = ["some_thing/__init__.py", "other.py", "fast.cpython-314-wasm32.so", "share/x.json"]
    path = wheel("Some_Thing", [*files, "Some_Thing-1.0.data/scripts/run.py"], ["needed>=2"])
    read = json.loads(pyodide.lock([path, wheel("needed", ["needed.py"])]))
    entry = read["packages"]["some-thing"]
    assert entry["imports"] == ["fast", "other", "some_thing"]
    assert entry["depends"] == ["needed"]
    assert entry["file_name"] == path.name
    assert entry["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read["info"] == pyodide.INFO


@pytest.mark.parametrize(
    "need",
    [
        'pexpect; sys_platform != "emscripten"',
        'colorama; os_name == "nt"',
        'backports; python_version < "3.12"',
        'sphinx; extra == "docs"',
        "jupyterlab_widgets~=3.0",
    ],
)
def test_what_the_browser_needs_not_is_left_out(wheel, need):
    assert json.loads(pyodide.lock([wheel("a", needs=[need])]))["packages"]["a"]["depends"] == []


def test_a_wheel_that_is_missing_is_named(wheel):
    with pytest.raises(ValueError, match=r"^a needs gone, lost: name it in site/lab/wheels\.in$"):
        pyodide.lock([wheel("a", needs=["lost", "gone", "b"]), wheel("b")])


def test_files_that_are_not_pyodides_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"^pyodide\.mjs is not in .*: PYODIDE must name the "):
        pyodide.copy(tmp_path, tmp_path)
    (tmp_path / "pyodide.mjs").write_text("another")
    with pytest.raises(ValueError, match=r"^pyodide\.mjs in .* is not that of Pyodide 314\.0\.3$"):
        pyodide.copy(tmp_path, tmp_path)


def test_files_that_are_pyodides_are_copied_out_of_a_folder_and_out_of_a_wheel(
    tmp_path, monkeypatch
):
    pins, content = tmp_path / "pins", b"wasm"
    pins.mkdir()
    digest = hashlib.sha256(content).hexdigest()
    (pins / "pyodide.sha256").write_text(f"{digest}  pyodide.asm.wasm\n")
    monkeypatch.setattr(pyodide, "PINS", pins)
    folder, out = tmp_path / "folder", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    (folder / "pyodide.asm.wasm").write_bytes(content)
    with zipfile.ZipFile(tmp_path / "brings.whl", "w") as archive:
        archive.writestr("deep/inside/pyodide.asm.wasm", content)
    for source in (folder, pyodide.inside(tmp_path / "brings.whl")):
        pyodide.copy(source, out)
        assert (out / "pyodide.asm.wasm").read_bytes() == content
        (out / "pyodide.asm.wasm").unlink()


def test_every_wheel_of_the_browser_is_pinned_by_its_hash():
    asked = re.findall(r"^[\w-]+", (OWN / "wheels.in").read_text(), re.MULTILINE)
    for name, least in (("wheels", len(asked)), ("pyodide", 1), ("build", 50)):
        pins = re.split(r"^(?=[\w-]+==)", (OWN / f"{name}.lock").read_text(), flags=re.MULTILINE)
        assert len(pins) > least
        assert all("--hash=sha256:" in pin for pin in pins[1:])
    assert {name.partition("-")[0] for _, name in PINS} >= {"pyodide.asm.wasm", "numpy"}


def test_a_lesson_gets_the_stamp_of_its_text_alone():
    cell = {"cell_type": "markdown", "source": ["# One\n", "more"], "metadata": {}}
    lesson = {"cells": [cell], "metadata": {"language_info": {"name": "python"}}}
    stamp = lambda lesson: lab.stamped(lesson)["metadata"]["gradlab"]["edition"]  # noqa: E731
    assert lab.stamped(lesson)["cells"] == lesson["cells"]
    same = {"cells": [{**cell, "source": "# One\nmore", "id": "x"}], "metadata": {}}
    assert stamp(same) == stamp(lesson)
    for change in ({"source": "# Two"}, {"cell_type": "code"}):
        assert stamp({**lesson, "cells": [{**cell, **change}]}) != stamp(lesson)
    assert "gradlab" not in lesson["metadata"]


def test_files_are_dated_alike_at_each_build(monkeypatch, tmp_path):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = lab.moment()
    assert first.isdigit()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    assert lab.moment() == "315532800"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setattr(lab, "ROOT", tmp_path)  # no history
    assert int(lab.moment()) >= int(first)


def test_jupyterlab_shows_the_whole_of_every_notice():
    script = (OWN / "extension" / "static" / "lessons.js").read_text(encoding="utf-8")
    says = dict(re.findall(r'^  (\w+): "([^"]+)",$', script, re.MULTILINE))
    assert set(says) == {"kept", "newer", "running"}
    longest = max((p.stem for p in lab.ROOT.glob("notebooks/*.ipynb")), key=len)
    values = {"name": longest, "mine": f"{longest}_mine_2026-11-27_2", "seconds": 20}
    for words in says.values():
        assert len(words.format(**values)) <= JUPYTERLAB_CUTS_AT


def test_every_package_of_the_browser_is_listed_with_a_licence_that_lets_it_be_passed_on():
    text = (lab.ROOT / "docs" / "lite.md").read_text(encoding="utf-8")
    text = text.partition("\n## Licences\n")[2]
    rows = re.findall(r"^\| ([^|]+) \| (\d[^|]*) \| ([^|]*) \|$", text, re.MULTILINE)
    listed = {(name, version) for name, version, _ in rows}
    pure = re.findall(r"^([\w-]+)==(\S+)", (OWN / "wheels.lock").read_text(), re.MULTILINE)
    own = [tuple(name.split("-")[:2]) for _, name in PINS if name.endswith(".whl")]
    pages = re.findall(r"^(jupyterl[\w-]+)==(\S+)", (OWN / "build.lock").read_text(), re.MULTILINE)
    pages = [(name, version) for name, version in pages if name != "jupyterlab-pygments"]
    assert {*pure, *own, *pages} <= listed
    assert [row for row in rows if not is_allowed(row[2])] == []


def test_numbers_that_differ_are_told_from_words_that_do():
    path = lab.ROOT / "proof" / "lite.py"
    spec = importlib.util.spec_from_file_location("lite", path)
    lite = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(lite)
    assert lite.different_numbers("x = 0.25, −3e-07", "x = 0.25, −4e-07") == [("−3e-07", "−4e-07")]
    assert lite.different_numbers("x = 1", "y = 1") is None
    assert lite.different_numbers("[1. 2.]", "[1. 2.]") == []
    assert lite.different_numbers("x = 1", "x = 1 2") is None
