"""Keep what takes long to make, under the hash of all that makes it."""

import ast
import hashlib
import json
import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path

import lessons

FOLDER = lessons.ROOT / ".site-cache"
MAKERS = ("grids.py", "lessons.py", "questions.py", "tables.py")  # of this folder
DRAWERS = ("ipywidgets", "matplotlib", "numpy", "pillow")


def imported(text):
    """Return the modules of gradlab that a text of Python imports, by their files."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("gradlab"):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("gradlab")}
    files = {path for name in found for path in _files(name.split("."))}
    return {path for path in files if path.exists()}


def _files(parts):
    """Return where a module may be: each package on the way to it runs too."""
    for k in range(1, len(parts) + 1):
        place = lessons.ROOT.joinpath(*parts[:k])
        yield from (place.with_suffix(".py"), place / "__init__.py")


@cache
def _from(path):
    """Return the files that a file of gradlab imports."""
    package = path.relative_to(lessons.ROOT).parent.parts
    lines = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = package[: len(package) - node.level + 1]
            node.module, node.level = ".".join([*above, *([node.module] if node.module else [])]), 0
        if isinstance(node, ast.Import | ast.ImportFrom):
            lines.append(ast.unparse(node))
    return frozenset(imported("\n".join(lines)))


def sources(name):
    """Return all files of gradlab that a notebook's code runs."""
    todo, found = imported(lessons.code(name)), set()
    while todo:
        path = todo.pop()
        if path not in found:
            found.add(path)
            todo |= _from(path)
    return sorted(found)


def key(name):
    """Return the hash of all that makes the pictures of a notebook; its text is not among it."""
    its = hashlib.sha256(lessons.code(name).encode())
    here = Path(__file__).parent
    for path in [*sources(name), *(here / maker for maker in MAKERS)]:
        its.update(ast.dump(ast.parse(path.read_text(encoding="utf-8"))).encode())  # no comments
    its.update(" ".join(map(version, DRAWERS)).encode())
    return its.hexdigest()[:24]


def recall(key, part):
    """Return the folder in which something is kept, or None."""
    folder = FOLDER / key / part
    return folder if (folder / "spec.json").exists() else None


def keep(key, part, spec, files):
    """Keep what a page has to know of a part of a lesson, and its files; the spec comes last."""
    folder = FOLDER / key / part
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    text = json.dumps(spec, ensure_ascii=False, separators=(",", ":"))
    unfinished = folder / "spec.json~"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(folder / "spec.json")


def forget(keys):
    """Throw away what none of these keys leads to."""
    if FOLDER.exists():
        for folder in FOLDER.iterdir():
            if folder.name not in keys:
                shutil.rmtree(folder)
