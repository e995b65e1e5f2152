"""The course asks no other machine, runs no code made of text, and leaves Jupyter's locks shut."""

import ast
import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "gradlab").rglob("*.py"))

# An address that no machine has (RFC 5737), and a name that none has (RFC 2606).
ASK_AN_ADDRESS = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
ASK_A_NAME = "import urllib.request; urllib.request.urlopen('http://example.invalid')"

# All of the standard library that the package needs: nothing in it opens a file, a socket or a
# process, or makes objects of bytes, as pickle does.
STANDARD = {"collections", "contextlib", "copy", "dataclasses", "functools", "html", "io", "math"}
STANDARD |= {"inspect", "itertools", "numbers", "operator", "re", "reprlib", "sys", "textwrap"}
STANDARD |= {"threading", "time", "typing", "warnings"}
RUNS_TEXT_OR_OPENS = {"eval", "exec", "compile", "__import__", "open", "input", "breakpoint"}

# What one module alone needs besides: the files beside it; the names and the folders of Python, to
# tell the reader's lines and words from its own; the alarm that stops an answer without an end; the
# file beside the lessons in which is kept what a reader has done; the collector and malloc, which
# give back what is free; the server's name, to know one that shows no code. The command lays files,
# and runs JupyterLab and notebooks: no lesson imports it.
NEEDED = {
    "app/command.py": {"argparse", "pathlib", "signal", "subprocess"},
    "app/course.py": {"os", "pathlib", "shutil"},
    "app/doctor.py": {"importlib", "json", "os", "pathlib", "socket", "subprocess", "tempfile"},
    "app/lessons.py": {"json", "pathlib"},
    "app/formats.py": {"csv", "json", "xml"},
    "app/report.py": {"concurrent", "json", "os", "pathlib", "subprocess"},
    "app/run_lesson.py": {"json", "pathlib"},
    "check/advice.py": {"builtins", "pathlib", "sysconfig"},
    "check/asking.py": {"builtins"},
    "check/exercise.py": {"os"},
    "check/patience.py": {"signal"},
    "widgets/card.py": {"json"},
    "widgets/picture.py": {"pathlib"},
    "widgets/progress.py": {"json", "os", "pathlib"},
    "widgets/reachable.py": {"pathlib"},
    "widgets/rendering.py": {"ctypes", "gc"},
}


@pytest.mark.parametrize("code", [ASK_AN_ADDRESS, ASK_A_NAME])
def test_a_program_that_the_tests_start_is_refused_the_network(code):
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.returncode != 0
    assert "NetworkAsked" in run.stderr


def test_a_notebook_that_asks_the_network_fails():
    manager, client = start_new_kernel()  # as nbval starts those of the notebooks
    try:
        hidden = f"try:\n    {ASK_AN_ADDRESS}\nexcept Exception:\n    pass"
        reply = client.execute_interactive(hidden, timeout=60, output_hook=lambda message: None)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert reply["content"]["ename"] == "NetworkAsked"


def test_a_program_that_the_tests_start_reaches_this_machine():
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"import socket; socket.create_connection({server.getsockname()}).close()"
        subprocess.run([sys.executable, "-c", code], check=True)


def risks(source):
    """Return what a module imports of the standard library or calls, and has no need of."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Name) and node.id in RUNS_TEXT_OR_OPENS:
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and node.attr == "open":  # io.open
            found.add("open")
    return found & (sys.stdlib_module_names | RUNS_TEXT_OR_OPENS) - STANDARD


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_package_runs_no_text_and_opens_nothing(path):
    own = NEEDED.get(str(path.relative_to(ROOT / "gradlab").as_posix()), set())
    assert risks(path.read_text(encoding="utf-8")) == own


@pytest.mark.parametrize(
    ("source", "risk"),
    [
        ("eval('1')", "eval"),
        ("run = exec", "exec"),
        ("import io; io.open('file')", "open"),
        ("import os; os.system('ls')", "os"),
        ("from subprocess import run", "subprocess"),
        ("def f():\n    import pickle", "pickle"),
        ("import urllib.request", "urllib"),
    ],
)
def test_a_module_that_ran_text_or_opened_something_would_be_seen(source, risk):
    assert risks(source) == {risk}


def test_make_lab_gives_jupyter_a_notebook_and_no_option():
    if not shutil.which("make"):
        pytest.skip("make is not installed: the command of `make lab` was not looked at")
    dry = subprocess.run(
        ["make", "-n", "lab", "LAB_ARGS="], cwd=ROOT, capture_output=True, text=True, check=True
    )
    commands = [line.split() for line in dry.stdout.splitlines() if "jupyter lab" in line]
    assert [words[1:] for words in commands] == [
        ["-m", "jupyter", "lab", "notebooks/00_start_here.ipynb"]
    ]


def test_the_settings_for_jupyter_touch_neither_token_nor_origin():
    settings = {
        path.name: json.loads(path.read_text(encoding="utf-8"))
        for path in (ROOT / "jupyter-config").iterdir()
    }
    assert settings == {
        "server.json": {"ServerApp": {"jpserver_extensions": {"gradlab.app.prompt_server": True}}},
        "page_config.json": {
            "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}
        },
    }
