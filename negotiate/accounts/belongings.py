"""What belongs to a person, in parts that each app registers: to be handed over as a whole, and to be erased as a whole.

The accounts know no other app, so apps tell them: the module `exporting` of each app is imported at start and calls `register`.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, OperationalError, transaction

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


TRIES = 4
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


def erase(user: User, *, now: datetime) -> None:
    """Delete the account and all that belongs to it, or nothing. Mail that has not left is not sent any more.

    Where somebody else is at the same rows in another order, or adds one at the last moment, it is begun again.
    """
    for _ in range(TRIES - 1):
        with suppress(OperationalError, IntegrityError):
            return _erase(user, now=now)
    return _erase(user, now=now)


@transaction.atomic
def _erase(user: User, *, now: datetime) -> None:
    """Rows are locked in the order that everybody keeps: each app's, nudges before their messages, and the person's own the last,
    since whoever plans something for them has locked the first and asks for the last."""
    for part in _registered.values():
        part.erase(user, now=now)
    Message.objects.filter(user=user).delete()
    Message.objects.filter(user=None, address__iexact=user.email).delete()
    User.objects.select_for_update().get(pk=user.pk).delete()
