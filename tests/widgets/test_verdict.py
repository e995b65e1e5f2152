import re

import pytest

from gradlab.widgets.verdict import Verdict

KINDS = {"to do": "○ To do.", "not yet": "✗ Not yet.", "correct": "✓ Correct."}


@pytest.mark.parametrize(("kind", "words"), KINDS.items())
def test_a_verdict_has_the_same_words_in_a_notebook_and_as_text(kind, words):
    verdict = Verdict(kind, "Compare 1 < 2 & 3.")
    assert str(verdict) == repr(verdict) == f"{words} Compare 1 < 2 & 3."
    assert f">{words} Compare 1 &lt; 2 &amp; 3.<" in verdict._repr_html_()


def test_each_kind_has_a_colour_of_its_own_that_follows_the_theme():
    colours = {re.search(r"solid ([^;]+);", Verdict(kind, "")._repr_html_())[1] for kind in KINDS}
    assert len(colours) == len(KINDS)
    assert all(colour.startswith("var(--jp-") for colour in colours)


def test_a_screen_reader_is_not_interrupted():
    assert 'role="status"' in Verdict("not yet", "x")._repr_html_()
