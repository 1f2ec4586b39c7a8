"""Closes the network in tests: nothing leaves the machine, and no name but our own is looked up."""

import ipaddress
import socket
import sys

NAMES = {"", "localhost", "localhost.localdomain", socket.gethostname()}


class NetworkClosed(RuntimeError):
    pass


def is_here(host) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def watch(event: str, arguments: tuple) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple) and not is_here(arguments[1][0]):
        raise NetworkClosed(f"A test tried to reach {arguments[1]}.")
    if event in ("socket.getaddrinfo", "socket.gethostbyname") and not is_here(arguments[0]):
        raise NetworkClosed(f"A test tried to look up {arguments[0]}.")


def close_network() -> None:
    sys.addaudithook(watch)
