"""Steps that stop reminders say so, and the next page offers to take them back.

A step that can be undone has a name and a function that undoes it, registered where its verb is known (a views module is loaded at start):

    undoable("deadline withdrawn", restore)      # restore(negotiation, *, now, **about) -> str: what the person is told then

and its view says what happened, with what the function needs to find it again (keys and numbers as strings or integers):

    say_with_undo(request, negotiation, "The deadline is withdrawn. 2 reminders were stopped.",
                  step="deadline withdrawn", deadline=str(deadline.pk), revision=deadline.revision)

The next page shows the message with a button that posts to `negotiation_undo`. The offer is signed, the person's alone and good for an
hour. The function locks, checks that the step still stands (compare a revision or a state, so that an old page undoes nothing newer) and
raises NothingToUndo with words where it does not. It writes on the timeline what it did, as any other change.
"""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core import signing

from offers.closing import NegotiationClosed

SALT = "offers.undoing"
PREFIX = "undo:"
VALID = timedelta(hours=1)

_steps: dict[str, Callable[..., str]] = {}


class NothingToUndo(Exception):
    """The step no longer stands, or the offer to undo it is too old or not this person's."""


def undoable(step: str, undo: Callable[..., str]) -> None:
    """Let `undo(negotiation, *, now, **about)` take back the step of this name."""
    _steps[step] = undo


def say_with_undo(request, negotiation, words: str, *, step: str, **about) -> None:
    """Tell the person what was done, with a button to undo it on the page that shows the message."""
    offer = {"step": step, "user": str(request.user.pk), "negotiation": str(negotiation.pk), "about": about}
    address = f"{PREFIX}{negotiation.pk}:{signing.dumps(offer, salt=SALT, compress=True)}"
    messages.success(request, words, extra_tags=address)


def undo(user, negotiation, sealed: str, *, now) -> str:
    """Take back the step that was offered; what the person is told. Raises NothingToUndo, with words for them."""
    offer = opened(sealed)
    if (offer["user"], offer["negotiation"]) != (str(user.pk), str(negotiation.pk)) or offer["step"] not in _steps:
        raise NothingToUndo("This cannot be undone here.")
    try:
        return _steps[offer["step"]](negotiation, now=now, **offer["about"])
    except NegotiationClosed as refusal:
        raise NothingToUndo(str(refusal)) from None


def opened(sealed: str) -> dict:
    try:
        return signing.loads(sealed, salt=SALT, max_age=VALID)
    except signing.SignatureExpired:
        raise NothingToUndo("That was offered for an hour, and is too long ago to be undone here.") from None
    except signing.BadSignature:
        raise NothingToUndo("This cannot be undone here.") from None
