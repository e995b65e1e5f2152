"""Imports point one way: numpy ← numerics ← explorers; plots stands beside the numerics."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gradlab"
NUMERICS = {"differentiate", "descent", "functions", "simple_net"}
NUMERICS |= {"arguments", "domain", "nudges"}  # below them
WIDGETS = {"explorer", "pointer", "prediction", "reachable", "rendering", "sentence"}

# What each module may import, besides the standard library.
ALLOWED = {
    "__init__": NUMERICS,
    **dict.fromkeys(NUMERICS, {"numpy"} | NUMERICS),
    "plots": {"numpy", "matplotlib"},
    "rendering": {"matplotlib"},
    "sentence": {"ipywidgets", "verdict"},
    "prediction": {"ipywidgets", "reachable", "sentence", "verdict"},
    "pointer": {"ipywidgets", "ipyevents", "rendering"},
    "explorer": {"numpy", "ipywidgets"} | WIDGETS,
    "explore": {"numpy", "matplotlib", "ipywidgets", "plots"} | NUMERICS | WIDGETS,
    "check": {"numpy", "exercise", "verdict"} | NUMERICS,
    "reachable": set(),
    "verdict": set(),
    "prompt_server": {"jupyter_server", "tornado"},
}


def imported(path):
    """Return the names of the modules that a file imports, gradlab's own without the package."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names}
    return found - set(sys.stdlib_module_names)


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(path):
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert imported(path) <= ALLOWED[layer]


def test_nothing_imports_itself_in_a_circle():
    above = {name: set() for name in ALLOWED}
    for path in MODULES:
        layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        above[layer] |= imported(path) & set(ALLOWED)
    while free := {name for name, below in above.items() if not below & set(above)}:
        above = {name: below for name, below in above.items() if name not in free}
    assert not above


def test_importing_gradlab_loads_neither_matplotlib_nor_ipywidgets():
    code = "import sys, gradlab; print(*{'matplotlib', 'ipywidgets'} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == ""
