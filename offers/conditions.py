"""Conditions in words as a checklist: what the guide asks for, and what of it the candidate has seen met."""

from hashlib import sha256

from django.db import transaction

from offers.closing import NegotiationClosed, lock
from offers.models import Tick


def key_of(condition) -> str:
    """A condition is known by what it is for and its words, whatever their spacing and case."""
    words = " ".join(condition.text.split()).casefold()
    return sha256(f"{condition.kind}|{condition.component}|{words}".encode()).hexdigest()


def ticked_keys(negotiation) -> set[str]:
    return {tick.key for tick in negotiation.ticks.all()}


@transaction.atomic
def keep_ticks(negotiation, conditions, keys, *, now) -> None:
    """Of these conditions exactly those with these keys are met; what was ticked for other conditions stays. Raises NegotiationClosed."""
    locked = lock(negotiation)
    if locked.deleted_at:
        raise NegotiationClosed
    known = {key_of(condition): condition.text for condition in conditions}
    met = {key: text for key, text in known.items() if key in keys}
    locked.ticks.filter(key__in=known.keys() - met.keys()).delete()
    there = set(locked.ticks.values_list("key", flat=True))
    Tick.objects.bulk_create(Tick(negotiation=locked, key=key, text=text, ticked_at=now) for key, text in met.items() if key not in there)
