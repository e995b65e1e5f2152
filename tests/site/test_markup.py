"""Markdown as the pages have it."""

import re

import lessons
import markup
import pytest


def test_a_formula_is_mathml_in_a_line_and_on_its_own():
    assert "<math" in markup.markdown("Here $x^2$ is.")
    assert 'display="block"' in markup.markdown("$$\n\\frac{1}{2}\n$$")


def test_a_prime_stands_beside_its_letter_and_a_limit_under_its_name():
    body = markup.markdown("$$f'(x) = \\lim_{h \\to 0} h$$")
    assert re.search(r"<mi>f</mi><mo[^>]*>′</mo>", body)
    assert re.search(r"<munder><mo>lim</mo>", body)
    assert "<msub>" in markup.markdown("$\\lim_{h \\to 0}$")


def test_equations_under_each_other_are_aligned():
    tex = "$$\\begin{aligned}a &= 1 \\\\[4pt] b &= 2\\end{aligned}$$"
    assert markup.markdown(tex).count("<mtr>") == 2


@pytest.mark.parametrize("name", lessons.names())
def test_no_formula_of_a_lesson_is_left_as_tex(name):
    for cell in lessons.read(name).cells:
        if cell.cell_type == "markdown":
            body = re.sub(r"<pre.*?</pre>|<code>.*?</code>", "", markup.markdown(cell.source),
                          flags=re.DOTALL)  # fmt: skip
            assert not re.search(r"\$|\\[a-z]{2,}", body)


def test_a_link_to_a_notebook_leads_to_its_page():
    body = markup.markdown("[a](02_partials.ipynb) [b](notation.ipynb#words) [c](#d)")
    assert re.findall('href="([^"]+)"', body) == ["02_partials.html", "notation.html#words", "#d"]


def test_a_heading_has_the_anchor_of_jupyterlab():
    assert 'id="1.-What-is-`x`?"'.replace("`", "") in markup.markdown("## 1. What is `x`?")


def test_minutes_say_whether_a_section_is_core():
    assert '<p class="minutes deeper">Deeper, 9 minutes.</p>' in markup.markdown(
        "*Deeper, 9 minutes.*"
    )
