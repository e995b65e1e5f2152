"""What a test takes of many that are alike: a few, or, as `make proof` asks for it, all of them."""

import os

ALL = os.environ.get("GRADLAB_PROOF") == "1"
FEW = 7


def few(items):
    """Return some of the items, spread over all of them; all with GRADLAB_PROOF=1."""
    items = list(items)
    return items if ALL else items[:: -(-len(items) // FEW)]
