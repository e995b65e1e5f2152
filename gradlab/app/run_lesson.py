"""Run one notebook and print, as JSON, what each check in it has answered.

Called by `report` in a process of its own, so that whatever the notebook does ends with it.
"""

import json
import sys
from pathlib import Path

from ..widgets.tasks import CHECKED


def verdicts(path, seconds):
    """Return what each exercise was answered, or ``{"late": True}`` if it takes too long.

    Returns
    -------
    dict
        ``{"verdicts": {exercise: {"said": text, "hint": text}}}``
    """
    import nbformat  # both come with JupyterLab
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    notebook = nbformat.read(path, as_version=4)
    options = {"timeout": seconds, "allow_errors": True, "kernel_name": "python3"}
    folder = {"metadata": {"path": str(Path(path).resolve().parent)}}
    try:
        NotebookClient(notebook, resources=folder, store_widget_state=False, **options).execute()
    except CellTimeoutError:
        return {"late": True}
    except DeadKernelError:
        pass  # what was answered before counts
    return {"verdicts": dict(_answers(notebook))}


def _answers(notebook):
    """Yield each exercise, and the text below its cell with the hint in it."""
    for cell in notebook.cells:
        match = cell.cell_type == "code" and CHECKED.search(cell.source)
        if match:
            said = "\n".join(filter(None, map(_text, cell.outputs)))
            yield match[1], {"said": said, "hint": "".join(map(_hint, cell.outputs))}


def _text(output):
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    return output.get("data", {}).get("text/plain", "")


def _hint(output):
    return output.get("metadata", {}).get("text/html", {}).get("hint", "")


if __name__ == "__main__":
    print(json.dumps(verdicts(sys.argv[1], float(sys.argv[2]))))
