"""Everything a person keeps in negotiations: handed over as JSON, erased, and kept in step with their preferences."""

from base64 import b64encode

from negotiate.accounts import belongings
from negotiate.accounts.exporting import row_as_json, rows_as_json
from offers import letter_files
from offers.letters import remove_files
from offers.models import CalendarFeed, Comparison, Letter, Negotiation, Nudge, PresentJob
from offers.nudging.people import unwanted
from offers.nudging.rows import withdraw
from offers.nudging.weekly import plan_digest
from offers.scheduling import plan_again

PARTS = ("deadlines", "entries", "outcomes", "own_numbers", "ticks")
HANGS = ("negotiation", "user")


def export(user) -> list[dict]:
    """All negotiations, deleted ones that can still be brought back included, each with all that hangs on it."""
    rows = Negotiation.objects.filter(user=user).prefetch_related(
        *PARTS, "proposals__terms", "proposals__versions", "proposals__letter", "deadlines__changes", "deadlines__nudges"
    )
    return [negotiation_as_json(negotiation) for negotiation in rows]


def negotiation_as_json(negotiation: Negotiation) -> dict:
    return {
        **row_as_json(negotiation, without=HANGS),
        **{part: rows_as_json(getattr(negotiation, part).all(), without=HANGS) for part in PARTS if part != "deadlines"},
        "guide": str(negotiation.revision) if negotiation.revision else None,
        "proposals": [proposal_as_json(proposal) for proposal in negotiation.proposals.all()],
        "deadlines": [deadline_as_json(deadline) for deadline in negotiation.deadlines.all()],
    }


def proposal_as_json(proposal) -> dict:
    letter = getattr(proposal, "letter", None)
    return {
        **row_as_json(proposal, without=HANGS),
        "terms": rows_as_json(proposal.terms.all(), without=("proposal",)),
        "versions": rows_as_json(proposal.versions.all(), without=("proposal",)),
        "letter": letter_as_json(letter) if letter else None,
    }


def letter_as_json(letter) -> dict:
    """With the file itself, in base64; null where it is gone."""
    content = letter_files.content_of(letter.stored_as)
    file = b64encode(content).decode() if content is not None else None
    return {**row_as_json(letter, without=("proposal", "stored_as")), "file": file}


def deadline_as_json(deadline) -> dict:
    return {
        **row_as_json(deadline, without=HANGS),
        "changes": rows_as_json(deadline.changes.all(), without=("deadline",)),
        "nudges": rows_as_json(deadline.nudges.all(), without=(*HANGS, "deadline")),
    }


def erase(user, *, now) -> None:
    """In the order that everybody locks: negotiations, nudges. What hangs on them goes with them."""
    negotiations = Negotiation.objects.filter(user=user)
    list(negotiations.select_for_update().order_by("pk").values_list("pk"))
    nudges = Nudge.objects.filter(user=user)
    list(nudges.select_for_update().order_by("pk").values_list("pk"))
    nudges.delete()
    remove_files(Letter.objects.kept_for(user))
    negotiations.delete()


def preferences_changed(user, *, now) -> None:
    """What is no longer wanted is withdrawn; the rest is planned by the new zone, hours and lead times."""
    rows = Negotiation.objects.filter(user=user).select_for_update(of=("self",)).order_by("pk")
    list(rows.values_list("pk"))
    withdraw(Nudge.objects.filter(user=user, kind__in=unwanted(user)), "switched off", now)
    for negotiation in Negotiation.objects.owned_by(user).open():
        plan_again(negotiation, now=now)
    plan_digest(user, now=now)


belongings.register("negotiations", export=export, erase=erase, preferences_changed=preferences_changed)


def export_feeds(user) -> list[dict]:
    """Calendar addresses that were made; what is secret of them is kept nowhere."""
    return rows_as_json(CalendarFeed.objects.owned_by(user).order_by("created_at"), without=("user",))


def erase_feeds(user, *, now) -> None:
    CalendarFeed.objects.owned_by(user).delete()


def export_nudges(user) -> list[dict]:
    """What was said and is planned beside the reminders, which stand with their deadlines."""
    return rows_as_json(Nudge.objects.filter(user=user, deadline=None).order_by("due_at", "pk"), without=("user",))


def erase_nudges(user, *, now) -> None:
    """Gone with the negotiations, in the order that everybody locks."""


belongings.register("other_nudges", export=export_nudges, erase=erase_nudges)
belongings.register("calendar_feeds", export=export_feeds, erase=erase_feeds)


def export_compared(user) -> dict:
    """The present job, and the comparisons that were kept."""
    return {
        "present_job": next(iter(rows_as_json(PresentJob.objects.owned_by(user), without=("user",))), None),
        "comparisons": rows_as_json(Comparison.objects.owned_by(user), without=("user",)),
    }


def erase_compared(user, *, now) -> None:
    Comparison.objects.owned_by(user).delete()
    PresentJob.objects.owned_by(user).delete()


belongings.register("compared", export=export_compared, erase=erase_compared)
