"""Markdown and code as HTML: nbconvert's Markdown, with formulas as MathML and our own headings."""

import html
import re

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

LESSON = re.compile(r"^([\w-]+)\.ipynb(?=#|$)")
MINUTES = re.compile(r"<p><em>((Core|Deeper)\b[^<]*)</em></p>")
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
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
        return source(code) if info == "python" else f"<pre>{html.escape(code)}</pre>\n"

    def inline_math(self, body):
        """Return a formula in a line."""
        return convert(body)

    def block_math(self, body):
        """Return a formula on a line of its own."""
        return f'<div class="formula" tabindex="0">{convert(body, display="block")}</div>\n'

    multiline_math = block_math

    def latex_environment(self, name, body):
        """Return a formula of several lines."""
        return self.block_math(rf"\begin{{{name}}}{body}\end{{{name}}}")


_markdown = MarkdownWithMath(renderer=Renderer(escape=False))
_formatter = HtmlFormatter(nowrap=True)


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
