"""What the commands in the README make of the lessons outside of Jupyter: pages and scripts."""

import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from few import few

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.few(99)  # those below are few: CI asks for all
NOTEBOOKS = few(sorted((ROOT / "notebooks").glob("*.ipynb")), most=1)
COMMANDS = re.findall(
    r"`[.]venv/bin/python (-m jupyter nbconvert --to (\w+)[^`]*?) notebooks/\w+[.]ipynb`",
    (ROOT / "README.md").read_text(encoding="utf-8"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Return the folders with what the two commands make of all notebooks."""
    folders = {kind: tmp_path_factory.mktemp(kind) for _, kind in COMMANDS}
    for command, kind in COMMANDS:
        options = ["--output-dir", folders[kind], "--log-level", "ERROR"]
        subprocess.run([sys.executable, *shlex.split(command), *options, *NOTEBOOKS], check=True)
    return folders


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def name(request):
    return request.param.stem


def cells(name, kind):
    notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


class Page(HTMLParser):
    """What a page shows and loads."""

    def __init__(self, text):
        super().__init__()
        self.alts, self.loaded, self.inside = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes, self.inside = dict(attributes), tag
        if tag == "img":
            self.alts.append(attributes.get("alt"))
        if tag != "a":  # which loads nothing until it is followed
            places = [attributes.get(name) for name in ("src", "href", "srcset", "data", "poster")]
            self.loaded += [place for place in places if place]

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, text):
        if self.inside in ("script", "style"):
            self.loaded += re.findall(r"(?:https?:)?//[\w.-]+[.]\w+/\S*", text)


def test_a_page_says_what_each_picture_shows_and_loads_nothing_from_another_host(made, name):
    page = Page((made["html"] / f"{name}.html").read_text(encoding="utf-8"))
    outputs = [output for cell in cells(name, "code") for output in cell.outputs]
    assert page.alts == [o.data["text/plain"] for o in outputs if "image/png" in o.get("data", {})]
    assert page.alts or not name[:2].isdigit()  # only a lesson has pictures
    assert [place for place in page.loaded if not place.startswith("data:")] == []


def test_what_a_page_loads_from_another_host_is_seen():
    text = "<script src='https://a.example/a.js'></script><script>import '//a.example/b'</script>"
    assert Page(text).loaded == ["https://a.example/a.js", "//a.example/b'"]


def test_a_script_is_python_with_the_text_as_comments(made, name):
    source = (made["script"] / f"{name}.py").read_text(encoding="utf-8")
    compile(source, name, "exec")
    for cell in cells(name, "markdown"):
        assert "\n".join(f"# {line}" for line in cell.source.splitlines()) in source
    for cell in cells(name, "code"):
        assert cell.source in source
