"""Serve a folder on loopback, as a static host does: python site/serve.py [folder] [port]."""

import contextlib
import functools
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Quiet(SimpleHTTPRequestHandler):
    """A static host: it says what a module is, shows 404.html, and logs nothing."""

    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".table": "application/octet-stream",
    }
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Log nothing."""

    def send_error(self, code, message=None, explain=None):
        """Show the site's own page where there is none."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None


def server(folder, port=0):
    """Return a server of a folder on loopback; with port 0, on a free one."""
    return ThreadingHTTPServer(("127.0.0.1", port), functools.partial(Quiet, directory=str(folder)))


@contextlib.contextmanager
def served(folder):
    """Serve a folder in a thread, on a free port; yields its address."""
    with server(folder) as its:
        threading.Thread(target=its.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{its.server_port}/"
        its.shutdown()


if __name__ == "__main__":
    folder, port = [*sys.argv[1:], "_site", "8000"][:2] if len(sys.argv) < 3 else sys.argv[1:3]
    with server(folder, int(port)) as its:
        print(f"http://127.0.0.1:{its.server_port}/  (Ctrl-C stops it)")
        try:
            its.serve_forever()
        except KeyboardInterrupt:
            print()
