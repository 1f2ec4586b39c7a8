"""The mail server of EMAIL_URL: opening a session, handing over one mail, and what its answers mean."""

import smtplib
import socket
import ssl
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

TIMEOUT = 60
PORTS = {"plain": 25, "starttls": 587, "tls": 465}


class NoConnection(Exception):
    """No mail can go: no connection, no greeting, no encryption or no login. Says why in plain words."""


@dataclass(frozen=True, kw_only=True)
class Relay:
    host: str
    port: int
    security: str
    user: str
    password: str

    @classmethod
    def from_url(cls, url: str) -> "Relay":
        """Reads smtp://, smtp+tls:// (STARTTLS), smtps:// and smtp+ssl:// (TLS from the start). Raises ImproperlyConfigured."""
        scheme = urlsplit(url).scheme
        if scheme not in ("smtp", "smtp+tls", "smtps", "smtp+ssl"):
            raise ImproperlyConfigured(f"EMAIL_URL must begin with smtp://, smtp+tls:// or smtps://, not {scheme or 'nothing'}://.")
        try:
            found = environ.Env.email_url_config(url)
        except ValueError as error:
            raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}. Special characters in the password are written %XX.") from None
        security = {"smtp": "plain", "smtp+tls": "starttls"}.get(scheme, "tls")
        return cls(
            host=found["EMAIL_HOST"] or "localhost",
            port=found["EMAIL_PORT"] or PORTS[security],
            security=security,
            user=found["EMAIL_HOST_USER"] or "",
            password=found["EMAIL_HOST_PASSWORD"] or "",
        )

    def __str__(self):
        return f"{self.host}:{self.port}"


class Ending(Enum):
    """What came of one step with one mail."""

    ACCEPTED = "accepted"
    LATER = "later"  # 4xx: this mail again after a while
    REFUSED = "refused"  # 55x: never
    CONFUSED = "confused"  # 500-504: a new session may help
    LOGGED_OUT = "logged out"  # 530 and its like: nothing goes until the login is right
    LOST = "lost"  # the connection broke before all of the mail was sent: it was not taken
    UNKNOWN = "unknown"  # the connection broke after it: perhaps it arrived


@dataclass(frozen=True)
class Answer:
    """`about` is what the step was about: "sender", "address" or "mail"."""

    ending: Ending
    words: str = ""
    hung_up: bool = False
    about: str = "mail"

    @classmethod
    def of(cls, code: int, text: bytes) -> "Answer":
        return cls(ending_of(code), f"{code} {text.decode(errors='replace')}".strip()[:1000], hung_up=code == 421)


def ending_of(code: int) -> Ending:
    if 200 <= code < 400:
        return Ending.ACCEPTED
    if code in (530, 534, 535, 538):
        return Ending.LOGGED_OUT
    if 500 <= code <= 504:
        return Ending.CONFUSED
    return Ending.REFUSED if 500 < code < 600 else Ending.LATER


BROKEN = (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException, OSError)


class Session:
    """One open conversation with the relay."""

    via = "smtp"

    def __init__(self, relay: Relay, *, name: str = "localhost", timeout: float = TIMEOUT):
        """Connects, greets, encrypts and logs in. Raises NoConnection."""
        self.relay = relay
        try:
            self.smtp = self._connected(name, timeout)
        except (smtplib.SMTPException, OSError) as error:
            raise NoConnection(explain(error, relay)) from error

    def _connected(self, name: str, timeout: float) -> smtplib.SMTP:
        relay = self.relay
        if relay.security == "tls":
            smtp = smtplib.SMTP_SSL(relay.host, relay.port, local_hostname=name, timeout=timeout, context=ssl.create_default_context())
        else:
            smtp = smtplib.SMTP(relay.host, relay.port, local_hostname=name, timeout=timeout)
        try:
            smtp.ehlo_or_helo_if_needed()
            if relay.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            if relay.user:
                smtp.login(relay.user, relay.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def address(self, sender: str, recipient: str, *, eight_bit: bool = False) -> Answer:
        """MAIL and RCPT: whether the server would take a mail for this address. Nothing is handed over yet."""
        try:
            options = ["BODY=8BITMIME"] if eight_bit and self.smtp.has_extn("8bitmime") else []
            answer = Answer.of(*self.smtp.mail(sender, options))
            if answer.ending is not Ending.ACCEPTED:
                return replace(answer, about="sender")
            return replace(Answer.of(*self.smtp.rcpt(recipient)), about="address")
        except UnicodeError:
            return Answer(Ending.REFUSED, "The address has letters that mail servers do not read.", hung_up=True)
        except BROKEN as error:
            return Answer(Ending.LOST, str(error), hung_up=True)

    def data(self, content: bytes) -> Answer:
        """DATA: hand the bytes over and wait for what the server makes of them."""
        return self.send(content) or self.reply()

    def send(self, content: bytes) -> Answer | None:
        """DATA and all of the bytes. None: they have left, and `reply` gives the server's answer. An answer: no server has taken them,
        as without the last dot none does."""
        try:
            answer = Answer.of(*self.smtp.docmd("data"))
            if not answer.words.startswith("354"):
                return answer if answer.ending is not Ending.ACCEPTED else Answer(Ending.CONFUSED, answer.words, hung_up=True)
            self.smtp.send(stuffed(content))
        except BROKEN as error:
            return Answer(Ending.LOST, str(error), hung_up=True)
        return None

    def reply(self) -> Answer:
        """What the server made of the bytes that were sent. Only a connection that ends here leaves it unknown."""
        try:
            return Answer.of(*self.smtp.getreply())
        except BROKEN as error:
            return Answer(Ending.UNKNOWN, str(error), hung_up=True)

    def reset(self) -> None:
        """Forget the mail begun. A server that hangs up here is noticed with the next one."""
        try:
            self.smtp.rset()
        except BROKEN:
            self.smtp.close()

    def close(self) -> None:
        try:
            self.smtp.quit()
        except BROKEN:
            self.smtp.close()


def stuffed(content: bytes) -> bytes:
    """The bytes as DATA wants them: lines end in CRLF, a dot that begins one is doubled, a lone dot ends all."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b"\r\n.\r\n"


def explain(error: Exception, relay: Relay) -> str:
    """Why a session could not be opened, for a person who can change the settings."""
    said = error.smtp_error if isinstance(error, smtplib.SMTPResponseException) else b""
    said = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    for kinds, words in EXPLANATIONS:
        if isinstance(error, kinds):
            return words.format(relay=relay, host=relay.host, port=relay.port, user=relay.user, error=error, said=said)
    return f"The mail server {relay} could not be used: {error}"


EXPLANATIONS = [
    (smtplib.SMTPAuthenticationError, "The mail server {relay} does not accept the user name or password for {user}: {said}"),
    (
        smtplib.SMTPNotSupportedError,
        "The mail server {relay} does not offer what EMAIL_URL asks for ({error}). Try another beginning: smtp://, smtp+tls:// or smtps://",
    ),
    (ssl.SSLCertVerificationError, "The certificate of {host} is not trusted or is for another name: {error.verify_message}"),
    (ssl.SSLError, "{relay} does not speak TLS here. Port 465 is usual for smtps://, 587 for smtp+tls://"),
    (socket.gaierror, "No machine is known by the name {host}. Is it spelled right in EMAIL_URL?"),
    (ConnectionRefusedError, "Nobody answers at {relay}: the connection was refused. Is the host right, and the port?"),
    (TimeoutError, "{relay} did not answer in time. A firewall may be in the way, or the port is wrong"),
    (smtplib.SMTPServerDisconnected, "{relay} hung up before it greeted. Perhaps it expects TLS from the start: smtps://"),
    (smtplib.SMTPResponseException, "The mail server {relay} turned us away: {error.smtp_code} {said}"),
    (OSError, "{relay} cannot be reached: {error}"),
]
