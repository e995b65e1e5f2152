"""The licences of what the course installs: all are known, and none forbids to use or pass on."""

import re
from pathlib import Path

import licences
import pytest

LIST = Path(__file__).parent.parent / "docs" / "licences.md"
ROWS = re.findall(
    r"^\| ([^|]+) \| (\d[^|]*) \| ([^|]*) \|$", LIST.read_text(encoding="utf-8"), re.M
)

# Permissive licences as the packages call them. The Mozilla Public License asks for the source of
# changed files of its own package only; the course changes none.
ALLOWED = {
    *("MIT", "MIT License", "MIT license", "MIT-0", "MIT-CMU"),
    *("BSD", "BSD License", "BSD 3-clause", "BSD 3-Clause License", "BSD-2-Clause", "BSD-3-Clause"),
    *("Apache 2.0", "Apache-2.0", "Apache License, Version 2.0", "Apache Software License"),
    *("ISC", "ISC license", "ISC License (ISCL)", "0BSD", "Zlib", "CC0-1.0"),
    *("PSF-2.0", "PSFL", "Python Software Foundation License"),
    *("MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)"),
}


def is_allowed(words):
    return set(re.split(" AND | OR ", words)) <= ALLOWED


def test_the_list_holds_every_package_of_the_lock_in_its_version():
    pins = licences.pins()
    assert len(pins) > 50
    assert [(name, version) for name, version, _ in ROWS] == pins


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, _, words in ROWS])
def test_a_licence_lets_the_course_use_its_package(name, words):
    assert is_allowed(words)


@pytest.mark.parametrize("words", ["", "GPL-3.0-only", "MIT AND AGPL-3.0-or-later", "Proprietary"])
def test_a_licence_that_is_not_known_is_seen(words):
    assert not is_allowed(words)
