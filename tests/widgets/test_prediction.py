import pytest

from gradlab.widgets.prediction import NumberPrediction, Prediction


def question():
    answers = {"Yes.": "Count: 2 < 3 < 4.", "No.": "Both parts are true."}
    return Prediction("Is 2 < 3 & 3 < 4?", answers, right="Yes.")


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


def test_a_wrong_answer_is_told_so_and_gets_a_reason_of_its_own():
    prediction = question()
    prediction.choice.value = "No."
    assert str(prediction.verdict) == "✗ Not yet. Both parts are true."
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
        Prediction("?", {"a": "", "b": ""}, right="c")


def number(value=-0.2, near=0.1):
    return NumberPrediction("How steep?", value, "It falls by a fifth.", near)


@pytest.mark.parametrize("typed", ["-0.2", "−0.2", " -0,2 ", "-2e-1", "-0.219", "-0.181"])
def test_a_number_near_the_true_one_is_right_however_it_is_written(typed):
    prediction = number()
    prediction.typed.value = typed
    assert prediction.verdict.kind == "correct"
    assert "it is −0.2. It falls by a fifth." in prediction.verdict.reason


@pytest.mark.parametrize("typed", ["0.2", "-0.23", "-0.17", "0", "-2000"])
def test_another_number_is_told_beside_the_true_one(typed):
    prediction = number()
    prediction.typed.value = typed
    said = typed.replace("-", "−")
    assert str(prediction.verdict) == (
        f"✗ Not yet. You said {said}; it is −0.2. It falls by a fifth."
    )


@pytest.mark.parametrize("typed", ["much", "", "nan", "inf", "1/5", "1,000.5"])
def test_what_is_no_number_is_asked_for_again(typed):
    prediction = number()
    prediction.typed.value = "1"
    prediction.typed.value = typed
    assert str(prediction.verdict) == "○ To do. Type a number, such as 0.5 or 1e-3."


def test_near_a_true_number_of_zero_is_a_distance():
    prediction = number(value=0, near=0.05)
    prediction.typed.value = "0.06"
    assert prediction.verdict.kind == "not yet"
    prediction.typed.value = "-0.05"
    assert prediction.verdict.kind == "correct"


def test_the_text_of_a_number_prediction_does_not_tell_the_number():
    assert number()._repr_mimebundle_()["text/plain"] == "Predict. How steep?\n  [ a number ]"
