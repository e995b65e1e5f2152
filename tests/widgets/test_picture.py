"""The messages between an explorer's picture and the browser."""

import gc
import weakref

import ipywidgets
import pytest
from test_explorer import dot_explorer


def say(explorer, kind, x=None, y=None, view="a"):
    message = {"kind": kind, "x": x, "y": y, "view": view}
    explorer.picture._handle_custom_msg(message, [])


@pytest.fixture
def sent(monkeypatch):
    """The names of what each message to the browser holds, of an explorer and on its way."""
    explorer, messages = dot_explorer(), []
    monkeypatch.setattr(explorer.picture, "_send", lambda m, buffers=None: messages.append(m))
    return explorer, messages


def states(messages):
    return [set(message["state"]) for message in messages if message["method"] == "update"]


def test_a_move_is_one_message(sent):
    explorer, messages = sent
    explorer.move(x=3.0, k=2)
    assert states(messages) == [{"foreground", "sentence"}]


def test_a_drag_is_one_message_with_its_answer(sent):
    explorer, messages = sent
    say(explorer, "press", 0.5, 0.5, "b")
    assert states(messages) == [{"foreground", "sentence", "answered"}]
    assert explorer.picture.answered == ["b", 1]


@pytest.mark.parametrize("kind", ["press", "drag", "release", "reset", "dance"])
def test_every_message_is_answered_also_where_nothing_changes(sent, kind):
    explorer, messages = sent
    say(explorer, kind, 0.001, 0.001)
    assert states(messages) == [{"answered"}]
    say(explorer, kind, 0.001, 0.001, "c")
    assert explorer.picture.answered == ["c", 2]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_message_whose_update_raises_is_answered(sent, error):
    def fail(**_values):
        raise error

    explorer, messages = sent
    explorer.scene._update = fail
    with pytest.raises(error):
        explorer.picture._msg_callbacks.callbacks[0](
            explorer.picture, {"kind": "press", "x": 0.5, "y": 0.5, "view": "d"}, []
        )
    shown = {"kind", "sentence"} if error is ValueError else set()
    assert states(messages) == [{"answered"} | shown]
    assert explorer.picture.answered == ["d", 1]


def test_an_explorer_that_is_closed_is_let_go():
    explorer = dot_explorer()
    kept = weakref.ref(explorer), weakref.ref(explorer.picture)
    del explorer
    ipywidgets.Widget.close_all()
    gc.collect()
    assert [it() for it in kept] == [None, None]
