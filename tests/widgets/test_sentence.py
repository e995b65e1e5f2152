import pytest

from gradlab.widgets.sentence import Sentence
from gradlab.widgets.verdict import Verdict
from gradlab.widgets.words import number, with_minus


def test_a_line_has_its_words_as_text_and_never_as_html():
    line = Sentence()
    line.say("1 < 2 & <b>")
    assert ">1 &lt; 2 &amp; &lt;b&gt;<" in line.value


def test_an_error_has_its_icon_and_interrupts_a_screen_reader():
    line = Sentence()
    line.say("f is not a function", "error")
    assert ">⚠ f is not a function<" in line.value
    assert 'role="alert"' in line.value


def test_a_verdict_is_told_as_it_shows_below_a_cell():
    line, verdict = Sentence(), Verdict("correct", "The slope is 2.")
    line.tell(verdict)
    assert line.value == verdict._repr_html_()


def test_a_power_of_ten_stays_on_one_line():
    line = Sentence()
    line.say("f is 4.99e-07.")
    assert '<span style="white-space: nowrap">4.99e-07</span>.' in line.value


def test_a_negative_number_has_a_minus_and_a_power_of_ten_its_hyphen():
    said = with_minus("From (-3.0, 4.0) along the x-axis f is -2.5e-07.")
    assert said == "From (−3.0, 4.0) along the x-axis f is −2.5e-07."


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.2, "0.2000"), (-12.34567, "-12.3457"), (1e300, "1.0000e+300"), (float("nan"), "nan")],
)
def test_a_number_is_said_shortly(value, said):
    assert number(value) == said
