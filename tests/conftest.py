import gc
import os
import signal
from pathlib import Path

import ipywidgets
import pytest
from few import few
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from gradlab.widgets import rendering

# A quarter of the real fineness: most of a test's time went into backgrounds. What is in them
# is looked at in test_rendering and, at full fineness, in the browser.
rendering.BACKGROUND_DPI = 48

# The same examples at every run, and no limit of time for each: the machine may be busy.
settings.register_profile("course", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("course")

# A shell that starts the tests in the background lets them ignore Ctrl-C, which some of them press.
signal.signal(signal.SIGINT, signal.default_int_handler)

# All that the tests start has no network: the kernels of the notebooks, JupyterLab and its kernels.
OFFLINE = str(Path(__file__).parent / "offline")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [OFFLINE, os.environ.get("PYTHONPATH")]))


@pytest.fixture(autouse=True)
def _close_widgets():
    """Let go of a test's widgets: ipywidgets keeps all of them, and the next tests grow slow."""
    yield
    ipywidgets.Widget.close_all()


def pytest_collection_modifyitems(config, items):
    """Take a few of the cases of a test that is marked so; `make sweeps` takes all."""
    cases = {}
    for item in items:
        if item.get_closest_marker("few"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    taken = {
        item
        for its in cases.values()
        for item in few(its, its[0].get_closest_marker("few").args[0])
    }
    left = [item for its in cases.values() for item in its if item not in taken]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in set(left)]


def pytest_collection_finish():
    """Look for garbage less often, and not among the tests: it took a fifth of the time."""
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


class ByFile(LoadScopeScheduling):
    """Deal out the tests to the cores file by file; those of one JupyterLab stay together."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return "tests/browser" if "tests/browser/" in file else file


def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log)
