"""Signed links in mails. They work without signing in, for one person and one thing, and for a while; opening one changes nothing."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from negotiate.accounts.mail_kinds import WORDS
from negotiate.accounts.models import User
from offers.models import Deadline, Nudge
from offers.nudging.invitations import holds

ABOUT_DEADLINE = "nudge's deadline"
STOPPING = "kinds of mail"
VALID = timedelta(days=60)
STOPS_FOR = timedelta(days=400)


class BadLink(Exception):
    """The link is none of ours, or it is about what is not this person's."""


class OldLink(Exception):
    """The link was ours, and is too old, or what it was about has changed since."""


@dataclass(frozen=True, kw_only=True)
class DeadlineLink:
    """What a link from a nudge's mail leads to."""

    user: User
    nudge: Nudge
    deadline: Deadline


def deadline_link(name: str, nudge: Nudge, deadline: Deadline) -> str:
    """The address of the page that puts off or handles the deadline as it stands now: moved since, the link is too old."""
    said = {"n": nudge.pk, "u": nudge.user_id, "d": str(deadline.pk), "r": deadline.revision}
    return settings.SITE_URL + reverse(name, args=[signing.dumps(said, salt=ABOUT_DEADLINE)])


def stop_link(user, kinds: list[str]) -> str:
    """The address that stops mail of these kinds."""
    return settings.SITE_URL + reverse("mail_stop", args=[signing.dumps({"u": user.pk, "k": kinds}, salt=STOPPING)])


def opened(token: str, *, salt: str, valid: timedelta) -> dict:
    """What the token says. Raises BadLink, OldLink."""
    try:
        return signing.loads(token, salt=salt, max_age=valid)
    except signing.SignatureExpired:
        raise OldLink("This link is too old to act.") from None
    except signing.BadSignature:
        raise BadLink from None


def open_deadline_link(token: str) -> DeadlineLink:
    """Raises BadLink, or OldLink where the deadline was moved or withdrawn, or its negotiation is closed."""
    said = opened(token, salt=ABOUT_DEADLINE, valid=VALID)
    nudge = Nudge.objects.filter(pk=said["n"], user=said["u"], user__is_active=True).select_related("user").first()
    deadline = Deadline.objects.owned_by(nudge.user).filter(pk=said["d"]).select_related("negotiation").first() if nudge else None
    if deadline is None:
        raise BadLink
    if deadline.status == Deadline.Status.WITHDRAWN or deadline.revision != said["r"]:
        raise OldLink("The deadline was changed since this mail was written.")
    if not holds(deadline):
        raise OldLink("The negotiation is closed: nothing more is said about its deadlines.")
    return DeadlineLink(user=nudge.user, nudge=nudge, deadline=deadline)


def open_stop_link(token: str) -> tuple[User, list[str]]:
    """The person, and the kinds of mail that the link stops. Raises BadLink, OldLink."""
    said = opened(token, salt=STOPPING, valid=STOPS_FOR)
    person = User.objects.filter(pk=said["u"], is_active=True).first()
    if person is None:
        raise BadLink
    return person, [kind for kind in said["k"] if kind in WORDS]
