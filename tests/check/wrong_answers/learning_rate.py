"""What readers write in lesson 05 that is not right, and the hint that each draws."""

import itertools
import math

import numpy as np

from gradlab.check import learning_rate as check
from wrong_answers import enter_all, wrong


@wrong(check.edge_lr, "up to twice as much is safe")
def one_over_the_largest(curvatures):
    return 1 / max(curvatures)


@wrong(check.edge_lr, "That is the edge of the flattest direction")
def two_over_the_smallest(curvatures):
    return 2 / min(curvatures)


@wrong(check.edge_lr, "That is the fastest learning rate")
def the_fastest(curvatures):
    return 2 / (min(curvatures) + max(curvatures))


@wrong(check.edge_lr, "a larger curvature needs a smaller learning rate")
def multiplies(curvatures):
    return 2 * max(curvatures)


@wrong(check.edge_lr, "to the bottom of the flattest direction")
def one_over_the_smallest(curvatures):
    return 1 / min(curvatures)


@wrong(check.edge_lr, "look at all of them, and return then")
def takes_two_curvatures_only(curvatures):
    return 2 / max(curvatures[0], curvatures[1])


@wrong(check.diverges, "and with no other number")
def asks_only_isfinite(values):
    return not all(map(math.isfinite, values))


@wrong(check.diverges, "It rose at the last step alone")
def compares_only_the_last_two(values):
    return not values[-1] < values[-2]


@wrong(check.diverges, "and with no other number")
def asks_whether_it_rises_all_the_time(values):
    rises = all(b > a for a, b in itertools.pairwise(values))
    return rises or not math.isfinite(values[-1])


@wrong(check.diverges, "It rose on the way")
def asks_whether_it_ever_rose(values):
    return any(not value <= values[0] for value in values)


@wrong(check.diverges, "and not higher")
def takes_equal_for_higher(values):
    return not values[-1] < values[0]


@wrong(check.diverges, "nan is neither larger nor smaller")
def compares_with_the_start_only(values):
    return values[-1] > values[0]


@wrong(check.diverges, "The comparison is the wrong way round")
def the_other_way_round(values):
    return values[-1] < values[0]


@wrong(check.diverges, "inf is no finite number")
def takes_inf_for_a_number(values):
    return values[0] < values[-1] < math.inf or math.isnan(values[-1])


@wrong(check.edge_lr, "Those are edges, one for each direction")
def returns_every_edge(curvatures):
    return 2 / curvatures


@wrong(check.edge_lr, "look at all of them, and return then")
def takes_the_last(curvatures):
    return 2 / curvatures[-1]


@wrong(check.edge_lr, "not the mean of all")
def takes_the_mean(curvatures):
    return 2 / curvatures.mean()


@wrong(check.edge_lr, "It is turned over")
def turns_it_over(curvatures):
    return max(curvatures) / 2


@wrong(check.edge_lr, "max was a function, and is now something else")
def overwrites_max(curvatures):
    max = curvatures[0]
    return 2 / max(curvatures)


@wrong(check.edge_lr, "brackets take an element")
def writes_parentheses(curvatures):
    return 2 / curvatures(0)


@wrong(check.edge_lr, "is a pair of parentheses missing")
def forgets_the_parentheses_at_the_end(curvatures):
    return curvatures.max


@wrong(check.diverges, "and with no other number")
def has_the_lessons_start_written_in(values):
    return values[-1] > 25 or not math.isfinite(values[-1])


@wrong(check.diverges, "True and False have changed places")
def says_it_the_other_way_round(values):
    return not (values[-1] > values[0] or not math.isfinite(values[-1]))


@wrong(check.diverges, "it returns None. Is the return missing?")
def says_nothing_otherwise(values):
    if values[-1] > values[0] or not math.isfinite(values[-1]):
        return True


@wrong(check.diverges, "That is text")
def answers_in_words(values):
    return "True" if values[-1] > values[0] else "False"


@wrong(check.diverges, "Any rise counts")
def asks_for_twice_as_much(values):
    return values[-1] > 1.1 * values[0] or not math.isfinite(values[-1])


@wrong(check.diverges, "Minus infinity is no finite number")
def knows_inf_alone(values):
    return values[-1] > values[0] or math.isnan(values[-1]) or values[-1] == math.inf


@wrong(check.diverges, "without abs and without dividing")
def compares_the_sizes(values):
    return abs(values[-1]) > abs(values[0]) or not math.isfinite(values[-1])


@wrong(check.diverges, "values is a list")
def treats_a_list_as_an_array(values):
    return values.max() > values[0]


@wrong(check.diverges, "it changes values, which the caller still needs")
def takes_the_last_one_out(values):
    start, end = values[0], values.pop()
    return end > start or not math.isfinite(end)


@wrong(check.diverges, "Those are several, and one True or False is wanted.")
def answers_for_each(values):
    return [value > values[0] for value in values]


@wrong(check.diverges, "There is no element with this index")
def looks_one_too_far(values):
    return values[len(values)] > values[0]


def is_right(values):
    return values[-1] > values[0] or not math.isfinite(values[-1])


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.edge_lr: {
        "The steepest direction alone sets the edge, and not all of them together.": [
            lambda curvatures: 2 / sum(curvatures),
            lambda curvatures: 2 / math.prod(curvatures),
        ],
        "// cuts down to a whole number": [lambda curvatures: 2 // max(curvatures)],
        "argmax is the place of the largest": [lambda curvatures: 2 / np.argmax(curvatures)],
        "The ratio of two curvatures": [
            lambda curvatures: max(curvatures) / min(curvatures),
            lambda curvatures: 2 * min(curvatures) / max(curvatures),
        ],
        "How many directions there are does not count": [lambda curvatures: 2 / len(curvatures)],
        "Curvatures below 1 count, too": [lambda curvatures: 2 / max(1, *curvatures)],
        "have int, round or // made one so?": [
            lambda curvatures: 2 / max(int(curvature) for curvature in curvatures),
        ],
        "a larger curvature needs a smaller learning rate": [
            max,
        ],
        "not the mean of all": [
            lambda curvatures: 2 / np.median(curvatures),
            lambda curvatures: 1 / curvatures.mean(),
        ],
        "look at all of them, and return then": [
            lambda curvatures: 2 / curvatures[0],
        ],
        "not a sum over all of them": [
            lambda curvatures: sum(2 / curvatures),
            lambda curvatures: (2 / curvatures).mean(),
            lambda curvatures: sum(1 / curvatures),
            lambda curvatures: 2 / np.linalg.norm(curvatures),
        ],
        "There the factor 1 - lr * λ is": [
            lambda curvatures: 0.5 / max(curvatures),
            lambda curvatures: 1.5 / max(curvatures),
        ],
    },
    check.diverges: {
        "and with no other number": [
            lambda values: values[-1] > 1 or not math.isfinite(values[-1]),
            lambda values: values[-1] > 0 or not math.isfinite(values[-1]),
        ],
        "Any rise counts": [
            lambda values: values[-1] > 1.01 * values[0] or not math.isfinite(values[-1]),
            lambda values: values[-1] > 1.5 * values[0] or not math.isfinite(values[-1]),
            lambda values: values[-1] > 2 * values[0] or not math.isfinite(values[-1]),
            lambda values: values[-1] > 10 * values[0] or not math.isfinite(values[-1]),
            lambda values: values[-1] > 100 * values[0] or not math.isfinite(values[-1]),
        ],
        "The start is 900": [lambda values: values[0] > 800 or is_right(values)],
        "The start is 0, and the end is above it": [
            lambda values: (
                not math.isfinite(values[-1]) or (values[0] != 0 and values[-1] > values[0])
            ),
        ],
        "No step was taken": [
            lambda values: (
                len(values) == 1 or values[-1] > values[0] or not math.isfinite(values[-1])
            ),
        ],
    },
}
enter_all(OTHER)


enter_all(
    {
        check.diverges: {
            "not is missing": [
                lambda values: bool(values[-1] > values[0] or np.isfinite(values[-1])),
                lambda values: bool(np.isfinite(values[-1])),
            ],
            "The order counts": [
                lambda values: max(values) > min(values) or not math.isfinite(values[-1]),
            ],
        },
    }
)


@wrong(check.diverges, "inf and nan have no int")
def waits_for_a_value_error(values):
    try:
        int(values[-1])
    except ValueError:
        return True
    return values[-1] > values[0]


@wrong(check.edge_lr, "look at all of them, and return then")
def returns_inside_the_loop(curvatures):
    for curvature in curvatures:
        return 2 / curvature


enter_all(
    {
        check.diverges: {
            "and with no other number": [
                lambda values: values[-1] > 1e6 or not math.isfinite(values[-1]),
            ],
            "without abs and without dividing": [
                lambda values: (
                    not math.isfinite(values[-1]) or values[-1] / (values[0] or 1e-9) > 1
                ),
            ],
            "No step was taken": [
                lambda values: (
                    len(values) > 1 and (values[-1] > values[0] or not math.isfinite(values[-1]))
                ),
            ],
            "Of however many values, the last counts": [
                lambda values: values[:10][-1] > values[0] or not math.isfinite(values[:10][-1]),
            ],
        },
        check.edge_lr: {
            "look at all of them, and return then": [
                lambda curvatures: 2 / max(curvatures[0], curvatures[-1]),
                lambda curvatures: 2 / max(curvatures[:-1], default=curvatures[0]),
            ],
            "The edge may lie above 1": [lambda curvatures: min(1, 2 / max(curvatures))],
            "argmax is the place of the largest": [
                lambda curvatures: 2 / (np.argmax(curvatures) + 1)
            ],
        },
    }
)
