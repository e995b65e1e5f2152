import pytest

from gradlab.sentence import BARS, Sentence, number


@pytest.mark.parametrize("kind", BARS)
def test_a_line_has_its_icon_and_its_words(kind):
    line = Sentence()
    line.say("x is 2.", kind)
    assert f"{BARS[kind][0]} x is 2.".strip() in line.value


def test_only_an_error_interrupts_a_screen_reader():
    line = Sentence()
    roles = {}
    for kind in BARS:
        line.say("x is 2.", kind)
        roles[kind] = "alert" if 'role="alert"' in line.value else "status"
    assert roles == {"shows": "status", "right": "status", "wrong": "status", "error": "alert"}


def test_words_are_never_html():
    line = Sentence()
    line.say("1 < 2 & <b>")
    assert "1 &lt; 2 &amp; &lt;b&gt;" in line.value


def test_a_power_of_ten_stays_on_one_line():
    line = Sentence()
    line.say("f is 4.99e-07.")
    assert '<span style="white-space: nowrap">4.99e-07</span>.' in line.value


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.2, "0.2000"), (-12.34567, "-12.3457"), (1e300, "1.0000e+300"), (float("nan"), "nan")],
)
def test_a_number_is_said_shortly(value, said):
    assert number(value) == said
