"""A Jupyter server extension: hand each of the kernel's messages to the browser at once.

A move of a slider is answered by four small messages. By default TCP holds the
second back until the first is acknowledged, and the browser waits up to 40 ms with
that (Nagle's algorithm and the delayed acknowledgement, RFC 896 and RFC 1122).
Without this extension all works, more slowly.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

CLASS = "kernel_websocket_connection_class"


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection to a kernel, with TCP_NODELAY."""

    def connect(self):
        """Connect as usual, sending without delay."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def _jupyter_server_extension_points():
    return [{"module": "gradlab.prompt_server"}]


def _load_jupyter_server_extension(app):
    # A server that reaches its kernels in another way, through a gateway, keeps that.
    if app.web_app.settings[CLASS] is ZMQChannelsWebsocketConnection:
        app.web_app.settings[CLASS] = PromptConnection
