"""What the tests of the whole site have in common; their fixtures are in conftest.py."""

import gzip
import json

import lessons

NAMES = lessons.names()


def awake(page, cell):
    explorer = page.locator(f"gradlab-explorer#{cell}")
    explorer.evaluate("async (explorer) => { await explorer.wake();"
                      " await explorer.table.rest(explorer.at); }")  # fmt: skip
    return explorer


def rows(site, spec):
    for name in spec["parts"]:
        part = json.loads(gzip.decompress((site / "tables" / name).read_bytes()))
        for pieces, *rest in part["rows"]:
            yield "".join(part["pieces"][k] for k in pieces), *rest
