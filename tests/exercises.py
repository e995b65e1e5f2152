"""The exercises as they stand in their notebooks: task, stub, check and solution."""

import re
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = {
    path.stem: nbformat.read(path, as_version=4) for path in sorted(FOLDER.glob("*.ipynb"))
}
CHECKED = re.compile(r"^check\.(\w+)\((\w+)\)$", re.MULTILINE)
SOLUTION = re.compile(
    r"<details>\s*<summary>Solution</summary>\s*```python\n(.*?)```\s*</details>", re.S
)


class Exercise:
    """An exercise as it stands in its notebook."""

    def __init__(self, notebook, number, name, answer):
        self.notebook, self.cell = notebook, notebook.cells[number]
        self.name, self.answer = name, answer
        self.solution = SOLUTION.search(notebook.cells[number + 1].source)[1]

    def run(self, source):
        """Run the notebook's imports and this source; return the function of the exercise."""
        names = {}
        setup = next(cell.source for cell in self.notebook.cells if cell.cell_type == "code")
        exec(setup, names)
        exec(source, names)
        self.check = getattr(names["check"], self.name)
        return names[self.answer]


EXERCISES = {
    match[1]: Exercise(notebook, number, *match.groups())
    for notebook in NOTEBOOKS.values()
    for number, cell in enumerate(notebook.cells)
    if cell.cell_type == "code" and (match := CHECKED.search(cell.source))
}
each_exercise = pytest.mark.parametrize("its", EXERCISES.values(), ids=EXERCISES)
