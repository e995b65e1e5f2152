"""A slow line from the browser to the server."""

import contextlib
import queue
import socket
import socketserver
import threading
import time


class SlowLine(socketserver.ThreadingTCPServer):
    """Passes on what arrives at `port`, late, and no faster than a rate, shared by all connections.

    Parameters
    ----------
    far_port : int
        Where the server listens, on loopback.

    Attributes
    ----------
    round_trip : float
        In seconds; half of it each way.
    rate : float
        Bytes a second, each way. At first the line is as quick as it can be.
    """

    daemon_threads = True

    def __init__(self, far_port):
        super().__init__(("127.0.0.1", 0), _Call)
        self.far_port, self.port = far_port, self.server_address[1]
        self.round_trip, self.rate = 0.0, float("inf")
        self.lock, self.free = threading.Lock(), {"out": 0.0, "back": 0.0}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def arrival(self, way, size):
        """Return when bytes that are sent now are all there; others may wait for these."""
        with self.lock:
            sent = max(self.free[way], time.monotonic()) + size / self.rate
            self.free[way] = sent
        return sent + self.round_trip / 2


class _Call(socketserver.BaseRequestHandler):
    """One connection, both ways."""

    def handle(self):
        with (
            contextlib.suppress(OSError),  # the server has ended
            socket.create_connection(("127.0.0.1", self.server.far_port)) as far,
        ):
            for end in (self.request, far):  # or TCP itself would wait
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._pass_on, args=(far, self.request, "back"))
            back.start()
            self._pass_on(self.request, far, "out")
            back.join()

    def _pass_on(self, source, sink, way):
        on_the_way = queue.SimpleQueue()
        threading.Thread(target=_deliver, args=(on_the_way, sink), daemon=True).start()
        with contextlib.suppress(OSError):  # the other end was first
            while data := source.recv(1 << 14):
                on_the_way.put((self.server.arrival(way, len(data)), data))
        on_the_way.put((0, b""))


def _deliver(on_the_way, sink):
    with contextlib.suppress(OSError):
        while (item := on_the_way.get())[1]:
            arrival, data = item
            time.sleep(max(0, arrival - time.monotonic()))
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
