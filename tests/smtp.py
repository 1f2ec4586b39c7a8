"""A real SMTP server for tests: keeps what it is handed, and answers as a test tells it to."""

import email.policy
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller

from tests.running import free_port


class Server:
    """`answers` are used up one by one for RCPT or DATA; then it says yes. `on_rcpt`, `on_data` are called before it answers."""

    def __init__(self):
        self.mails: list[tuple[str, bytes]] = []
        self.rcpt_answers: list[str] = []
        self.data_answers: list[str] = []
        self.on_rcpt = self.on_data = lambda address: None

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.on_rcpt(address)
        if self.rcpt_answers:
            return self.rcpt_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        self.on_data(envelope)
        answer = self.data_answers.pop(0) if self.data_answers else "250 kept"
        if answer.startswith(("250", "drop")):
            self.mails += [(address, envelope.content) for address in envelope.rcpt_tos]
        if answer == "drop":
            session_transport(server).abort()
        return answer

    @property
    def parsed(self):
        return [message_from_bytes(content, policy=email.policy.default) for _, content in self.mails]


def session_transport(server):
    return server.transport


@contextmanager
def smtp_server():
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port(), ready_timeout=30)
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield server
    finally:
        controller.stop()
