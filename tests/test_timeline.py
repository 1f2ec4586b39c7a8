"""The timeline: all that happened in one list, by the page, as files and in the API."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from guides.models import Revision
from offers.models import Entry, Nudge, ProposalVersion
from offers.negotiating import add_entry, record_outcome, reopen
from offers.saying import settle
from offers.scheduling import move_deadline, set_deadline, withdraw_deadline
from offers.timeline import PAGE, timeline_of
from tests import factories
from tests.test_api import Api

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


def note(negotiation, text="A note", at=NOW, **fields):
    fields = {"kind": "note", "who": "candidate", "channel": "", **fields}
    return add_entry(negotiation, text=text, happened_at=at, **fields)


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner, factories.create_guide(), created_at=NOW)


@pytest.fixture
def long(negotiation):
    """More than two pages of notes."""
    Entry.objects.bulk_create(
        Entry(negotiation=negotiation, kind="note", text=f"Note {number}", happened_at=NOW + timedelta(minutes=number // 2))
        for number in range(1, 2 * PAGE + 50)
    )
    return negotiation


def test_everything_stands_in_one_list(negotiation, guide_revision):
    def later(hours):
        return NOW + timedelta(hours=hours)

    offer = factories.create_proposal(negotiation, made_at=later(1))
    ProposalVersion.objects.create(proposal=offer, number=1, said={}, replaced_at=later(2))
    factories.create_proposal(negotiation, side="candidate", made_at=later(3))
    promise = note(negotiation, "A sign-on", at=later(4), kind="promise", who="employer", component="sign_on", amount=1, currency="USD")
    settle(promise, reason="Agreed.", now=later(5))
    wall = datetime.fromisoformat("2099-01-01T17:00")
    deadline = set_deadline(negotiation, kind="employer", wall=wall, zone="Europe/London", now=later(6))
    move_deadline(deadline, wall=wall - timedelta(days=1), now=later(7))
    Nudge.objects.filter(deadline=deadline).first().delete()
    Nudge.objects.filter(deadline=deadline, state="planned").update(state="mailed", mailed_at=later(8))
    withdraw_deadline(deadline, now=later(9))
    record_outcome(negotiation, kind="declined", now=later(10))
    reopen(negotiation, reason="They called.", now=later(11))
    kinds = [item.kind for item in timeline_of(negotiation) if item.kind != "nudge"]
    assert kinds == [
        *("started", "guide", "offer", "correction", "counter", "promise", "settled"),
        *("deadline", "deadline", "deadline", "outcome", "reopened"),
    ]
    assert any(item.kind == "nudge" for item in timeline_of(negotiation))


@pytest.fixture
def guide_revision(negotiation):
    """A newer revision of the pinned guide, published half an hour after the start."""
    guide = negotiation.revision.guide
    Revision.objects.filter(guide=guide).update(state="archived")
    return Revision.objects.create(guide=guide, number=2, state="published", title="Newer", published_at=NOW + timedelta(minutes=30))


def test_a_page_shows_the_newest_two_hundred_and_leads_to_the_earlier(mine, long):
    seen, address = [], long.get_absolute_url()
    for _ in range(3):
        page = mine.get(address).context["page"].timeline
        assert len(page.lines) <= PAGE
        seen = [item.text for _, item in page.lines if item.kind == "note"] + seen
        address = f"{long.get_absolute_url()}?before={page.earlier}"
    assert not page.earlier and page.has_later
    assert sorted(seen) == sorted(f"Note {number}" for number in range(1, 2 * PAGE + 50))


@pytest.mark.parametrize("cursor", ["nonsense", "%00", "9" * 3000, "bm9uZXwwfHg"])
def test_a_cursor_that_is_none_of_ours_shows_the_newest(mine, long, cursor):
    page = mine.get(f"{long.get_absolute_url()}?before={cursor}").context["page"].timeline
    assert not page.has_later and page.earlier


def test_the_api_walks_it_forwards_and_backwards(client, owner, long):
    api, path = Api(client, owner), f"/negotiations/{long.pk}/timeline"
    pages, address = [], path
    while address:
        pages.append(api("get", address).json())
        address = pages[-1]["next"] and pages[-1]["next"].partition("/api/v1")[2]
    items = [item for page in pages for item in page["items"]]
    assert [len(page["items"]) for page in pages] == [PAGE, PAGE, 50]
    assert [item["text"] for item in items] == [item.text for item in timeline_of(long)]
    back = api("get", pages[-1]["previous"].partition("/api/v1")[2]).json()
    assert back["items"] == pages[1]["items"]


def test_the_api_filters_by_kind_and_names_a_bad_cursor(client, owner, negotiation):
    api, path = Api(client, owner), f"/negotiations/{negotiation.pk}/timeline"
    factories.create_proposal(negotiation)
    note(negotiation)
    assert [item["kind"] for item in api("get", f"{path}?kind=said").json()["items"]] == ["note"]
    assert [item["kind"] for item in api("get", f"{path}?kind=offers").json()["items"]] == ["offer"]
    assert api("get", f"{path}?cursor=x").status_code == 422
    assert api("get", f"{path}?page_size=1000").status_code == 422


def test_the_files_say_what_the_page_says(mine, negotiation):
    note(negotiation, "=HYPERLINK(1)", channel="+phone")
    rows = list(csv.DictReader(io.StringIO(mine.get(reverse("timeline_csv", args=[negotiation.pk])).content.decode())))
    assert [(row["kind"], row["channel"], row["text"]) for row in rows][-1] == ("note", "'+phone", "'=HYPERLINK(1)")
    found = mine.get(reverse("timeline_json", args=[negotiation.pk]))
    assert "attachment" in found.headers["Content-Disposition"]
    assert [item["text"] for item in found.json()["items"]][-1] == "=HYPERLINK(1)"
    assert [item["at"] for item in found.json()["items"]] == [item.at.isoformat() for item in timeline_of(negotiation)]


@pytest.mark.parametrize("name", ["timeline_csv", "timeline_json"])
def test_a_stranger_gets_no_file(client, stranger, negotiation, name):
    client.force_login(stranger)
    assert client.get(reverse(name, args=[negotiation.pk])).status_code == 404


def test_a_page_shows_one_sort_of_things_where_asked(mine, negotiation):
    factories.create_proposal(negotiation, made_at=NOW + timedelta(hours=1))
    note(negotiation, at=NOW + timedelta(hours=2))

    def shown(kind):
        return [item.kind for _, item in mine.get(negotiation.get_absolute_url(), {"kind": kind}).context["page"].timeline.lines]

    assert (shown("offers"), shown("said"), shown("end")) == (["offer"], ["note"], [])
    assert shown("nonsense") == shown("") == ["started", "offer", "note"]


def test_earlier_pages_of_one_sort_stay_of_that_sort(mine, long):
    page = mine.get(long.get_absolute_url(), {"kind": "said"})
    assert f"?kind=said&amp;before={page.context['page'].timeline.earlier}#timeline" in page.content.decode()


@pytest.mark.parametrize("kind", Nudge.Kind.values)
def test_a_reminder_of_every_kind_is_told(owner, negotiation, kind):
    lead = {"deadline": "3d", "invitation": "r1"}.get(kind, "")
    told = {"user": owner, "negotiation": negotiation, "about": negotiation.pk, "due_at": NOW, "mailed_at": NOW, "state": "mailed"}
    Nudge.objects.create(kind=kind, lead=lead, **told)
    text = next(item.text for item in timeline_of(negotiation) if item.kind == "nudge")
    assert text == ("3 days before" if kind == "deadline" else Nudge.Kind(kind).label)
