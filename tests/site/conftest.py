"""A site of a few small tables, built once, and a browser on it."""

import os
import threading

import build_site
import grids
import kept
import live_lab
import pytest
import serve

LESSONS = ["00_start_here", "numpy_primer"]
FEW = 60  # states of a table, in the place of thousands


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of a site, and what it was built with."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "FOLDER", folder / "kept")
        patch.setattr(grids, "MOST", FEW)
        given = [*LESSONS, "--jobs", "0", "--address", "https://example.org/gradlab"]
        build_site.build(LESSONS, folder / "out", build_site.options(given))
    return folder / "out"


@pytest.fixture(scope="session")
def address(site):
    with serve.server(site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser():
    if not live_lab.find_chromium():
        reason = "no Chromium or Chrome found: the site was not opened"
        if os.environ.get("GRADLAB_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with live_lab.chromium() as new_page:
        yield new_page
