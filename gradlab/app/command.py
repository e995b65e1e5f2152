"""The command ``gradlab``: lay the lessons, open them, put one back, look what is wrong."""

import argparse
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from ..widgets import progress
from . import course, doctor
from .formats import CORRECT, FORMATS
from .report import report

FOLDER = "gradlab-course"
# While JupyterLab starts: the first import of matplotlib ever makes a list of all fonts.
WARM = "import gradlab.explore.start_here"
READY = "The lessons are in {folder}\nNext: gradlab lab {name}"
KEPT_IN = "It is in {folder}\nNext: gradlab lab {name}"
ASIDE = "{name} cannot be read: {reason}. It is kept as {copy}; a new one begins."
FAILED = "gradlab: {reason}"
NOT_WRITTEN = "{reason}: nothing of yours was changed. Choose another folder: gradlab copy FOLDER"


def main(words=None):
    """Run the command with these words, or those of the command line; return its exit status."""
    given = _parser().parse_args(*_split(sys.argv[1:] if words is None else words))
    try:
        return given.run(given)
    except ValueError as error:
        print(FAILED.format(reason=error), file=sys.stderr)
    except BrokenPipeError:  # who reads the lines has stopped reading: all is done by then
        sys.stdout = None
    except OSError as error:
        reason = NOT_WRITTEN.format(reason=error)
        print(FAILED.format(reason=reason), file=sys.stderr)
    except KeyboardInterrupt:
        print(FAILED.format(reason="stopped; nothing is lost"), file=sys.stderr)
    return 1


def _split(words):
    """Return the words for gradlab, and after ``--`` those that are passed on to JupyterLab."""
    at = words.index("--") if "--" in words else len(words)
    return words[:at], argparse.Namespace(rest=words[at + 1 :])


def _parser():
    parser = argparse.ArgumentParser(prog="gradlab", description=__doc__.partition("\n")[0])
    calls = parser.add_subparsers(required=True, metavar="CALL")

    def call(name, run, words):
        added = calls.add_parser(name, help=words, description=words)
        added.set_defaults(run=run)
        return added

    lab = call("lab", _lab, "lay the lessons into FOLDER and open them; after -- for JupyterLab")
    lab.set_defaults(progress=True)
    copy = call("copy", _copy, "lay the lessons into FOLDER, or bring them up to date")
    back = call("reset", _reset, "a fresh LESSON; yours is kept beside it")
    check = call("doctor", _doctor, "look whether all that the lessons need is here")
    marked = call("report", _report, "run notebooks and say what each task came to")
    marked.add_argument("paths", nargs="*", metavar="PATH", default=[FOLDER], help="or folders")
    marked.add_argument("--format", choices=FORMATS, default="table")
    marked.add_argument("--seconds", type=float, default=120, help="for each cell; else 120")
    marked.add_argument("--jobs", type=int, help="how many at once; else one a processor")
    copy.add_argument(
        "--progress", action="store_true", help="and the file that keeps what is done"
    )
    back.add_argument("lesson", metavar="LESSON", help="its number or name, such as 03")
    back.add_argument("--exercise", metavar="NAME", help="put back the cell of this exercise only")
    for added in (lab, copy, check):
        added.add_argument("folder", nargs="?", metavar="FOLDER", default=FOLDER, type=Path)
    back.add_argument("--folder", metavar="FOLDER", default=FOLDER, type=Path)
    return parser


def _copy(given):
    lines = list(course.lay(given.folder))
    print(*lines, sep="\n")
    if given.progress:
        aside, reason = progress.lay(given.folder)
        if aside:
            print(ASIDE.format(name=progress.NAME, reason=reason, copy=aside.resolve()))
    print(READY.format(folder=given.folder.resolve(), name=given.folder))
    return 0


def _lab(given):
    _copy(given)
    first = given.folder / "00_start_here.ipynb"
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    with subprocess.Popen([sys.executable, "-c", WARM], **quiet):
        return _until_it_ends([sys.executable, "-m", "jupyter", "lab", str(first), *given.rest])


def _until_it_ends(words):
    """Run a program; what is to end this one ends that, which asks by itself at Ctrl-C."""
    with subprocess.Popen(words) as program:
        before = signal.signal(signal.SIGTERM, lambda *_: program.terminate())
        try:
            while True:
                with suppress(KeyboardInterrupt):
                    return program.wait()
        finally:
            signal.signal(signal.SIGTERM, before)


def _reset(given):
    print(course.reset(given.folder, given.lesson, given.exercise))
    print(KEPT_IN.format(folder=given.folder.resolve(), name=given.folder))
    return 0


def _doctor(given):
    found = list(doctor.examine(given.folder))
    for finding in found:
        print(finding)
    return 0 if all(finding.is_well for finding in found) else 1


def _report(given):
    rows = report(given.paths, given.seconds, given.jobs)
    print(FORMATS[given.format](rows))
    return 0 if all(row.kind == CORRECT for row in rows if row.counts) else 1
