"""A reader's folder of lessons: lay them, bring newer ones in, put one back; never lose work."""

import os
import shutil
from pathlib import Path

from ..widgets.progress import free, move_aside
from ..widgets.tasks import CHECKED
from .lessons import dumped, lessons, name_of, read
from .merge import merge

LAID = ".gradlab"  # in the folder: each lesson as it was laid, to tell what the reader has changed

NEW = "{lesson}: new."
SAME = "{lesson}: as it was."
BROUGHT = "{lesson}: brought up to date."
KEPT_CELL = "    {line}"
MOVED = "{lesson}: was {before}."
ASIDE = "{lesson}: what was there is no notebook; it is kept as {copy}."
FRESH = "{lesson}: fresh; yours is kept as {copy}."
PUT_BACK = "{lesson}: the exercise {exercise} is put back; yours is kept in {copy}."
NO_LESSON = "There is no lesson {name!r}: choose one of {known}."
NO_EXERCISE = "{lesson} has no exercise {name!r}: choose one of {known}."
NO_FOLDER = "{folder} has no lessons: gradlab copy lays them there."
IS_FILE = "{folder} is a file: name a folder, or none."


def lay(folder):
    """Lay all lessons into a folder, or bring those in it up to date; yield a line for each.

    What the reader has changed in a lesson stays: see `merge`. A file that is no notebook is kept
    under another name. Each file is replaced at once, so that to stop in between loses nothing.
    """
    folder = Path(folder)
    if folder.is_file():
        raise ValueError(IS_FILE.format(folder=folder))
    (folder / LAID).mkdir(parents=True, exist_ok=True)
    for lesson, new in lessons().items():
        yield from _lay_one(folder, lesson, new)


def _lay_one(folder, lesson, new):
    path, laid = folder / lesson, folder / LAID / lesson
    for former in _under_another_number(folder, lesson):
        os.replace(former, path)
        if (before := folder / LAID / former.name).exists():
            os.replace(before, laid)
        yield MOVED.format(lesson=lesson, before=former.name)
    try:
        mine = read(path) if path.exists() else None
    except ValueError:
        mine = None
        yield ASIDE.format(lesson=lesson, copy=move_aside(path).name)
    if mine is None:
        data, said = dumped(new), [NEW.format(lesson=lesson)]
    else:
        merged, kept = merge(_base(laid), mine, new)
        data = dumped(merged)
        said = [(SAME if merged["cells"] == mine["cells"] else BROUGHT).format(lesson=lesson)]
        said += [KEPT_CELL.format(line=line) for line in kept]
    _replace(path, data)
    _replace(laid, dumped(new))
    yield from said


def _base(laid):
    """Return the lesson as it was laid, or None if that is not known."""
    try:
        return read(laid)
    except (OSError, ValueError):
        return None


def _under_another_number(folder, lesson):
    """Return the files that hold this lesson of the course by another number."""
    if (folder / lesson).exists():
        return []
    known = [path.name for path in (folder / LAID).glob("*.ipynb")]
    others = [name for name in known if name != lesson and name_of(name) == name_of(lesson)]
    return [folder / name for name in others if (folder / name).exists()][:1]


def reset(folder, name, exercise=None):
    """Put a lesson back as it is new, or one exercise of it; the reader's is kept beside it.

    Returns
    -------
    str
        What was done.
    """
    folder, course = Path(folder), lessons()
    lesson = _found(name, course)
    path, new = folder / lesson, course[lesson]
    if not path.exists():
        if not folder.is_dir():
            raise ValueError(NO_FOLDER.format(folder=folder))
        _replace(path, dumped(new))
        return NEW.format(lesson=lesson)
    if exercise is None:
        copy = move_aside(path)
        (folder / LAID).mkdir(exist_ok=True)
        _replace(path, dumped(new))
        _replace(folder / LAID / lesson, dumped(new))
        return FRESH.format(lesson=lesson, copy=copy.name)
    put_back = _with_exercise(lesson, read(path), new, exercise)
    copy = _copy_aside(path)
    _replace(path, dumped(put_back))
    return PUT_BACK.format(lesson=lesson, exercise=exercise, copy=copy.name)


def _with_exercise(lesson, mine, new, name):
    """Return a reader's lesson with the cell of one exercise as it is new."""
    stubs = {
        match[1]: cell
        for cell in new["cells"]
        if cell["cell_type"] == "code" and (match := CHECKED.search("".join(cell["source"])))
    }
    if name not in stubs:
        known = ", ".join(stubs) or "none"
        raise ValueError(NO_EXERCISE.format(lesson=lesson, name=name, known=known))
    stub = stubs[name]
    if any(cell.get("id") == stub["id"] for cell in mine["cells"]):
        cells = [stub if cell.get("id") == stub["id"] else cell for cell in mine["cells"]]
    else:
        cells = [*mine["cells"], stub]
    return {**mine, "cells": cells}


def _found(name, course):
    """Return the file name of the lesson that a reader means by its number, name or file."""
    stem = Path(name).stem
    for lesson in course:
        number = lesson.partition("_")[0]
        if stem in (Path(lesson).stem, name_of(lesson)) or stem.zfill(2) == number:
            return lesson
    raise ValueError(NO_LESSON.format(name=name, known=", ".join(map(name_of, course))))


def _copy_aside(path):
    copy = free(path)
    shutil.copy2(path, copy)
    return copy


def _replace(path, data):
    """Give a file these bytes at once: who is stopped, or has no room, keeps what was there."""
    if path.exists() and path.read_bytes() == data:
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
