"""Two small sets of points that no straight border can part, to be tried in a picture.

Attributes
----------
XOR : tuple of arrays, shapes (4, 2) and (4,), read-only
    The corners of a square, and their labels: 1 where exactly one of the two inputs is 1.
RINGS : tuple of arrays, shapes (60, 2) and (60,), read-only
    Thirty points near a circle of radius 1, label 0, and thirty near one of radius 2, label 1.
"""

import numpy as np


def _fixed(x, t):
    x, t = np.array(x, dtype=np.float64), np.array(t)
    x.flags.writeable = t.flags.writeable = False
    return x, t


def _rings():
    angle = 2 * np.pi * np.arange(30) / 30
    ring = np.column_stack([np.cos(angle), np.sin(angle)])
    beside = 0.15 * np.random.default_rng(0).normal(size=(60, 2))
    return (np.vstack([ring, 2 * ring]) + beside).round(2), np.repeat([0, 1], 30)


XOR = _fixed([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
RINGS = _fixed(*_rings())
