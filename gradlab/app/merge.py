"""Bring a newer version of a lesson into a reader's notebook, cell by cell, and lose nothing."""

import itertools

from .lessons import text

# What becomes of a reader's cell that the new version has not as it is; {id} names the cell.
KEPT = "{id}: yours is kept."
BOTH = "{id}: you and the new version have changed it; yours is kept below the new one."
GONE = "{id}: the new version has it no more; yours is kept."


def merge(base, mine, new):
    """Return the reader's lesson with what is new, and a line for each cell that was kept.

    Parameters
    ----------
    base, mine, new : dict
        The lesson as it was laid, as the reader has it, and as it is now. Cells are the same if
        their ids are. Without a `base` every cell that is not as in `new` counts as the reader's.

    Returns
    -------
    merged : dict
        The reader's order; what the reader did not touch is new; what was touched, added, moved or
        deleted stays.
    kept : list of str
    """
    before, now = _by_id(base), _by_id(new)
    names = _Names([*before, *now, *_by_id(mine)])
    cells, kept, seen = [], [], set()
    for cell in mine["cells"]:
        key = cell.get("id")
        if key is None or key in seen:  # from an older notebook, or a copy by hand
            cells.append({**cell, "id": names.fresh(key or "cell")})
            continue
        seen.add(key)
        chosen, line = [cell], None  # a cell that the reader has added
        if key in before or key in now:
            chosen, line = _reconciled(before.get(key), cell, now.get(key), names)
        cells += chosen
        kept += [line.format(id=key)] if line else []
    deleted = before.keys() - seen
    for place, cell in enumerate(new["cells"]):
        if cell["id"] not in seen | deleted:
            cells.insert(_after(cells, new["cells"][:place]), cell)
    return {**new, "cells": cells}, kept


def _reconciled(before, mine, now, names):
    """Return the cells that stand for one of the reader's, and a line if it was not as expected."""
    is_touched = before is None or text(mine) != text(before)
    if now is None:
        return ([mine], GONE) if is_touched else ([], None)
    if text(mine) == text(now):
        return [mine], None  # with the outputs that the reader has made
    if not is_touched:
        return [now], None
    if before is not None and text(before) == text(now):
        return [mine], KEPT
    return [now, {**mine, "id": names.fresh(f"{mine['id']}-yours")}], BOTH


def _after(cells, those_before):
    """Return the place below the last of some cells that is there; the first if none is."""
    places = {cell["id"]: place for place, cell in enumerate(cells)}
    for cell in reversed(those_before):
        if cell["id"] in places:
            return places[cell["id"]] + 1
    return 0


def _by_id(notebook):
    return {cell["id"]: cell for cell in (notebook or {"cells": []})["cells"] if "id" in cell}


class _Names:
    """Ids that no cell has yet."""

    def __init__(self, taken):
        self._taken = set(taken)

    def fresh(self, wanted):
        """Return an id like the one that is wanted; nbformat allows 64 letters."""
        wanted = wanted[:56]
        for number in itertools.count(1):
            name = wanted if number == 1 else f"{wanted}-{number}"
            if name not in self._taken:
                self._taken.add(name)
                return name
