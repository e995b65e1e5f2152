"""The files that set a machine up say the same thing."""

import re
import tomllib
from pathlib import Path

import pytest

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


def test_conda_and_pip_get_the_same_packages_with_the_same_bounds():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    named = [line.strip().removeprefix("- ") for line in lines if ">=" in line]
    project = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert bounds(named) == {"python": PROJECT["requires-python"], **bounds(project)}


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
