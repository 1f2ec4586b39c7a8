"""More time asked for, granted, refused; handled, put off, taken back; derived again when the rules of a clock change."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import tzdata

from negotiate import zone_data
from negotiate.mail.rounds import tidy
from offers import extending, nudges, rederiving, scheduling
from offers.closing import NegotiationClosed
from offers.models import Deadline, Nudge, Outcome
from tests import factories

NEW_YORK = "America/New_York"
wall = datetime.fromisoformat


def at(text):
    return scheduling.moment(wall(text), NEW_YORK)


NOW = at("2026-11-10T12:00")
LATER = at("2026-12-01T17:00")


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


@pytest.fixture
def deadline(negotiation):
    return scheduling.set_deadline(negotiation, kind="employer", wall=wall("2026-11-27T17:00"), zone=NEW_YORK, now=NOW)


def planned(deadline, **which):
    return list(deadline.nudges.planned().filter(**which).order_by("due_at").values_list("lead", flat=True))


def history(deadline):
    return list(deadline.changes.values_list("what", flat=True))


def test_asking_for_time_moves_nothing(deadline):
    extending.ask_for_time(deadline, until=LATER, reason="Another process ends on Monday.", now=NOW)
    assert (deadline.at, deadline.asked_until, deadline.revision) == (at("2026-11-27T17:00"), LATER, 1)
    step = deadline.changes.last()
    assert (step.what, step.at, step.note) == ("asked", LATER, "Another process ends on Monday.")
    extending.ask_for_time(deadline, until=LATER, now=NOW)
    assert history(deadline) == ["set", "asked"]


@pytest.mark.parametrize(("given", "kept"), [(299, 299), (300, 300), (301, 300)])
def test_a_note_in_the_history_keeps_its_first_three_hundred_letters(deadline, given, kept):
    note = ("reason " * 50)[: given - 1] + "."
    step = scheduling.note_change(deadline, "asked", note=note, now=NOW)
    step.refresh_from_db()
    assert step.note == note[:kept]


def test_granted_it_moves_to_what_was_asked_for_and_its_reminders_with_it(deadline):
    extending.ask_for_time(deadline, until=LATER, now=NOW)
    extending.grant(deadline, now=NOW)
    assert (deadline.at, deadline.status, deadline.asked_until, history(deadline)[-1]) == (LATER, "extended", None, "granted")
    assert set(deadline.nudges.planned().values_list("revision", flat=True)) == {2}


def test_granted_until_another_time_it_moves_there(deadline):
    extending.grant(deadline, wall=wall("2026-11-30T12:00"), now=NOW)
    assert (deadline.at, history(deadline)[-1]) == (at("2026-11-30T12:00"), "granted")


def test_refused_it_stands(deadline):
    extending.ask_for_time(deadline, until=LATER, now=NOW)
    extending.refuse(deadline, now=NOW)
    assert (deadline.at, deadline.asked_until, history(deadline)[-1]) == (at("2026-11-27T17:00"), None, "refused")
    assert len(planned(deadline)) == 5


def test_an_answer_needs_a_question_and_more_time_is_later(deadline):
    for answer in (extending.grant, extending.refuse):
        with pytest.raises(extending.NothingAsked):
            answer(deadline, now=NOW)
    with pytest.raises(extending.NotLater):
        extending.ask_for_time(deadline, until=deadline.at, now=NOW)
    with pytest.raises(extending.NotLater):
        extending.grant(deadline, wall=wall("2026-11-20T12:00"), now=NOW)
    deadline.refresh_from_db()
    assert deadline.revision == 1 and history(deadline) == ["set"]


def test_handled_it_is_not_spoken_of_any_more_however_often_it_is_planned(deadline, negotiation):
    scheduling.mark_handled(deadline, now=NOW)
    scheduling.mark_handled(deadline, now=NOW)
    scheduling.plan_again(negotiation, now=NOW)
    assert deadline.handled_at == NOW and planned(deadline) == [] and history(deadline) == ["set", "handled"]


def test_taken_up_again_it_is_reminded_of_as_before(deadline):
    before = list(deadline.nudges.order_by("pk").values("lead", "due_at", "state"))
    scheduling.mark_handled(deadline, now=NOW)
    scheduling.unhandle(deadline, now=NOW)
    assert list(deadline.nudges.order_by("pk").values("lead", "due_at", "state")) == before


def test_put_off_it_is_silent_until_then_and_speaks_then(deadline):
    until = at("2026-11-25T09:00")
    scheduling.snooze(deadline, until=until, now=NOW)
    assert planned(deadline, kind="deadline") == ["1d", "6h", "2h"]
    assert list(deadline.nudges.planned().filter(kind="snoozed").values_list("due_at", flat=True)) == [until]


def test_put_off_again_the_later_choice_counts(deadline):
    for day in ("2026-11-25", "2026-11-26", "2026-11-25", "2026-11-25"):
        scheduling.snooze(deadline, until=at(f"{day}T09:00"), now=NOW)
    assert list(deadline.nudges.planned().filter(kind="snoozed").values_list("due_at", flat=True)) == [at("2026-11-25T09:00")]
    assert history(deadline) == ["set", "snoozed", "snoozed", "snoozed"]


def test_planned_twice_while_it_is_put_off_nothing_changes(deadline):
    scheduling.snooze(deadline, until=at("2026-11-25T09:00"), now=NOW)
    before = list(Nudge.objects.order_by("pk").values())
    nudges.plan(deadline, now=NOW)
    assert list(Nudge.objects.order_by("pk").values()) == before


def test_a_negotiation_taken_up_again_keeps_what_was_put_off(deadline, negotiation):
    scheduling.snooze(deadline, until=at("2026-11-25T09:00"), now=NOW)
    nudges.withdraw_for(negotiation, reason="outcome", now=NOW)
    scheduling.plan_again(negotiation, now=NOW)
    assert planned(deadline) == ["", "1d", "6h", "2h"]


@pytest.mark.parametrize("until", [NOW, NOW - timedelta(hours=1), at("2026-11-27T17:00")])
def test_it_is_put_off_to_a_time_before_the_deadline_alone(deadline, until):
    with pytest.raises(scheduling.SnoozeOutside):
        scheduling.snooze(deadline, until=until, now=NOW)


def test_another_time_is_neither_handled_nor_put_off_nor_asked_about(deadline):
    scheduling.mark_handled(deadline, now=NOW)
    extending.ask_for_time(deadline, until=LATER, now=NOW)
    scheduling.move_deadline(deadline, wall=wall("2026-11-30T17:00"), now=NOW)
    assert (deadline.handled_at, deadline.snoozed_until, deadline.asked_until) == (None, None, None)
    assert len(planned(deadline)) == 5


def test_a_withdrawal_is_undone_where_nothing_was_changed_since(deadline):
    was = Deadline.objects.get()
    scheduling.withdraw_deadline(deadline, now=NOW)
    extending.put_back(deadline, revision=2, now=NOW, was=was)
    assert (deadline.status, deadline.revision, history(deadline)[-1]) == ("open", 3, "restored") and len(planned(deadline)) == 5
    with pytest.raises(extending.DeadlineWentOn):
        extending.put_back(deadline, revision=2, now=NOW, was=was)


def test_undone_what_was_asked_handled_and_put_off_stands_again(deadline):
    extending.ask_for_time(deadline, until=LATER, now=NOW)
    scheduling.mark_handled(deadline, now=NOW)
    was = Deadline.objects.get()
    extending.grant(deadline, now=NOW)
    extending.put_back(deadline, revision=2, now=NOW, was=was)
    assert (deadline.asked_until, deadline.handled_at, planned(deadline)) == (LATER, NOW, [])


def test_a_closed_negotiation_and_a_withdrawn_deadline_take_no_step(deadline, negotiation):
    steps = (
        lambda: scheduling.mark_handled(deadline, now=NOW),
        lambda: scheduling.unhandle(deadline, now=NOW),
        lambda: scheduling.snooze(deadline, until=NOW + timedelta(days=1), now=NOW),
        lambda: extending.ask_for_time(deadline, until=LATER, now=NOW),
    )
    scheduling.withdraw_deadline(deadline, now=NOW)
    for step in steps:
        with pytest.raises(scheduling.DeadlineWithdrawn):
            step()
    Outcome.objects.create(negotiation=negotiation, kind="declined")
    for step in steps:
        with pytest.raises(NegotiationClosed):
            step()


def test_where_the_rules_of_the_clock_changed_the_wall_time_stays_and_the_moment_follows(deadline):
    """As if it had been derived when New York was one hour elsewhere."""
    Deadline.objects.update(at=deadline.at + timedelta(hours=1), zone_data="2020a")
    deadline.nudges.filter(lead="7d").update(state="mailed")
    tidy(NOW)
    deadline.refresh_from_db()
    assert (deadline.at, deadline.wall, deadline.revision) == (at("2026-11-27T17:00"), wall("2026-11-27T17:00"), 2)
    assert history(deadline) == ["set", "rederived"] and "2020a" in deadline.changes.last().note
    assert planned(deadline, revision=2) == ["7d", "3d", "1d", "6h", "2h"] and planned(deadline, revision=1) == []


def test_newer_zone_data_that_change_nothing_leave_no_trace(deadline):
    before = list(Nudge.objects.order_by("pk").values())
    Deadline.objects.update(zone_data="2020a")
    assert rederiving.derive_again(NOW) == 0
    deadline.refresh_from_db()
    assert (deadline.revision, deadline.zone_data, history(deadline)) == (1, zone_data.release(), ["set"])
    assert list(Nudge.objects.order_by("pk").values()) == before


def test_what_is_closed_withdrawn_or_past_is_left_as_it_was(deadline, negotiation):
    Deadline.objects.update(at=deadline.at + timedelta(hours=1))
    assert rederiving.derive_again(at("2026-11-28T17:00")) == 0
    Outcome.objects.create(negotiation=negotiation, kind="declined")
    assert rederiving.derive_again(NOW) == 0 and history(deadline) == ["set"]


def test_the_newer_zone_data_count(monkeypatch):
    monkeypatch.delenv("PYTHONTZPATH", raising=False)
    assert zone_data.use_newest() >= max(zone_data.system_release(), tzdata.IANA_VERSION)
    assert ZoneInfo(NEW_YORK).key == NEW_YORK
