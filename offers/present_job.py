"""The job that a person has now, as a package that is valued like an offer's."""

from datetime import datetime

from django.db import transaction

from negotiate.accounts.models import User
from offers.models import PresentJob, Term
from offers.negotiating import MOST_TERMS
from offers.terms import complete
from offers.versions import term_as_json, value_from_json

NOTHING_GIVEN = "Fill in at least one line: an amount, a percent or words."


def terms_in(kept: list[dict]) -> list[Term]:
    """Unsaved terms from the JSON in which they were kept; each has its place, from one, as its key."""
    return [
        Term(**{name: value_from_json(name, value) for name, value in one.items() if name != "id"}, pk=place)
        for place, one in enumerate(kept, 1)
    ]


def terms_of(job: PresentJob) -> list[Term]:
    return terms_in(job.terms)


@transaction.atomic
def keep_present_job(user: User, *, terms, currency: str, employer: str = "", role_name: str = "", now: datetime) -> PresentJob:
    """Put this in the place of what was said before. Raises ValueError where there are no terms or too many."""
    terms = list(terms)
    if not 0 < len(terms) <= MOST_TERMS:
        raise ValueError(f"A package has 1 to {MOST_TERMS} lines.")
    for position, term in enumerate(terms):
        term.position = position
        complete(term, currency=currency)
    said = {"employer": employer, "role_name": role_name, "currency": currency, "changed_at": now}
    job, _ = PresentJob.objects.update_or_create(user=user, defaults={**said, "terms": [term_as_json(term) for term in terms]})
    return job
