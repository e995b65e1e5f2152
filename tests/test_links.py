"""The links in the text: those to files and headings lead somewhere, the others were opened."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
FILES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("notebooks/*.ipynb")]
PLACES = [*FILES, ROOT / "LICENSE"]

# Each address of the web in the text. The tests have no network: open a new one before it is
# written here.
OPENED = {
    "https://creativecommons.org/licenses/by/4.0/legalcode",
    "https://github.com/microsoft/vscode-jupyter/issues/17504",
}

# On GitHub, the page that leads to where the workflow `site` has published; it is no file.
PUBLISHED = "../../deployments/github-pages"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def prose(path):
    """Return the text of a file or notebook without its code."""
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, as_version=4).cells
        text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    else:
        text = path.read_text(encoding="utf-8")
    return re.sub(r"```.*?```|`[^`\n]*`", "code", text, flags=re.DOTALL)


def links(text):
    """Return the targets of Markdown's and HTML's links and pictures."""
    return re.findall(r"\]\(\s*([^)\s]+)", text) + re.findall(r"(?:href|src)=[\"']([^\"']+)", text)


def anchors(path):
    """Return the names by which GitHub and JupyterLab know the headings of a file."""
    headings = re.findall(r"^#+ +(.+?) *$", prose(path), re.MULTILINE)
    slugs = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return slugs | {heading.replace(" ", "-") for heading in headings}


def leads_somewhere(link, path):
    """Tell whether a relative link in this file leads to a file, and to the heading it names."""
    place, _, anchor = unquote(link).partition("#")
    target = path.parent / place if place else path
    return target.exists() and (not anchor or anchor in anchors(target))


@each_file
def test_relative_links_lead_to_a_file_and_its_heading(path):
    relative = [link for link in links(prose(path)) if not urlsplit(link).scheme]
    if path.name == "README.md":
        relative.remove(PUBLISHED)
    assert [link for link in relative if not leads_somewhere(link, path)] == []


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("LICENSE", True),
        ("docs/nothing.md", False),
        ("#the-lessons", True),
        ("#nothing", False),
        ("CONTRIBUTING.md#add-a-lesson", True),
        ("CONTRIBUTING.md#add-nothing", False),
    ],
)
def test_a_link_that_leads_nowhere_is_seen(link, there):
    assert leads_somewhere(link, ROOT / "README.md") == there


def test_every_notebook_leads_on_to_another():
    notebooks = [path for path in FILES if path.suffix == ".ipynb"]
    assert all(any(".ipynb" in link for link in links(prose(path))) for path in notebooks)


def test_every_address_of_the_web_was_opened():
    found = {url for path in PLACES for url in re.findall(r"https?://[^\s)>\"'\]]+", prose(path))}
    assert found == OPENED


@pytest.mark.parametrize("address", sorted(OPENED))
def test_an_address_of_the_web_is_well_formed(address):
    parts = urlsplit(address)
    assert parts.scheme == "https"
    assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", parts.netloc)
    assert not address.endswith((".", ","))
