"""Settling a promise by hand, in JSON."""

from typing import Annotated
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from pydantic import Field

from negotiate.api_types import Given, Words
from offers.api_problems import conflicts_are_problems
from offers.api_shapes import EntryOut
from offers.models import Entry
from offers.saying import settle

router = Router(tags=["negotiations"])


class SettledGiven(Given):
    reason: Annotated[Words, Field(min_length=1, max_length=500, pattern=r"\S")]


@router.post("/negotiations/{uuid:id}/entries/{uuid:entry_id}/settle", response=EntryOut, summary="Settle an open point by hand")
@conflicts_are_problems
def settle_entry(request, id: UUID, entry_id: UUID, given: SettledGiven):
    entries = Entry.objects.owned_by(request.auth).with_numbers().select_related("negotiation")
    return settle(get_object_or_404(entries, pk=entry_id, negotiation=id), reason=given.reason, now=timezone.now())
