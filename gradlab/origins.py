"""The Olympic line by where x counts from: its loss is a bowl, and descent on it has own axes."""

import numpy as np

from .data import DECADES, SECONDS, line_gradient, line_loss

LINE_START, NEAR = (0.0, 10.0), 0.01  # of w and b; which share of the least loss is near it
SAME = 1e-6  # an lr as near to the edge as this share of it is at the edge: a slider rounds


def own_axes(gradient):
    """Return the curvatures of a bowl along its own axes, from small to large, and these axes.

    The axes are the columns of the second array. On a bowl the slopes change evenly, so that the
    second differences are right for any step, such as 1.
    """
    return np.linalg.eigh([(gradient(e) - gradient(-e)) / 2 for e in np.eye(2)])


class Origin:
    """A way to count x for the Olympic line, and the descents on its loss.

    Attributes
    ----------
    since, unit : float
        Where x is 0, and how much 1 of x is, both in decades, since 1896.
    best, edge, kappa
        The line of the least loss; the lr from which on a run does not come nearer; how many times
        the largest curvature is the smallest.
    """

    def __init__(self, since, unit=1.0):
        self.since, self.unit = since, unit
        self.x = (DECADES - since) / unit
        self.best = np.polynomial.polynomial.polyfit(self.x, SECONDS, 1)[::-1]
        self.curvatures, self.axes = own_axes(lambda wb: line_gradient(wb, self.x, SECONDS))
        self.edge, self.kappa = 2 / self.curvatures[1], self.curvatures[1] / self.curvatures[0]

    def loss(self, wb):
        """Return the loss of a line, or of a mesh of them."""
        return line_loss(wb, self.x, SECONDS)

    def path(self, lr, step_num, start=LINE_START):
        """Return every point of a descent: along each own axis, the start times factor to the k."""
        return self.best + self._parts(lr, step_num, start) @ self.axes.T

    def steps_needed(self, lr, start=LINE_START):
        """Return the steps to within 1 % of the least loss, or None if a run never comes so near.

        Each step multiplies what is left of the height by the slowest factor's square, or less.
        """
        if lr > (1 - SAME) * self.edge:
            return None
        slowest = abs(1 - lr * self.curvatures).max()
        height, near = self.loss(start) - self.loss(self.best), NEAR * self.loss(self.best)
        if height <= near:
            return 0
        most = int(np.log(near / height) / np.log(slowest**2)) + 1 if slowest else 1
        above = self._parts(lr, most, start) ** 2 @ self.curvatures / 2
        return int((above <= near).argmax())

    def _parts(self, lr, step_num, start):
        """Return how far a descent is from the best line along each own axis, after each step."""
        k = np.arange(step_num + 1)[:, None]
        return self.axes.T @ (start - self.best) * (1 - lr * self.curvatures) ** k


ORIGINS = {
    "decades since 1896": Origin(0.0),
    "decades since 1960": Origin(6.4),
    "standard deviations from the mean year": Origin(DECADES.mean(), DECADES.std()),
}
