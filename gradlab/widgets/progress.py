"""Progress: which exercises are correct, which predictions were made, which challenges are met.

It is kept in one file beside the lessons, and only where that file is: ``gradlab lab`` lays it. A
kernel starts in the folder of its notebook, so it needs no more to find it.
"""

import json
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = "progress.json"
FILE = Path(NAME).absolute()  # a reader's code may change the folder later
OFF = os.environ.get("GRADLAB_PROGRESS") == "0"  # who runs the notebooks of others keeps nothing
VERSION = 1
TASKS = ("exercises", "predictions", "challenges")
PATIENCE = 2  # seconds to wait for another kernel: to write takes some milliseconds

BROKEN = "it is broken"
NEWER = "it is from a newer version of gradlab"


def lay(folder):
    """Lay the file into a folder; one that cannot be read is kept aside.

    Returns
    -------
    aside : Path or None
    reason : str or None
    """
    path, aside, reason = Path(folder, NAME), None, None
    if path.exists():
        try:
            read(path)
            return None, None
        except ValueError as error:
            aside, reason = move_aside(path), str(error)
    _write(path, _empty())
    return aside, reason


def note(kind, name, outcome):
    """Keep what came of a task, if the file is there; what was kept first stays.

    Parameters
    ----------
    kind : str
        One of `TASKS`.
    name : str
        The lesson's and the task's, such as "derivative.predict_slope".
    outcome : str
    """
    if OFF or not FILE.exists() or _is_noted(kind, name):
        return
    with suppress(OSError), _alone(FILE):  # a full disk is no reason to stop a lesson
        kept = _kept(FILE)
        kept[kind].setdefault(name, outcome)
        _write(FILE, kept)


def _is_noted(kind, name):
    try:
        return name in read(FILE)[kind]
    except (OSError, ValueError):
        return False


def read(path):
    """Return what is kept in a file: by kind of task, by name, what came of it.

    Raises
    ------
    ValueError
        Saying why it cannot be read.
    """
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        is_newer = kept["version"] > VERSION
        is_sound = is_newer or all(isinstance(kept[kind], dict) for kind in TASKS)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(BROKEN) from error
    if is_newer or not is_sound:
        raise ValueError(NEWER if is_newer else BROKEN)
    return kept


def _kept(path):
    """Return what is kept; what cannot be read is kept aside, and all begins anew."""
    try:
        return read(path)
    except ValueError:
        move_aside(path)
        return _empty()


def _empty():
    return {"version": VERSION, **{kind: {} for kind in TASKS}}


def move_aside(path):
    """Give a file a numbered name that is free, and return that."""
    aside = free(path)
    os.replace(path, aside)
    return aside


def free(path):
    """Return the path of a numbered copy that is not there yet."""
    number = 1
    while (copy := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return copy


def _write(path, kept):
    """Replace the file at once: who reads it meanwhile sees the one before."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _alone(path):
    """Let one kernel at a time change the file: a file beside it is there while one does."""
    lock = path.with_name(f".{path.name}.lock")
    end = time.monotonic() + PATIENCE
    while True:
        try:
            lock.touch(exist_ok=False)
            break
        except FileExistsError:
            if time.monotonic() > end:
                lock.unlink(missing_ok=True)  # of a kernel that was ended in the midst
            time.sleep(0.01)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
