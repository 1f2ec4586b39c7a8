"""An offer in a currency that the guide does not speak: compared at the rate of a named day, each figure worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.models import Band, Target
from negotiate.money.models import Rate
from offers.matching import Stated
from offers.models import Term
from offers.position import position
from offers.standing import position_of
from offers.verdicts import rounded
from tests import factories
from tests.test_offer_pages import mine, words
from tests.test_own_numbers import own
from tests.test_position import NEW_YORK, band, base_targets, money

__all__ = ["mine"]
DAY = date(2026, 10, 30)


@pytest.fixture
def rates(db):
    """One euro is 1.25 dollars and 0.8 pounds, so one pound is 1.5625 dollars."""
    Rate.objects.all().delete()
    for currency, per_euro in (("USD", "1.25"), ("GBP", "0.8")):
        Rate.objects.create(day=DAY, currency=currency, per_euro=Decimal(per_euro))


@pytest.fixture
def negotiation(owner, rates):
    """With the guide in dollars: base 255,000 to 340,000 in New York, accept 290,000."""
    guide = factories.create_guide()
    Band.objects.all().delete()
    Target.objects.all().delete()
    revision, figure = guide.published, {"component": "base", "currency": "USD", "period": "year", "position": 0}
    Band.objects.create(revision=revision, region=NEW_YORK, low=255_000, high=340_000, **figure)
    Target.objects.create(revision=revision, kind="accept", low=290_000, high=290_000, **figure)
    return factories.create_negotiation(owner, guide, currency="GBP", region=NEW_YORK)


def test_an_offer_in_pounds_is_measured_by_a_guide_in_dollars(negotiation):
    proposal = factories.create_proposal(negotiation, base=192_000, bonus=None)
    base = position_of(proposal).of("base")
    # 192,000 × 1.25 / 0.8 = 300,000 dollars: (300 − 255)/85 into the band, 300/297.5 of its middle.
    assert (base.offered, base.place, base.verdict) == (300_000, "inside_band", "at_or_above_accept")
    assert (str(base.penetration), str(base.compa_ratio)) == ("0.5294", "1.0084")
    assert base.notes == ("Compared at 1 GBP = 1.5625 USD of 30 October 2026.",)


def test_page_and_api_say_the_same_and_name_the_rate(mine, negotiation):
    factories.create_proposal(negotiation, base=192_000, bonus=None)
    factories.create_proposal(negotiation, side="candidate", base=220_000, bonus=None)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = words(mine.get(negotiation.get_absolute_url()))
    assert len(asked) <= 12, len(asked)
    assert "Compared at 1 GBP = 1.5625 USD of 30 October 2026." in page
    assert "As a whole at or above accept" in page
    api = mine.get(f"/api/v1/negotiations/{negotiation.pk}/position").json()
    assert (api["verdict"], api["components"][0]["amount"], api["components"][0]["penetration"]) == (
        "at_or_above_accept",
        "192000",
        "0.5294",
    )


def test_without_a_rate_nothing_is_compared(negotiation):
    Rate.objects.all().delete()
    base = position_of(factories.create_proposal(negotiation, base=192_000, bonus=None)).of("base")
    assert (base.place, base.verdict, base.marks) == ("no_band", "no_target", {})
    assert "without a dated rate nothing is compared" in base.notes[0]


def test_a_percent_of_a_base_in_pounds_meets_a_band_in_dollars(negotiation):
    Band.objects.create(
        revision=negotiation.revision,
        component="bonus",
        region=NEW_YORK,
        low=145_000,
        high=230_000,
        currency="USD",
        period="year",
        position=1,
    )
    proposal = factories.create_proposal(negotiation, base=192_000, bonus=None)
    Term.objects.create(proposal=proposal, component="bonus", percent=50, unit="percent_of_base", certainty="guaranteed")
    bonus = position_of(proposal).of("bonus")
    assert (bonus.offered, bonus.place) == (150_000, "inside_band")


def at_two(source, target):
    """One of any currency is two of any other."""
    return Two(source, target)


class Two:
    rate, day = Decimal(2), DAY

    def __init__(self, source, target):
        self.source, self.target = source, target

    def convert(self, amount):
        return amount * 2


def stand(*stated, **fields):
    return position(stated=stated, region=NEW_YORK, exchange=at_two, **{"bands": (), "targets": (), "currency": "EUR", **fields})


def test_a_target_in_the_offers_own_currency_comes_before_one_at_a_rate():
    euros = [each.__class__(**{**vars(each), "currency": "EUR"}) for each in base_targets()]
    base = stand(money("base", 290_000, "EUR"), targets=[*base_targets(), *euros]).of("base")
    assert (base.accept.target.currency, base.verdict) == ("EUR", "at_or_above_accept")


def test_equity_whose_figure_is_unsettled_shows_both_readings_at_a_rate():
    figure = band("equity", 100_000, 200_000)
    equity = stand(Stated(component="equity", value=Decimal(60_000), currency="EUR", period="grant"), bands=[figure]).of("equity")
    assert equity.place == "no_band"
    assert "inside the band if its figure is the whole grant, below the band if it is one year of it" in equity.notes[0]
    assert "1 EUR = 2 USD" in equity.notes[0]


def test_ones_own_numbers_are_met_at_a_rate_too():
    assert stand(money("base", 100_000, "EUR"), own=[own("accept", 190_000)]).of("base").verdict == "at_or_above_accept"


def test_a_total_holds_what_is_stated_in_another_currency():
    found = stand(money("base", 100_000, "EUR"), money("bonus", 50_000, "USD"))
    assert found.of("total").stated.value == 200_000


def test_a_hair_below_the_band_is_no_negative_zero():
    assert str(rounded(Decimal("-0.00001"))) == "0.0000"


def test_a_list_asks_for_rates_once(mine, negotiation, owner):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            mine.get("/negotiations/")
        return len(asked)

    factories.create_proposal(negotiation, base=192_000, bonus=None)
    one = questions()
    for _ in range(3):
        other = factories.create_negotiation(owner, negotiation.revision.guide, currency="GBP", region=NEW_YORK)
        factories.create_proposal(other, base=150_000, bonus=None)
    assert questions() == one <= 9  # the list's own eight, and the rates where a guide speaks another currency
