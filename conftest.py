"""One browser for the tests and for the proofs."""

import os

import live_lab
import pytest


@pytest.fixture(scope="session")
def browser():
    """Open a browser; yields a function that opens a page in it. Playwright takes one a process."""
    if not live_lab.find_chromium():
        reason = "no Chromium or Chrome found: the browser tests did not run"
        if os.environ.get("GRADLAB_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with live_lab.chromium() as new_page:
        yield new_page
