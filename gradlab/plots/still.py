"""Draw what stands still on the Axes that are given."""

from .style import FUNCTION, GUIDE, HEIGHTS, NOTE, X0, X1


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
    lines = ax.contour(x0, x1, heights, levels, cmap=HEIGHTS, linewidths=1.2)
    # Its mesh and heights, 300 kB, are not needed again: so matplotlib pickles contours, too.
    lines._contour_generator = None
    ax.set(xlabel="$x_0$", ylabel="$x_1$", aspect="equal")


def step_axes(ax, steps, label, limits, **options):
    """Lay out Axes for a value over the steps k of a descent; options are those of `Axes.set`."""
    ax.set(xlabel="$k$", xlim=(-0.02 * steps, 1.02 * steps))
    ax.set(**{"ylabel": label, "ylim": limits, **options})
    ax.minorticks_off()  # of a logarithmic axis: forty of them take longer than all the rest


def games_axes(ax, since=1896):
    """Lay out Axes for seconds over x, decades since a year; the numbers across are the years."""
    years = range(1900, 2030, 20)
    ax.set(xlabel=f"${since} + 10\\,x$", ylabel=r"$t\,/\,\mathrm{s}$")
    ax.set_xticks([(year - since) / 10 for year in years], [str(year) for year in years])
    ax.set(xlim=((1892 - since) / 10, (2030 - since) / 10), ylim=(9.2, 12.3))


def weight_plane(ax, w, b, heights, levels):
    """Draw the contours of a loss over a mesh of w and b, each with its height written on it."""
    lines = ax.contour(w, b, heights, levels, cmap=HEIGHTS, linewidths=1.2)
    ax.clabel(lines, fontsize=10, colors=NOTE["color"])
    ax.set(xlim=(w.min(), w.max()), ylim=(b.min(), b.max()))
    ax.set_xlabel("$w$", color=X0["color"])
    ax.set_ylabel("$b$", color=X1["color"])
