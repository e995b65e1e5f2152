"""A newer lesson comes into a reader's notebook cell by cell; nothing of the reader's is lost."""

from hypothesis import given
from hypothesis import strategies as st

from gradlab.app.lessons import text
from gradlab.app.merge import merge


def cell(key, source, kind="code"):
    made = {"cell_type": kind, "id": key, "metadata": {}, "source": source}
    return {**made, "outputs": [], "execution_count": None} if kind == "code" else made


def lesson(**sources):
    cells = [cell(key, source) for key, source in sources.items()]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def sources(notebook):
    return {each["id"]: each["source"] for each in notebook["cells"]}


BASE = lesson(a="A", b="B", c="C")


def test_what_the_reader_did_not_touch_is_new():
    merged, kept = merge(BASE, BASE, lesson(a="A2", b="B", c="C2", d="D"))
    assert sources(merged) == {"a": "A2", "b": "B", "c": "C2", "d": "D"}
    assert kept == []


def test_what_the_reader_touched_stays_and_is_listed():
    merged, kept = merge(BASE, lesson(a="A", b="mine", c="C"), lesson(a="A2", b="B", c="C"))
    assert sources(merged) == {"a": "A2", "b": "mine", "c": "C"}
    assert kept == ["b: yours is kept."]


def test_what_both_have_changed_stands_below_what_is_new():
    merged, kept = merge(BASE, lesson(a="A", b="mine", c="C"), lesson(a="A", b="B2", c="C"))
    assert list(sources(merged).items()) == [
        ("a", "A"),
        ("b", "B2"),
        ("b-yours", "mine"),
        ("c", "C"),
    ]
    assert kept == ["b: you and the new version have changed it; yours is kept below the new one."]


def test_what_the_reader_deleted_moved_and_added_stays_so():
    mine = lesson(c="C", own="my notes", a="A")
    merged, kept = merge(BASE, mine, lesson(a="A", b="B2", c="C2"))
    assert list(sources(merged).items()) == [("c", "C2"), ("own", "my notes"), ("a", "A")]
    assert kept == []


def test_what_the_new_version_leaves_out_goes_unless_the_reader_has_changed_it():
    merged, kept = merge(BASE, lesson(a="mine", b="B", c="C"), lesson(c="C"))
    assert sources(merged) == {"a": "mine", "c": "C"}
    assert kept == ["a: the new version has it no more; yours is kept."]


def test_without_knowing_what_was_laid_both_stay():
    merged, _ = merge(None, lesson(a="A", b="mine"), lesson(a="A", b="B", c="C"))
    assert sources(merged) == {"a": "A", "b": "B", "b-yours": "mine", "c": "C"}


def test_a_new_cell_stands_below_the_one_before_it():
    mine = lesson(a="A", own="mine", b="B", c="C")
    merged, _ = merge(BASE, mine, lesson(first="1", a="A", b="B", next="2", c="C"))
    assert list(sources(merged)) == ["first", "a", "own", "b", "next", "c"]


def test_the_outputs_of_an_unchanged_cell_stay():
    mine = lesson(a="A", b="B", c="C")
    mine["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "1"}]
    merged, _ = merge(BASE, mine, lesson(a="A", b="B2", c="C"))
    assert merged["cells"][0]["outputs"]


def test_cells_without_an_id_or_with_one_twice_get_ids_of_their_own():
    mine = lesson(a="A", b="B")
    mine["cells"] += [cell("a", "A too"), {"cell_type": "raw", "metadata": {}, "source": "old"}]
    merged, _ = merge(BASE, mine, BASE)
    keys = [each["id"] for each in merged["cells"]]
    assert len(set(keys)) == len(keys)
    assert {"A too", "old"} <= set(sources(merged).values())


keys = st.sampled_from("abcdefgh")
notebooks = st.lists(
    st.tuples(keys, st.sampled_from(["1", "2", "3"]), st.sampled_from(["code", "markdown"])),
    unique_by=lambda row: row[0],
).map(lambda rows: {**BASE, "cells": [cell(*row) for row in rows]})


@given(st.none() | notebooks, notebooks, notebooks)
def test_no_text_of_the_readers_is_lost_and_to_merge_again_changes_nothing(base, mine, new):
    merged, _ = merge(base, mine, new)
    laid = {each["id"]: text(each) for each in (base or lesson())["cells"]}
    theirs = [text(each) for each in mine["cells"] if laid.get(each["id"]) != text(each)]
    for each in theirs:
        assert [text(one) for one in merged["cells"]].count(each) >= 1
    assert merge(new, merged, new)[0] == merged
    assert len({each["id"] for each in merged["cells"]}) == len(merged["cells"])


@given(notebooks, notebooks)
def test_a_lesson_that_was_not_touched_becomes_the_new_one(base, new):
    merged, kept = merge(base, base, new)
    assert sources(merged) == sources(new)
    assert kept == []
