"""What may grow in a process, counted when all is let go of that nobody needs."""

import ctypes
import gc
import sys

import psutil  # IPython brings it along
from ipywidgets.widgets.widget import _instances
from matplotlib.figure import Figure

# Python's type cache holds on to the names of the attributes last asked for, up to 4096 of them.
# traitlets makes some of these names anew at each change, f"_{name}_changed": the cache fills for
# thousands of moves, by some 1000 strings, and lets go of them when other names take their places.
forget_names = getattr(sys, "_clear_internal_caches", None) or sys._clear_type_cache  # from 3.13 on

C = ctypes.CDLL(None)


class Mallinfo2(ctypes.Structure):
    """What glibc tells of its malloc, in bytes, since glibc 2.33; the names are its own."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


class Meter:
    """Python's objects, malloc's bytes, memory, widgets and figures.

    Malloc's are those of objects above 512 bytes, and of what C and C++ keep: glyphs, pixels.
    """

    def __init__(self):
        while gc.collect():  # clears Python's lists of free objects, too
            pass  # the figures of `partials.slices` are let go of at the second time
        forget_names()
        self.objects = sys.getallocatedblocks()
        self.malloced = malloced()
        self.rss = psutil.Process().memory_info().rss
        self.widgets = len(_instances)
        self.figures = sum(isinstance(thing, Figure) for thing in gc.get_objects())

    def since(self, before):
        """Return what each has grown by."""
        return {name: value - vars(before)[name] for name, value in vars(self).items()}


def malloced():
    """Return the bytes that malloc has given out, and let it return to the system what is free."""
    if not hasattr(C, "mallinfo2"):
        return 0  # not glibc: RSS alone must do
    C.malloc_trim(0)  # else it holds 20 MB of drawn backgrounds, and RSS with it
    C.mallinfo2.restype = Mallinfo2
    info = C.mallinfo2()
    return info.uordblks + info.hblkhd
