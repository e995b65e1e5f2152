"""What `pip install` of the course brings along."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """The names of all files in a wheel of the course, built here and without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_every_file_of_the_package(names):
    files = [path for path in (ROOT / "gradlab").rglob("*.*") if "__pycache__" not in path.parts]
    assert {path.suffix for path in files} >= {".py", ".js", ".css"}
    assert {path.relative_to(ROOT).as_posix() for path in files} <= names


def test_the_wheel_has_what_jupyter_is_told(names):
    assert any(name.endswith("etc/jupyter/jupyter_server_config.d/gradlab.json") for name in names)
    assert any(name.endswith("etc/jupyter/labconfig/page_config.d/gradlab.json") for name in names)


def test_the_wheel_has_every_lesson_and_the_command(names):
    lessons = {f"gradlab/lessons/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert lessons == {name for name in names if name.endswith(".ipynb")}
    assert any(name.endswith("dist-info/entry_points.txt") for name in names)
