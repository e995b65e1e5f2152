"""A Jupyter server extension: what answers a slider's move reaches the browser at once.

A move is answered by several small messages. Two habits of the way there cost more than the
drawing of the picture; without this extension all works, more slowly.

- By default TCP holds the second message back until the first is acknowledged, and the browser
  waits up to 40 ms with that (Nagle's algorithm and the delayed acknowledgement, RFC 896 and
  RFC 1122).
- The kernel says "busy" before each move and "idle" after it. JupyterLab draws its indicators
  anew at both, and fetches another icon for its tab, in the thread that shows the picture: half
  of that thread's time. So "busy" waits here, and goes out only if the move lasts.
"""

from functools import partial

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.ioloop import IOLoop

CLASS = "kernel_websocket_connection_class"
BRIEF = 0.2  # seconds: ten times what a move takes, and too short to look for an indicator
HEADER, PARENT_HEADER, CONTENT = 1, 2, 4  # parts of a message that follow its identities


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Jupyter's own connection to a kernel, without delay and without a word about brief moves."""

    def __init__(self, **options):
        super().__init__(**options)
        self._held = {}  # by the id of a move: the timer that will send its "busy"

    def connect(self):
        """Connect as usual, sending without delay."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()

    def handle_outgoing_message(self, stream, outgoing_msg):
        """Pass a message on to the browser; hold "busy" back while a move is brief."""
        state, move = self._state_in_a_move(outgoing_msg)
        pass_on = partial(super().handle_outgoing_message, stream, outgoing_msg)
        self._let_go(move)
        if state == "busy":
            self._held[move] = IOLoop.current().call_later(BRIEF, self._tell, move, pass_on)
        else:
            pass_on()

    def disconnect(self):
        """Disconnect as usual; nothing is sent later."""
        self._let_go(*self._held)
        return super().disconnect()

    def _send_status_message(self, status):
        """Tell that the kernel starts anew or is dead: what it was busy with is over."""
        self._let_go(*self._held)
        super()._send_status_message(status)

    def _tell(self, move, pass_on):
        del self._held[move]
        pass_on()

    def _let_go(self, *moves):
        for move in self._held.keys() & moves:
            IOLoop.current().remove_timeout(self._held.pop(move))

    def _state_in_a_move(self, message):
        """Return "busy" or "idle" and the move's id, if that is what a message says of a move."""
        _, parts = self.session.feed_identities(message)
        try:
            if self.session.unpack(parts[HEADER])["msg_type"] == "status":
                cause = self.session.unpack(parts[PARENT_HEADER])
                if cause["msg_type"] == "comm_msg":
                    return self.session.unpack(parts[CONTENT])["execution_state"], cause["msg_id"]
        except (LookupError, TypeError, ValueError):
            pass  # an odd message, or one without a cause: it is Jupyter's own business
        return None, None


def _jupyter_server_extension_points():
    return [{"module": "gradlab.app.prompt_server"}]


def _load_jupyter_server_extension(app):
    # A server that reaches its kernels in another way, through a gateway, keeps that.
    if app.web_app.settings[CLASS] is ZMQChannelsWebsocketConnection:
        app.web_app.settings[CLASS] = PromptConnection
