"""Run every notebook from top to bottom and store its outputs, the same bytes each time.

Usage: python tools/execute_notebooks.py [notebook ...]
"""

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {  # without it, `jupyter nbconvert --to script` leaves out the text
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
    },
}
CHECKS = re.compile(r"^check\.\w+\(\w+\)$", re.MULTILINE)
# An exercise that a reader has solved says something else than "to do", and is no failure.
EXERCISE = {"tags": ["nbval-ignore-output"]}


def execute(path):
    """Run one notebook in its own folder; an error in a cell stops it."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,  # from a busy machine one print may come in two parts
        resources={"metadata": {"path": path.parent}},
    )
    client.execute()
    normalise(notebook)
    nbformat.write(notebook, path)


def normalise(notebook):
    """Take out what differs between runs and machines: ids of widgets, versions, names."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        is_exercise = cell.cell_type == "code" and CHECKS.search(cell.source)
        cell.metadata = nbformat.from_dict(EXERCISE if is_exercise else {})
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")):
        print(path.name)
        execute(path)
