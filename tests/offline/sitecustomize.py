"""Cut a Python off from the network but for loopback, and let it start sooner.

Python imports this file by its name: `tests/conftest.py` puts this folder on the PYTHONPATH of all
that the tests start, the processes that run them, the kernels of the notebooks, and JupyterLab.
"""

import ipaddress
import sys


class NetworkAsked(BaseException):
    """Not an Exception, so that no `except Exception` hides it."""


def _refuse(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket has a path
    else:
        return
    if not _is_here(host):
        raise NetworkAsked(f"{event} {host!r}")


def _is_here(host):
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(_refuse)

# With it jsonschema builds a grammar of international addresses at each start, which takes 1.5 s,
# and without it leaves out a check of them, which nothing here asks for.
sys.modules["rfc3987_syntax"] = None
