"""The sheet on which all pictures are looked at together."""

import random

import contact_sheet
import numpy as np
import pytest
from screens import makers

from gradlab.explore import derivative

TANGENT = {"derivative.tangent": derivative.tangent}


def texts(figure):
    return [[text.get_text() for text in ax.texts] for ax in figure.axes]


def test_it_finds_every_explorer_that_the_tests_know():
    explorers, _ = makers()
    assert sorted(contact_sheet.makers()) == sorted(explorers)


def test_a_row_has_the_first_sight_and_four_other_states_with_code_and_sentence():
    figure = contact_sheet.sheet(TANGENT, "0")
    first, *others = texts(figure)
    assert first == [derivative.tangent().code, derivative.tangent().sentence]
    assert len({code for code, _ in [first, *others]}) == 1 + contact_sheet.STATES == 5
    pictures = [np.asarray(ax.images[0].get_array()) for ax in figure.axes]
    assert len({picture.tobytes() for picture in pictures}) == 5


@pytest.mark.few(0)
def test_the_same_seed_draws_the_same_and_another_seed_others():
    one, same, other = (texts(contact_sheet.sheet(TANGENT, seed)) for seed in ("0", "0", "1"))
    assert one == same
    assert one[0] == other[0]
    assert one[1:] != other[1:]


@pytest.mark.parametrize("name", contact_sheet.makers())
@pytest.mark.few(0)
def test_each_control_can_take_what_is_drawn_for_it(name):
    made = contact_sheet.makers()[name]()
    for number in range(10):
        for control in made.controls.values():
            drawn = contact_sheet.drawn_value(control, random.Random(number))
            control.value = drawn
            assert control.value is drawn or control.value == drawn
