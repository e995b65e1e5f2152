import pytest

from gradlab.widgets import rendering

# What looks at backgrounds: every explorer is drawn there, at every position of its controls.
DRAWN = ("test_explore", "test_explore_values", "test_wordless")


@pytest.fixture(autouse=True)
def _no_background(request, monkeypatch):
    """Draw no background where only sentences and moving parts are asked for: it takes most time.

    A test that looks at one says ``@pytest.mark.drawn``.
    """
    if request.path.stem in DRAWN or request.node.get_closest_marker("drawn"):
        return

    def background(figure):
        figure.stale = False
        return b""

    monkeypatch.setattr(rendering, "background", background)
