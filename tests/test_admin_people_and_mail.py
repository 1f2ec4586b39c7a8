"""People and mail at the desk: who may see them, and how little."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from negotiate.accounts.models import User
from negotiate.mail.models import Message
from negotiate.sealing import seal
from offers.models import Negotiation, Nudge
from tests import factories
from tests.forms import values_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUEUE, PEOPLE = "admin:mail_message_changelist", "admin:accounts_user_changelist"
SECRET = "Subject: your code is 123456"


@pytest.fixture
def root(db):
    return factories.create_user("root@example.com", is_staff=True, is_superuser=True)


@pytest.fixture
def desk(client, root):
    client.force_login(root)
    return client


def create_message(**fields):
    answer = "550 5.1.1 <owner@example.com>: Recipient address rejected"
    content = seal(SECRET.encode(), purpose="mail")
    values = {"kind": "account", "address": "owner@example.com", "state": "retrying", "due_at": NOW + timedelta(hours=1), "answer": answer}
    return Message.objects.create(content=content, reason=answer, maybe_twice=True, **values | fields)


def act(client, action, *rows, **values):
    return client.post(reverse(QUEUE), {"action": action, "_selected_action": [row.pk for row in rows], **values})


# Mail


@pytest.fixture
def pages(desk):
    message = create_message()
    act(desk, "drop", message, confirmed="yes")
    message.answer = message.reason = "550 <owner@example.com> unknown"
    message.content = seal(SECRET.encode(), purpose="mail")
    message.save()
    addresses = [reverse(f"admin:mail_message_{view}", args=[message.pk]) for view in ("change", "history")]
    return [desk.get(address) for address in (reverse(QUEUE), *addresses)]


def test_the_queue_shows_how_mail_fares_but_not_to_whom_or_what(pages):
    assert "o…@example.com" in pages[0].content.decode()
    assert "550 &lt;o…@example.com&gt; unknown" in pages[0].content.decode()
    for page in pages:
        assert page.status_code == 200
        assert "owner@" not in page.content.decode()
        assert "123456" not in page.content.decode()


def test_what_may_have_arrived_twice_is_marked_and_what_failed_says_why(desk):
    Message.objects.create(kind="nudges", address="owner@example.com", state="failed", maybe_twice=True, reason="550 no such user")
    words = desk.get(reverse(QUEUE)).content.decode()
    assert "May have arrived twice" in words and "550 no such user" in words


@pytest.mark.parametrize(
    "lookup", ["address__startswith", "content__isnull", "user__email__startswith", "nudges__id", "message_id", "reason__contains"]
)
def test_the_queue_cannot_be_asked_for_what_it_does_not_show(desk, lookup):
    create_message()
    assert desk.get(reverse(QUEUE), {lookup: "o"}).status_code == 400


def test_the_queue_is_not_searched(desk):
    create_message()
    assert 'name="q"' not in desk.get(reverse(QUEUE)).content.decode()
    assert desk.get(reverse(QUEUE), {"q": "nobody@"}).context["cl"].result_count == 1


def test_the_queue_is_narrowed_by_state_and_kind(desk):
    create_message()
    create_message(state="sent")
    assert desk.get(reverse(QUEUE), {"state__exact": "sent", "kind": "account"}).context["cl"].result_count == 1


def test_mail_is_not_changed_added_or_deleted_at_the_desk(desk):
    message = create_message()
    assert desk.post(reverse("admin:mail_message_change", args=[message.pk]), {"address": "x@example.com"}).status_code == 403
    assert desk.post(reverse("admin:mail_message_delete", args=[message.pk]), {"post": "yes"}).status_code == 403
    assert desk.post(reverse("admin:mail_message_add"), {}).status_code == 403
    act(desk, "delete_selected", message, post="yes")
    assert Message.objects.get().address == "owner@example.com"


def test_waiting_mail_can_be_tried_now_and_sent_mail_cannot(desk):
    waiting, sent = create_message(due_at=NOW + timedelta(days=999)), create_message(state="sent", due_at=NOW)
    act(desk, "retry", waiting, sent)
    waiting.refresh_from_db()
    sent.refresh_from_db()
    assert waiting.due_at < NOW + timedelta(days=999)
    assert sent.due_at == NOW


def test_dropping_asks_first(desk):
    message = create_message()
    assert "will not be sent" in act(desk, "drop", message).content.decode()
    message.refresh_from_db()
    assert message.state == "retrying"


def test_dropped_mail_is_not_sent_and_what_it_carried_says_why(desk, root, owner):
    negotiation = factories.create_negotiation(owner)
    message = create_message(kind="nudges", user=owner)
    nudge = Nudge.objects.create(user=owner, kind="deadline", about=negotiation.pk, lead="1d", due_at=NOW, message=message)
    act(desk, "drop", message, confirmed="yes")
    message.refresh_from_db()
    nudge.refresh_from_db()
    assert (message.state, message.content) == ("skipped", None)
    assert (nudge.state, nudge.reason) == ("dropped", "Dropped at the desk.")
    assert LogEntry.objects.get().user == root


@pytest.mark.parametrize("state", ["claimed", "handing_over", "sent"])
def test_mail_that_a_worker_holds_or_has_sent_is_not_dropped(desk, owner, state):
    negotiation = factories.create_negotiation(owner)
    message = create_message(kind="nudges", user=owner, state=state)
    nudge = Nudge.objects.create(user=owner, kind="deadline", about=negotiation.pk, lead="1d", due_at=NOW, message=message)
    act(desk, "drop", message, confirmed="yes")
    message.refresh_from_db()
    nudge.refresh_from_db()
    assert (message.state, nudge.state) == (state, "planned")


def test_all_staff_see_the_queue_retry_and_drop_and_that_is_written_down(client, curator):
    client.force_login(curator)
    message = create_message()
    assert "o…@example.com" in client.get(reverse(QUEUE)).content.decode()
    assert "Mail" in client.get(reverse("admin:index")).content.decode()
    act(client, "drop", message, confirmed="yes")
    message.refresh_from_db()
    assert message.state == "skipped" and LogEntry.objects.get().user == curator


def test_nobody_else_sees_it(client, owner):
    client.force_login(owner)
    message = create_message()
    assert client.get(reverse(QUEUE)).status_code == 302
    act(client, "drop", message, confirmed="yes")
    message.refresh_from_db()
    assert message.state == "retrying"


def permissions(*codenames):
    return Permission.objects.filter(codename__in=codenames)


# People


@pytest.mark.parametrize("granted", [[], ["view_user", "change_user", "add_user", "delete_user", "change_group"]])
def test_only_superusers_manage_people(client, curator, owner, granted):
    curator.user_permissions.add(*permissions(*granted))
    client.force_login(curator)
    change = reverse("admin:accounts_user_change", args=[owner.pk])
    addresses = [reverse(PEOPLE), change, reverse("admin:accounts_user_add"), reverse("admin:auth_group_changelist")]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert client.post(change, {"is_superuser": "on"}).status_code == 403
    assert client.post(reverse("admin:auth_user_password_change", args=[owner.pk]), {}).status_code == 403


def test_a_superuser_makes_an_editor_of_a_curator(desk, curator):
    address = reverse("admin:accounts_user_change", args=[curator.pk])
    group = Group.objects.get(name="editor")
    values = values_of(desk.get(address), "user_form")
    assert desk.post(address, values | {"groups": [group.pk]}).status_code == 302
    assert list(curator.groups.all()) == [group]


def test_a_superuser_adds_a_person(desk):
    words = {"password1": "correct-horse-9", "password2": "correct-horse-9", "usable_password": "true"}
    response = desk.post(reverse("admin:accounts_user_add"), {"email": "new@example.com", **words})
    assert response.status_code == 302
    assert User.objects.get(email="new@example.com").check_password("correct-horse-9")


def test_an_address_that_differs_in_case_only_is_refused_at_the_form(desk, owner):
    words = {"password1": "correct-horse-9", "password2": "correct-horse-9", "usable_password": "true"}
    response = desk.post(reverse("admin:accounts_user_add"), {"email": "OWNER@example.com", **words})
    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_a_persons_pages_hold_nothing_of_their_negotiations(desk, owner):
    factories.create_negotiation(owner, employer="Zebra Partners")
    create_message(user=owner)
    for view in ("change", "history", "delete"):
        page = desk.get(reverse(f"admin:accounts_user_{view}", args=[owner.pk]))
        assert page.status_code == 200
        assert "Zebra" not in page.content.decode()


def test_deleting_a_person_takes_everything_of_theirs(desk, owner):
    factories.create_negotiation(owner)
    create_message(user=owner)
    desk.post(reverse("admin:accounts_user_delete", args=[owner.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=owner.pk)
    assert not Negotiation.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "lookup", ["negotiations__employer__startswith", "negotiations__id", "negotiations", "password__startswith", "messages"]
)
def test_the_list_of_people_answers_nothing_about_what_they_write(desk, owner, lookup):
    assert desk.get(reverse(PEOPLE), {lookup: "Z"}).status_code == 400
