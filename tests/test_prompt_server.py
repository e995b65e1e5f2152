import json
import sys
from pathlib import Path
from types import SimpleNamespace

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from gradlab import prompt_server

INSTALLED = Path(sys.prefix, "etc", "jupyter", "jupyter_server_config.d")


def server(connection_class):
    """A stand-in for the server, with the one setting that the extension reads."""
    return SimpleNamespace(
        web_app=SimpleNamespace(settings={prompt_server.CLASS: connection_class})
    )


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
    connection = prompt_server.PromptConnection.__new__(prompt_server.PromptConnection)
    connection.websocket_handler = KernelWebsocketHandler.__new__(KernelWebsocketHandler)
    connection.connect()
    assert calls == [("nodelay", True), "connect"]


def test_the_server_of_this_environment_loads_it():
    config = json.loads((INSTALLED / "gradlab.json").read_text(encoding="utf-8"))
    assert config["ServerApp"]["jpserver_extensions"] == {"gradlab.prompt_server": True}


def test_the_setting_that_it_replaces_still_exists_in_jupyter_server():
    from jupyter_server.serverapp import ServerApp

    assert ServerApp.class_traits()[prompt_server.CLASS]
