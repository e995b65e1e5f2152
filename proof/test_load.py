"""Every explorer through ten thousand moves, and two hundred explorers at once."""

import itertools
import json
from pathlib import Path

import comm
import numpy as np
import pytest
from ipywidgets import FloatLogSlider, Widget
from jupyter_client.manager import start_new_kernel
from meter import Meter
from test_explore import EXPLORERS, positions

from gradlab.explore import start_here
from gradlab.widgets.controls import nearest

MOVES, WARM = 10_000, 1_000  # WARM fills numpy's and matplotlib's caches
MANY, CHOICES = 200, 100
RARELY = 50  # the planted leak keeps something at one move in so many: 200 things
FEW_OBJECTS = MOVES // 100
FOREGROUND = 1_000  # bytes; the smallest has as many, a background's glyphs four times as many
FEW_BYTES = FEW_OBJECTS * FOREGROUND
# Coarser, for what neither Python nor malloc knows of. Drawing leaves gaps between what is in use:
# RSS grew by 6.6 MB, with 17 objects and 54 kB more in use.
LITTLE_MEMORY = 2_000 * MOVES
# The slider's echo, the picture with both layers and its sentence, the table.
MOST_MESSAGES = 3
# On average. The largest foreground, a surface of 196 tiles, has 39 kB.
MOST_BYTES = 50_000
PATIENCE = 60  # seconds for one answer of a kernel on a busy machine
KERNEL = f"""
import sys
sys.path.append({str(Path(__file__).parent)!r})
from gradlab.explore import start_here
from meter import Meter

explorer = start_here.fit()
session = get_ipython().kernel.session
print(explorer.controls["b"].comm.comm_id)
"""
# jupyter_client remembers the signatures of the last 65 536 messages, against a replay.
STATE = """
now = Meter()
known = session.digest_history
print(now.rss, now.malloced - sys.getsizeof(known), now.objects - len(known))
"""


@pytest.fixture
def sent(monkeypatch):
    """The sizes of the messages to the browser, in bytes."""
    sizes = []

    def publish(self, msg_type, data=None, metadata=None, buffers=None, **keys):
        sizes.append(len(json.dumps(data)) + sum(len(buffer) for buffer in buffers or ()))

    monkeypatch.setattr(comm.DummyComm, "publish_msg", publish)
    Widget.close_all()  # those that were made to be counted, when this file was read
    yield sizes
    Widget.close_all()


def places(control):
    """Return every value that a slider can take."""
    steps = np.arange(control.min, control.max + control.step / 2, control.step)
    values = control.base**steps if isinstance(control, FloatLogSlider) else steps
    return [nearest(control, value) for value in values]


def lap(explorer):
    """Return moves of one slider after the other through all its places, there and back."""
    sliders = [control for control in explorer.controls.values() if hasattr(control, "step")]
    return [(s, place) for s in sliders for place in places(s)[1:] + places(s)[-2::-1]]


def away(explorer):
    """Return the first move that leaves the place where an explorer is."""
    return next(move for move in lap(explorer) if move[1] != move[0].value)


def set_as_the_browser_does(control, value):
    data = {"method": "update", "state": {"value": value}, "buffer_paths": []}
    control._handle_msg({"content": {"data": data}, "buffers": []})


def in_laps(moves, one_lap):
    """Return the moves of so many whole laps that they are `moves` or a few more."""
    return one_lap * -(-moves // len(one_lap))


def travel(explorer, sent):
    """Move for ten thousand moves; return what has grown, and each move's messages and bytes.

    Whole laps end where they began: what is counted before and after is the same picture.
    """
    one_lap = lap(explorer)
    moves = in_laps(MOVES, one_lap)
    counts, sizes = np.zeros((2, len(moves)), int)
    for control, value in in_laps(WARM, one_lap):
        set_as_the_browser_does(control, value)
    sent.clear()
    before = Meter()
    for number, (control, value) in enumerate(moves):
        sent.clear()
        set_as_the_browser_does(control, value)
        assert explorer.picture.kind == "shows"
        counts[number], sizes[number] = len(sent), sum(sent)
    sent.clear()
    return Meter().since(before), counts.reshape(-1, len(one_lap)), sizes


@pytest.mark.parametrize("make", EXPLORERS.values(), ids=EXPLORERS)
def test_ten_thousand_moves_leave_nothing_behind(make, sent, record_property):
    grown, counts, sizes = travel(make(), sent)
    record_property("moves", counts.size)
    record_growth(record_property, grown)
    record_property("messages a move", round(float(counts.mean()), 2))
    record_property("at most", int(counts.max()))
    record_property("bytes a move", round(sizes.mean()))
    record_property("bytes at most", int(sizes.max()))
    assert_nothing_is_kept(grown)
    assert list(counts[-1]) == list(counts[0])
    assert counts.max() <= MOST_MESSAGES
    assert sizes.mean() < MOST_BYTES


def test_a_leak_at_one_move_in_fifty_is_seen(sent, record_property):
    explorer, kept, numbers = start_here.fit(), [], itertools.count(1)
    plant = lambda _: next(numbers) % RARELY or kept.extend((object(), bytes(FOREGROUND)))  # noqa: E731
    explorer.controls["w"].observe(plant, "value")
    grown, _, _ = travel(explorer, sent)
    record_growth(record_property, grown)
    assert grown["objects"] > FEW_OBJECTS
    assert grown["malloced"] > FEW_BYTES


def record_growth(record_property, grown):
    record_property("objects", grown["objects"])
    record_property("bytes of malloc", grown["malloced"])
    record_property("kB of RSS", grown["rss"] // 1024)


def assert_nothing_is_kept(grown, few_objects=FEW_OBJECTS):
    assert grown["objects"] < few_objects
    assert grown["malloced"] < few_objects * FOREGROUND
    assert grown["rss"] < LITTLE_MEMORY
    assert grown["widgets"] == grown["figures"] == 0


def choices(explorer):
    """Return what else can be set than sliders: drop-downs, toggles, boxes to tick."""
    chosen = {n: c for n, c in explorer.controls.items() if not hasattr(c, "step")}
    return [{name: place} for name, control in chosen.items() for place in positions(control)]


CHOSEN = {name: make for name, make in EXPLORERS.items() if choices(make())}


@pytest.mark.parametrize("make", CHOSEN.values(), ids=CHOSEN)
def test_a_hundred_other_landscapes_leave_nothing_behind(make, sent, record_property):
    explorer = make()
    moves = choices(explorer) * (CHOICES // 4)
    for move in moves:
        explorer.move(**move)
    sent.clear()
    before = Meter()
    for move in moves:
        explorer.move(**move)
    sent.clear()
    grown = Meter().since(before)
    record_growth(record_property, grown)
    assert_nothing_is_kept(grown, len(moves) // 2)  # a thing kept at each move is seen


def test_two_hundred_explorers_follow_and_only_ipywidgets_keeps_them(sent, record_property):
    makes = list(itertools.islice(itertools.cycle(EXPLORERS.values()), MANY))
    before = Meter()
    explorers = [make() for make in makes]
    full = Meter()
    for explorer in explorers:
        sentence = explorer.sentence
        set_as_the_browser_does(*away(explorer))
        assert explorer.sentence != sentence
    explorers = [make() for make in makes]  # as when every cell is run again
    sent.clear()
    again = Meter().since(full)
    record_property("kB an explorer", full.since(before)["rss"] // 1024 // MANY)
    record_property("kB where its cell is run again", again["rss"] // 1024 // MANY)
    record_property("widgets an explorer", round(full.since(before)["widgets"] / MANY))
    explorers.clear()
    del explorer
    Widget.close_all()
    assert Meter().since(before)["figures"] == 0


def test_ten_thousand_moves_in_a_kernel_leave_nothing_behind(record_property):
    """As JupyterLab does it: in a subshell, and the next when the kernel is idle again."""
    manager, client = start_new_kernel()
    try:
        comm_id = printed(client, KERNEL).strip()
        subshell = new_subshell(client)
        xs = itertools.cycle([*range(1, 101), *range(99, -1, -1)])
        move = lambda: messages(client, comm_id, subshell, 10 + next(xs) / 50)  # noqa: E731
        for _ in range(WARM):
            move()
        before = state(client)
        counts = {move() for _ in range(MOVES)}
        after = state(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    rss, malloced, objects = (end - start for end, start in zip(after, before, strict=True))
    record_growth(record_property, {"objects": objects, "malloced": malloced, "rss": rss})
    record_property("messages a move", str(counts))
    assert counts == {4}  # busy, the slider's echo, the picture, idle
    assert objects < FEW_OBJECTS
    assert malloced < FEW_BYTES
    assert rss < LITTLE_MEMORY


def printed(client, code):
    lines = []
    keep = lambda m: m["msg_type"] == "stream" and lines.append(m["content"]["text"])  # noqa: E731
    client.execute_interactive(code, output_hook=keep, timeout=PATIENCE)
    return "".join(lines)


def state(client):
    """Return the kernel's memory, malloc's bytes and objects, without the known signatures."""
    return [int(number) for number in printed(client, STATE).split()]


def new_subshell(client):
    client.control_channel.send(client.session.msg("create_subshell_request"))
    return client.get_control_msg(timeout=PATIENCE)["content"]["subshell_id"]


def messages(client, comm_id, subshell, x):
    """Move the slider to x; return how many messages come before the kernel is idle again."""
    data = {"method": "update", "state": {"value": x}, "buffer_paths": []}
    move = client.session.msg("comm_msg", {"comm_id": comm_id, "data": data})
    move["header"]["subshell_id"] = subshell
    client.shell_channel.send(move)
    for count in itertools.count(1):
        answer = client.get_iopub_msg(timeout=PATIENCE)
        if answer["content"].get("execution_state") == "idle":
            return count
