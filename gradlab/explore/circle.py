"""What the heights on a circle around a place tell of the place."""

import numpy as np

AROUND = 0.8  # the distance of the places on the circle
# The directions of these places, none of them along an axis or a diagonal.
DIRECTIONS = 2 * np.pi * (np.arange(16) + 0.5) / 16
TIE = 1e-3  # a smaller difference of height counts as none
SADDLE = "a saddle inside the circle"


class Circle:
    """Places on a circle around a point: which are higher (1), lower (-1) or level (0)."""

    def __init__(self, f, point):
        self.places = point[:, None] + AROUND * np.array([np.cos(DIRECTIONS), np.sin(DIRECTIONS)])
        rises = f(self.places) - f(point)
        self.signs = np.where(abs(rises) < TIE, 0, np.sign(rises))

    @property
    def kind(self):
        """What the signs tell of the place, in words."""
        return self.kind_of(self.signs)

    @staticmethod
    def kind_of(signs):
        """Return in words what signs, in their order around a place, tell of it."""
        uneven = signs[signs != 0]
        changes = sum(uneven != np.roll(uneven, 1))
        if len(uneven) == 0:
            return "level ground"
        # One or two places may be level by chance; where many are, the ground goes on there.
        if changes == 0 and len(uneven) >= 0.75 * len(signs):
            return "a minimum inside the circle" if uneven[0] > 0 else "a maximum inside the circle"
        return SADDLE if changes >= 4 else "a slope"
