"""A site of a few small tables, built once."""

import build_site
import grids
import kept
import pytest
import serve

LESSONS = ["00_start_here", "numpy_primer"]
REPOSITORY = "https://github.com/ann/course"
FEW = 60  # states of a table, in the place of thousands


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of a site, and what it was built with."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept, "FOLDER", folder / "kept")
        patch.setattr(grids, "MOST", FEW)
        places = ["--address", "https://example.org/gradlab", "--repository", REPOSITORY]
        given = [*LESSONS, "--jobs", "0", *places]
        build_site.build(LESSONS, folder / "out", build_site.options(given))
    return folder / "out"


@pytest.fixture(scope="session")
def address(site):
    with serve.served(site) as address:
        yield address
