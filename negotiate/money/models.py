"""Rates of exchange, as the European Central Bank publishes them."""

from django.db import models


class Rate(models.Model):
    """How many units of a currency one euro was worth on a day."""

    currency = models.CharField(max_length=3)
    day = models.DateField()
    per_euro = models.DecimalField(max_digits=19, decimal_places=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["currency", "day"], name="one_rate_per_currency_and_day")]

    def __str__(self):
        return f"{self.currency} {self.day}: {self.per_euro}"
