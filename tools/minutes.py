"""Work out how many minutes each section takes, and write them where they stand.

Usage: python tools/minutes.py [--check]

The minutes stand under the title of a notebook, under the title of each section, and in the tables
of README.md and of 00. They are computed from the cells at the rates below: docs/minutes.md says
where those come from. What has no line for minutes gets none. With --check nothing is written;
what differs is listed, and the exit status is 1.
"""

import re
import sys

import nbformat
from execute_notebooks import CHECKS, NOTEBOOKS

ROOT = NOTEBOOKS.parent
README = ROOT / "README.md"

WORDS_A_MINUTE = 130
# In seconds.
FORMULA = 20  # set on a line of its own
CODE_LINE = 10  # of a cell, to read it and to run it
OUTPUT_LINE = 5
EXPLORER = 150
CHALLENGE = 180
CHOICE = 45
NUMBER = 60
CURVE = 150
EXERCISE = 420
ROUND = 5  # minutes: the times of a whole notebook are multiples of it

HEADING = re.compile(r"^## .+$", re.MULTILINE)
IN_SECTION = re.compile(r"^\*(Core|Deeper), \d+ minutes?\.\*$", re.MULTILINE)
IN_TITLE = re.compile(
    r"^\*(?:Core \d+ minutes, with what is deeper|(?P<one_time>(?:Optional[.] )?About)) \d+"
    r"(?: minutes)?[.]\*$",
    re.MULTILINE,
)
ROW = re.compile(r"^(\|.*\((?:notebooks/)?(\w+)\.ipynb\).*\|) *[^|]+ \|$", re.MULTILINE)
HEAD = re.compile(r"^(\|.*\|) minutes[^|]*\|$", re.MULTILINE)


def seconds_of_words(text):
    """Return how long it takes to read this text, and to meet its challenges."""
    formulas = re.findall(r"\$\$.+?\$\$", text, re.DOTALL)
    prose = re.sub(r"\$\$.+?\$\$", " ", text, flags=re.DOTALL)
    prose = re.sub(r"\$[^$\n]*\$|`[^`\n]*`", "word", prose)  # however long it is inside
    prose = re.sub(r"\]\([^)]*\)|<[^>]*>", " ", prose)  # the places of links, and tags
    words = re.findall(r"[^\W_]+(?:[.,'’·/^-][^\W_]+)*", prose)
    challenges = text.count("**Challenge.**")
    return len(words) * 60 / WORDS_A_MINUTE + len(formulas) * FORMULA + challenges * CHALLENGE


def seconds_of_code(cell):
    """Return how long a code cell takes: to read and run it, and what it asks for."""
    if CHECKS.search(cell.source):
        return EXERCISE
    lines = sum(bool(line.strip()) for line in cell.source.splitlines())
    return lines * CODE_LINE + sum(map(seconds_of_output, cell.outputs))


def seconds_of_output(output):
    """Return how long it takes to read an output, to answer a question or to move a picture."""
    data = output.get("data", {})
    if "image/png" in data:
        return EXPLORER
    text = output.get("text") or data.get("text/plain", "")
    if text.startswith("Predict. "):
        answers = {"  [ a number ]": NUMBER, "  [ a curve ]": CURVE}
        return seconds_of_words(text) + answers.get(text.splitlines()[-1], CHOICE)
    return len(text.splitlines()) * OUTPUT_LINE


def sections(notebook):
    """Return what belongs to each title: its kind ("Core", "Deeper" or ""), and its seconds.

    What has no line for minutes, such as the title itself, has no kind.
    """
    found = [["", 0.0]]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            found[-1][1] += seconds_of_code(cell)
            continue
        before, *parts = re.split(r"(?=^## )", cell.source, flags=re.MULTILINE)
        found[-1][1] += seconds_of_words(before)
        for part in parts:
            mark = IN_SECTION.search(part)
            found.append([mark[1] if mark else "", seconds_of_words(part)])
    return found


def totals(notebook):
    """Return the minutes of the core, and of all, each to the next multiple of ROUND."""
    core = sum(seconds for kind, seconds in sections(notebook) if kind != "Deeper")
    whole = sum(seconds for _, seconds in sections(notebook))
    return tuple(ROUND * round(seconds / 60 / ROUND) for seconds in (core, whole))


def counted(minutes):
    """Return minutes in words."""
    return f"{minutes} minute{'s' * (minutes != 1)}"


def write_into(notebook):
    """Write the minutes of its sections, and the whole, into a notebook's text."""
    marked = iter([its for its in sections(notebook) if its[0]])
    core, whole = totals(notebook)

    def of_section(_):
        kind, seconds = next(marked)
        return f"*{kind}, {counted(max(1, round(seconds / 60)))}.*"

    def of_title(mark):
        if mark["one_time"]:
            return f"*{mark['one_time']} {whole} minutes.*"
        return f"*Core {core} minutes, with what is deeper {whole}.*"

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = IN_SECTION.sub(of_section, IN_TITLE.sub(of_title, cell.source))


def with_minutes(text, notebooks):
    """Return a text whose tables of lessons have the minutes of those that have them in a title."""

    def of_row(row):
        notebook = notebooks.get(row[2])
        if notebook is None or not is_marked(notebook):
            return row[0]
        return "{} {} / {} |".format(row[1], *totals(notebook))

    rows = ROW.sub(of_row, text)
    return rows if rows == text else HEAD.sub(r"\1 minutes: core / all |", rows)


def is_marked(notebook):
    """Tell whether a notebook has a line for minutes under its title."""
    return bool(IN_TITLE.search(notebook.cells[0].source))


def written():
    """Return the text of each file as it should be, by its path: the notebooks and the README."""
    notebooks = {path: nbformat.read(path, as_version=4) for path in NOTEBOOKS.glob("*.ipynb")}
    for notebook in notebooks.values():
        write_into(notebook)
    by_name = {path.stem: notebook for path, notebook in notebooks.items()}
    start = by_name["00_start_here"]
    for cell in start.cells:
        if cell.cell_type == "markdown":
            cell.source = with_minutes(cell.source, by_name)
    texts = {path: nbformat.writes(its) + "\n" for path, its in notebooks.items()}
    return {**texts, README: with_minutes(README.read_text(encoding="utf-8"), by_name)}


def main():
    """Write what differs, or list it."""
    differs = [
        (path, text) for path, text in written().items() if path.read_text(encoding="utf-8") != text
    ]
    for path, text in differs:
        print(path.name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    sys.exit(bool(differs) and "--check" in sys.argv)


if __name__ == "__main__":
    main()
