"""Django's mail goes into the outbox: the web never waits for SMTP."""

from django.core.mail.backends.base import BaseEmailBackend


class OutboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise NotImplementedError
