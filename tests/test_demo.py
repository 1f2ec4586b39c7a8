"""The demo: two people, and negotiations in the middle of things."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from guides.starting import load_starter_guides
from negotiate.accounts.models import User
from offers.demo import CANDIDATE_EMAIL, CURATOR_EMAIL, create_demo
from offers.models import Deadline, Negotiation, Nudge
from offers.standing import position_of

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


def demo(now=NOW):
    create_demo(candidate_password="one-long-secret", curator_password="another-long-secret", now=now)
    return Negotiation.objects.get(employer="Millennium Management")


def test_the_candidate_negotiates_with_millennium_and_has_a_rival_offer(db):
    load_starter_guides(now=NOW)
    negotiation = demo()
    assert str(negotiation.revision.guide) == "ML/AI Engineer at Millennium Management"
    assert [proposal.side for proposal in negotiation.proposals.all()] == ["employer", "candidate"]
    assert position_of(negotiation.proposals.first()).verdict == "at_or_above_accept"
    assert Negotiation.objects.get(employer="Citadel").proposals.count() == 1
    assert {row.user.email for row in Negotiation.objects.all()} == {CANDIDATE_EMAIL}


def test_the_rivals_letter_is_silent_on_a_promise_and_its_offer_is_measured_by_own_numbers(client, db):
    demo()
    rival = Negotiation.objects.get(employer="Citadel")
    client.force_login(rival.user)
    page = client.get(rival.get_absolute_url()).context["page"]
    assert [words for _, words in page.points] == ["Verbal sign-on $50K, letter silent"]
    assert position_of(rival.proposals.get()).of("base").whose == "yours"


def test_the_offers_can_be_compared_with_what_the_present_job_pays(client, db):
    demo()
    candidate = User.objects.get(email=CANDIDATE_EMAIL)
    client.force_login(candidate)
    ids = "&".join(f"ids={key}" for key in [*candidate.negotiations.values_list("pk", flat=True), "present"])
    found = client.get(f"/compare/?{ids}").context["found"]
    assert [one.is_present_job for one in found.chosen] == [False, False, True]
    assert found.option("present").expected > 0


def test_it_works_without_the_guide(db):
    assert demo().revision is None


@pytest.mark.parametrize("days", range(7))
def test_the_deadline_is_on_a_weekday_some_days_away_with_its_reminders_planned(db, days):
    now = NOW + timedelta(days=days)
    demo(now)
    there = Deadline.objects.get().at.astimezone(ZoneInfo("America/New_York"))
    assert (there.hour, there.weekday() < 5) == (17, True)
    assert timedelta(days=3) < there - now < timedelta(days=7)
    assert Nudge.objects.planned().count() >= 3


def test_both_can_sign_in_and_only_the_curator_is_staff(db, client):
    demo()
    for email, password in ((CANDIDATE_EMAIL, "one-long-secret"), (CURATOR_EMAIL, "another-long-secret")):
        response = client.post("/account/login/", {"login": email, "password": password})
        assert (response.status_code, response.url) == (302, "/negotiations/")
        client.logout()
    assert list(User.objects.filter(is_staff=True).values_list("email", flat=True)) == [CURATOR_EMAIL]
    assert set(User.objects.get(is_staff=True).groups.values_list("name", flat=True)) == {"curator", "editor"}
