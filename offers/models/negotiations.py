"""Negotiations, and what their pages ask of the rows that hang on them."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import now as current_time

from guides.models import Revision
from offers.models.deadlines import Deadline
from offers.models.outcomes import Outcome
from offers.models.proposals import Proposal

KEPT = timedelta(days=30)


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

    def with_guide(self):
        """With the pinned revision, its figures, and `published_number`: that of the guide's published revision now."""
        published = Revision.objects.filter(guide=OuterRef("revision__guide"), state=Revision.State.PUBLISHED)
        return (
            self.annotate(published_number=Subquery(published.values("number")[:1]))
            .select_related("revision__guide__company", "revision__guide__role")
            .prefetch_related("revision__bands", "revision__targets")
        )

    def for_page(self):
        """With all that the page of one negotiation reads of related rows."""
        return self.with_outcome().with_guide().prefetch_related("proposals__terms")

    def for_list(self, now):
        """With all that the list of negotiations reads of related rows."""
        return self.with_outcome().with_guide().with_next_deadline(now).with_newest_offer()

    def with_next_deadline(self, now):
        """With `next_at` and `next_zone`: the next running deadline that is ahead; None where there is none."""
        ahead = Deadline.objects.running().filter(negotiation=OuterRef("pk"), at__gt=now).order_by("at")
        return self.annotate(next_at=Subquery(ahead.values("at")[:1]), next_zone=Subquery(ahead.values("zone")[:1]))

    def with_newest_offer(self):
        """With `newest_offers`: the offer on the table and its terms, in a list of one or none."""
        offers = Proposal.objects.filter(side=Proposal.Side.EMPLOYER).order_by("negotiation_id", "-made_at", "-created_at")
        newest = offers.distinct("negotiation_id").prefetch_related("terms")
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

    @property
    def standing(self):
        """The outcome that holds now, of a negotiation that was asked for by `with_outcome`."""
        return self.outcome_held if self.is_closed else None
