"""Comparisons that are kept: what each option said and came to on that day."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from negotiate.accounts.exporting import plain_decimal
from offers.compared import Compared
from offers.models import Comparison
from offers.options import Chosen
from offers.versions import term_as_json


def keep(
    found: Compared, *, user, name: str, asked: Sequence[str], weights: dict, discount_rate: Decimal | None, now: datetime
) -> Comparison:
    """Keep the comparison under a name, with what it says now."""
    return Comparison.objects.create(
        user=user,
        name=name,
        asked=list(asked),
        currency=found.ground.currency,
        rate_day=found.ground.rate_day,
        discount_rate=discount_rate,
        kept=kept_of(found),
        weights=weights,
        made_at=now,
    )


def kept_of(found: Compared) -> dict:
    """The comparison as it stands, in JSON: decimals as strings."""
    ground = found.ground
    return {
        "discount_rate": plain_decimal(ground.discount_rate),
        "rate_whose": ground.rate_whose,
        "earliest": ground.earliest and ground.earliest.isoformat(),
        "verdict": {"kind": found.verdict.kind, "among": list(found.verdict.lead.among), "best": found.verdict.lead.best},
        "options": [kept_option(one, found.option(one.key)) for one in found.chosen],
    }


def kept_option(one: Chosen, option) -> dict:
    sums = option.sums.as_dict() if option.sums else {}
    return {
        **{name: getattr(one, name) for name in ("key", "kind", "name", "currency", "employer", "role_name", "assumptions")},
        "start_on": one.start_on and one.start_on.isoformat(),
        "terms": [term_as_json(term) for term in one.terms],
        "proposal": str(one.proposal.pk) if one.proposal else None,
        "guide": guide_number(one),
        "outcome": outcome_words(one),
        "present_value": {name: f"{amount:f}" for name, amount in sums.items()},
    }


def guide_number(one: Chosen) -> int | None:
    """The number of the guide's published revision."""
    return one.negotiation.published_number if one.negotiation else None


def outcome_words(one: Chosen) -> str:
    standing = one.negotiation.standing if one.negotiation else None
    return standing.get_kind_display() if standing else ""
