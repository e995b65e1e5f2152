import asyncio
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from gradlab.app import prompt_server

INSTALLED = Path(sys.prefix, "etc", "jupyter", "jupyter_server_config.d")


def server(connection_class):
    """A stand-in for the server, with the one setting that the extension reads."""
    return SimpleNamespace(
        web_app=SimpleNamespace(settings={prompt_server.CLASS: connection_class})
    )


def connection():
    """A connection that is connected to nothing."""
    return prompt_server.PromptConnection(session=Session())


def status(state, cause="comm_msg", move="a"):
    """What the kernel sends as it begins or ends something."""
    session, parent = Session(), {"msg_type": cause, "msg_id": move}
    return session.serialize(session.msg("status", {"execution_state": state}, parent=parent))


@pytest.fixture
def passed_on(monkeypatch):
    """All that goes out to the browser."""
    monkeypatch.setattr(prompt_server, "BRIEF", 0.01)
    out = []
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection,
        "handle_outgoing_message",
        lambda self, stream, message: out.append((stream, message)),
    )
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "disconnect", lambda self: "bye")
    return out


def play(*acts):
    """Do each of these on one connection, as its event loop would, and wait at the end."""

    async def scene():
        made = connection()
        for act in acts:
            act(made)
        await asyncio.sleep(0.05)
        return made

    with ThreadPoolExecutor() as pool:  # in this thread playwright may have a loop of its own
        return pool.submit(lambda: asyncio.run(scene())).result()


def arrives(message):
    return lambda made: made.handle_outgoing_message("iopub", message)


def test_it_takes_the_place_of_jupyters_own_connection():
    app = server(ZMQChannelsWebsocketConnection)
    prompt_server._load_jupyter_server_extension(app)
    assert app.web_app.settings[prompt_server.CLASS] is prompt_server.PromptConnection


def test_it_leaves_another_kind_of_connection_alone():
    class Gateway(ZMQChannelsWebsocketConnection):
        pass

    app = server(Gateway)
    prompt_server._load_jupyter_server_extension(app)
    assert app.web_app.settings[prompt_server.CLASS] is Gateway


def test_a_connection_sends_without_delay_and_then_connects(monkeypatch):
    calls = []
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection, "connect", lambda self: calls.append("connect")
    )
    monkeypatch.setattr(
        KernelWebsocketHandler, "set_nodelay", lambda self, on: calls.append(("nodelay", on))
    )
    made = connection()
    made.websocket_handler = KernelWebsocketHandler.__new__(KernelWebsocketHandler)
    made.connect()
    assert calls == [("nodelay", True), "connect"]


def test_the_server_of_this_environment_loads_it():
    config = json.loads((INSTALLED / "gradlab.json").read_text(encoding="utf-8"))
    assert config["ServerApp"]["jpserver_extensions"] == {"gradlab.app.prompt_server": True}


def test_the_setting_that_it_replaces_still_exists_in_jupyter_server():
    from jupyter_server.serverapp import ServerApp

    assert ServerApp.class_traits()[prompt_server.CLASS]


def test_of_a_brief_move_only_its_end_is_told(passed_on):
    busy, idle = status("busy"), status("idle")
    made = play(arrives(busy), arrives(idle))
    assert passed_on == [("iopub", idle)]
    assert made._held == {}


def test_of_a_move_that_lasts_both_ends_are_told(passed_on):
    busy = status("busy")
    made = play(arrives(busy))
    assert passed_on == [("iopub", busy)]
    assert made._held == {}


def test_the_end_of_one_move_does_not_hide_that_another_lasts(passed_on):
    busy, end = status("busy", move="slow"), status("idle", move="quick")
    play(arrives(busy), arrives(status("busy", move="quick")), arrives(end))
    assert passed_on == [("iopub", end), ("iopub", busy)]


@pytest.mark.parametrize("state", ["busy", "idle", "starting"])
def test_all_that_is_told_of_cells_goes_out_at_once(passed_on, state):
    message = status(state, cause="execute_request")
    play(arrives(message), lambda made: passed_on.append("then"))
    assert passed_on == [("iopub", message), "then"]


def test_what_no_message_caused_goes_out_at_once(passed_on):
    session = Session()
    message = session.serialize(session.msg("status", {"execution_state": "starting"}))
    play(arrives(message), lambda made: passed_on.append("then"))
    assert passed_on == [("iopub", message), "then"]


def test_a_picture_goes_out_at_once(passed_on):
    session = Session()
    picture = session.serialize(session.msg("comm_msg", {"data": {"execution_state": "busy"}}))
    play(arrives(picture), lambda made: passed_on.append("then"))
    assert passed_on == [("iopub", picture), "then"]


def test_after_the_browser_has_gone_nothing_is_sent(passed_on):
    goodbyes = []
    made = play(arrives(status("busy")), lambda made: goodbyes.append(made.disconnect()))
    assert passed_on == []
    assert goodbyes == ["bye"]
    assert made._held == {}


def test_after_a_restart_nothing_of_the_kernel_before_is_told(passed_on, monkeypatch):
    monkeypatch.setattr(
        ZMQChannelsWebsocketConnection,
        "_send_status_message",
        lambda self, status: passed_on.append(status),
    )
    made = play(arrives(status("busy")), lambda made: made._send_status_message("restarting"))
    assert passed_on == ["restarting"]
    assert made._held == {}


@pytest.mark.parametrize(
    "parts",
    [
        ({}, {}, {}, {}),
        (None, None, None, None),
        ({"msg_type": "status"}, None, {}, {}),
        ({"msg_type": "status"}, [], {}, {}),
        ({"msg_type": "status"}, {"msg_type": "comm_msg"}, {}, {}),
        ({"msg_type": "status"}, {"msg_type": "comm_msg", "msg_id": "a"}, {}, {}),
        ({"msg_type": "status"},),
    ],
)
def test_an_odd_message_goes_out_at_once_as_it_is(passed_on, parts):
    message = [b"<IDS|MSG>", b"signature", *(json.dumps(part).encode() for part in parts)]
    play(arrives(message), arrives(message), lambda made: passed_on.append("then"))
    assert passed_on == [("iopub", message), ("iopub", message), "then"]


def test_what_is_no_json_goes_out_at_once(passed_on):
    message = [b"<IDS|MSG>", b"signature", b"{", b"{}", b"{}", b"{}"]
    play(arrives(message), lambda made: passed_on.append("then"))
    assert passed_on == [("iopub", message), "then"]
