"""Nudges besides those before a deadline: no answer, what happened. Each is planned once, and has a switch."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from negotiate.accounts import belongings
from negotiate.mail.models import Message
from negotiate.mail.rounds import gather
from offers import nudges, scheduling
from offers.correcting import correct_proposal
from offers.emails import render
from offers.models import Nudge, Term
from offers.negotiating import add_proposal, bring_back, delete_negotiation, record_outcome, reopen
from tests import factories

NEW_YORK = "America/New_York"
wall = datetime.fromisoformat


def at(text):
    return scheduling.moment(wall(text), NEW_YORK)


NOW = at("2026-11-10T12:00")  # a Tuesday


@pytest.fixture
def negotiation(owner, guide):
    return factories.create_negotiation(owner, guide)


def propose(negotiation, side="candidate", now=NOW, **fields):
    terms = [Term(component="base", amount=320_000, original="320K")]
    return add_proposal(negotiation, side=side, terms=terms, now=now, **fields)


def set_deadline(negotiation, clock="2026-11-20T17:00", now=NOW):
    return scheduling.set_deadline(negotiation, kind="employer", wall=wall(clock), zone=NEW_YORK, now=now)


def planned(kind):
    return list(Nudge.objects.planned().filter(kind=kind).values_list("due_at", flat=True))


def switch(user, now=NOW, **changes):
    for name, value in changes.items():
        setattr(user, name, value)
    user.save()
    belongings.follow_preferences(user, now=now)


def letter_at(now):
    gather(now)
    return render(Message.objects.latest("pk"), now)


# No answer


def test_a_counter_is_asked_about_after_three_working_days(negotiation):
    propose(negotiation)
    assert planned("no_answer") == [at("2026-11-13T12:00")]


def test_their_answer_an_outcome_and_handled_end_the_waiting(negotiation):
    propose(negotiation)
    propose(negotiation, side="employer", now=NOW + timedelta(hours=1))
    assert not planned("no_answer")
    propose(negotiation, now=NOW + timedelta(hours=2))
    scheduling.mark_handled(set_deadline(negotiation), now=NOW)
    assert not planned("no_answer")
    propose(negotiation, now=NOW + timedelta(hours=3))
    record_outcome(negotiation, kind="declined", now=NOW)
    assert not planned("no_answer")


def test_taken_up_again_or_reopened_it_is_waited_for_again(negotiation):
    propose(negotiation)
    deadline = set_deadline(negotiation)
    scheduling.mark_handled(deadline, now=NOW)
    scheduling.unhandle(deadline, now=NOW)
    assert planned("no_answer")
    record_outcome(negotiation, kind="declined", now=NOW)
    reopen(negotiation, reason="They called.", now=NOW)
    assert planned("no_answer") == [at("2026-11-13T12:00")]


def test_only_the_newest_counter_is_asked_about_and_an_older_offer_is_no_answer(negotiation):
    propose(negotiation)
    propose(negotiation, now=at("2026-11-11T09:00"))
    propose(negotiation, side="employer", now=at("2026-11-11T10:00"), made_at=at("2026-11-02T10:00"))
    assert planned("no_answer") == [at("2026-11-16T09:00")]


def test_a_counter_written_down_late_is_asked_about_on_the_next_working_day(negotiation):
    propose(negotiation, made_at=at("2026-10-01T12:00"))
    assert planned("no_answer") == [at("2026-11-11T12:00")]


def test_how_many_days_is_the_persons_own_choice_and_planning_twice_changes_nothing(negotiation, owner):
    propose(negotiation)
    switch(owner, answer_days=5)
    before = list(Nudge.objects.order_by("pk").values())
    switch(owner)
    assert planned("no_answer") == [at("2026-11-17T12:00")] and list(Nudge.objects.order_by("pk").values()) == before


def test_the_mail_about_no_answer_says_since_when(negotiation):
    propose(negotiation)
    letter = letter_at(at("2026-11-13T12:00"))
    assert letter.subject == "No answer to your counter for 3 working days"
    assert "Tuesday 10 November 2026, 12:00 in New York" in letter.text and "320" not in letter.text.replace(str(negotiation.pk), "")


# What happened?


def test_from_the_mail_about_no_answer_the_deadline_ahead_is_put_off_or_handled(negotiation, client):
    counter = propose(negotiation)
    assert "/mail/handled/" not in letter_at(planned("no_answer")[0]).text
    Nudge.objects.filter(about=counter.pk).update(state="planned", message=None)
    set_deadline(negotiation)
    letter = letter_at(planned("no_answer")[0])
    paths = re.findall(r"/mail/(?:handled|snooze)/\S+/", letter.text.split("No answer for")[1])
    with time_machine.travel(NOW, tick=False):
        assert [client.get(path).status_code for path in paths] == [200, 200]


def test_a_counter_whose_date_is_corrected_is_asked_about_by_the_right_one(negotiation):
    counter = propose(negotiation)
    (before,) = planned("no_answer")
    terms = [Term(component="base", amount=320_000, original="320K")]
    said = {"version": counter.version, "terms": terms, "status": counter.status, "note": ""}
    correct_proposal(counter, **said, made_at=counter.made_at - timedelta(days=1), now=NOW)
    assert planned("no_answer") == [before - timedelta(days=1)]


def test_a_deadline_that_passed_with_nothing_written_down_is_asked_about_once(negotiation):
    deadline = set_deadline(negotiation)
    deadline.nudges.update(state="mailed", mailed_at=NOW)
    letter = letter_at(at("2026-11-20T17:01"))
    assert letter.subject == "Your deadline has passed: what happened?"
    Nudge.objects.update(state="mailed")
    for hours in (1, 10, 24, 60, 100):
        gather(deadline.at + timedelta(hours=hours))
    assert Nudge.objects.filter(kind="passed").count() == 1 and Message.objects.count() == 1


def test_what_passed_at_night_is_asked_about_in_the_morning(negotiation):
    deadline = set_deadline(negotiation, "2026-11-20T23:30")
    deadline.nudges.update(state="mailed", mailed_at=NOW)
    gather(at("2026-11-20T23:31"))
    assert planned("passed") == [at("2026-11-21T08:00")]


def test_handled_decided_deleted_moved_or_asked_by_a_late_reminder_it_is_not_asked(negotiation, owner):
    for end in (
        lambda deadline: scheduling.mark_handled(deadline, now=NOW),
        lambda deadline: scheduling.withdraw_deadline(deadline, now=NOW),
        lambda deadline: scheduling.move_deadline(deadline, wall=wall("2026-11-25T17:00"), now=NOW),
        lambda deadline: record_outcome(deadline.negotiation, kind="declined", now=NOW),
        lambda deadline: delete_negotiation(deadline.negotiation, now=NOW),
        lambda deadline: deadline.nudges.filter(lead="2h").update(state="mailed", mailed_at=deadline.at),
    ):
        end(set_deadline(factories.create_negotiation(owner)))
        Nudge.objects.planned().update(state="mailed")
        gather(at("2026-11-20T17:01"))
        assert not planned("passed")


def test_while_a_reminder_is_on_its_way_that_one_asks(negotiation):
    set_deadline(negotiation)
    nudges.gather(at("2026-11-20T15:00"))
    gather(at("2026-11-20T17:01"))
    assert not planned("passed") and "what happened?" in render(Message.objects.get(), at("2026-11-20T17:01")).subject


def test_a_question_that_waits_is_withdrawn_when_the_deadline_moves(negotiation):
    deadline = set_deadline(negotiation)
    deadline.nudges.update(state="mailed", mailed_at=NOW)
    gather(at("2026-11-20T17:01"))
    scheduling.move_deadline(deadline, wall=wall("2026-11-25T17:00"), now=at("2026-11-20T17:02"))
    assert not planned("passed") and Message.objects.get().state == "skipped"


# Switches


def test_a_kind_switched_off_is_withdrawn_with_its_message_and_on_again_planned(negotiation, owner, client):
    propose(negotiation)
    set_deadline(negotiation)
    gather(at("2026-11-13T17:00"))
    switch(owner, now=at("2026-11-13T17:01"), mail_kinds=["passed"])
    assert not Nudge.objects.planned().exists() and Message.objects.get().state == "skipped"
    switch(owner, now=at("2026-11-13T17:02"), mail_kinds=["deadline", "no_answer"])
    assert set(Nudge.objects.planned().values_list("kind", flat=True)) == {"deadline", "no_answer"}


def test_the_account_page_switches_them_and_complains_at_the_field(client, owner, negotiation):
    set_deadline(negotiation, now=NOW)
    client.force_login(owner)
    assert "Each Monday" in client.get(reverse("account")).content.decode()
    wrong = client.post(reverse("account_mail"), {"mail_kinds": ["digest"], "answer_days": "0"})
    assert wrong.status_code == 200 and "greater than or equal to 1" in wrong.content.decode()
    client.post(reverse("account_mail"), {"mail_kinds": ["passed"], "answer_days": "4", "mail_names_employer": "on"})
    owner.refresh_from_db()
    assert (owner.mail_kinds, owner.answer_days, owner.mail_names_employer, owner.mail_shows_amounts) == (["passed"], 4, True, False)
    assert not Nudge.objects.planned().filter(kind="deadline").exists()


def test_a_deleted_negotiation_says_nothing_and_brought_back_it_does(negotiation):
    propose(negotiation)
    delete_negotiation(negotiation, now=NOW)
    assert not Nudge.objects.planned().exists()
    bring_back(negotiation, now=NOW)
    assert planned("no_answer") == [at("2026-11-13T12:00")]


def test_a_reminder_that_only_waits_for_the_mail_server_outlives_other_preferences(negotiation, owner):
    set_deadline(negotiation)
    late = at("2026-11-19T17:30")
    nudges.gather(late)
    switch(owner, now=late, zone="Europe/London", waking_from=owner.waking_from)
    assert Nudge.objects.planned().filter(lead="1d", due_at__lte=late).exists()


def test_all_of_them_are_in_the_export_and_gone_with_the_account(negotiation, owner):
    propose(negotiation)
    exported = belongings.export_of(owner, now=NOW)
    assert [nudge["kind"] for nudge in exported["other_nudges"]] == ["no_answer"] and "digest" not in exported["account"]["mail_kinds"]
    belongings.erase(owner, now=NOW)
    assert not Nudge.objects.exists()
