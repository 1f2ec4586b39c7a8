"""Nudges that tell what is new: a guide whose numbers changed, and the week."""

from guides.models import Band
from guides.publishing import draft_from, publish
from negotiate.mail.models import Message
from negotiate.mail.rounds import gather
from offers.emails import render
from offers.models import Nudge
from offers.negotiating import record_outcome, start_negotiation
from offers.nudging.weekly import plan_digests
from tests.test_other_nudges import NOW, at, letter_at, negotiation, planned, propose, set_deadline, switch

__all__ = ["negotiation"]


# A changed guide


def republish(guide, editor, now=NOW, **changes):
    draft = draft_from(guide, by=None, now=now)
    for component, low in changes.items():
        Band.objects.filter(revision=draft, component=component).update(low=low, original=f"now {low}")
    publish(draft, by=None, now=now)


def test_a_number_that_matters_has_changed_and_the_mail_says_which_without_amounts(negotiation, guide, editor, owner):
    propose(negotiation)
    republish(guide, editor, base=260_000)
    gather(NOW)
    gather(NOW)
    assert Nudge.objects.filter(kind="guide_changed").count() == 1
    letter = render(Message.objects.latest("pk"), NOW)
    assert letter.subject == "Your guide has changed a number that matters to you"
    assert "Base salary, band" in letter.text and "260" not in letter.text.replace(str(negotiation.pk), "")
    switch(owner, mail_shows_amounts=True)
    assert "$255K - $340K → now 260000" in letter_at(NOW).text


def test_other_regions_components_and_words_are_no_news(negotiation, guide, editor):
    propose(negotiation)
    republish(guide, editor, bonus=150_000)
    gather(NOW)
    assert not planned("guide_changed") and not Message.objects.exists()


def test_without_a_proposal_every_component_matters_and_once_measured_anew_nothing_is_said(negotiation, guide, editor):
    republish(guide, editor, bonus=150_000)
    gather(NOW)
    assert len(Message.objects.all()) == 1
    negotiation.revision = guide.published
    negotiation.save()
    assert render(Message.objects.get(), NOW) is None


def test_a_newer_revision_takes_the_place_of_news_not_sent_and_at_night_it_waits(negotiation, guide, editor):
    night = at("2026-11-10T23:00")
    republish(guide, editor, base=260_000, now=night)
    gather(night)
    republish(guide, editor, base=270_000, now=night)
    gather(night)
    assert planned("guide_changed") == [at("2026-11-11T08:00")]


# The week


def test_the_week_is_for_whoever_asks_for_it_and_has_something_open(owner, negotiation):
    set_deadline(negotiation)
    switch(owner, mail_kinds=["digest"])
    assert planned("digest") == [at("2026-11-16T08:00")] and Nudge.objects.planned().count() == 1
    letter = letter_at(at("2026-11-16T08:00"))
    assert letter.subject == "Your week: 1 open negotiation" and "Acme" not in letter.text
    assert "Friday 20 November 2026, 17:00 in New York: 4 days 9 hours left" in letter.text
    Nudge.objects.update(state="mailed")
    assert plan_digests(at("2026-11-16T08:01")) == 1 and plan_digests(at("2026-11-16T08:02")) == 0
    assert planned("digest") == [at("2026-11-23T08:00")]


def test_a_first_negotiation_begins_the_weeks_and_the_last_one_ends_them(owner):
    owner.mail_kinds = ["digest"]
    owner.save()
    begun = start_negotiation(user=owner, now=NOW, employer="Acme", role_name="Engineer", currency="USD")
    assert planned("digest") == [at("2026-11-16T08:00")]
    record_outcome(begun, kind="declined", now=NOW)
    gather(at("2026-11-16T08:00"))
    assert render(Message.objects.get(), at("2026-11-16T08:00")) is None
