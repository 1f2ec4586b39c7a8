"""The inbox of one person's machine: all mail as it would look, where no mail server is set. For everybody else it does not exist."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import wraps
from io import BytesIO
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from negotiate.mail.models import Message
from negotiate.sealing import NotSealed

SHOWN = 100
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-Ip")
BODY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def has_inbox() -> bool:
    """Whether this installation has one at all."""
    return bool(settings.DEBUG and not settings.EMAIL_URL)


def may_read(request) -> bool:
    """From this machine, under a local name, and through no proxy."""
    if not has_inbox() or any(name in request.headers for name in FORWARDED):
        return False
    host, _ = split_domain_port(request.get_host())
    return is_loopback(request.META.get("REMOTE_ADDR", "")) and host in LOCAL_HOSTS


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def local_only(view):
    """No login, but only on one's own machine; elsewhere there is no such page."""

    answered = require_safe(view)

    @login_not_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_read(request):
            raise Http404
        return answered(request, *args, **kwargs)

    return guarded


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A message with what it says, as far as that is written yet."""

    message: Message
    mail: EmailMessage | None

    @classmethod
    def of(cls, message: Message) -> "Opened":
        try:
            content = message.bytes
        except NotSealed:
            content = None
        return cls(message=message, mail=message_from_bytes(content, policy=default) if content else None)

    @property
    def subject(self) -> str:
        return self.mail["Subject"] if self.mail else ""

    @property
    def is_ahead(self) -> bool:
        return self.message.state in Message.UNSENT

    @property
    def instead(self) -> str:
        """What stands in the place of a subject that is not written, or was blanked."""
        if self.is_ahead:
            return "Not written yet"
        return "No longer kept" if self.message.state == Message.State.SENT else "Not sent"

    @property
    def text(self) -> str:
        return self._body("plain")

    @property
    def html(self) -> str:
        return self._body("html")

    @property
    def headers(self):
        return self.mail.items() if self.mail else []

    @property
    def parts(self) -> list[EmailMessage]:
        """The attachments, and parts such as an invitation that stands beside text and HTML."""
        return [part for part in self.mail.walk() if is_attached(part)] if self.mail else []

    @property
    def attachments(self) -> list[str]:
        """Their names, in order."""
        return [name_of(part) for part in self.parts]

    def _body(self, subtype: str) -> str:
        body = self.mail.get_body((subtype,)) if self.mail else None
        return body.get_content() if body else ""


def is_attached(part: EmailMessage) -> bool:
    return not part.is_multipart() and (part.is_attachment() or part.get_content_type() not in ("text/plain", "text/html"))


def name_of(part: EmailMessage) -> str:
    return part.get_filename() or f"part.{part.get_content_subtype()}"


@local_only
def inbox(request):
    newest = Message.objects.order_by("-created_at", "-pk")[:SHOWN]
    return render(request, "mail/inbox.html", {"mails": [Opened.of(message) for message in newest], "shown": SHOWN})


@local_only
def inbox_message(request, pk):
    return render(request, "mail/inbox_message.html", {"opened": Opened.of(get_object_or_404(Message, pk=pk))})


@local_only
@xframe_options_sameorigin
def inbox_body(request, pk):
    """The HTML alone, under a policy of its own: the one page of the product whose styles stand inline. No script runs in it."""
    response = HttpResponse(Opened.of(get_object_or_404(Message, pk=pk)).html)
    response.headers["Content-Security-Policy"] = BODY_POLICY
    return response


@local_only
def inbox_attachment(request, pk, number):
    """One attachment, to be kept as a file: the browser shows nothing of it."""
    parts = Opened.of(get_object_or_404(Message, pk=pk)).parts
    if number >= len(parts):
        raise Http404
    part = parts[number]
    return FileResponse(
        BytesIO(part.get_payload(decode=True) or b""), as_attachment=True, filename=name_of(part), content_type=part.get_content_type()
    )
