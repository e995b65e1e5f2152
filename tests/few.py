"""What a test takes of many that are alike: a few, or with `make sweeps` all of them."""

import os

ALL = os.environ.get("GRADLAB_PROOF") == "1"
FEW = 7


def few(items, most=FEW):
    """Return some of the items, spread over all of them; all with GRADLAB_PROOF=1."""
    items = list(items)
    return items if ALL else items[:: -(-len(items) // most)] if most else []
