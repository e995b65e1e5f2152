"""Draw as matplotlib does by default, whatever settings of the reader's are in force."""

from contextlib import contextmanager
from threading import Lock

from matplotlib import rcParams, rcParamsDefault

# As in matplotlib's own rc_context, without the backend: to look it up may load pyplot.
DEFAULTS = {key: rcParamsDefault[key] for key in rcParamsDefault if key != "backend"}
DEFAULTS["svg.hashsalt"] = "gradlab"  # else the ids in a foreground are drawn at random

_lock = Lock()
_inside = 0
_readers = {}


@contextmanager
def default_settings():
    """Draw with matplotlib's default rcParams; as a decorator, ``@default_settings()``.

    Afterwards each setting is what it was, or what the reader has made of it
    meanwhile in another thread.

    Notes
    -----
    rcParams belong to all threads, and sliders are answered in a thread beside
    that of the cells. So one `default_settings` may begin within another and
    outlast it: the last to end puts back what the first has found. What a cell
    of the reader's draws meanwhile may get the defaults. A lock would keep it
    from that, and let it wait forever for a function that never returns.
    """
    global _inside
    with _lock:
        _inside += 1
        changed = _changed()
        _readers.update(changed)
        _set({key: DEFAULTS[key] for key in changed})
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                _set(_readers | _changed())
                _readers.clear()


def _changed():
    """Return the settings that are not matplotlib's very own objects: 0.06 ms."""
    return {key: now for key, own in DEFAULTS.items() if (now := rcParams._get(key)) is not own}


def _set(settings):
    """Set rcParams without checking the values, which were in them before."""
    for key, value in settings.items():
        rcParams._set(key, value)
