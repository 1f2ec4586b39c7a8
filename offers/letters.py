"""The letter of a proposal: attached, replaced, removed, swept up. The row decides; a file without a row is rubbish."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Sum

from offers import letter_files
from offers.closing import NegotiationClosed, lock
from offers.letter_files import LetterFile
from offers.models import Letter, Proposal

MOST_TOGETHER = 100 * 1024 * 1024
FULL = "Your letters take 100 MB together, which is as much as is kept: remove one that you no longer need."
PAUSE = timedelta(hours=1)


class NoRoom(ValueError):
    """The person's letters are as much as is kept for one person."""


def attach_letter(proposal: Proposal, letter: LetterFile, *, now: datetime) -> Letter:
    """Keep the letter with the proposal, in the place of an earlier one. Raises NoRoom, or NegotiationClosed where it was deleted."""
    stored = letter_files.store(letter.content)
    try:
        return _attach(proposal, letter, stored, now)
    except BaseException:
        letter_files.remove(stored)
        raise


@transaction.atomic
def _attach(proposal, letter, stored, now) -> Letter:
    locked = lock(proposal.negotiation)
    if locked.deleted_at:
        raise NegotiationClosed
    kept = Letter.objects.kept_for(locked.user_id).exclude(proposal=proposal).aggregate(size=Sum("size"))["size"] or 0
    if kept + len(letter.content) > MOST_TOGETHER:
        raise NoRoom(FULL)
    remove_files(Letter.objects.filter(proposal=proposal))
    values = {"name": letter.name, "content_type": letter.content_type, "size": len(letter.content), "stored_as": stored, "added_at": now}
    return Letter.objects.update_or_create(proposal=proposal, defaults=values)[0]


@transaction.atomic
def remove_letter(proposal: Proposal) -> None:
    """The letter is gone for good. Nothing happens where there is none."""
    lock(proposal.negotiation)
    letters = Letter.objects.filter(proposal=proposal)
    remove_files(letters)
    letters.delete()


def remove_files(letters) -> None:
    """Once the transaction holds, remove the files of these rows, which it takes away."""
    for stored in letters.values_list("stored_as", flat=True):
        transaction.on_commit(partial(letter_files.remove, stored))


swept: dict[str, datetime] = {}


def sweep(now: datetime) -> int:
    """Remove files that no row knows: of processes that died half-way. At most once an hour in each process."""
    if swept.get("at") and now - swept["at"] < PAUSE:
        return 0
    swept["at"] = now
    found = letter_files.leftovers(now)
    known = set(Letter.objects.filter(stored_as__in=found).values_list("stored_as", flat=True))
    for stored in set(found) - known:
        letter_files.remove(stored)
    return len(set(found) - known)
