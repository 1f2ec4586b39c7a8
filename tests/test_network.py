"""Tests reach this machine and nothing else."""

import socket

import pytest

from tests.network import NetworkClosed


def test_no_other_machine_is_reached():
    with socket.socket() as connection, pytest.raises(NetworkClosed):
        connection.connect(("192.0.2.1", 80))


def test_no_name_is_looked_up():
    with pytest.raises(NetworkClosed):
        socket.getaddrinfo("negotiate.example.com", 443)


def test_this_machine_is_reached():
    with socket.socket() as server, socket.socket() as connection:
        server.bind(("127.0.0.1", 0))
        server.listen()
        connection.connect(server.getsockname())
