"""What a lesson asks of its reader: exercises, predictions and challenges, by their names."""

import re

CHECKED = re.compile(r"^check\.(\w+)\(", re.MULTILINE)
PREDICTED = re.compile(r"^\w+\.((?:predict|sketch)_\w+)\(", re.MULTILINE)
IMPORTED = re.compile(r"^from gradlab\.explore import (?:\w+ as )?(\w+)$", re.MULTILINE)
SECTION = re.compile(r"^## (\d+)\.", re.MULTILINE)
MARK = re.compile(r"\*\*Challenge\.\*\*([^*]*)")  # in the text
ELSEWHERE = re.compile(r"picture of section (\d+)")
MET = "Challenge met."  # in the sentence of a picture


def tasks(cells):
    """Return the tasks of some cells of a notebook: by kind, a list of their names.

    An exercise has the name of its check, a prediction that of the function that makes it, a
    challenge that of the explorer in which it is met: the next one below its text, or the last of
    the section that its text names.
    """
    parts = [("".join(cell["source"]), cell["cell_type"] == "code") for cell in cells]
    code = "\n".join(source for source, is_code in parts if is_code)
    found = {
        "exercises": CHECKED.findall(code),
        "predictions": PREDICTED.findall(code),
        "challenges": _challenges(parts, IMPORTED.search(code)),
    }
    return {kind: list(dict.fromkeys(names)) for kind, names in found.items()}


def _challenges(parts, imported):
    if not imported:
        return []
    explored = re.compile(rf"^{imported[1]}\.(?!predict_|sketch_)(\w+)\(", re.MULTILINE)
    found, last, section, is_open = [], {}, None, False
    for source, is_code in parts:
        if is_code:
            for name in explored.findall(source)[-1:]:
                last[section] = name
                found += [name] * is_open
                is_open = False
            continue
        section = (SECTION.findall(source) or [section])[-1]
        for words in MARK.findall(source):
            there = ELSEWHERE.search(words)
            if there and there[1] in last:
                found.append(last[there[1]])
            else:
                is_open = True
    return found
