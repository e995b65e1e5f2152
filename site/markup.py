"""Markdown and code as HTML: nbconvert's Markdown, with formulas as MathML and our own headings."""

import html
import re
from xml.etree import ElementTree

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

LESSON = re.compile(r"^([\w-]+)\.ipynb(?=#|$)")
MINUTES = re.compile(r"<p><em>((Core|Deeper)\b[^<]*)</em></p>")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
MATHML = "http://www.w3.org/1998/Math/MathML"
LIMITS = ("lim", "max", "min", "∑")  # what stands under these, on a line of its own
ROW_SPACE = re.compile(r"\\\\\[[^\]]*\]")
TAG = re.compile(r"<[^>]+>")


class Renderer(IPythonRenderer):
    """Markdown's elements as the site has them."""

    def heading(self, text, level, **_):
        """Return a heading with the anchor that JupyterLab gives it."""
        return f'<h{level} id="{slug(text)}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        """Return a link; to a lesson's page in the place of its notebook."""
        return super().link(text, LESSON.sub(r"\1.html", url), title)

    def block_code(self, code, info=None):
        """Return code as quiet as that of the cells."""
        return (
            source(code) if info == "python" else f'<pre tabindex="0">{html.escape(code)}</pre>\n'
        )

    def inline_math(self, body):
        """Return a formula in a line."""
        return formula(body)

    def block_math(self, body):
        """Return a formula on a line of its own."""
        return f'<div class="formula" tabindex="0">{formula(body, "block")}</div>\n'

    multiline_math = block_math

    def latex_environment(self, name, body):
        """Return a formula of several lines."""
        return self.block_math(rf"\begin{{{name}}}{body}\end{{{name}}}")


_markdown = MarkdownWithMath(renderer=Renderer(escape=False))
_formatter = HtmlFormatter(nowrap=True)


def formula(tex, display="inline"):
    """Return a formula as MathML, mended where browsers with plain fonts draw it oddly."""
    tex = ROW_SPACE.sub(r"\\\\", tex.replace("{aligned}", "{align*}"))  # which latex2mathml knows
    math = ElementTree.fromstring(convert(tex, display=display))
    ElementTree.register_namespace("", MATHML)
    for part in math.iter(f"{{{MATHML}}}msup"):
        if part[1].text == "′":  # it is raised already: as a superscript it would fly away
            part.tag = f"{{{MATHML}}}mrow"
            part[1].tag = f"{{{MATHML}}}mo"
            part[1].attrib |= {"lspace": "0", "rspace": "0"}
    for part in math.iter(f"{{{MATHML}}}msub"):
        if part[0].text in LIMITS and display == "block":
            part.tag = f"{{{MATHML}}}munder"
    return ElementTree.tostring(math, encoding="unicode")


def markdown(text):
    """Return Markdown as HTML; wide tables scroll in a box of their own."""
    body = _markdown.render(text).replace("<th></th>", "<td></td>")  # an empty corner heads nothing
    body = TABLE.sub(lambda m: f'<div class="wide" tabindex="0" role="group">{m[0]}</div>', body)
    return MINUTES.sub(lambda m: f'<p class="minutes {m[2].lower()}">{m[1]}</p>', body)


def source(code):
    """Return Python code with its words told apart."""
    shown = highlight(code.rstrip(), PythonLexer(stripnl=False), _formatter).rstrip()
    return f'<pre class="code" tabindex="0"><code>{shown}</code></pre>\n'


def plain(body):
    """Return the words of some HTML."""
    return " ".join(html.unescape(TAG.sub("", body)).split())


def slug(text):
    """Return the anchor of a heading."""
    return html.escape(plain(text).replace(" ", "-"))
