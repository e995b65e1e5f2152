"""Draw what stands still on the Axes that are given."""

from .style import FUNCTION, GUIDE, HEIGHTS, NOTE


def curve(ax, x, y, label):
    """Draw y over x as the function that the picture is about."""
    ax.plot(x, y, **FUNCTION, label=label)
    ax.set(xlabel="$x$", ylabel=label, xlim=(x[0], x[-1]))
    ax.label_outer()


def zero(ax):
    """Draw the line of height 0, so that heights can be read off from it."""
    ax.axhline(0, **GUIDE)


def legend(ax, artists, **options):
    """Name artists, moving ones too, in a legend that stands still."""
    ax.legend(
        artists.values(), artists.keys(), frameon=False, fontsize=11, labelspacing=0.8, **options
    )


def mark(ax, x, text):
    """Draw a thin upright line, named at its foot."""
    ax.axvline(x, **GUIDE)
    ax.annotate(text, (x, 0), xycoords=ax.get_xaxis_transform(), xytext=(4, 6), **NOTE)


def contours(ax, x0, x1, heights, levels=12):
    """Draw the contours of a landscape over the mesh (x0, x1), and make the Axes equal."""
    ax.contour(x0, x1, heights, levels, cmap=HEIGHTS, linewidths=1.2)
    ax.set(xlabel="$x_0$", ylabel="$x_1$", aspect="equal")


def step_axes(ax, steps, label, limits, **options):
    """Lay out Axes for a value over the steps k of a descent; options are those of `Axes.set`."""
    ax.set(xlabel="$k$", xlim=(-0.02 * steps, 1.02 * steps))
    ax.set(**{"ylabel": label, "ylim": limits, **options})
