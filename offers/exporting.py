"""Everything a person keeps in negotiations: handed over as JSON, erased, and kept in step with their preferences."""

from negotiate.accounts import belongings
from negotiate.accounts.exporting import row_as_json, rows_as_json
from offers.models import Negotiation, Nudge
from offers.scheduling import plan_again

PARTS = ("deadlines", "entries", "outcomes")
HANGS = ("negotiation", "user")


def export(user) -> list[dict]:
    """All negotiations, deleted ones that can still be brought back included, each with all that hangs on it."""
    rows = Negotiation.objects.filter(user=user).prefetch_related(*PARTS, "proposals__terms", "deadlines__changes", "deadlines__nudges")
    return [negotiation_as_json(negotiation) for negotiation in rows]


def negotiation_as_json(negotiation: Negotiation) -> dict:
    return {
        **row_as_json(negotiation, without=HANGS),
        **{part: rows_as_json(getattr(negotiation, part).all(), without=HANGS) for part in PARTS if part != "deadlines"},
        "guide": str(negotiation.revision) if negotiation.revision else None,
        "proposals": [
            {**row_as_json(proposal, without=HANGS), "terms": rows_as_json(proposal.terms.all(), without=("proposal",))}
            for proposal in negotiation.proposals.all()
        ],
        "deadlines": [deadline_as_json(deadline) for deadline in negotiation.deadlines.all()],
    }


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
    negotiations.delete()


def preferences_changed(user, *, now) -> None:
    """The reminders of all running deadlines, planned by the new hours and lead times."""
    for negotiation in Negotiation.objects.owned_by(user).open():
        plan_again(negotiation, now=now)


belongings.register("negotiations", export=export, erase=erase, preferences_changed=preferences_changed)
