"""A line from the browser to the server that can go dead, as when a laptop's lid is closed."""

import contextlib
import socket
import socketserver
import threading


class _Call(socketserver.BaseRequestHandler):
    """One connection: what comes from either end goes to the other."""

    def handle(self):
        line = self.server
        if line.is_dead:
            return
        with socket.create_connection(("127.0.0.1", line.far_port)) as far:
            line.ends.update({self.request, far})
            threading.Thread(target=self._pass_on, args=(far, self.request), daemon=True).start()
            self._pass_on(self.request, far)
            line.ends.difference_update({self.request, far})

    def _pass_on(self, source, sink):
        with contextlib.suppress(OSError):  # it was cut
            while data := source.recv(1 << 16):
                if not self.server.is_dead:
                    sink.sendall(data)
        _hang_up(sink)


class Line(socketserver.ThreadingTCPServer):
    """Passes on what arrives at `port`; while it `is_dead`, that is lost, and no call is taken."""

    daemon_threads = True

    def __init__(self, far_port):
        super().__init__(("127.0.0.1", 0), _Call)
        self.far_port, self.port = far_port, self.server_address[1]
        self.ends, self.is_dead = set(), False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def cut(self):
        """Break every connection; new ones can be made."""
        for end in tuple(self.ends):
            _hang_up(end)


def _hang_up(end):
    with contextlib.suppress(OSError):  # the other end was first
        end.shutdown(socket.SHUT_RDWR)
