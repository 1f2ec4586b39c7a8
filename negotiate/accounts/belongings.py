"""What belongs to a person, in parts that each app registers: to be handed over as a whole, and to be erased as a whole.

The accounts know no other app, so apps tell them: the module `exporting` of each app is imported at start and calls `register`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from negotiate.accounts.models import User
from negotiate.mail.models import Message


@dataclass(frozen=True)
class Belongings:
    """One app's part. `export` gives what JSON can hold; `erase` takes away what hangs on the person, `preferences_changed` follows
    a new zone, new hours or new lead times: both in the caller's transaction."""

    name: str
    export: Callable[[User], object]
    erase: Callable[..., None]
    preferences_changed: Callable[..., None] | None = None


_registered: dict[str, Belongings] = {}


def register(name: str, *, export: Callable[[User], object], erase: Callable[..., None], preferences_changed=None) -> None:
    _registered[name] = Belongings(name, export, erase, preferences_changed)


@transaction.atomic
def follow_preferences(user: User, *, now: datetime) -> None:
    """Tell each app that the person's zone, hours or lead times are others now."""
    for part in _registered.values():
        if part.preferences_changed:
            part.preferences_changed(user, now=now)


def export_of(user: User, *, now: datetime) -> dict:
    """Everything that is kept about the person, as JSON can hold it."""
    return {"exported_at": now.isoformat(), **{part.name: part.export(user) for part in _registered.values()}}


@transaction.atomic
def erase(user: User, *, now: datetime) -> None:
    """Delete the account and all that belongs to it, or nothing. Mail that has not left is not sent any more.

    Each app's rows go first, so that nudges are locked before their messages, as everywhere."""
    User.objects.select_for_update().get(pk=user.pk)
    for part in _registered.values():
        part.erase(user, now=now)
    Message.objects.filter(user=user).delete()
    Message.objects.filter(user=None, address__iexact=user.email).delete()
    user.delete()
