"""The page on which offers stand side by side."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from negotiate.money.models import Rate
from offers.exporting import export_compared
from offers.models import PresentJob, Term
from offers.present_job import keep_present_job
from tests import factories
from tests.test_comparison_api import on_the_table
from tests.test_offer_pages import lines, words


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def citadel(owner):
    return on_the_table(owner, "Citadel", 310_000, 210_000)


@pytest.fixture
def two_sigma(owner):
    return on_the_table(owner, "Two Sigma", 325_000, 200_000)


def address(*rows, query=""):
    ids = "&".join(f"ids={getattr(row, 'pk', row)}" for row in rows)
    return f"{reverse('compare')}?{ids}{query}"


def test_the_page_offers_what_can_be_compared(mine, citadel, two_sigma):
    page = words(mine.get(reverse("compare")))
    assert "ML/AI Engineer at Citadel" in page and "ML/AI Engineer at Two Sigma" in page
    assert "Add your present job" in page


def test_without_offers_it_leads_to_the_first(mine):
    assert "Nothing to compare yet." in words(mine.get(reverse("compare")))


def test_it_says_by_how_much_and_what_differs(mine, citadel, two_sigma):
    page = words(mine.get(address(citadel, two_sigma)))
    # 1,597,556.11 − 1,542,137.77 = 55,418.34, of the larger 3.47 %.
    assert "Two Sigma is worth most" in page
    assert "Two Sigma is expected to bring $55,400 more than Citadel in present value, 3.47 % of the larger." in page
    assert "Base salary $1,342,137.77 $1,407,079.92 $64,942.15, 4.62 %" in page
    assert "Bonus $200,000 $190,476.19 $9,523.81, 4.76 %" in page
    assert "Nothing had to be converted." in page


def test_the_break_even_stands_beside_the_verdict_and_our_own_assumption_in_its_first_line(mine, owner, two_sigma):
    risky = factories.create_negotiation(owner, employer="Risky")
    offer = factories.create_proposal(risky, base=300_000, bonus=None)
    Term.objects.create(proposal=offer, component="bonus", amount=120_000, currency="USD", certainty="target")
    page = words(mine.get(address(risky, two_sigma)))
    assert "Risky is worth most, on our own assumption (chance of a target bonus 80 %)" in page
    same = "Risky and Two Sigma come to the same at about 57.5 % (chance of a target bonus, Risky)"
    assert f"{same}: 80 % is our assumption, nobody stated it." in page


def test_where_nothing_could_turn_the_verdict_that_is_said(mine, citadel, two_sigma):
    assert "No single chance, rate or price that this rests on would make them come to the same." in words(
        mine.get(address(citadel, two_sigma))
    )


def test_two_percent_or_less_is_too_close_to_call(mine, owner, citadel):
    other = on_the_table(owner, "Near", 310_000, 230_000)
    # 20,000 / 1.05 = 19,047.62 of 1,561,185.39 is 1.22 %.
    page = words(mine.get(address(citadel, other)))
    assert "Too close to call: Citadel and Near" in page
    assert "1.22 % of the larger: at 2 % or less nobody can tell." in page


def test_the_same_package_is_too_close_and_differs_in_nothing(mine, owner, citadel):
    page = words(mine.get(address(citadel, on_the_table(owner, "Twin", 310_000, 210_000))))
    assert "Too close to call" in page and "Nothing: they say the same." in page


def test_years_and_certainties_stand_in_tables_beside_the_drawing(mine, citadel, two_sigma):
    answer = mine.get(address(citadel, two_sigma))
    page = words(answer)
    assert "Year 1 $520,000 $525,000" in page and "Year 2 $310,000 $325,000" in page
    assert "Contractual $1,550,000 $1,625,000" in page
    assert "Guaranteed $210,000 $200,000" in page
    assert answer.content.decode().count('class="chart stacked"') == 1


def test_the_day_of_the_rates_is_named_with_its_age(mine, owner, citadel):
    day = timezone.now().date() - timedelta(days=20)
    Rate.objects.bulk_create([Rate(currency="USD", day=day, per_euro="1.25"), Rate(currency="GBP", day=day, per_euro="0.8")])
    page = words(mine.get(address(citadel, on_the_table(owner, "London", 200_000, None, currency="GBP"), query="&currency=USD")))
    assert f"Converted at the rates of {day:%-d %B %Y}, 20 days old." in page


def test_what_is_left_out_is_named(mine, citadel, two_sigma):
    Term.objects.create(proposal=citadel.proposals.get(), component="equity", unit="text", text="some, later")
    page = words(mine.get(address(citadel, two_sigma)))
    assert "not counted: Equity: some, later" in page and "it is given in words only" in page


@pytest.mark.parametrize("query", ("ids=x", "ids={0}", "ids={0}&ids={0}", "ids={0}&ids=present", "ids={0}%00", "ids="))
def test_junk_is_an_error_at_the_form(mine, citadel, query):
    answer = mine.get(f"{reverse('compare')}?{query.format(citadel.pk)}")
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "error"), (("currency", "XXQ", ""), ("currency", "%00", ""), ("discount_rate", "140", "0 % to 100 %"))
)
def test_what_was_typed_stays_with_its_error(mine, citadel, two_sigma, field, value, error):
    answer = mine.get(address(citadel, two_sigma, query=f"&{field}={value}"))
    assert answer.status_code == 200 and "errorlist" in answer.content.decode() and error in words(answer)


def test_what_is_not_ones_own_is_not_found(mine, stranger, citadel):
    theirs = on_the_table(stranger, "Theirs", 1, None)
    assert mine.get(address(citadel, theirs)).status_code == 404
    assert mine.get(address(citadel, theirs.proposals.get())).status_code == 404


def test_the_page_costs_as_many_questions_with_many_lines(mine, citadel, two_sigma, django_assert_max_num_queries):
    for proposal in (citadel.proposals.get(), two_sigma.proposals.get()):
        Term.objects.bulk_create(
            Term(proposal=proposal, component="sign_on", amount=1, currency="USD", period="one_time") for _ in range(50)
        )
    with django_assert_max_num_queries(11):
        mine.get(address(citadel, two_sigma))


def test_what_is_not_money_is_weighed_beside_it(mine, citadel, two_sigma):
    scores = {"people": (5, 2), "work": (3, 4)}
    weights = "".join(
        f"&score-{name}-{row.pk}={score}" for name, pair in scores.items() for row, score in zip((citadel, two_sigma), pair, strict=True)
    )
    page = words(mine.get(address(citadel, two_sigma, query=f"&importance-people=4&importance-work=1&importance-growth=3{weights}")))
    # (4·5 + 1·3) / 5 = 4.6 and (4·2 + 1·4) / 5 = 2.4
    assert "Citadel 4.6 of 5" in page and "Two Sigma 2.4 of 5" in page
    assert "not every offer has a number there: What I would learn." in page


def test_a_weight_that_cannot_be_is_an_error_at_its_field(mine, citadel, two_sigma):
    page = words(mine.get(address(citadel, two_sigma, query="&importance-people=9")))
    assert "9 is not one of the available choices" in page and "of 5" not in page


def job_fields(**more):
    return {"employer": "Present & Co", "role_name": "Engineer", "currency": "USD", **lines(base="280k"), **more}


def test_the_present_job_is_typed_like_an_offer(mine, owner, citadel):
    assert mine.get(reverse("present_job")).status_code == 200
    answer = mine.post(reverse("present_job"), job_fields())
    assert answer.status_code == 302, words(answer)
    job = PresentJob.objects.get(user=owner)
    assert job.terms[0]["amount"] == "280000"
    assert "Present job" in words(mine.get(address(citadel, "present")))
    assert "280,000" in mine.get(reverse("present_job")).content.decode()


def test_a_present_job_that_cannot_be_read_stays_as_typed(mine, owner):
    answer = mine.post(reverse("present_job"), job_fields(**lines(base="-3x")))
    assert answer.status_code == 200 and "-3x" in answer.content.decode()
    assert "Fill in at least one line" in words(mine.post(reverse("present_job"), job_fields(**lines())))
    assert not PresentJob.objects.exists()


def test_another_line_of_the_present_job_keeps_what_was_typed(mine):
    answer = mine.post(reverse("present_job"), job_fields(add_line="1"))
    assert "Present &amp; Co" in answer.content.decode() and "280k" in answer.content.decode()
    assert "terms-5-" in answer.content.decode()


def test_the_present_job_is_removed(mine, owner):
    keep_present_job(owner, terms=[Term(component="base", amount=Decimal(1))], currency="USD", now=timezone.now())
    assert mine.post(reverse("present_job_remove")).status_code == 302
    assert not PresentJob.objects.exists()


def test_present_job_and_kept_comparisons_are_in_the_export(mine, owner, citadel, two_sigma):
    keep_present_job(owner, terms=[Term(component="base", amount=Decimal(1))], currency="USD", now=timezone.now())
    mine.post(f"{reverse('comparison_keep')}?ids={citadel.pk},{two_sigma.pk}", {"name": "Both"})
    found = export_compared(owner)
    assert found["present_job"]["terms"][0]["amount"] == "1"
    assert found["comparisons"][0]["name"] == "Both"
    assert found["comparisons"][0]["kept"]["options"][0]["present_value"]["expected"] == "1542137.77"
