"""The candidate's own numbers: typed, kept with a reason, and deciding before the guide's."""

from decimal import Decimal

import pytest
from django.urls import reverse

from guides.models import Target
from offers.matching import Stated
from offers.models import OwnNumber, Tick
from offers.position import position
from offers.standing import position_of
from tests import factories
from tests.test_api import Api
from tests.test_offer_pages import words
from tests.test_position import band, base_targets, money


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


def own(kind, low, high=None, component="base", **fields):
    low = Decimal(low)
    fields = {"unit": "currency", "currency": "USD", "period": "year", **fields}
    return OwnNumber(kind=kind, component=component, low=low, high=Decimal(high or low), **fields)


def stand(*stated, own, bands=(), targets=()):
    return position(stated=stated, bands=bands, targets=targets, own=own, region="New York (HQ)", currency="USD")


def edit(client, negotiation, component="base", **typed):
    return client.post(reverse("own_numbers_edit", args=[negotiation.pk, component]), typed, follow=True)


def test_own_numbers_alone_place_and_judge():
    found = stand(money("base", 300_000), own=[own("band", 280_000, 340_000), own("accept", 310_000), own("walk_away", 280_000)]).of("base")
    assert (found.place, found.verdict, found.whose, found.band_whose) == ("inside_band", "below_accept", "yours", "yours")
    assert str(found.penetration) == "0.3333"


def test_own_marks_decide_and_the_guides_stay_beside():
    found = stand(money("base", 300_000), own=[own("accept", 310_000)], bands=[band()], targets=base_targets())
    base = found.of("base")
    assert (base.verdict, base.whose, base.band_whose, found.verdict) == ("below_accept", "yours", "guide", "below_accept")
    assert (base.accept.value, base.guides["accept"].value, base.anchor.whose) == (310_000, 290_000, "guide")


@pytest.mark.parametrize(
    ("offered", "numbers", "verdict"),
    [
        (340_000, {"accept": 350_000}, "below_accept"),  # above the guide's anchor all the same
        (250_000, {"accept": 240_000}, "at_or_above_accept"),  # below the guide's walk-away all the same
        (335_000, {"accept": 310_000}, "at_or_above_anchor"),  # nothing of one's own against the guide's anchor
        (300_000, {"walk_away": 305_000}, "below_walk_away"),
        (300_000, {"walk_away": 280_000}, "at_or_above_accept"),  # the guide's accept
        (300_000, {"anchor": 300_000}, "at_or_above_anchor"),
    ],
)
def test_ones_own_come_first_where_they_and_the_guides_differ(offered, numbers, verdict):
    figures = [own(kind, value) for kind, value in numbers.items()]
    assert stand(money("base", offered), own=figures, bands=[band()], targets=base_targets()).of("base").verdict == verdict


def test_own_numbers_in_other_terms_are_not_compared():
    found = stand(money("base", 300_000), own=[own("band", 1, 2, currency="EUR"), own("accept", 1, currency="EUR")]).of("base")
    assert (found.place, found.verdict) == ("no_band", "no_target")
    assert "another currency" in found.notes[0]


def test_a_number_for_what_is_not_stated_is_not_stated():
    found = stand(own=[own("accept", 90_000, component="sign_on", period="one_time")])
    assert (found.of("sign_on").verdict, found.verdict) == ("not_stated", "not_stated")


def test_an_own_total_judges_the_whole():
    found = stand(money("base", 300_000), Stated(component="bonus", value=Decimal(1)), own=[own("accept", 500_000, component="total")])
    assert found.of("total").verdict == "below_accept"


def test_without_a_guide_the_page_measures_by_own_numbers_alone(mine, owner):
    negotiation = factories.create_negotiation(owner, region="")
    factories.create_proposal(negotiation)
    assert "Not measured" in words(mine.get(negotiation.get_absolute_url()))
    page = edit(mine, negotiation, low="280k", high="340k", accept="310k", accept_source="A friend there", accept_as_of="2026-11-01")
    assert "your numbers are kept" in words(page) and "A friend there, 1 November 2026" in words(page)
    told = words(mine.get(negotiation.get_absolute_url()))
    assert "Inside the band, below accept" in told and "As a whole below accept: base salary decides." in told
    assert "Base salary yours" in told and "$310,000, yours" in told and "Not measured" not in told


def test_the_form_begins_with_the_guides_numbers(mine, owner, guide):
    negotiation = factories.create_negotiation(owner, guide)
    page = mine.get(reverse("own_numbers_edit", args=[negotiation.pk, "base"])).content.decode()
    for value in ("$255,000", "$340,000", "$330,000", "$290,000"):
        assert f'value="{value}"' in page
    assert "the guide: $290,000" in page


def typed_as_the_guide(**others):
    return {"low": "$255,000", "high": "340k", "anchor": "330K", "accept": "290,000", "walk_away": "$255K"} | others


def test_what_equals_the_guides_stays_the_guides(mine, owner, guide):
    edit(mine, negotiation := factories.create_negotiation(owner, guide), **typed_as_the_guide())
    assert not negotiation.own_numbers.exists()


def test_a_number_that_departs_from_the_guides_takes_a_reason(mine, owner, guide):
    negotiation = factories.create_negotiation(owner, guide)
    page = edit(mine, negotiation, **typed_as_the_guide(accept="310k"))
    assert "say why in a few words" in words(page) and 'value="310k"' in page.content.decode()
    assert not negotiation.own_numbers.exists()
    page = edit(mine, negotiation, **typed_as_the_guide(accept="310k", accept_reason="I hold 310K elsewhere."))
    kept = negotiation.own_numbers.get()
    assert (kept.kind, kept.low, kept.reason) == ("accept", 310_000, "I hold 310K elsewhere.")
    assert "Guide: $290,000" in words(page) and "I hold 310K elsewhere." in words(page)


def test_the_guides_number_stands_beside_on_the_page(mine, owner, guide):
    negotiation = factories.create_negotiation(owner, guide)
    factories.create_proposal(negotiation)
    edit(mine, negotiation, **typed_as_the_guide(accept="310k", accept_reason="Rent."))
    told = words(mine.get(negotiation.get_absolute_url()))
    assert "Your own numbers decide. The guide says: accept $290,000." in told
    assert position_of(negotiation.proposals.get()).verdict == "below_accept"


def test_an_emptied_number_is_the_guides_again(mine, owner, guide):
    negotiation = factories.create_negotiation(owner, guide)
    edit(mine, negotiation, accept="310k", accept_reason="Rent.")
    edit(mine, negotiation, accept="", accept_reason="")
    assert not negotiation.own_numbers.exists()


@pytest.mark.parametrize(
    ("component", "typed", "field"),
    [
        ("base", {"accept": "a lot"}, "accept"),
        ("base", {"accept": "-3"}, "accept"),
        ("base", {"accept": "1e99"}, "accept"),
        ("base", {"low": "300k", "high": "200k"}, "high"),
        ("base", {"low": "300k", "high": "20 %"}, "high"),
        ("base", {"low": "$300k", "high": "£310k"}, "high"),
        ("base", {"accept": "300k", "currency": "XXX"}, "currency"),
        ("base", {"accept": "300k", "accept_as_of": "yesterday"}, "accept_as_of"),
        ("base", {"accept": "300k", "period": "week"}, "period"),
    ],
)
def test_nonsense_is_an_error_at_its_field_and_nothing_typed_is_lost(mine, owner, component, typed, field):
    negotiation = factories.create_negotiation(owner)
    page = edit(mine, negotiation, component, **typed)
    assert page.status_code == 200 and page.context["form"].errors.get(field)
    assert all(f'value="{value}"' in page.content.decode() for name, value in typed.items() if name != "period")
    assert not OwnNumber.objects.exists()


def test_a_percent_is_of_what_the_component_usually_is(mine, owner):
    negotiation = factories.create_negotiation(owner)
    edit(mine, negotiation, "pnl", accept="6 %")
    edit(mine, negotiation, "bonus", accept="20 %")
    edit(mine, negotiation, "sign_on", accept="£90k")
    found = {number.component: (number.unit, number.currency, number.period) for number in negotiation.own_numbers.all()}
    assert found == {
        "pnl": ("percent_of_pnl", None, None),
        "bonus": ("percent_of_base", None, None),
        "sign_on": ("currency", "GBP", "one_time"),
    }


@pytest.mark.parametrize("component", ["nonsense", "x" * 40])
def test_there_are_no_numbers_for_what_is_no_component(mine, owner, component):
    negotiation = factories.create_negotiation(owner)
    assert mine.get(reverse("own_numbers_edit", args=[negotiation.pk, component])).status_code == 404


def test_conditions_are_ticked_and_stay_ticked(mine, owner, guide):
    Target.objects.create(revision=guide.published, kind="walk_away", component="other", unit="none", condition="no deployment authority")
    negotiation = factories.create_negotiation(owner, guide)
    page = mine.get(negotiation.get_absolute_url())
    (key,) = [row[0] for row in page.context["page"].conditions]
    url = reverse("conditions_tick", args=[negotiation.pk])
    page = mine.post(url, {"met": [key, "unknown"]}, follow=True)
    assert f'value="{key}" checked' in page.content.decode()
    assert Tick.objects.get().text == "no deployment authority"
    assert '" checked' not in mine.post(url, {}, follow=True).content.decode()


def test_a_strangers_numbers_are_not_found(client, owner, stranger):
    negotiation = factories.create_negotiation(owner)
    client.force_login(stranger)
    for name, more in (("own_numbers", []), ("own_numbers_edit", ["base"])):
        assert client.get(reverse(name, args=[negotiation.pk, *more])).status_code == 404
    assert client.post(reverse("conditions_tick", args=[negotiation.pk])).status_code == 404
    assert edit(client, negotiation, accept="1").status_code == 404


def numbers(*given):
    return {"numbers": list(given)}


def test_the_api_takes_own_numbers_and_says_whose_decide(client, owner, guide):
    api, negotiation = Api(client, owner), factories.create_negotiation(owner, guide)
    factories.create_proposal(negotiation)
    path = f"/negotiations/{negotiation.pk}"
    assert api("put", f"{path}/numbers/base", numbers({"kind": "accept", "low": "310000"})).status_code == 422  # no reason
    accept = {"kind": "accept", "low": "310000", "reason": "Rent.", "source": "A friend", "as_of": "2026-11-01"}
    (kept,) = api("put", f"{path}/numbers/base", numbers(accept)).json()["items"]
    assert (kept["low"], kept["currency"], kept["period"], kept["source"]) == ("310000", "USD", "year", "A friend")
    assert api("get", f"{path}/numbers").json()["items"] == [kept]
    base, bonus, *_ = api("get", f"{path}/position").json()["components"]
    assert (base["accept"], base["verdict"], base["whose"]) == ("310000", "below_accept", "yours")
    assert (base["yours"]["accept"]["value"], base["guide"]["accept"]["value"]) == ("310000", "290000")
    assert (bonus["whose"], bonus["verdict"], bonus["yours"]["accept"]) == ("guide", "at_or_above_accept", None)


def test_the_api_measures_by_own_numbers_alone(client, owner):
    api, negotiation = Api(client, owner), factories.create_negotiation(owner)
    factories.create_proposal(negotiation)
    path = f"/negotiations/{negotiation.pk}"
    api("put", f"{path}/numbers/base", numbers({"kind": "band", "low": "280000", "high": "340000"}, {"kind": "anchor", "low": "290000"}))
    base = api("get", f"{path}/position").json()["components"][0]
    assert (base["place"], base["penetration"], base["verdict"]) == ("inside_band", "0.3333", "at_or_above_anchor")
    assert (base["whose"], base["band_whose"], base["band"]["low"]) == ("yours", "yours", "280000")


SENSELESS = [
    {"kind": "accept"},
    {"kind": "accept", "low": "2", "high": "3"},
    {"kind": "band", "low": "3", "high": "2"},
    {"kind": "x", "low": "1"},
]


@pytest.mark.parametrize("given", SENSELESS)
def test_the_api_refuses_numbers_that_make_no_sense(client, owner, given):
    path = f"/negotiations/{factories.create_negotiation(owner).pk}/numbers"
    assert Api(client, owner)("put", f"{path}/base", numbers(given)).status_code == 422
    assert Api(client, owner)("put", f"{path}/nonsense", numbers({"kind": "accept", "low": "1"})).status_code == 422


def test_the_api_ticks_conditions(client, owner, guide):
    Target.objects.create(revision=guide.published, kind="walk_away", component="other", unit="none", condition="no deployment authority")
    api, path = Api(client, owner), f"/negotiations/{factories.create_negotiation(owner, guide).pk}"
    assert api("get", f"{path}/position").json()["conditions"][0]["met"] is False
    api("put", f"{path}/conditions", {"met": ["no deployment authority"]})
    assert api("get", f"{path}/position").json()["conditions"][0]["met"] is True
