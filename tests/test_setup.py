"""The files that set a machine up say the same thing."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import editables
import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
LOCKS = ("requirements.lock", "requirements-bench.lock")
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # conda's matplotlib brings Qt along


def bounds(requirements):
    """Return a dict of package to its bound, of lines such as numpy>=1.26."""
    split = [re.fullmatch(r"([\w.-]+)(>=[\d.]+)", line).groups() for line in requirements]
    return {CONDA_NAMES.get(name, name): bound for name, bound in split}


def locked(name):
    """Return the pinned requirements of a lock file, each with its hashes and marker."""
    text = re.sub(r"\s*#.*", "", (ROOT / name).read_text(encoding="utf-8"))
    return [entry for entry in text.replace("\\\n", " ").splitlines() if entry.strip()]


def test_the_tests_and_the_proofs_can_be_run_together():
    names = [path.name for folder in ("tests", "proof") for path in ROOT.glob(f"{folder}/**/*.py")]
    twice = {name for name in names if names.count(name) > 1}
    assert twice == {"conftest.py"}  # pytest imports a file by its name alone


def test_conda_and_pip_get_the_same_packages_with_the_same_bounds():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    named = [line.strip().removeprefix("- ") for line in lines if ">=" in line]
    project = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert bounds(named) == bounds(project)


def test_conda_and_binder_get_one_python_that_the_project_admits():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    python = Version(re.search(r"^  - python=([\d.]+)$", text, re.MULTILINE)[1])
    assert python in SpecifierSet(PROJECT["requires-python"])


def test_the_lower_bounds_are_those_with_which_all_tests_passed():
    lowest_python = PROJECT["requires-python"].removeprefix(">=")
    passed = (ROOT / "proof" / f"lowest-{lowest_python}.txt").read_text(encoding="utf-8")
    tried = dict(re.findall(r"^([\w.-]+)==(\S+)$", passed, re.MULTILINE))
    project = bounds([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]])
    short = {name: f">={re.sub('([.]0)+$', '', tried[name])}" for name in project}  # 2.0.0 is 2
    assert short == {name: re.sub("([.]0)+$", "", bound) for name, bound in project.items()}


def test_the_package_is_built_with_what_the_tests_are_run_with():
    assert set(PYPROJECT["build-system"]["requires"]) <= set(
        PROJECT["optional-dependencies"]["test"]
    )


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_in_a_lock_is_pinned_with_hashes(name):
    entries = locked(name)
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index(name):
    assert not re.search(r"https?://|--index|--find-links|--extra-index", (ROOT / name).read_text())


@pytest.mark.parametrize(("name", "extra"), [(LOCKS[0], "test"), (LOCKS[1], "bench")])
def test_a_lock_holds_what_the_project_names(name, extra):
    pinned = {re.split("==", entry)[0].lower() for entry in locked(name)}
    project = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"][extra]]
    assert set(bounds(project)) <= pinned


def test_the_two_locks_agree():
    one, other = ({entry.split(" --hash")[0] for entry in locked(name)} for name in LOCKS)
    names = [{entry.split("==")[0] for entry in entries} for entries in (one, other)]
    shared = names[0] & names[1]
    assert {e for e in one if e.split("==")[0] in shared} == {
        e for e in other if e.split("==")[0] in shared
    }


def test_every_make_command_in_the_text_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))
    for name in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"\bmake ([a-z]+)`", text)) | set(
            re.findall(r"^make ([a-z]+)", text, re.MULTILINE)
        )
        assert named
        assert named <= targets


@pytest.fixture
def copy(tmp_path):
    """A copy of what the course is installed from, in a folder with letters that C has not."""
    folder = tmp_path / "Größe 기울기"
    for name in ("gradlab", "jupyter-config"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


def installed(folder):
    """Install the course as `pip install --editable .` does, without pip; return the Python."""
    build = "from hatchling.build import build_editable; build_editable('.')"
    subprocess.run([sys.executable, "-c", build], cwd=folder, check=True)
    venv.create(folder / ".venv", with_pip=False)
    base = {"base": str(folder / ".venv"), "platbase": str(folder / ".venv")}
    packages, programs = (sysconfig.get_path(n, "venv", base) for n in ("purelib", "scripts"))
    (wheel,) = folder.glob("*.whl")
    shutil.unpack_archive(wheel, packages, "zip")
    shutil.copytree(Path(editables.__file__).parent, Path(packages, "editables"))
    return shutil.which("python", path=programs)


def test_python_starts_in_a_folder_whose_letters_the_locale_has_not(copy):
    code = "import json, importlib.util as i; print(json.dumps(i.find_spec('gradlab').origin))"
    run = {"cwd": copy / ".venv", "env": {**os.environ, "LC_ALL": "C"}, "stdout": subprocess.PIPE}
    found = subprocess.run([installed(copy), "-c", code], **run, text=True, check=True)
    assert Path(json.loads(found.stdout)) == copy / "gradlab" / "__init__.py"


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git to check the files out with")
@pytest.mark.parametrize("name", [".ci/run", "Makefile", "notebooks/00_start_here.ipynb"])
def test_lines_end_as_bash_wants_them_where_git_is_set_to_end_them_as_windows_does(name, tmp_path):
    for file in (name, ".gitattributes", "docs/line.gif"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    git = ["git", "-C", tmp_path, "-c", "core.autocrlf=true", "-c", "core.safecrlf=false"]
    for command in (
        ["init", "--quiet"],
        ["add", "."],
        ["checkout-index", "--all", "--prefix=new/"],
    ):
        subprocess.run([*git, *command], check=True)
    for file in (name, "docs/line.gif"):
        assert (tmp_path / "new" / file).read_bytes() == (ROOT / file).read_bytes()
    assert b"\r" not in (tmp_path / "new" / name).read_bytes()
