"""Build the web site of the course: python site/build_site.py [lesson ...] [--out _site].

Without lessons, all notebooks. The pictures of a lesson are drawn once and kept in .site-cache/
until something that draws them changes; what else the pages are made of takes seconds.
"""

import argparse
import base64
import json
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from pathlib import Path

import kept
import lessons
import pages
import preview
import questions
import tables

HERO = "04_descent", "fit"  # the explorer of the landing page: it has steps, and plays
DESCRIPTION = (
    "A course on the derivative, the gradient and gradient descent, whose pictures move when you "
    "move them: in the browser, without an account."
)
TITLE = "gradlab: feel what a gradient is"


@lru_cache(maxsize=2)
def _parts(name):
    return lessons.parts(name)


def draw_questions(name, key):
    """Keep the questions of a notebook; return the ids of its explorers."""
    explorers, all_, files = [], {}, {}
    for cell, part in _parts(name).items():
        if hasattr(part, "scene"):
            explorers.append(cell)
        else:
            all_[cell], its = questions.told(part)
            files |= its
    kept.keep(key, "questions", {"explorers": explorers, "questions": all_}, files)


def draw_table(name, key, cell):
    """Keep the table of an explorer."""
    table = tables.Table(_parts(name)[cell])
    kept.keep(key, cell, {"kind": "explorer", **table.spec}, table.files)


def spec(key, part):
    """Return what is kept of a part of a lesson."""
    return json.loads((kept.recall(key, part) / "spec.json").read_text(encoding="utf-8"))


def run(jobs, tasks, what):
    """Do tasks in processes, or with no jobs here, and say how far it is.

    A task is a function and its arguments.
    """
    begun = time.monotonic()
    for done, _ in enumerate(_done(jobs, tasks), start=1):
        end = "\r" if done < len(tasks) and sys.stderr.isatty() else "\n"
        seconds = time.monotonic() - begun
        print(f"{what}: {done} of {len(tasks)}, {seconds:.0f} s", end=end, file=sys.stderr)


def _done(jobs, tasks):
    if not jobs:
        yield from (act(*arguments) for act, *arguments in tasks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        for task in as_completed([pool.submit(*task) for task in tasks]):
            yield task.result()


def draw(names, jobs):
    """Draw what is not kept; return the keys of the notebooks."""
    keys = {name: kept.key(name) for name in names}
    missing = [n for n in names if not kept.recall(keys[n], "questions")]
    run(jobs, [(draw_questions, n, keys[n]) for n in missing], "questions of lessons")
    wanted = [(n, cell) for n in names for cell in spec(keys[n], "questions")["explorers"]]
    missing = [(n, cell) for n, cell in wanted if not kept.recall(keys[n], cell)]
    run(jobs, [(draw_table, n, keys[n], cell) for n, cell in missing], "tables of pictures")
    return keys


class Site:
    """The folder that is built.

    Parameters
    ----------
    out : Path
        It is laid out beside, and takes the place of what stood there when it is whole.
    options : argparse.Namespace
    """

    def __init__(self, out, options):
        self.out, self.options = out, options
        self.runs = "lab/index.html?path={name}.ipynb" if options.lab else None
        self.common = {"address": options.address, "root": "", "preview": TITLE}

    def write(self, name, data):
        """Write a file of the site, text or bytes."""
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def copy_kept(self, key, part):
        """Bring what was kept of a part of a lesson."""
        (self.out / "tables").mkdir(exist_ok=True)
        for path in kept.recall(key, part).iterdir():
            if path.suffix in (".table", ".png"):
                shutil.copyfile(path, self.out / "tables" / path.name)

    def lesson(self, name, key, all_):
        """Write the page of a lesson."""
        told = spec(key, "questions")
        specs = told["questions"] | {cell: spec(key, cell) for cell in told["explorers"]}
        for part in ("questions", *told["explorers"]):
            self.copy_kept(key, part)
        lesson = pages.Lesson(name, specs, self.runs)
        for still, png in lesson.stills.items():
            self.write(still, preview.small(base64.b64decode(png)))
        k = next(i for i, one in enumerate(all_) if one["name"] == name)
        its = all_[k]
        about = {
            "title": f"{its['title']} · gradlab",
            "description": its["seen"][:1].upper() + its["seen"][1:],
            "path": f"{name}.html",
            "before": all_[k - 1] if k else None,
            "after": all_[k + 1] if k + 1 < len(all_) else None,
            "runs": lesson._runs(),
        }
        self.write(
            f"{name}.html",
            pages.page("lesson.html", **self.common, **about, sections=lesson.sections),
        )

    def landing(self, keys, all_):
        """Write the landing page, with its picture that plays."""
        name, cell = HERO if HERO[0] in keys else _first_that_plays(keys)
        told = spec(keys[name], cell)
        hero = pages.explorer(name, cell, told)
        front = {"title": TITLE, "description": DESCRIPTION, "path": "", "hero": hero}
        more = {"lessons": all_, "lab": self.options.lab, "repository": self.options.repository}
        self.write("index.html", pages.page("index.html", **self.common, **front, **more))
        self.write("preview.png", preview.picture(self.out / f"stills/{name}-{cell}.png"))

    def beside(self, names):
        """Write what belongs to no lesson."""
        root = "/" + self.options.address.partition("://")[2].partition("/")[2]
        lost = {"title": "gradlab: no such page", "description": DESCRIPTION, "path": None}
        self.write("404.html", pages.page("404.html", **{**self.common, "root": root}, **lost))
        places = ["", *(f"{name}.html" for name in names)]
        urls = "".join(f"<url><loc>{self.options.address}{p}</loc></url>\n" for p in places)
        head = '<?xml version="1.0" encoding="UTF-8"?>\n'
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        self.write("sitemap.xml", f'{head}<urlset xmlns="{space}">\n{urls}</urlset>\n')
        self.write(".nojekyll", "")  # GitHub Pages serves the folder as it is
        static = pages.HERE / "static"
        widgets = lessons.ROOT / "gradlab" / "widgets"
        for path in [*static.iterdir(), widgets / "picture.js", widgets / "picture.css"]:
            self.write(f"assets/{path.name}", path.read_bytes())


def _first_that_plays(keys):
    """Return an explorer with steps, for a site of a few lessons; else any."""
    all_ = [(n, cell) for n, k in keys.items() for cell in spec(k, "questions")["explorers"]]
    return next((one for one in all_ if spec(keys[one[0]], one[1])["steps"]), all_[0])


def build(names, out, options):
    """Build the site of these notebooks into a folder."""
    keys = draw(names, options.jobs)
    every = [one for one in pages.about() if one["name"] in names]
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        whole = Path(folder) / "site"
        whole.mkdir()
        site = Site(whole, options)
        for name in names:
            site.lesson(name, keys[name], every)
        site.landing(keys, every)
        site.beside(names)
        if (out / "lab").exists():  # another builds it
            shutil.move(out / "lab", whole / "lab")
        shutil.rmtree(out, ignore_errors=True)
        whole.rename(out)
    if names == lessons.names():
        kept.forget(set(keys.values()))


def options(arguments=None):
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "lessons", nargs="*", help="notebooks, without .ipynb; all if none is named"
    )
    parser.add_argument("--out", type=Path, default=lessons.ROOT / "_site")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--address", default=os.environ.get("SITE_ADDRESS", ""),
                        help="where it will be published")  # fmt: skip
    parser.add_argument("--repository", default=os.environ.get("SITE_REPOSITORY", ""))
    parser.add_argument("--lab", action="store_true", help="lab/ will stand beside these pages")
    said = parser.parse_args(arguments)
    unknown = set(said.lessons) - set(lessons.names())
    if unknown:
        parser.error(f"no such lesson: {', '.join(sorted(unknown))}; there are {lessons.names()}")
    if said.address and not said.address.endswith("/"):
        said.address += "/"
    return said


def main():
    """Build what the command line says, and print what it came to."""
    said, begun = options(), time.monotonic()
    names = [name for name in lessons.names() if not said.lessons or name in said.lessons]
    out = said.out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    build(names, out, said)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    seconds = time.monotonic() - begun
    print(f"{said.out}: {len(names)} lessons, {size / 1e6:.1f} MB, {seconds:.0f} s")


if __name__ == "__main__":
    main()
