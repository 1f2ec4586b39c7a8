"""Brokers of the tests' own, which can be stopped and started again at the same port."""

import os
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from socket import socket

from tests.faults.acting import wait_until
from tests.running import free_port

RABBITMQ = "/usr/lib/rabbitmq/bin/rabbitmq-server"  # the one on PATH gives up being root, and the folder with it


@cache
def redis_binary() -> str | None:
    return shutil.which("redis-server")


@cache
def rabbitmq_binary() -> str | None:
    return shutil.which(RABBITMQ)


class Broker:
    """A process in a folder, until it is stopped."""

    def __init__(self, folder: Path):
        self.folder, self.port, self.process = folder, free_port(), None

    def launch(self, *command: str, **environment: str) -> None:
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}, cwd=self.folder
        )

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


class Redis(Broker):
    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        self.launch(redis_binary(), *options)


class RabbitMQ(Broker):
    """Erlang's table of names (epmd) is its own too, and ends with it."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.names = {"ERL_EPMD_PORT": str(free_port()), "ERL_EPMD_ADDRESS": "127.0.0.1"}

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def start(self) -> None:
        (self.folder / "plugins").write_text("[].")
        mine = {"MNESIA_BASE": "data", "LOG_BASE": "log", "ENABLED_PLUGINS_FILE": "plugins", "CONFIG_FILE": "none"}
        places = {name: str(self.folder / path) for name, path in mine.items()}
        node = {"NODENAME": f"n{self.port}@localhost", "NODE_PORT": str(self.port), "NODE_IP_ADDRESS": "127.0.0.1"}
        node |= {"DIST_PORT": str(free_port()), **places}
        environment = {f"RABBITMQ_{name}": value for name, value in node.items()}
        self.launch(RABBITMQ, HOME=str(self.folder), **environment, **self.names)
        wait_until(self.answers, "RabbitMQ has started", pause=0.2)

    def answers(self) -> bool:
        with socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()
            subprocess.run(["epmd", "-kill"], env={**os.environ, **self.names}, stdout=subprocess.DEVNULL, check=False)
        self.process = None


BROKERS = {"redis": (Redis, redis_binary), "rabbitmq": (RabbitMQ, rabbitmq_binary)}


@contextmanager
def running(name: str, folder: Path):
    server = BROKERS[name][0](folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def lacking(name: str) -> str:
    """Why there is no such broker here; empty where there is one."""
    return "" if BROKERS[name][1]() else f"{name}-server is not installed"
