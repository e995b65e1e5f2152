"""The pages of the site: a lesson from its notebook, the landing page, and what stands beside."""

import html
import json
import re

import jinja2
import lessons
import markup
from markupsafe import Markup

HERE = lessons.ROOT / "site"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
ROW = re.compile(r"^\|.*?\(notebooks/([\w-]+)\.ipynb\) \| (.+?) \|(?: (\d+) / (\d+) )?\|?", re.M)
SECTION = re.compile(r"(?=^## )", re.MULTILINE)
CHECK = re.compile(r"^check\.\w+\(", re.MULTILINE)
SETUP = re.compile(r"\A(?:(?:import|from) .*\n?|\n)+\Z")

# What the controls and the pictures of a page say.
WORDS = {
    "reset": "Reset",
    "copy": "Copy a link to this picture as it stands",
    "copied": "Copied",
    "gone": "",
    "play": "Play",
    "pause": "Pause",
    "back": "Back",
    "step": "Step",
    "show": "Show",
    "offline": "⚠ This state did not come. If the network is back, move once more.",
}

_templates = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)


def about():
    """Return what stands of each lesson in the README's table: what one sees, and minutes."""
    text = (lessons.ROOT / "README.md").read_text(encoding="utf-8")
    rows = {name: (seen, core, all_) for name, seen, core, all_ in ROW.findall(text)}
    found = []
    for name in lessons.names():
        title = title_of(name)
        number, _, words = title.partition(" ")
        number, words = (number, words) if number.isdigit() else ("", title)
        seen, *minutes = rows.get(name, (goals_of(name), "", ""))
        core, all_ = minutes if minutes[0] else minutes_of(name)
        found.append(
            {
                "name": name,
                "number": number,
                "title": words,
                "seen": seen,
                "core": core,
                "all": all_,
            }
        )
    return found


def title_of(name):
    """Return the title of a notebook."""
    return TITLE.search(lessons.read(name).cells[0].source)[1]


def goals_of(name):
    """Return what one can do after a lesson: its first goal."""
    goals = re.findall(r"^- (.+?)[;.]?$", lessons.read(name).cells[0].source, re.MULTILINE)
    return markup.plain(markup.markdown(goals[0])) if goals else ""


def minutes_of(name):
    """Return the minutes that stand under a notebook's title: of the core, and of all."""
    first = lessons.read(name).cells[0].source
    found = re.search(r"^\*Core (\d+) minutes, with what is deeper (\d+)\.\*$", first, re.MULTILINE)
    return found.groups() if found else ("", "")


class Lesson:
    """The page of a lesson.

    Parameters
    ----------
    name : str
        Of the notebook.
    specs : dict of str to dict
        What the page has to know of each explorer and question, by the ids of their cells.
    runs : str or None
        The address under which a lesson opens where Python runs.
    """

    def __init__(self, name, specs, runs):
        self.name, self.specs, self.runs = name, specs, runs
        self.stills, self._asked = {}, None
        self.sections = [{"id": "", "title": "", "kind": "", "body": ""}]
        for cell in lessons.read(name).cells:
            if cell.cell_type == "markdown":
                self._prose(cell.source)
            elif cell.source.strip():
                self._add(self._code(cell))

    def _add(self, body):
        self.sections[-1]["body"] += body

    def _prose(self, text):
        for part in SECTION.split(text):
            if part.startswith("## "):
                title = markup.markdown(part.partition("\n")[0])
                kind = re.search(r"^\*(Core|Deeper)(, \d+ minutes?)?\.\*$", part, re.MULTILINE)
                words = markup.plain(title)
                self.sections.append({
                    "id": markup.slug(words), "title": words, "body": "",
                    "kind": kind[0].strip("*.") if kind else "",
                })  # fmt: skip
                self._asked = None
            self._add(markup.markdown(part))

    def _code(self, cell):
        """Return a code cell as the page shows it."""
        spec = self.specs.get(cell.id)
        if spec and spec["kind"] == "explorer":
            return self._explorer(cell, spec)
        if spec:
            self._asked = cell.id
            return _render("question.html", id=cell.id, spec=spec, data=data(spec))
        code = Markup(markup.source(cell.source))
        if SETUP.match(cell.source):
            return _render("setup.html", code=code)
        if CHECK.search(cell.source):
            return _render("exercise.html", code=code, runs=self._runs())
        shown = Markup("".join(self._output(cell, k) for k in range(len(cell.outputs))))
        return _render("cell.html", code=code, shown=shown, asked=self._asked)

    def _explorer(self, cell, spec):
        still = f"stills/{self.name}-{cell.id}.png"
        *_, output = (o for o in cell.outputs if "image/png" in o.get("data", {}))
        self.stills[still] = output.data["image/png"]
        words = "".join(output.data["text/plain"])
        body = {"id": cell.id, "spec": spec, "still": still, "sentence": words}
        code = Markup(markup.source(cell.source))
        return _render("explorer.html", **body, data=data(spec), code=code, runs=self._runs())

    def _output(self, cell, k):
        output = cell.outputs[k]
        if output.output_type == "stream":
            return _pre(output.text)
        if output.output_type == "error":
            return _pre(f"{output.ename}: {output.evalue}")
        if "image/png" in output.data:
            still = f"stills/{self.name}-{cell.id}-{k}.png"
            self.stills[still] = output.data["image/png"]
            words = html.escape("".join(output.data.get("text/plain", "")))
            return f'<img class="output" src="{still}" alt="{words}" loading="lazy">'
        return _pre("".join(output.data["text/plain"]))

    def _runs(self):
        return self.runs and self.runs.format(name=self.name)


def _pre(text):
    return f'<pre tabindex="0">{html.escape(text.rstrip())}</pre>'


def data(spec):
    """Return what a page has to know as JSON that can stand in a page."""
    words = WORDS if spec["kind"] in ("explorer", "sketch") else {}
    text = json.dumps({**spec, "words": words}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _render(template, **values):
    return _templates.get_template(template).render(**values)


def page(template, **values):
    """Return a whole page; formulas and JSON come as they are, all else is escaped."""
    return _render(template, **values) + "\n"


def explorer(name, cell, spec):
    """Return an explorer by itself, which plays when it is there."""
    output = next(c for c in lessons.read(name).cells if c.id == cell).outputs[-1]
    body = {"id": cell, "spec": spec, "still": f"stills/{name}-{cell}.png", "autoplay": True}
    words = "".join(output.data["text/plain"])
    return _render("explorer.html", **body, sentence=words, data=data(spec))
