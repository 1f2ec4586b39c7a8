"""Mails about nudges as they arrive: private, readable everywhere, stopped by one click, with invitations that calendars open."""

from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.core.management import call_command
from django.test import Client
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from negotiate.accounts import belongings
from negotiate.mail.models import Message
from negotiate.mail.queue import database_now
from offers import emails, scheduling
from offers.models import Nudge, Term
from offers.negotiating import add_proposal, delete_negotiation, record_outcome
from tests import factories
from tests.running import free_port
from tests.smtp import smtp_server

LARGEST = 102 * 1024


@pytest.fixture
def server(settings):
    settings.SITE_URL = "https://negotiate.example.com"
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        yield server


@pytest.fixture
def negotiation(owner, guide):
    negotiation = factories.create_negotiation(owner, guide)
    factories.create_proposal(negotiation)
    return negotiation


def soon(negotiation, hours=3, **fields):
    """A deadline that far from now by the database's clock, said in another zone than the person's, with one nudge that is due."""
    now = database_now()
    clock = (now + timedelta(hours=hours, seconds=20)).replace(tzinfo=None, microsecond=0)
    deadline = scheduling.set_deadline(negotiation, **{"kind": "employer", "wall": clock, "zone": "UTC", **fields}, now=now)
    deadline.nudges.filter(lead="2h").update(due_at=now)
    return deadline


def arrived(server):
    call_command("worker", once=True)
    return server.parsed


def bodies(mail):
    return [mail.get_body((kind,)).get_content() for kind in ("plain", "html")]


def want(owner, **changes):
    for name, value in changes.items():
        setattr(owner, name, value)
    owner.save()


class Seen(HTMLParser):
    """What an HTML mail is made of."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words, self.within = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        self.within.append(tag)

    def handle_endtag(self, tag):
        self.within = self.within[: len(self.within) - 1 - self.within[::-1].index(tag)] if tag in self.within else self.within

    def handle_data(self, data):
        if not {"style", "title"} & set(self.within):
            self.words += data.split()


def check_html(html):
    seen = Seen(html)
    assert not set(seen.tags) & {"script", "img", "link", "iframe", "object", "form", "svg", "video"}
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name in ("src", "background", "srcset")]
    assert not any(word in html for word in ("url(", "@import", "javascript:", "expression("))
    assert ("name", "color-scheme") in seen.attributes and "prefers-color-scheme: dark" in html
    assert len(html.encode()) <= LARGEST and all(len(line) < 998 for line in html.splitlines())
    return seen


def test_a_reminder_says_both_times_what_is_left_and_the_next_step_and_nothing_private(negotiation, server):
    soon(negotiation)
    (mail,) = arrived(server)
    text, html = bodies(mail)
    for words in (text, html):
        assert "in UTC" in words and "in New York, where you are" in words and "3 hours left" in words
        assert f"https://negotiate.example.com/negotiations/{negotiation.pk}/" in words
        assert "Acme" not in words and "300,000" not in words and "ML/AI" not in words
    assert "Acme" not in mail["Subject"] and mail["Subject"].startswith("3 hours left: your decision deadline, ")


@pytest.mark.parametrize(("kind", "step"), [("own", "Decide, or move it"), ("other_process", "Write down their answer, or ask for it")])
def test_the_next_step_is_that_of_the_kind_of_deadline(negotiation, server, kind, step):
    """Nobody decides at, or asks for more time of, the day on which another employer answers."""
    soon(negotiation, kind=kind)
    text = bodies(arrived(server)[0])[0]
    assert step in text and "ask for more time" not in text


def test_the_html_has_no_script_and_nothing_from_elsewhere_and_the_text_says_the_same(negotiation, server):
    soon(negotiation)
    (mail,) = arrived(server)
    text, html = bodies(mail)
    seen = check_html(html)
    assert {word.strip(".:;·") for word in seen.words} - {""} <= {word.strip(".:;-") for word in text.split()}
    assert {value for name, value in seen.attributes if name == "href"} <= {word for word in text.split() if "://" in word}


def test_the_employer_and_the_amounts_are_named_each_where_the_person_turned_it_on(negotiation, server, owner):
    want(owner, mail_names_employer=True)
    soon(negotiation)
    (mail,) = arrived(server)
    assert "Acme Capital" in mail["Subject"] and "ML/AI Engineer at Acme Capital" in bodies(mail)[0] and "300" not in bodies(mail)[0]
    want(owner, mail_names_employer=False, mail_shows_amounts=True)
    soon(negotiation)
    text = bodies(arrived(server)[-1])[0]
    assert "On the table: Base salary $300,000; Bonus $200,000 guaranteed. As a whole at or above accept" in text and "Acme" not in text


def test_a_name_of_several_lines_or_of_tags_stays_a_name(negotiation, server, owner):
    want(owner, mail_names_employer=True, mail_kinds=["deadline", "invitation"])
    negotiation.employer = "Acme\r\nBcc: all@example.com\n<script>x</script>"
    negotiation.save()
    soon(negotiation)
    (mail,) = arrived(server)
    text, html = bodies(mail)
    name = "Acme Bcc: all@example.com <script>x</script>"
    assert mail["Bcc"] is None and name in mail["Subject"] and f"at {name}" in text.splitlines()[7]
    assert "<script>x</script>" in check_html(html).words
    assert str(calendars(mail)[1][0]["SUMMARY"]).endswith(name)


def test_one_click_without_cookie_or_login_stops_the_kinds_of_the_mail(negotiation, server, owner):
    soon(negotiation)
    (mail,) = arrived(server)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and mail["Auto-Submitted"] == "auto-generated"
    (raw,) = [line for line in server.mails[0][1].split(b"\r\n") if line.startswith(b"List-Unsubscribe:")]
    address = raw.decode().split(": ")[1].strip("<>")
    assert address.startswith("https://negotiate.example.com/mail/stop/") and address in bodies(mail)[0]
    path = address.removeprefix("https://negotiate.example.com")
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200 and type(owner).objects.get().mail_kinds == owner.mail_kinds
    for _ in range(2):
        answer = client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
        assert answer.status_code == 200 and not answer.cookies
    assert set(owner.mail_kinds) - set(type(owner).objects.get().mail_kinds) == {"deadline"}
    assert not Nudge.objects.planned().filter(kind="deadline").exists()


def test_what_is_due_together_is_one_mail_with_every_thing_in_it_and_one_link_that_stops_all(negotiation, server, owner):
    soon(negotiation)
    soon(negotiation, hours=5, kind="own")
    add_proposal(negotiation, side="candidate", terms=[Term(component="base", amount=320_000, original="320K")], now=database_now())
    Nudge.objects.planned().update(due_at=database_now())
    (mail,) = arrived(server)
    text = bodies(mail)[0]
    assert mail["Subject"].endswith(", and 2 more") and "5 hours left" in text and "No answer for 3 working days" in text
    check_html(bodies(mail)[1])


def test_what_became_due_while_the_mail_server_was_away_comes_as_one_mail(negotiation, server, settings):
    """Three reminders of one deadline would else come at once, all saying the same."""
    deadline, away = soon(negotiation), free_port()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{away}"
    for lead in ("2h", "1d", "6h"):
        deadline.nudges.update_or_create(lead=lead, defaults=reminder_of(deadline))
        call_command("worker", once=True)
    assert Message.objects.values_list("state", flat=True).get() == "planned"
    settings.EMAIL_URL = server.url
    (mail,) = arrived(server)
    assert mail["Subject"].startswith("3 hours left") and not Nudge.objects.planned().filter(due_at__lte=database_now()).exists()


def reminder_of(deadline):
    links = {"kind": "deadline", "about": deadline.pk, "user": deadline.negotiation.user, "negotiation": deadline.negotiation}
    return {**links, "revision": deadline.revision, "due_at": database_now()}


def test_a_mail_of_very_many_things_is_still_small_enough(negotiation, server, owner):
    want(owner, mail_names_employer=True, mail_shows_amounts=True)
    for number in range(60):
        soon(factories.create_negotiation(owner, employer=f"Employer {number} " + "ä" * 180), hours=3 + number / 10)
    (mail,) = arrived(server)
    check_html(bodies(mail)[1])
    assert mail["Subject"] == "60 deadlines ahead, the next in 3 hours" and "30 more stand on the site" in bodies(mail)[0]


def test_absurd_offers_neither_fill_a_mail_nor_hide_its_end(negotiation, server, owner, monkeypatch):
    monkeypatch.setattr(emails, "LARGEST", 60_000)
    want(owner, mail_names_employer=True, mail_shows_amounts=True)
    for number in range(31):
        mine = factories.create_negotiation(owner, employer="<ä&>" + "ä" * 196, role_name="Ж" * 200)
        offer = factories.create_proposal(mine)
        Term.objects.create(proposal=offer, component="title", unit="text", text="Ü<&" + "W" * 3000)
        soon(mine, hours=3 + number / 10)
    text, html = bodies(arrived(server)[0])
    shown = html.count("</h1>")
    assert 10 < shown < 30 and text.count("/mail/handled/") == shown and f"{31 - shown} more stand on the site" in text
    assert "WWW…\n" in text.replace("\r", "") and "W" * 600 not in text and "Stop these mails" in html and len(html.encode()) < 60_000


# Invitations


@pytest.fixture
def inviting(owner):
    want(owner, mail_kinds=["invitation"])


def calendars(mail):
    """Both copies of the invitation, read by two parsers."""
    parts = [part for part in mail.walk() if part.get_content_type() in ("text/calendar", "application/ics")]
    events = []
    for part in parts:
        content = part.get_payload(decode=True)
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        (other,) = IcsCalendarStream.calendar_from_ics(content.decode()).events
        assert (str(event["UID"]), event["SEQUENCE"], event.decoded("DTSTART")) == (other.uid, other.sequence, other.dtstart)
        events.append(event)
    return parts, events


def test_a_deadline_set_moved_and_withdrawn_goes_into_the_calendar_moves_there_and_leaves_it(negotiation, server, inviting):
    deadline = soon(negotiation, hours=60)
    arrived(server)
    scheduling.move_deadline(deadline, wall=deadline.wall + timedelta(days=1), now=database_now())
    arrived(server)
    scheduling.withdraw_deadline(deadline, now=database_now())
    first, second, last = arrived(server)
    sequences, uids = [], set()
    for mail, method in ((first, "REQUEST"), (second, "REQUEST"), (last, "CANCEL")):
        (beside, attached), (event, same) = calendars(mail)
        assert (beside.get_content_type(), beside.get_param("method"), beside.get_content_charset()) == ("text/calendar", method, "utf-8")
        assert attached.get_filename() == "deadline.ics" and event.to_ical() == same.to_ical()
        sequences.append(event["SEQUENCE"])
        uids.add(str(event["UID"]))
    assert sequences == sorted(set(sequences)) and len(uids) == 1
    assert calendars(last)[1][0]["STATUS"] == "CANCELLED" and "Acme" not in first.as_string()
    assert [mail["Subject"].split(":")[0] for mail in (first, second, last)] == ["For your calendar"] * 2 + ["Out of your calendar"]


def test_a_reminder_that_is_due_with_the_invitation_says_both_at_once(negotiation, server, owner):
    want(owner, mail_kinds=["invitation", "deadline"])
    soon(negotiation)
    (mail,) = arrived(server)
    assert mail["Subject"].startswith("3 hours left: your decision deadline") and not mail["Subject"].endswith("more")
    assert "keeps it in your calendar" in bodies(mail)[0] and len(calendars(mail)[1]) == 2


def test_alarms_ring_when_the_reminders_are_due(negotiation, server, owner):
    want(owner, mail_kinds=["invitation", "deadline"])
    scheduling.set_deadline(negotiation, kind="employer", wall=datetime.fromisoformat("2031-01-08T17:00"), zone="UTC", now=database_now())
    (mail,) = arrived(server)
    assert len(calendars(mail)[1][0].walk("VALARM")) == 5


def test_a_newer_one_takes_the_place_of_one_not_sent_and_what_never_arrived_is_not_cancelled(negotiation, server, inviting):
    deadline = soon(negotiation, hours=60)
    scheduling.move_deadline(deadline, wall=deadline.wall + timedelta(days=1), now=database_now())
    (mail,) = arrived(server)
    assert calendars(mail)[1][0].decoded("DTSTART") == deadline.at
    other = soon(negotiation, hours=70)
    scheduling.withdraw_deadline(other, now=database_now())
    assert len(arrived(server)) == 1


def test_an_outcome_takes_it_out_of_the_calendar(negotiation, server, inviting):
    soon(negotiation, hours=60)
    arrived(server)
    record_outcome(negotiation, kind="declined", now=database_now())
    mail = arrived(server)[-1]
    assert "Out of your calendar" in mail["Subject"] and b"METHOD:CANCEL" in calendars(mail)[0][0].get_payload(decode=True)
    assert len(arrived(server)) == 2


@pytest.mark.parametrize("end", [lambda **now: record_outcome(kind="declined", **now), delete_negotiation])
def test_withdrawn_it_leaves_the_calendar_also_where_all_ends_before_that_mail_is_sent(negotiation, server, inviting, end):
    deadline = soon(negotiation, hours=60)
    arrived(server)
    scheduling.withdraw_deadline(deadline, now=database_now())
    end(negotiation=negotiation, now=database_now())
    assert [mail["Subject"].split(":")[0] for mail in arrived(server)] == ["For your calendar", "Out of your calendar"]


def test_planned_twice_or_not_wanted_none_is_sent(negotiation, server, owner, inviting):
    soon(negotiation, hours=60)
    arrived(server)
    scheduling.plan_again(negotiation, now=database_now())
    assert len(arrived(server)) == 1
    want(owner, mail_kinds=["passed"])
    belongings.follow_preferences(owner, now=database_now())
    soon(negotiation, hours=61)
    assert len(arrived(server)) == 1 and Message.objects.count() == 1
