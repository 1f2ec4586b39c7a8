"""A guide's amounts in one currency, beside what is written; and the links of its level mapping."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from guides.models import Band, LevelRow
from negotiate.money.importing import import_rates
from tests.factories import create_guide

pytestmark = pytest.mark.django_db

CSV = b"Date,USD,GBP,\n2026-03-02,1.1000,0.8800,\n"


@pytest.fixture
def rates():
    import_rates(CSV)


def page(client, guide, query=""):
    answer = client.get(f"{guide.get_absolute_url()}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(date(2026, 3, 3))
def test_amounts_stand_beside_what_is_written_with_the_day_of_the_rates(client, guide, rates):
    html = page(client, guide, "?currency=gbp")
    assert "$255,000 – $340,000 a year" in html and "$255K - $340K" in html
    assert "≈ £204,000 – £272,000 a year" in html
    assert "at rates of 2 March 2026" in html
    assert "1 USD = 0.8 GBP on 2 March 2026" in html
    assert "days old" not in html


@time_machine.travel(date(2026, 3, 10))
def test_rates_of_more_than_seven_days_tell_their_age(client, guide, rates):
    assert "8 days old" in page(client, guide, "?currency=GBP")


def test_without_being_asked_nothing_is_converted(client, guide, rates):
    assert "≈" not in page(client, guide)


def test_the_currency_of_the_guide_changes_nothing(client, guide, rates):
    html = page(client, guide, "?currency=USD")
    assert "≈" not in html and "All amounts are in USD as written." in html


@pytest.mark.parametrize(
    ("query", "said"),
    (
        ("?currency=TWD", "There is no rate for TWD."),
        ("?currency=nonsense", "“nonsense” is no currency that we know."),
        ("?currency=%00", "is no currency that we know"),
        ("?currency=<b>", "“&lt;b&gt;” is no currency"),
    ),
)
def test_what_cannot_be_converted_is_said_and_stays_as_written(client, guide, rates, query, said):
    html = page(client, guide, query)
    assert said in html and "≈" not in html and "$255,000 – $340,000 a year" in html


def test_a_row_whose_currency_has_no_rate_is_named(client, guide, rates):
    Band.objects.filter(component="bonus").update(currency="TWD")
    assert "There is no rate for TWD: those amounts stay as written." in page(client, guide, "?currency=GBP")


def test_where_there_are_no_rates_the_page_says_so(client, guide):
    assert "There are no rates of exchange here yet." in page(client, guide, "?currency=GBP")


def test_all_rows_are_drawn_on_one_scale_and_the_guides_own_row_goes_before_a_conversion(client, guide, rates):
    london = {"region": "London", "component": "base", "period": "year"}
    Band.objects.create(revision=guide.published, **london, low=200_000, high=260_000, currency="GBP")
    Band.objects.create(revision=guide.published, **london, low=247_000, high=327_000, currency="USD", value_role="converted")
    assert page(client, guide, "?currency=USD").count('<figure class="chart-frame">') == 2  # base and bonus
    assert page(client, guide).count('<figure class="chart-frame">') == 3
    drawn = page(client, guide, "?currency=USD").split('<figure class="chart-frame">')[1].split("</figure>")[0]
    assert "$247,000" in drawn and "$250,000" not in drawn


def test_the_scale_of_a_conversion_is_not_saved(client, guide, rates):
    page(client, guide, "?currency=GBP")
    assert guide.published.bands.first().low == Decimal(255_000)


def mapped(guide, *companies):
    row = LevelRow.objects.create(revision=guide.published, own_level="L5")
    for company in companies:
        row.peers.create(company=company, level="Senior")


def test_the_level_mapping_leads_to_the_peers_guides(client, guide):
    create_guide("capital-one")
    create_guide("zurich", "designer", role_name="Designer")
    create_guide("hidden").revisions.update(state="draft")
    mapped(guide, "CapitalOne", "ZÜRICH", "Hidden", "Nobody")
    html = page(client, guide)
    assert '<a href="/guides/capital-one/ml-ai-engineer/">CapitalOne</a>' in html
    assert '<a href="/guides/zurich/">ZÜRICH</a>' in html
    assert '<th scope="col">Hidden</th>' in html and '<th scope="col">Nobody</th>' in html


def test_a_company_shows_one_component_of_its_guides_side_by_side(client, guide):
    other = create_guide("acme-capital", "designer", role_name="Designer")
    other.published.bands.filter(component="base").update(low=100_000, high=150_000)
    other.published.bands.filter(component="bonus").delete()
    html = client.get("/guides/acme-capital/").content.decode()
    assert "Side by side: Base salary" in html and "$100,000 – $150,000 a year" in html and "$255,000 – $340,000 a year" in html
    assert "$145,000 – $230,000" not in html
    assert html.count('<figure class="chart-frame">') == 1
    bonus = client.get("/guides/acme-capital/?component=bonus").content.decode()
    assert "$145,000 – $230,000 a year" in bonus and "not stated" in bonus


def test_a_region_is_chosen_and_what_stands_in_brackets_is_no_region_of_its_own(client, guide):
    other = create_guide("acme-capital", "designer", role_name="Designer")
    other.published.bands.update(region="New York")
    Band.objects.create(revision=other.published, region="Miami", component="base", low=90_000, high=95_000, currency="USD", period="year")
    html = client.get("/guides/acme-capital/").content.decode()
    assert html.count("$255,000 – $340,000 a year") == 2 and "$90,000" not in html
    assert "$90,000 – $95,000 a year" in client.get("/guides/acme-capital/?region=miami").content.decode()
    everything = client.get("/guides/acme-capital/?region=any").content.decode()
    assert "$90,000" in everything and "$255,000" in everything


@time_machine.travel(date(2026, 3, 3))
def test_the_guides_of_a_company_stand_in_one_currency_on_request(client, guide, rates):
    html = client.get("/guides/acme-capital/?currency=GBP").content.decode()
    assert "≈ £204,000 – £272,000 a year" in html and "$255,000 – $340,000 a year" in html
    assert "1 USD = 0.8 GBP on 2 March 2026" in html


@pytest.mark.parametrize("query", ("component=nothing", "region=%00", "region=nowhere&component=pnl", "currency=xx"))
def test_a_company_page_survives_anything_asked(client, guide, query):
    assert client.get(f"/guides/acme-capital/?{query}").status_code == 200


@pytest.mark.parametrize("count", (1, 12))
def test_a_company_of_any_size_costs_four_queries(client, django_assert_num_queries, count):
    for number in range(count):
        create_guide("acme-capital", f"role-{number}", role_name=f"Role {number}")
    with django_assert_num_queries(4):
        assert client.get("/guides/acme-capital/").status_code == 200


def test_a_company_whose_guides_have_no_figures_has_a_page(client, guide):
    guide.published.bands.all().delete()
    assert "No figures." in client.get("/guides/acme-capital/").content.decode()
