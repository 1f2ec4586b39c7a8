"""The port of the web server, claimed for as long as `up` lives.

The server sets SO_REUSEPORT, so a second one on the same port would start silently beside the first.
"""

import errno
import socket

from negotiate.local.places import LocalProblem


def claim(host: str, port: int) -> socket.socket:
    """A bound socket that takes no connections: our own server may bind beside it, nobody else may. Raises LocalProblem."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, _, _, _, address = min(
            found, key=lambda each: each[0] != socket.AF_INET
        )  # for a name with both: the one that is everywhere
        _bound(family, address, socket.SO_REUSEADDR).close()
        try:
            return _bound(family, address, socket.SO_REUSEPORT)
        except OSError:  # connections of a server that was here a minute ago are still being closed
            return _bound(family, address, socket.SO_REUSEPORT, socket.SO_REUSEADDR)
    except OSError as error:
        raise LocalProblem(_reason(error, host, port)) from error


def _bound(family: int, address: tuple, *options: int) -> socket.socket:
    claimed = socket.socket(family, socket.SOCK_STREAM)
    try:
        for option in options:
            claimed.setsockopt(socket.SOL_SOCKET, option, 1)
        claimed.bind(address)
    except OSError:
        claimed.close()
        raise
    return claimed


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use by another program. Stop that, or choose another port: --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights than this user has. Choose one above 1023, for example --port 8000"
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"{host} is no address of this machine. Try --host 127.0.0.1"
    return f"Cannot use port {port} on {host}: {error.strerror}."
