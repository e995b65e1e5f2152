"""One JupyterLab and one Chromium for all the tests in this folder."""

import os
from pathlib import Path

import live_lab
import pytest

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.fixture(scope="session")
def browser():
    if not live_lab.find_chromium():
        reason = "no Chromium or Chrome found: the browser tests did not run"
        if os.environ.get("GRADLAB_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with live_lab.chromium() as new_page:
        yield new_page


@pytest.fixture(scope="session")
def lab(browser):
    with live_lab.jupyter_lab(sorted(NOTEBOOKS.glob("*.ipynb"))) as address:
        yield address
