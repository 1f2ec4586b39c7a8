"""What a revision says in numbers: bands and targets, each with its unit and its origin."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from guides.models.revisions import Revision
from guides.models.words import RevisionRow, Source
from guides.parsing import rows

KEEPS = timedelta(days=180)  # how long a number holds unless it says when to look again


class FigureQuerySet(models.QuerySet):
    def past_review(self, today):
        """Numbers to look at again: past their review_by or, where none is set, older than 180 days. An undated one counts as old."""
        numbers = self.exclude(low=None, high=None).annotate(dated=Coalesce("as_of", "revision__as_of"))
        return numbers.filter(Q(review_by__lt=today) | Q(review_by=None) & (Q(dated=None) | Q(dated__lt=today - KEEPS)))

    def unsourced(self):
        return self.exclude(low=None, high=None).filter(source=None)


class Figure(RevisionRow):
    """What bands and targets have in common: one amount or range with its unit and its origin."""

    component = models.CharField(max_length=24, choices=[(name, name.replace("_", " ")) for name in rows.COMPONENTS])
    unit = models.CharField(max_length=16, choices=[(unit, unit.replace("_", " ")) for unit in rows.UNITS], default="currency")
    low = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(max_digits=19, decimal_places=4, null=True, blank=True)
    open_ended = models.BooleanField(default=False)
    currency = models.CharField(max_length=3, null=True, blank=True)
    period = models.CharField(max_length=10, null=True, blank=True, choices=[(period, period) for period in rows.PERIODS])
    original = models.TextField(blank=True)
    as_of = models.DateField(null=True, blank=True)
    review_by = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = FigureQuerySet.as_manager()

    class Meta(RevisionRow.Meta):
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_currency_exactly_where_unit_is_currency",
                condition=Q(unit="currency", currency__isnull=False) | (~Q(unit="currency") & Q(currency=None)),
            ),
            models.CheckConstraint(
                name="%(class)s_no_amount_where_unit_is_words", condition=~Q(unit__in=("none", "text")) | Q(low=None, high=None)
            ),
        ]


class Band(Figure):
    """One pay range: region, level, component. A flag says why it is suspect."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="bands")
    region = models.CharField(max_length=200, null=True, blank=True)
    level = models.CharField(max_length=200, null=True, blank=True)
    value_role = models.CharField(max_length=16, choices=[(role, role) for role in rows.VALUE_ROLES], default="primary")
    note = models.TextField(blank=True)
    flag = models.CharField(max_length=300, blank=True)

    class Meta(Figure.Meta):
        constraints = [
            *Figure.Meta.constraints,
            models.CheckConstraint(
                name="band_low_not_above_high", condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")) | ~Q(flag="")
            ),
        ]

    def __str__(self):
        return f"{self.region or ''} {self.component} {self.original}".strip()


class Target(Figure):
    """A number to say (anchor), to take (accept), to refuse below (walk away); or a condition in words."""

    revision = models.ForeignKey(Revision, models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=10, choices=[(kind, kind.replace("_", " ")) for kind in rows.TARGET_KINDS])
    scope = models.CharField(max_length=200, blank=True)
    condition = models.TextField(blank=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    implies_walk_away = models.BooleanField(default=False)

    def __str__(self):
        return f"{self.kind} {self.component} {self.original}"
