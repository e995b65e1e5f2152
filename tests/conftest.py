import ipywidgets
import pytest


@pytest.fixture(autouse=True)
def _close_widgets():
    """Let go of a test's widgets: ipywidgets keeps all of them, and the next tests grow slow."""
    yield
    ipywidgets.Widget.close_all()
