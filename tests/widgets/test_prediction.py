import pytest

from gradlab.widgets.prediction import Prediction


def question():
    return Prediction(
        "Is 2 < 3 & 3 < 4?", ["Yes.", "No."], right="Yes.", reason="Count: 2 < 3 < 4."
    )


def test_nothing_is_chosen_and_nothing_said_at_first():
    prediction = question()
    assert prediction.choice.value is None
    assert prediction.verdict.kind == "to do"
    assert "○ To do. Choose an answer." in prediction._line.value


def test_the_right_answer_is_confirmed_with_its_reason():
    prediction = question()
    prediction.choice.value = "Yes."
    assert str(prediction.verdict) == "✓ Correct. Count: 2 < 3 < 4."
    assert "✓ Correct. Count: 2 &lt; 3" in prediction._line.value


def test_a_wrong_answer_is_told_so_and_gets_the_same_reason():
    prediction = question()
    prediction.choice.value = "No."
    assert str(prediction.verdict) == "✗ Not yet. Count: 2 < 3 < 4."
    assert "✗ Not yet." in prediction._line.value


def test_another_answer_may_be_chosen():
    prediction = question()
    prediction.choice.value = "No."
    prediction.choice.value = "Yes."
    assert prediction.verdict.kind == "correct"


def test_its_text_is_the_question_and_the_answers_but_not_the_right_one():
    data = question()._repr_mimebundle_()
    assert data["text/plain"] == "Predict. Is 2 < 3 & 3 < 4?\n  ( ) Yes.\n  ( ) No."
    assert "application/vnd.jupyter.widget-view+json" in data


def test_the_question_is_shown_as_text_not_as_html():
    assert "2 &lt; 3 &amp;" in question().children[0].value


def test_a_right_answer_that_is_not_among_the_answers_is_refused():
    with pytest.raises(ValueError, match="right must be one of the answers"):
        Prediction("?", ["a", "b"], right="c", reason="")
