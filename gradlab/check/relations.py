"""What a wrong answer has in common with the right one in every trial: seen, and not guessed."""

import warnings

import numpy as np

from .replies import agree
from .words import show

NEAR = 1e-6  # relative: what rounding does to a right number is far less
CLOSE = 0.01  # relative: as far off as an approximation may be


def relation(trials, wrong):
    """Return a sentence on what holds in all trials, or None.

    Parameters
    ----------
    trials : list of Trial
        Their `result`, what came back; their `right`; and their `arguments`, a dict.
    wrong : list of Trial
        Those whose result is not right. The first of them is the one that is shown.
    """
    if isinstance(trials[0].right, str):
        return _other_word(trials, wrong[0].result) or _always_the_same(trials)
    numbers, first = _numbers(trials), _numbers(wrong[:1])
    if numbers is None:
        return None
    seen = (
        *(_no_number(*first[0]), _always_the_same(trials), _an_argument(trials)),
        _shape(*first[0]),
        *_relations(numbers),
        _only_where(trials),
    )
    return next(filter(None, seen), None)


def _numbers(trials):
    """Return for each trial two arrays, what came back and what is right, or None."""
    try:
        with warnings.catch_warnings(action="error"):  # as for a complex number
            return [
                (np.asarray(trial.result, float), np.asarray(trial.right, float))
                for trial in trials
            ]
    except Exception:  # one of them is no number
        return None


def _relations(numbers):
    """Return what holds between all results and what is right, each as a sentence or None."""
    if any(result.shape != right.shape for result, right in numbers):
        return []
    result, right = (np.concatenate([*map(np.ravel, each)]) for each in zip(*numbers, strict=True))
    return [holds(result, right) for holds in (_digits, _sign, _factor, _difference, _close)]


def _always_the_same(trials):
    first = trials[0]
    same = all(agree(trial.result, first.result, NEAR) for trial in trials)
    if same and any(not agree(trial.right, first.right, NEAR) for trial in trials):
        return (
            "It returns the same whatever it is given: the arguments are not used, or what is made "
            "of them never counts, or a return comes before it."
        )
    return None


def _an_argument(trials):
    """Return a sentence if what comes back is always one of the arguments."""
    for name, value in trials[0].arguments.items():
        comparable = isinstance(value, float | list | np.ndarray)
        if comparable and all(agree(trial.result, trial.arguments[name], NEAR) for trial in trials):
            return f"That is {name} as it was given."
    return None


def _only_where(trials):
    """Return a sentence if some numbers among the arguments are 0, or below, where it is wrong."""
    for words, holds in (("0", lambda value: value == 0), ("below 0", lambda value: value < 0)):
        often = {name: _how_often(trials, name, holds) for name in trials[0].arguments}
        rarest = min(filter(None, often.values()), default=0)
        names = [name for name, count in often.items() if count and count == rarest]
        if names:
            these = f"{' and '.join(names)} {'are' if names[1:] else 'is'}"
            return f"It goes wrong only where {these} {words}: that is a number like any other."
    return None


def _how_often(trials, name, holds):
    """Return in how many trials it holds for this number, or 0 if not in all that are wrong."""
    values = [trial.arguments[name] for trial in trials]
    if not all(isinstance(value, int | float) for value in values):
        return 0
    held = [holds(value) for value in values]
    elsewhere = [trial.is_right for trial, here in zip(trials, held, strict=True) if not here]
    return sum(held) if elsewhere and all(elsewhere) else 0


def _other_word(trials, word):
    words = sorted({trial.right for trial in trials})
    if isinstance(word, str) and word not in words:
        return f"Return one of the words {', '.join(map(repr, words))}."
    return None


def _shape(result, right):
    if result.shape != right.shape:
        return f"Its shape is {result.shape}, and should be {right.shape}."
    return None


def _no_number(result, right):
    if np.isnan(result).any() and not np.isnan(right).any():
        return "nan comes of 0 / 0, of inf - inf, and of the log or root of what is below 0."
    if np.isinf(result).any() and not np.isinf(right).any():
        return "inf comes of a division by 0, of log(0), and of what is too large."
    return None


def _digits(result, right):
    for places in range(7):
        if np.allclose(result, right.round(places), rtol=0, atol=1e-12):
            return "It is rounded: return the number with all its digits."
    for cut in (np.trunc, np.floor):
        if np.allclose(result, cut(right), rtol=0, atol=1e-12):
            return "The digits after the point are cut off: int, // and whole-number arrays do so."
    if np.array_equal(result, right.astype(np.float16)):
        return "float16 keeps three digits: leave the dtype out."
    return None


def _sign(result, right):
    if np.allclose(result, abs(right), rtol=NEAR):
        return "The sign is lost: where it should be below 0, it is above. Is abs too many?"
    if np.allclose(result, -right, rtol=NEAR):
        return "The sign is turned."
    if np.allclose(result, np.maximum(right, 0), rtol=NEAR):
        return "It never goes below 0, and should: is max, clip or an if too many?"
    return None


def _factor(result, right):
    largest = abs(right).argmax()
    if not right[largest]:
        return None
    factor = result[largest] / right[largest]
    if factor and np.allclose(result, factor * right, rtol=NEAR, atol=NEAR * abs(factor)):
        return f"Each time it is {show(float(factor))} times what it should be."
    return None


def _difference(result, right):
    more = result - right
    if np.allclose(more, more[0], rtol=NEAR):
        too = "much" if more[0] > 0 else "little"
        return f"Each time it is {show(float(abs(more[0])))} too {too}."
    return None


def _close(result, right):
    if np.allclose(result, right, rtol=CLOSE, atol=CLOSE):
        return "That is near, and not the same: something small is added, left out or rounded."
    return None
