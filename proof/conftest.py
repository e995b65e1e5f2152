"""Slow checks, beside `make test`. Their figures are printed at the end.

The fixtures are of the tests of the whole site, test_site.py and test_site_bars.py. Its tables come
from .site-cache/ where they are kept (`make site`); else they are drawn first.
"""

import build_site
import kept
import lessons
import pytest
import serve
from site_pages import NAMES


def pytest_terminal_summary(terminalreporter):
    """Print what the tests put down with pytest's `record_property`, one line a test."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.getreports(kind)]
    terminalreporter.section("figures")
    for report in sorted(reports, key=lambda report: report.nodeid):
        figures = ", ".join(f"{value} {name}" for name, value in report.user_properties)
        if figures:
            terminalreporter.line(f"{report.nodeid.partition('::')[2]}: {figures}")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "out"
    build_site.build(NAMES, out, build_site.options([]))
    return out


@pytest.fixture(scope="module")
def address(site):
    with serve.served(site) as address:
        yield address


@pytest.fixture(scope="module")
def specs(site):
    """What the pages know of each explorer: {lesson: {cell: spec}}."""
    keys = {name: kept.key(name) for name in NAMES}
    return {
        name: {cell: build_site.spec(key, cell)
               for cell in build_site.spec(key, "questions")["explorers"]}
        for name, key in keys.items()
    }  # fmt: skip


@pytest.fixture(scope="module")
def page(browser):
    page = browser(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    page.problems, page.asked = [], []
    page.on("console", lambda m: m.type in ("error", "warning") and page.problems.append(m.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    return page


@pytest.fixture(scope="module", params=NAMES)
def lesson(request, page, address):
    """A lesson on the page; its name."""
    page.goto("about:blank")
    page.problems.clear()
    page.goto(f"{address}{request.param}.html")
    return request.param


@pytest.fixture(scope="module")
def parts(lesson):
    return lessons.parts(lesson)
