"""The wings of the house: imports point one way, from what is seen down to the numbers."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gradlab"
NUMBERS = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__"}

# What each wing may import besides the standard library and itself: packages, wings, and single
# modules of a wing.
ALLOWED = {
    "numbers": {"numpy"},
    "plots": {"numpy", "matplotlib"},
    "widgets": {"numpy", "matplotlib", "PIL", "ipywidgets", "traitlets", "anywidget", "plots"},
    "explore": {"numpy", "ipywidgets", "numbers", "plots", "widgets"},
    "check": {"numpy", "numbers", "widgets.verdict", "widgets.progress"},
    "app": {"jupyter_server", "tornado", "jupyter_core", "packaging", "nbformat", "nbclient"}
    | {"widgets.progress", "widgets.tasks"},
}


def wing(place):
    """Return the wing that a module of the package is in, given the parts of its name."""
    if place == ("__main__",):
        return "app"
    return "numbers" if place[0] in NUMBERS | {"__init__"} else place[0]


def is_module(place):
    """Tell whether the package has a module or a wing at this place."""
    path = PACKAGE.joinpath(*place)
    return path.is_dir() or path.with_suffix(".py").exists()


def imported(source, place):
    """Return what the module at `place` imports: packages, and places in gradlab as tuples."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {tuple(alias.name.split(".")) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ("gradlab", *place)[: len(place) + 1 - node.level] if node.level else ()
            module = (*above, *(node.module or "").split(".")) if node.module else above
            for alias in node.names:  # a name may be that of a module
                is_one = module[0] == "gradlab" and is_module((*module[1:], alias.name))
                found.add((*module, alias.name) if is_one else module)
    outside = {name[0] for name in found if name[0] != "gradlab"} - sys.stdlib_module_names
    return outside | {name[1:] for name in found if name[0] == "gradlab"}


def crossings(source, place):
    """Return what a module imports and may not."""
    own, wrong = wing(place), set()
    for name in imported(source, place):
        words = {name} if isinstance(name, str) else {wing(name), ".".join(name)}
        if not words & ({own} | ALLOWED[own]):
            wrong.add(name if isinstance(name, str) else ".".join(name))
    return wrong


def place_of(path):
    return path.relative_to(PACKAGE).with_suffix("").parts


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(path):
    assert crossings(path.read_text(encoding="utf-8"), place_of(path)) == set()


@pytest.mark.parametrize(
    ("place", "source", "crossing"),
    [
        (("descent",), "import matplotlib.pyplot", "matplotlib"),
        (("descent",), "from .widgets import verdict", "widgets.verdict"),
        (("descent",), "from . import plots", "plots"),
        (("__init__",), "from .explore import derivative", "explore.derivative"),
        (("plots", "style"), "from ..functions import bowl", "functions"),
        (("plots", "style"), "from .. import functions", "functions"),
        (("plots", "style"), "import ipywidgets", "ipywidgets"),
        (("plots", "style"), "if 1:\n from gradlab.widgets import controls", "widgets.controls"),
        (("widgets", "explorer"), "from ..descent import descent_path", "descent"),
        (("widgets", "explorer"), "from ..explore import derivative", "explore.derivative"),
        (("widgets", "explorer"), "from gradlab.check import exercise", "check.exercise"),
        (("explore", "descent"), "from ..check import descent", "check.descent"),
        (("explore", "descent"), "import scipy", "scipy"),
        (("check", "descent"), "from ..widgets.explorer import Explorer", "widgets.explorer"),
        (("check", "descent"), "from .. import plots", "plots"),
        (("app", "prompt_server"), "from ..functions import bowl", "functions"),
        (("explore", "descent"), "from ..app import prompt_server", "app.prompt_server"),
    ],
)  # fmt: skip
def test_an_import_that_crosses_a_wing_the_wrong_way_would_be_seen(place, source, crossing):
    assert crossings(source, place) == {crossing}


@pytest.mark.parametrize(
    ("place", "source"),
    [
        (("explore", "descent"), "import numpy\nfrom .. import plots\nfrom ..descent import x"),
        (("check", "descent"), "from ..widgets.verdict import Verdict\nfrom .exercise import ask"),
        (("widgets", "explorer"), "import html\nfrom . import rendering\nfrom .. import plots"),
    ],
)  # fmt: skip
def test_an_import_from_below_is_let_pass(place, source):
    assert crossings(source, place) == set()


def test_nothing_imports_itself_in_a_circle():
    places = {place_of(path): path for path in MODULES}
    below = {
        place: imported(path.read_text(encoding="utf-8"), place) & set(places)
        for place, path in places.items()
    }
    while free := {place for place, its in below.items() if not its & set(below)}:
        below = {place: its for place, its in below.items() if place not in free}
    assert not below


def test_the_top_level_holds_the_numbers_and_the_wings_alone():
    files = {path.name for path in PACKAGE.iterdir() if path.is_file()}
    wings = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert wings == ALLOWED.keys() - {"numbers"}
    assert files == {"__init__.py", "__main__.py"} | {f"{name}.py" for name in NUMBERS}


def test_nothing_in_the_package_imports_notebooks_tests_or_tools():
    beside = {
        path.stem for folder in ("tests", "tools") for path in PACKAGE.parent.glob(f"{folder}/*.py")
    }
    for path in MODULES:
        assert not imported(path.read_text(encoding="utf-8"), place_of(path)) & beside


def test_importing_gradlab_loads_neither_matplotlib_nor_ipywidgets():
    code = "import sys, gradlab; print(*{'matplotlib', 'ipywidgets'} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ""
