"""Slow checks, beside `make test`. Their figures are printed at the end."""


def pytest_terminal_summary(terminalreporter):
    """Print what the tests put down with pytest's `record_property`, one line a test."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.getreports(kind)]
    terminalreporter.section("figures")
    for report in sorted(reports, key=lambda report: report.nodeid):
        figures = ", ".join(f"{value} {name}" for name, value in report.user_properties)
        if figures:
            terminalreporter.line(f"{report.nodeid.partition('::')[2]}: {figures}")
