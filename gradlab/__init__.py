"""Numerical gradients and gradient descent, small enough to read in one sitting."""

from .descent import descent_path, gradient_descent
from .differentiate import gradient_field, numerical_diff, numerical_gradient, tangent_line
from .simple_net import SimpleNet, cross_entropy_error, cross_entropy_from_logits, softmax

__version__ = "0.1.0"

__all__ = [
    "SimpleNet",
    "cross_entropy_error",
    "cross_entropy_from_logits",
    "descent_path",
    "gradient_descent",
    "gradient_field",
    "numerical_diff",
    "numerical_gradient",
    "softmax",
    "tangent_line",
]
