"""Negotiations, and what their pages ask of the rows that hang on them."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now as current_time

from guides.models import Band, Revision, Target
from offers.models.deadlines import Deadline
from offers.models.entries import Entry
from offers.models.outcomes import Outcome
from offers.models.own_numbers import OwnNumber, Tick
from offers.models.proposals import Proposal, Term
from offers.riding import ride, seat, taken

KEPT = timedelta(days=30)
PINNED = {"link": "revision", "parent": "revision"}  # what hangs on the revision that a negotiation pinned
MOST_CLAIMS = 100


class NegotiationQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(user=user, deleted_at=None)

    def kept_for(self, user, now):
        """The user's own, with those deleted that can still be brought back."""
        return self.filter(Q(deleted_at=None) | Q(deleted_at__gt=now - KEPT), user=user)

    def past_keeping(self, now):
        """Deleted too long ago to be brought back."""
        return self.filter(deleted_at__lte=now - KEPT)

    def open(self):
        return self.exclude(outcomes__in=Outcome.objects.standing())

    def with_outcome(self):
        """With `is_closed` and `standing`: the outcome that holds now, or None."""
        holds = FilteredRelation("outcomes", condition=Q(outcomes__reopened_at=None))
        return self.annotate(outcome_held=holds, is_closed=Q(outcome_held__isnull=False)).select_related("outcome_held")

    def with_own_numbers(self):
        return ride(self, "own_numbers", OwnNumber.objects.all(), link="negotiation")

    def with_pinned(self):
        """With the pinned revision and `published_number`: that of the guide's published revision now."""
        published = Revision.objects.filter(guide=OuterRef("revision__guide"), state=Revision.State.PUBLISHED)
        rows = self.annotate(published_number=Subquery(published.values("number")[:1]))
        return rows.select_related("revision__guide__company", "revision__guide__role")

    def with_guide(self):
        """As `with_pinned`, with the revision's figures: its targets ride along."""
        return ride(self.with_pinned().prefetch_related("revision__bands"), "targets", Target.objects.all(), **PINNED)

    def for_page(self):
        """With all that the page of one negotiation reads of the rows around it, in one query: `seated` opens it up.

        Proposals are not among them: `offers.on_table` brings those that matter.
        """
        rows = self.with_outcome().with_pinned().with_own()
        for name, figures in (("bands", Band.objects.all()), ("targets", Target.objects.all())):
            rows = ride(rows, name, figures, **PINNED)
        return rows

    def with_own(self):
        """With the candidate's own numbers, ticks, and what was said with a number, riding along."""
        rows = ride(self.with_own_numbers(), "ticks", Tick.objects.all(), link="negotiation")
        return ride(rows, "claims", Entry.objects.open_claims(), link="negotiation", most=MOST_CLAIMS)

    def for_list(self, now):
        """With all that the list of negotiations reads of related rows; `seated_in_list` opens it up."""
        return self.with_outcome().with_guide().with_next_deadline(now).with_newest_offer().with_own_numbers()

    def in_order(self):
        """Of `for_list`: the running ones, by the next deadline; then the closed, the newest outcome first; then the deleted."""
        place = Case(When(deleted_at__isnull=False, then=2), When(is_closed=True, then=1), default=0)
        soonest = Case(When(place=0, then=F("next_at")))
        ended = F("outcome_held__decided_at").desc(nulls_last=True)
        newest = (F("deleted_at").desc(nulls_last=True), "-created_at", "pk")
        return self.annotate(place=place).annotate(soonest=soonest).order_by("place", F("soonest").asc(nulls_last=True), ended, *newest)

    def with_next_deadline(self, now):
        """With `next_at` and `next_zone`: the next running deadline that is ahead; None where there is none."""
        ahead = Deadline.objects.running().filter(negotiation=OuterRef("pk"), at__gt=now).order_by("at")
        return self.annotate(next_at=Subquery(ahead.values("at")[:1]), next_zone=Subquery(ahead.values("zone")[:1]))

    def with_newest_offer(self):
        """With `newest_offers`: the offer on the table and its terms, in a list of one or none."""
        offers = Proposal.objects.filter(side=Proposal.Side.EMPLOYER).order_by("negotiation_id", "-made_at", "-created_at")
        newest = ride(offers.distinct("negotiation_id"), "terms", Term.objects.all(), link="proposal")
        return self.prefetch_related(models.Prefetch("proposals", newest, to_attr="newest_offers"))


class Negotiation(models.Model):
    """One candidate, one employer, one role. `revision` is the guide's content as it stood when this began."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="negotiations")
    revision = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="+")
    employer = models.CharField(max_length=200)
    role_name = models.CharField("role", max_length=200)
    region = models.CharField(max_length=200, null=True, blank=True)
    level = models.CharField(max_length=200, null=True, blank=True)
    currency = models.CharField(max_length=3, default="USD")
    start_on = models.DateField(null=True, blank=True)
    assumptions = models.JSONField(default=dict, blank=True, help_text="What the candidate has changed of what a value rests on, by name.")
    created_at = models.DateTimeField(default=current_time)
    deleted_at = models.DateTimeField(null=True, blank=True)
    objects = NegotiationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.role_name} at {self.employer}"

    def get_absolute_url(self):
        return reverse("negotiation", args=[self.pk])

    @property
    def kept_until(self):
        """Until when a deleted one can be brought back; None where it is not deleted."""
        return self.deleted_at and self.deleted_at + KEPT

    def seated(self) -> "Negotiation":
        """Itself, with what rode along by `for_page` in its place."""
        for name in ("own_numbers", "ticks"):
            seat(self, name)
        self.said = taken(self, "claims", Entry)
        for name in ("bands", "targets") if self.revision else ():
            seat(self, name, holder=self.revision)
        return self

    def seated_in_list(self) -> "Negotiation":
        """Itself, with what rode along by `for_list` in its place."""
        seat(self, "own_numbers")
        if self.revision:
            seat(self, "targets", holder=self.revision)
        for offer in self.newest_offers:
            seat(offer, "terms")
        return self

    @cached_property
    def said(self) -> list[Entry]:
        """What was promised or stated with a number and is not settled by hand, the newest first."""
        return list(self.entries.open_claims()[:MOST_CLAIMS])

    @property
    def standing(self):
        """The outcome that holds now, of a negotiation that was asked for by `with_outcome`."""
        return self.outcome_held if self.is_closed else None
