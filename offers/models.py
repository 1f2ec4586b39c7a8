"""What belongs to a candidate: negotiations with their proposals, deadlines, entries and outcomes. Nobody else sees a row of it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import FilteredRelation, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import now as current_time

from guides.models import Revision


class OwnedQuerySet(models.QuerySet):
    """Rows that hang on a negotiation. Every read and write starts here."""

    def owned_by(self, user):
        return self.filter(negotiation__user=user, negotiation__deleted_at=None)


class NegotiationQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(user=user, deleted_at=None)

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
    def standing(self):
        """The outcome that holds now, of a negotiation that was asked for by `with_outcome`."""
        return self.outcome_held if self.is_closed else None


class Proposal(models.Model):
    """A package put on the table: an offer where the employer made it, a counter where the candidate did."""

    class Side(models.TextChoices):
        EMPLOYER = "employer", "Their offer"
        CANDIDATE = "candidate", "My counter"

    class Status(models.TextChoices):
        VERBAL = "verbal", "Said"
        WRITTEN = "written", "In writing"
        SIGNED = "signed", "Signed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="proposals")
    side = models.CharField(max_length=9, choices=Side)
    made_at = models.DateTimeField(default=current_time)
    status = models.CharField(max_length=7, choices=Status, default=Status.VERBAL)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(default=current_time)
    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "created_at"]

    def __str__(self):
        return f"{self.get_side_display()} of {self.made_at:%Y-%m-%d}"


ONE_VALUE = (
    Q(amount__isnull=False, percent=None, units=None, text="")
    | Q(amount=None, percent__isnull=False, units=None, text="")
    | Q(amount=None, percent=None, units__isnull=False, text="")
    | Q(amount=None, percent=None, units=None) & ~Q(text="")
)


class Term(models.Model):
    """One line of a proposal. Exactly one of amount, percent, units and text is given. Amounts in whole currency units, 6 is 6 %."""

    class Component(models.TextChoices):
        BASE = "base", "Base salary"
        BONUS = "bonus", "Bonus"
        SIGN_ON = "sign_on", "Sign-on"
        EQUITY = "equity", "Equity"
        PNL = "pnl", "PnL share"
        PROFIT_SHARING = "profit_sharing", "Profit share"
        CARRY_BONUS = "carry_bonus", "Carry"
        RELOCATION = "relocation", "Relocation"
        MAKE_WHOLE = "make_whole", "Make-whole"
        RETIREMENT = "retirement", "Retirement match"
        NON_COMPETE = "non_compete", "Non-compete"
        NOTICE = "notice", "Notice period"
        DAYS_OFF = "days_off", "Days off"
        REMOTE = "remote", "Remote work"
        TITLE = "title", "Title and level"
        BUDGET = "budget", "Budget"
        OTHER = "other", "Anything else"

    class Certainty(models.TextChoices):
        CONTRACTUAL = "contractual", "Contractual"
        GUARANTEED = "guaranteed", "Guaranteed"
        TARGET = "target", "Target"
        DISCRETIONARY = "discretionary", "Discretionary"
        MARKET = "market", "Market (listed equity)"
        ILLIQUID = "illiquid", "Illiquid"

    class Period(models.TextChoices):
        YEAR = "year", "a year"
        MONTH = "month", "a month"
        ONE_TIME = "one_time", "once"
        GRANT = "grant", "whole grant"

    class Unit(models.TextChoices):
        CURRENCY = "currency", "Money"
        PERCENT_OF_BASE = "percent_of_base", "Per cent of base"
        PERCENT_OF_PNL = "percent_of_pnl", "Per cent of PnL"
        SHARES = "shares", "Shares"
        TEXT = "text", "Words"

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="terms")
    position = models.PositiveIntegerField(default=0)
    component = models.CharField(max_length=16, choices=Component)
    kind = models.CharField(max_length=32, blank=True, help_text="What sort: RSU, options, phantom…")
    unit = models.CharField(max_length=16, choices=Unit, default=Unit.CURRENCY)
    amount = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, null=True, blank=True)
    percent = models.DecimalField(max_digits=9, decimal_places=4, null=True, blank=True)
    units = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    text = models.TextField(blank=True)
    price = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    strike = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    period = models.CharField(max_length=8, choices=Period, default=Period.YEAR)
    certainty = models.CharField(max_length=13, choices=Certainty, default=Certainty.CONTRACTUAL)
    years_of_service = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True, help_text="Empty: every year.")
    schedule = models.JSONField(default=list, blank=True)
    cliff_months = models.PositiveSmallIntegerField(null=True, blank=True)
    deferral = models.JSONField(null=True, blank=True)
    repayment = models.JSONField(null=True, blank=True)
    pnl = models.JSONField(null=True, blank=True, help_text="Payout, share, netting, loss carry, guarantee, scenarios.")
    original = models.CharField(max_length=300, blank=True, help_text="As it was typed.")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="term_has_exactly_one_value", condition=ONE_VALUE),
            models.CheckConstraint(name="term_amount_has_currency", condition=Q(amount=None) | Q(currency__isnull=False)),
        ]

    def __str__(self):
        return f"{self.component} {self.original}"


class DeadlineQuerySet(OwnedQuerySet):
    def running(self):
        return self.filter(status__in=Deadline.RUNNING)


class Deadline(models.Model):
    """When something must be decided: wall time in a zone. `at` is derived from them."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", "Their decision deadline"
        OWN = "own", "My own deadline"
        OTHER_PROCESS = "other_process", "Answer from another process"

    class Precision(models.TextChoices):
        TIME = "time", "Day and time"
        DATE = "date", "Day only"

    class Source(models.TextChoices):
        VERBAL = "verbal", "Said"
        WRITTEN = "written", "In writing"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        EXTENDED = "extended", "Extended"
        WITHDRAWN = "withdrawn", "Withdrawn"

    RUNNING = (Status.OPEN, Status.EXTENDED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=13, choices=Kind, default=Kind.EMPLOYER)
    wall_on = models.DateField()
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    precision = models.CharField(max_length=4, choices=Precision, default=Precision.TIME)
    source = models.CharField(max_length=7, choices=Source, default=Source.VERBAL)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    leads = ArrayField(models.CharField(max_length=8), default=list, blank=True, help_text="Empty: the person's own.")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=current_time)
    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.wall:%Y-%m-%d %H:%M} {self.zone}"

    @property
    def wall(self) -> datetime:
        """The time on the clock there, without a zone."""
        return datetime.combine(self.wall_on, self.wall_time)


class DeadlineChange(models.Model):
    """One step of a deadline's history: set, moved, extended, withdrawn, handled."""

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=16)
    revision = models.PositiveIntegerField()
    wall_on = models.DateField()
    wall_time = models.TimeField()
    zone = models.CharField(max_length=64)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(default=current_time)

    class Meta:
        ordering = ["changed_at", "pk"]

    def __str__(self):
        return f"{self.what} {self.at}"


class Entry(models.Model):
    """A note, promise or statement on the timeline: who, by which channel, when, what."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        PROMISE = "promise", "Promise"
        STATEMENT = "statement", "Statement"

    class Who(models.TextChoices):
        EMPLOYER = "employer", "They"
        CANDIDATE = "candidate", "I"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=9, choices=Kind, default=Kind.NOTE)
    who = models.CharField(max_length=9, choices=Who, default=Who.CANDIDATE)
    channel = models.CharField(max_length=100, blank=True, help_text="Phone, mail, in person…")
    happened_at = models.DateTimeField(default=current_time)
    text = models.TextField()
    created_at = models.DateTimeField(default=current_time)
    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["happened_at", "created_at"]
        verbose_name_plural = "entries"

    def __str__(self):
        return self.text[:80]


class OutcomeQuerySet(OwnedQuerySet):
    def standing(self):
        return self.filter(reopened_at=None)


class Outcome(models.Model):
    """How a negotiation ended. The final proposal is always the employer's."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"
        LAPSED = "lapsed", "Lapsed"
        RESCINDED = "rescinded", "Rescinded"

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=9, choices=Kind)
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(default=current_time)
    note = models.TextField(blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopen_reason = models.TextField(blank=True)
    objects = OutcomeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["negotiation"], condition=Q(reopened_at=None), name="one_standing_outcome_per_negotiation"),
            models.CheckConstraint(name="accepted_outcome_has_a_proposal", condition=~Q(kind="accepted") | Q(proposal__isnull=False)),
        ]

    def __str__(self):
        return self.get_kind_display()


class NudgeQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(state=Nudge.State.PLANNED)

    def due(self, now):
        return self.planned().filter(due_at__lte=now, message=None)


class Nudge(models.Model):
    """One thing to tell one person at one time. `about` is the key of the deadline, proposal or negotiation that it speaks of."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", "Deadline ahead"
        PASSED = "passed", "Deadline passed"
        NO_ANSWER = "no_answer", "No answer yet"
        GUIDE_CHANGED = "guide_changed", "Guide changed"
        DIGEST = "digest", "Weekly digest"
        SNOOZED = "snoozed", "Snoozed"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        MAILED = "mailed", "Mailed"
        WITHDRAWN = "withdrawn", "Withdrawn"
        DROPPED = "dropped", "Dropped"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="nudges")
    negotiation = models.ForeignKey(Negotiation, models.CASCADE, null=True, blank=True, related_name="nudges")
    deadline = models.ForeignKey(Deadline, models.CASCADE, null=True, blank=True, related_name="nudges")
    kind = models.CharField(max_length=13, choices=Kind)
    about = models.UUIDField()
    lead = models.CharField(max_length=8, blank=True)
    revision = models.PositiveIntegerField(default=1)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=200, blank=True)
    message = models.ForeignKey("mail.Message", models.SET_NULL, null=True, blank=True, related_name="nudges")
    created_at = models.DateTimeField(default=current_time)
    mailed_at = models.DateTimeField(null=True, blank=True)
    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "about", "lead", "revision"], name="nudge_once_per_lead_and_revision"),
            models.UniqueConstraint(fields=["kind", "about", "lead"], condition=Q(state="planned"), name="one_planned_nudge_per_lead"),
        ]
        indexes = [models.Index(fields=["due_at"], name="nudge_planned", condition=Q(state="planned"))]

    def __str__(self):
        return f"{self.kind} {self.lead} at {self.due_at}"
