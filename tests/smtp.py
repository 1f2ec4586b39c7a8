"""A real SMTP server for tests: keeps what it is handed, and answers as a test tells it to."""

import asyncio
import email.policy
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, syntax

from tests.running import free_port


class Server:
    """`answers` are used up one by one for MAIL, RCPT or DATA; then it says yes. `on_rcpt`, `on_data` are called before it answers.

    `answers_to` are those to one address, by ("RCPT" or "DATA", address); the pauses are seconds, in which others are served.
    """

    def __init__(self):
        self.mails: list[tuple[str, bytes]] = []
        self.mail_answers: list[str] = []
        self.rcpt_answers: list[str] = []
        self.data_answers: list[str] = []
        self.hang_up_at: list[str] = []
        self.on_rcpt = self.on_data = lambda address: None
        self.pause_at_rcpt = self.pause_at_data = lambda: 0.0
        self.answers_to: dict[tuple[str, str], list[str]] = {}

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.mail_answers:
            return self.mail_answers.pop(0)
        envelope.mail_from = address
        return "250 fine"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.on_rcpt(address)
        await asyncio.sleep(self.pause_at_rcpt())
        if answers := self.answers_to.get(("RCPT", address)) or self.rcpt_answers:
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        self.on_data(envelope)
        await asyncio.sleep(self.pause_at_data())
        answers = self.answers_to.get(("DATA", envelope.rcpt_tos[0])) or self.data_answers
        answer = answers.pop(0) if answers else "250 kept"
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


class HangingUp(Controller):
    """A server that hangs up at each of the steps named in `hang_up_at`, once for each: MAIL, RCPT, DATA, or BODY, in the midst of it."""

    def factory(self):
        return Protocol(self.handler, **self.SMTP_kwargs)


class Protocol(SMTP):
    async def smtp_MAIL(self, arg):
        return self.hung_up("MAIL") or await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg):
        return self.hung_up("RCPT") or await super().smtp_RCPT(arg)

    @syntax("DATA")
    async def smtp_DATA(self, arg):
        if self.hung_up("DATA"):
            return
        if "BODY" in self.event_handler.hang_up_at:
            await self.push("354 go on")
            self.hung_up("BODY")
            return
        await super().smtp_DATA(arg)

    def hung_up(self, step) -> bool:
        if step not in self.event_handler.hang_up_at:
            return False
        self.event_handler.hang_up_at.remove(step)
        self.transport.abort()
        return True


@contextmanager
def smtp_server():
    server = Server()
    controller = HangingUp(server, hostname="127.0.0.1", port=free_port(), ready_timeout=30)
    controller.start()
    server.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield server
    finally:
        controller.stop()


class SwitchedServer(Server):
    """One that can be switched off and on again, at the same port."""

    def __enter__(self):
        self.port = free_port()
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.start()
        return self

    def __exit__(self, *problem):
        self.stop()

    def start(self) -> None:
        self.controller = HangingUp(self, hostname="127.0.0.1", port=self.port, ready_timeout=30)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
        self.controller = None
