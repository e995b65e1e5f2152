"""The checks of lesson 03."""

import numpy as np

from .exercise import exercise, expect

SEED = 3  # of the places that are tried: the same for every reader


@exercise("Components first: the same line works at a point, at five points, and on a mesh.")
def heights(answer):
    """Check the sum of the squares of the components, at points of any arrangement."""
    random = np.random.default_rng(SEED)
    for shape in ((2, 3), (2, 2, 3), (3, 4), (2,)):  # small enough for a hint to show the numbers
        x = random.integers(-5, 6, shape).astype(float)
        squares = x**2
        mistakes = {
            "You add up everything: each point needs its own height, so add up axis 0 alone.": (
                squares.sum()
            ),
            "You add up along axis 1: the components lie along axis 0.": squares.sum(axis=-1),
            "The components are squared, but not added up.": squares,
            "There may be more than two components: add up all of them.": squares[:2].sum(axis=0),
            "Square each component before you add them up.": x.sum(axis=0) ** 2,
            "Leave the points where they are: add up axis 0 without turning x.": (
                squares.sum(axis=0).T
            ),
        }
        expect(answer, squares.sum(axis=0), mistakes, x=x)


@exercise("Signs all around a place say what it is; the gradient, zero in all four, does not.")
def kind(answer):
    """Check the name of a place by how much higher f is at 8 places around it."""
    a, b = np.random.default_rng(SEED).uniform(0.5, 2, 2).round(1)
    turned = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    x0, x1 = np.cos(turned), np.sin(turned)
    for right, rises, hint in (
        ("minimum", a * x0**2 + b * x1**2, "Every place around is higher."),
        ("maximum", -a * x0**2 - b * x1**2, "Every place around is lower."),
        ("saddle", a * x0**2 - b * x1**2, "Some places around are higher, and some lower."),
        ("saddle", x0 * x1, "Some places around are higher, and some lower."),
        ("plateau", np.zeros(8), "No place around is higher, and none lower."),
    ):
        expect(answer, right, otherwise=hint, rises=rises.round(2) + 0.0)  # 0.0 and no -0.0


@exercise("The arrow says which way; the length of the gradient says how steep.")
def downhill(answer):
    """Check the direction of steepest descent, an arrow of length 1."""
    random = np.random.default_rng(SEED)
    slopes = np.array([3.0, 4.0]), *random.uniform(-5, 5, size=(3, 2)), random.uniform(-5, 5, 3)
    for gradient in slopes:
        length = np.linalg.norm(gradient)
        mistakes = {
            "That way leads uphill: take minus the gradient.": gradient / length,
            "Its length is not 1: divide by the length of the gradient.": -gradient,
            "That way leads uphill, and its length is not 1.": gradient,
            "Divide by the length, the root of the sum of the squares, not by the sum.": (
                -gradient / gradient.sum()
            ),
            "There may be more than two slopes: all of them count for the length.": (
                -gradient / np.linalg.norm(gradient[:2])
            ),
            "Divide by the length itself, not by its square.": -gradient / length**2,
        }
        expect(answer, -gradient / length, mistakes, gradient=gradient)
    nowhere = {
        "You divide by a length of 0: look for that case first.": np.full(2, np.nan),
        "Return an array of zeros, as long as the gradient.": 0,
    }
    expect(answer, np.zeros(2), nowhere, gradient=np.zeros(2))
