"""Comparisons that are kept: then and now, and the reason for each difference."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from negotiate.accounts.belongings import erase
from negotiate.money.models import Rate
from offers.assuming import change_assumptions
from offers.models import Comparison, PresentJob, Term
from offers.negotiating import delete_negotiation, record_outcome
from offers.present_job import keep_present_job
from offers.revisiting import revisit
from tests import factories
from tests.test_comparison_api import on_the_table
from tests.test_offer_pages import words


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


@pytest.fixture
def kept(mine, citadel, two_sigma) -> Comparison:
    return keep(mine, citadel, two_sigma)


def keep(client, *rows, query="", name="Both"):
    keys = ",".join(str(getattr(row, "pk", row)) for row in rows)
    answer = client.post(f"{reverse('comparison_keep')}?ids={keys}{query}", {"name": name})
    assert answer.status_code == 302, words(answer)
    return Comparison.objects.get(name=name)


def row_of(kept, name):
    kept.refresh_from_db()
    return next(row for row in revisit(kept).rows if row.name == name)


def said(row) -> str:
    return " | ".join(". ".join(step.words) for step in row.steps)


def test_nothing_has_changed_at_first(mine, kept):
    page = words(mine.get(kept.get_absolute_url()))
    assert "Nothing has changed since." in page
    assert "Citadel $1,542,137.77 $1,542,137.77 no change unchanged" in page


def test_a_new_offer_on_the_table_is_named_with_what_it_changes(mine, kept, citadel):
    newer = factories.create_proposal(citadel, base=320_000, bonus=210_000)
    newer.terms.filter(component="bonus").update(years_of_service=[1])
    row = row_of(kept, "Citadel")
    # 320,000 × 4.3294766706 + 200,000 = 1,585,432.53, less 1,542,137.77: to the cent, as both are shown.
    assert row.change == Decimal("43294.76")
    assert "Another is on the table: their offer of" in said(row) and "$310,000" in said(row) and "$320,000" in said(row)
    assert "+$43,294.76" in words(mine.get(kept.get_absolute_url()))


def test_a_corrected_term_is_named(kept, two_sigma):
    two_sigma.proposals.get().terms.filter(component="base").update(amount=300_000)
    row = row_of(kept, "Two Sigma")
    assert "Its terms were corrected" in said(row) and row.change == Decimal("-108236.92")


def test_a_changed_assumption_is_named(mine, owner, two_sigma):
    risky = on_the_table(owner, "Risky", 300_000, None)
    Term.objects.create(proposal=risky.proposals.get(), component="bonus", amount=100_000, currency="USD", certainty="target")
    kept = keep(mine, risky, two_sigma)
    change_assumptions(risky, {"target": {"value": Decimal("0.6")}})
    row = row_of(kept, "Risky")
    assert said(row) == "Chance of a target bonus: 80 % is now 60 %"
    # 20,000 × 4.3294766706
    assert row.change == Decimal("-86589.53") == row.steps[0].change


def test_a_first_day_of_work_moves_what_all_are_discounted_to(kept, citadel):
    citadel.start_on = date(2027, 3, 1)
    citadel.save()
    row = row_of(kept, "Citadel")
    assert "First day of work: not known is now 1 March 2027" in said(row) and row.change == 0


def test_several_reasons_come_to_the_whole_difference(mine, owner, two_sigma):
    risky = on_the_table(owner, "Risky", 300_000, None, start_on=date(2027, 1, 1))
    Term.objects.create(proposal=risky.proposals.get(), component="bonus", amount=100_000, currency="USD", certainty="target")
    two_sigma.start_on = date(2027, 1, 1)
    two_sigma.save()
    kept = keep(mine, risky, two_sigma)
    change_assumptions(risky, {"target": {"value": Decimal("0.6")}})
    risky.proposals.get().terms.filter(component="base").update(amount=310_000)
    type(risky).objects.filter(pk=risky.pk).update(start_on=date(2027, 7, 1))
    row = row_of(kept, "Risky")
    assert len(row.steps) == 3
    assert sum(step.change for step in row.steps) == row.change


def test_another_discount_rate_is_named(kept, citadel, two_sigma):
    for row in (citadel, two_sigma):
        change_assumptions(row, {"discount_rate": {"value": Decimal("0.1")}})
    row = row_of(kept, "Citadel")
    assert said(row) == "Discount rate: 5 % is now 10 %" and row.change < 0


def rates(day, gbp):
    Rate.objects.bulk_create([Rate(currency="USD", day=day, per_euro="1.25"), Rate(currency="GBP", day=day, per_euro=gbp)])


def test_the_rates_stay_those_of_the_day_and_todays_stand_beside(mine, owner, citadel):
    day = timezone.now().date() - timedelta(days=30)
    rates(day, "0.8")
    kept = keep(mine, citadel, on_the_table(owner, "London", 200_000, None, currency="GBP"), query="&currency=USD")
    rates(timezone.now().date(), "1")
    row = row_of(kept, "London")
    # 312,500 a year at the rates of then, 250,000 at today's.
    assert (row.then, row.now, row.change) == (Decimal("1352961.46"), Decimal("1352961.46"), 0)
    assert row.today == Decimal("1082369.17")
    page = words(mine.get(kept.get_absolute_url()))
    assert f"at the rates of {day:%-d %B %Y}" in page and "$1,082,369.17" in page


def test_a_deleted_negotiation_keeps_what_it_came_to(mine, kept, citadel):
    delete_negotiation(citadel, now=timezone.now())
    row = row_of(kept, "Citadel")
    assert row.then == Decimal("1542137.77") and row.gone
    page = mine.get(kept.get_absolute_url())
    assert page.status_code == 200 and "Fewer than two of these are left" in words(page)


def test_both_deleted_still_show_then(mine, kept, citadel, two_sigma):
    for row in (citadel, two_sigma):
        delete_negotiation(row, now=timezone.now())
    assert "$1,597,556.11" in words(mine.get(kept.get_absolute_url()))


def test_an_outcome_is_noted_beside(kept, citadel):
    record_outcome(citadel, kind="declined", now=timezone.now())
    assert row_of(kept, "Citadel").notes == ("Its outcome: declined.",)


def test_a_newer_revision_of_the_guide_is_noted_and_changes_no_value(mine, owner, two_sigma):
    guide = factories.create_guide()
    negotiation = factories.create_negotiation(owner, guide=guide, employer="Acme")
    factories.create_proposal(negotiation)
    kept = keep(mine, negotiation, two_sigma)
    guide.revisions.update(number=4)
    row = row_of(kept, "Acme")
    assert row.notes and "newer revision, 4" in row.notes[0] and row.change == 0


def test_the_present_job_is_kept_too(mine, owner, citadel):
    keep_present_job(owner, terms=[Term(component="base", amount=Decimal(250_000))], currency="USD", now=timezone.now())
    kept = keep(mine, citadel, "present")
    keep_present_job(owner, terms=[Term(component="base", amount=Decimal(260_000))], currency="USD", now=timezone.now())
    row = row_of(kept, "Present job")
    assert "What your present job pays was changed" in said(row) and row.change == Decimal("43294.76")
    PresentJob.objects.all().delete()
    assert row_of(kept, "Present job").gone


def test_it_is_named_anew_and_deleted(mine, kept):
    assert mine.post(reverse("comparison_rename", args=[kept.pk]), {"name": "After the call"}).status_code == 302
    assert "After the call" in words(mine.get(reverse("compare")))
    assert "Delete this comparison?" in words(mine.get(reverse("comparison_delete", args=[kept.pk])))
    assert mine.post(reverse("comparison_delete", args=[kept.pk])).status_code == 302
    assert not Comparison.objects.exists()


@pytest.mark.parametrize("name", ("", "   ", "x" * 201, "nul\0"))
def test_a_name_that_cannot_be_is_an_error_and_nothing_changes(mine, kept, name):
    answer = mine.post(reverse("comparison_rename", args=[kept.pk]), {"name": name})
    assert answer.status_code == 200 and "errorlist" in answer.content.decode()
    address = f"{reverse('comparison_keep')}?ids={','.join(kept.asked)}"
    answer = mine.post(address, {"name": name})
    assert answer.status_code == 200 and "errorlist" in answer.content.decode()
    assert [one.name for one in Comparison.objects.all()] == ["Both"]


def test_what_cannot_be_compared_is_not_kept(mine, stranger, citadel):
    theirs = on_the_table(stranger, "Theirs", 1, None)
    for ids in ("", f"{citadel.pk}", f"{citadel.pk},{theirs.pk}"):
        assert mine.post(f"{reverse('comparison_keep')}?ids={ids}", {"name": "No"}).status_code == 404
    assert not Comparison.objects.exists()


def test_weights_are_kept_with_it_and_changed_there(mine, kept, citadel, two_sigma):
    weights = {"importance-people": "2", f"score-people-{citadel.pk}": "4", f"score-people-{two_sigma.pk}": "1"}
    assert mine.post(kept.get_absolute_url(), weights).status_code == 302
    assert "Citadel 4 of 5" in words(mine.get(kept.get_absolute_url()))
    answer = mine.post(kept.get_absolute_url(), weights | {"importance-people": "77"})
    assert answer.status_code == 200 and "77 is not one of the available choices" in words(answer)


def test_weights_of_the_address_are_kept(mine, citadel, two_sigma):
    query = f"&importance-people=2&score-people-{citadel.pk}=4&score-people-{two_sigma.pk}=1"
    kept = keep(mine, citadel, two_sigma, query=query)
    assert kept.weights == {"importance": {"people": 2}, "scores": {"people": {str(citadel.pk): 4, str(two_sigma.pk): 1}}}


@pytest.mark.parametrize("route", ("comparison", "comparison_rename", "comparison_delete"))
def test_a_stranger_finds_none_of_it(client, stranger, kept, route):
    client.force_login(stranger)
    address = reverse(route, args=[kept.pk])
    assert client.post(address, {"name": "Mine now"}).status_code == 404
    assert client.get(address).status_code in (404, 405)
    assert Comparison.objects.get().name == "Both"
    assert "Both" not in words(client.get(reverse("compare")))


def test_it_goes_with_the_account(kept, owner):
    keep_present_job(owner, terms=[Term(component="base", amount=Decimal(1))], currency="USD", now=timezone.now())
    erase(owner, now=timezone.now())
    assert not Comparison.objects.exists() and not PresentJob.objects.exists()


def test_days_are_those_of_the_persons_clock(mine, owner, kept, citadel):
    """Four in the morning of the third in Greenwich is still the second in New York."""
    at = datetime(2026, 11, 3, 4, tzinfo=UTC)
    Comparison.objects.update(made_at=at)
    citadel.proposals.update(made_at=at)
    assert "Kept on 2 November 2026" in words(mine.get(kept.get_absolute_url()))
    page = words(mine.get(reverse("compare")))
    assert "offer of 2 November 2026" in page
    assert "Both 2 November 2026, in USD" in page
    assert "3 November 2026" not in page
