"""What a person wants compared: negotiations, proposals and the present job by their keys, with all that a comparison reads of them.

A negotiation stands for the offer on its table: its newest offer, or the newest counter where there is no offer yet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Q, prefetch_related_objects
from django.http import Http404

from negotiate.dates import day_words
from offers.comparing.options import NOT_MONEY
from offers.detail_words import detail_words
from offers.models import Negotiation, PresentJob, Proposal, Term
from offers.present_job import terms_of
from offers.proposal_page import zone_of
from offers.term_values import value_of
from offers.term_words import value_words
from offers.wording import date_words

PRESENT = "present"
PRESENT_NAME = "Present job"
FEWEST, MOST = 2, 6
ASK_FOR = f"Choose {FEWEST} to {MOST} of your offers, or one and your present job."


class NotComparable(ValueError):
    """What was asked for cannot be compared; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """One package to be compared, as it stands now or stood once. `key` is the one that was asked for."""

    key: str
    kind: str  # negotiation, proposal or present_job
    name: str
    terms: tuple[Term, ...]
    currency: str
    employer: str = ""
    role_name: str = ""
    assumptions: Mapping[str, Mapping] = field(default_factory=dict)
    start_on: date | None = None
    negotiation: Negotiation | None = None
    proposal: Proposal | None = None

    @property
    def rests_on(self) -> str:
        """Whose assumptions count: a negotiation's, or those for the present job."""
        return str(self.negotiation.pk) if self.negotiation else PRESENT

    @property
    def is_present_job(self) -> bool:
        return self.kind == "present_job"

    @property
    def conditions(self) -> dict[str, str]:
        """What is not money, by component, in words; the first day of work among them."""
        found: dict[str, list[str]] = {}
        for term in self.terms:
            if term.component in NOT_MONEY or (term.component == Term.Component.OTHER and term.text):
                found.setdefault(term.component, []).append(condition_words(term))
        if self.start_on and "start" not in found:
            found["start"] = [f"{day_words(self.start_on)}"]
        return {component: "; ".join(words) for component, words in found.items()}


def condition_words(term: Term) -> str:
    value = value_words(unit=term.unit, value=value_of(term), currency=term.currency, period=term.period, text=term.text)
    return "; ".join([value, *detail_words(term)])


def keys_in(asked: Iterable[str]) -> list[str]:
    """The keys in what was asked for: one by one or with commas between. Raises NotComparable for too few, too many, the same twice,
    and what is no key."""
    texts = [text.strip() for given in asked for text in given.split(",") if text.strip()]
    keys = [key_in(text) for text in texts]
    offers = [key for key in keys if key != PRESENT]
    if len(set(keys)) < len(keys):
        raise NotComparable("The same one is named twice: compare different ones.")
    if len(offers) > MOST or len(keys) < FEWEST:
        raise NotComparable(f"{ASK_FOR} {f'These are {len(offers)}.' if len(offers) > MOST else ''}".strip())
    return keys


def key_in(text: str) -> str:
    if text == PRESENT:
        return text
    try:
        return str(UUID(text))
    except ValueError:
        raise NotComparable("Name negotiations or proposals by their ids, and your present job as: present.") from None


def chosen_by(user, keys: list[str]) -> list[Chosen]:
    """In the order of the keys. Raises Http404 where one of them is not the person's, NotComparable where one has nothing to compare."""
    found = list(gathered(user, keys).values())
    for refusal in found:
        if isinstance(refusal, Exception):
            raise refusal
    proposals = Counter(one.proposal.pk for one in found if one.proposal)
    if any(count > 1 for count in proposals.values()):
        raise NotComparable("A negotiation stands for the offer on its table: that offer is named twice here.")
    return told_apart(found, zone_of(user))


def gathered(user, keys: list[str]) -> dict[str, Chosen | Exception]:
    """What there is for each key, or why there is nothing. Four questions, however many they are."""
    wanted = [key for key in keys if key != PRESENT]
    about = Q(pk__in=wanted) | Q(pk__in=Proposal.objects.filter(pk__in=wanted).values("negotiation"))
    negotiations = {str(row.pk): row for row in negotiations_of(user).filter(about)}
    rows = list(Proposal.objects.owned_by(user).filter(Q(pk__in=wanted) | Q(pk__in=standing_for(wanted))))
    prefetch_related_objects(rows, "terms")
    job = PresentJob.objects.owned_by(user).first() if PRESENT in keys else None
    return {key: the_job(job) if key == PRESENT else offer_by(key, negotiations, rows) for key in keys}


def negotiations_of(user):
    return Negotiation.objects.owned_by(user).with_outcome().with_pinned()


def standing_for(negotiations):
    """The keys of the proposals that stand for negotiations: offers before counters, the newest first."""
    rows = Proposal.objects.filter(negotiation__in=negotiations).order_by("negotiation_id", "-side", "-made_at", "-created_at")
    return rows.distinct("negotiation_id").values("pk")


def offer_by(key: str, negotiations: dict, rows: list[Proposal]) -> Chosen | Exception:
    """The negotiation or proposal with this key, or why there is none."""
    if key in negotiations:
        mine = [row for row in rows if str(row.negotiation_id) == key]
        proposal = standing_among(mine)
        if proposal is None:
            return NotComparable(f"{negotiations[key]}: nothing is on the table yet. Log an offer first.")
        return offer(key, "negotiation", negotiations[key], proposal)
    proposal = next((row for row in rows if str(row.pk) == key), None)
    if proposal is None:
        return Http404()
    return offer(key, "proposal", negotiations[str(proposal.negotiation_id)], proposal)


def standing_among(rows: list[Proposal]) -> Proposal | None:
    """Which of them stands for their negotiation; others that were asked for may be among them."""
    return max(rows, key=lambda row: (row.side == Proposal.Side.EMPLOYER, row.made_at, row.created_at), default=None)


def offer(key: str, kind: str, negotiation: Negotiation, proposal: Proposal) -> Chosen:
    return Chosen(
        key=key,
        kind=kind,
        name=offer_name(kind, negotiation, proposal),
        terms=tuple(proposal.terms.all()),
        currency=negotiation.currency,
        employer=negotiation.employer,
        role_name=negotiation.role_name,
        assumptions=negotiation.assumptions,
        start_on=negotiation.start_on,
        negotiation=negotiation,
        proposal=proposal,
    )


def offer_name(kind: str, negotiation: Negotiation, proposal: Proposal) -> str:
    """Citadel; of a proposal: Citadel, their offer."""
    if kind == "negotiation" and proposal.side == Proposal.Side.EMPLOYER:
        return negotiation.employer
    return f"{negotiation.employer}, {proposal.get_side_display().lower()}"


def the_job(job: PresentJob | None) -> Chosen | Exception:
    if job is None:
        return NotComparable("Say first what your present job pays.")
    return Chosen(
        key=PRESENT,
        kind="present_job",
        name=PRESENT_NAME,
        terms=tuple(terms_of(job)),
        currency=job.currency,
        employer=job.employer,
        role_name=job.role_name,
    )


def told_apart(found: list[Chosen], zone: str) -> list[Chosen]:
    """With more in the name where two have the same: the role, the day there, and a number where these do not suffice."""
    for more in (role_of, partial(day_of, zone=zone)):
        shared = {name for name, count in Counter(one.name for one in found).items() if count > 1}
        found = [replace(one, name=f"{one.name}{more(one)}") if one.name in shared else one for one in found]
    seen: Counter = Counter()
    named = []
    for one in found:
        seen[one.name] += 1
        named.append(replace(one, name=f"{one.name} ({seen[one.name]})") if seen[one.name] > 1 else one)
    return named


def role_of(one: Chosen) -> str:
    return f", {one.role_name}" if one.kind == "negotiation" else ""


def day_of(one: Chosen, *, zone: str) -> str:
    return f" of {date_words(one.proposal.made_at, zone)}" if one.proposal else ""
