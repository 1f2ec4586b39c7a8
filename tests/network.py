"""Closes the network in tests: nothing leaves the machine, and no name but our own is looked up."""

import ipaddress
import socket
from functools import wraps

NAMES = {"", "localhost", "localhost.localdomain", socket.gethostname()}


class NetworkClosed(RuntimeError):
    pass


def address_of(host):
    """The address that is written there; None where it is a name."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def is_here(host: str) -> bool:
    address = address_of(host)
    return host in NAMES if address is None else address.is_loopback or address.is_unspecified


def needs_no_lookup(host) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    return name is None or name in NAMES or address_of(name) is not None


def check_connection(arguments: tuple) -> None:
    if isinstance(arguments[1], tuple) and not is_here(arguments[1][0]):
        raise NetworkClosed(f"A test tried to reach {arguments[1]}.")


def check_lookup(arguments: tuple) -> None:
    if not needs_no_lookup(arguments[0]):
        raise NetworkClosed(f"A test tried to look up {arguments[0]}.")


def checked(function, check):
    @wraps(function)
    def call(*arguments, **named):
        check((*arguments, *named.values()))
        return function(*arguments, **named)

    return call


def close_network() -> None:
    """Not by an audit hook: the interpreter would call it some thousand times a second, at each `id()` too."""
    socket.socket.connect = checked(socket.socket.connect, check_connection)
    socket.socket.connect_ex = checked(socket.socket.connect_ex, check_connection)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        setattr(socket, name, checked(getattr(socket, name), check_lookup))
