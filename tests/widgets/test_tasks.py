"""What a lesson asks is in its cells; a challenge has the name of the explorer that tells of it."""

import importlib
import json
import re
from pathlib import Path

import pytest

from gradlab.widgets import tasks

NOTEBOOKS = sorted((Path(__file__).parent.parent.parent / "notebooks").glob("*.ipynb"))


def asked(path):
    return tasks.tasks(json.loads(path.read_text(encoding="utf-8"))["cells"])


def cells(*sources):
    kinds = {True: "markdown", False: "code"}
    return [{"cell_type": kinds[s[0] in "#*"], "source": s} for s in sources]


ALL = {path.stem.lstrip("0123456789_"): asked(path) for path in NOTEBOOKS}
CHALLENGES = [(lesson, name) for lesson, its in ALL.items() for name in its["challenges"]]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_task_of_a_lesson_is_overlooked(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in notebook)
    found = asked(path)
    assert len(found["challenges"]) == text.count("hallenge.**")
    assert len(found["predictions"]) == len(
        re.findall(r"^\w+\.(predict|sketch)_", text, re.MULTILINE)
    )
    assert len(found["exercises"]) == len(re.findall(r"^check\.", text, re.MULTILINE))


@pytest.mark.few(5)
@pytest.mark.parametrize(("lesson", "name"), CHALLENGES)
def test_a_challenge_has_the_name_of_an_explorer_of_its_lesson(lesson, name):
    made = getattr(importlib.import_module(f"gradlab.explore.{lesson}"), name)()
    assert made.lesson == lesson


def test_a_challenge_counts_for_the_section_that_its_text_names():
    found = tasks.tasks(
        cells(
            "from gradlab.explore import descent",
            "## 2. First",
            "descent.path()",
            "## 3. Then\n\n**Challenge.** Bring it down.",
            "np.array([1])",
            "descent.fit()",
            "**Challenge.** In the picture of section 2, bring f below 1.",
        )
    )
    assert found["challenges"] == ["fit", "path"]
