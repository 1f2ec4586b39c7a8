"""Rates of exchange, as the European Central Bank publishes them."""

from datetime import date

from django.db import models
from django.db.models import F, Max, Q, Subquery

from negotiate.money.rates import REACH, Rates


class RateQuerySet(models.QuerySet):
    def latest_day(self) -> date | None:
        return self.aggregate(day=Max("day"))["day"]

    def reaching(self, day: date):
        """The rates from which a conversion on the day may choose."""
        return self.filter(day__range=(day - REACH, day))

    def known_on(self, day: date | None) -> Rates:
        """What a conversion on the day needs; for pages, ask for the latest day."""
        return Rates.of(self.reaching(day).values_list("day", "currency", "per_euro") if day else ())

    def known_latest(self) -> Rates:
        """What a conversion on the latest day needs, in one question."""
        latest = self.order_by("-day").values("day")[:1]
        reaching = self.annotate(latest=Subquery(latest)).filter(day__gte=F("latest") - REACH)
        return Rates.of(reaching.values_list("day", "currency", "per_euro"))


class Rate(models.Model):
    """How many units of a currency one euro was worth on a day."""

    currency = models.CharField(max_length=3)
    day = models.DateField()
    per_euro = models.DecimalField(max_digits=19, decimal_places=8)
    objects = RateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "currency"], name="one_rate_per_day_and_currency"),
            models.CheckConstraint(condition=Q(per_euro__gt=0), name="rate_above_zero"),
        ]

    def __str__(self):
        return f"{self.currency} {self.day}: {self.per_euro}"
