"""The account page: preferences, keys, taking everything along, and leaving."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from negotiate.accounts import belongings
from negotiate.accounts.models import ApiKey, User
from negotiate.mail.models import Message
from offers.models import Deadline, Negotiation, Nudge
from offers.scheduling import set_deadline
from tests import factories
from tests.test_accounts import confirm, sign_in

PREFERENCES = {
    "zone": "Europe/Zurich",
    "waking_from": "07:30",
    "waking_until": "22:00",
    "usual_leads": ["7d", "6h"],
    "own_leads": "14d, 12 hours, 15 min",
}


@pytest.fixture
def person(client, owner):
    """The client, signed in as the owner, who has just shown that it is them."""
    sign_in(client)
    confirm(client)
    return client


def with_deadline(owner):
    negotiation = factories.create_negotiation(owner)
    factories.create_proposal(negotiation)
    now = timezone.now()
    wall = (now + timedelta(days=5)).replace(tzinfo=None, microsecond=0)
    set_deadline(negotiation, kind="employer", wall=wall, zone="America/New_York", now=now)
    return negotiation


def test_preferences_are_kept(person, owner):
    assert person.post(reverse("account"), PREFERENCES).status_code == 302
    owner.refresh_from_db()
    assert (owner.zone, owner.waking_from.isoformat(), owner.leads) == ("Europe/Zurich", "07:30:00", ["14d", "7d", "12h", "6h", "15m"])
    page = person.get(reverse("account")).content.decode()
    assert '<option value="Europe/Zurich" selected>' in page and 'value="14d, 12h"' in page


def test_what_was_typed_stays_beside_its_error(person, owner):
    page = person.post(reverse("account"), PREFERENCES | {"own_leads": "14d, soon"}).content.decode()
    assert "“soon” is not a time before" in page and 'value="14d, soon"' in page
    owner.refresh_from_db()
    assert owner.zone == "America/New_York"


def test_an_unknown_zone_is_refused(person):
    page = person.post(reverse("account"), PREFERENCES | {"zone": "Mars/Olympus"})
    assert page.status_code == 200


def test_new_lead_times_plan_the_reminders_anew(person, owner):
    with_deadline(owner)
    person.post(reverse("account"), PREFERENCES | {"usual_leads": ["1d"], "own_leads": ""})
    assert list(Nudge.objects.planned().values_list("lead", flat=True)) == ["1d"]


def test_a_key_is_shown_once_and_kept_as_a_digest(person, owner):
    page = person.post(reverse("account_key_create"), {"name": "My sheet", "scope": "write"})
    row = ApiKey.objects.get(user=owner)
    key = page.context["key"]
    assert key.encode() in page.content and key not in (row.digest, row.prefix)
    assert key.encode() not in person.get(reverse("account")).content
    assert page.headers["Cache-Control"] == "private, no-store"


def test_an_ended_key_no_longer_works(person, owner, client):
    row, key = ApiKey.create(user=owner, scope="read")
    person.post(reverse("account_key_revoke", args=[row.pk]))
    assert not ApiKey.objects.matching(key).exists()


def test_nobody_ends_the_key_of_somebody_else(person, stranger):
    row, key = ApiKey.create(user=stranger, scope="read")
    assert person.post(reverse("account_key_revoke", args=[row.pk])).status_code == 404
    assert ApiKey.objects.matching(key).exists()


def test_the_command_prints_the_key_alone_on_the_last_line(owner, capsys):
    call_command("create_api_key", "OWNER@example.com", scope="write")
    key = capsys.readouterr().out.splitlines()[-1]
    assert ApiKey.objects.matching(key).get().scope == "write"


def test_the_command_knows_no_strangers(db):
    with pytest.raises(CommandError, match="no account"):
        call_command("create_api_key", "nobody@example.com")


def test_the_export_holds_everything_but_secrets(person, owner, stranger):
    with_deadline(owner)
    factories.create_negotiation(stranger, employer="Elsewhere")
    text = person.get(reverse("account_export")).content.decode()
    whole = json.loads(text)
    (negotiation,) = whole["negotiations"]
    assert whole["account"]["email"] == "owner@example.com"
    assert negotiation["proposals"][0]["terms"][0]["amount"] == "300000"
    assert negotiation["deadlines"][0]["nudges"][0]["lead"]
    assert "Elsewhere" not in text and "pbkdf2" not in text and "argon2" not in text


def test_deleting_the_account_leaves_nothing(person, owner, stranger):
    with_deadline(owner)
    others = factories.create_negotiation(stranger)
    Message.objects.create(kind="account", user=None, address="owner@example.com")
    answer = person.post(reverse("account_delete"), {"email": "Owner@example.com"})
    assert answer.url == reverse("front")
    assert list(User.objects.all()) == [stranger] and list(Negotiation.objects.all()) == [others]
    assert not (Nudge.objects.exists() or Deadline.objects.exists() or Message.objects.filter(address="owner@example.com").exists())
    assert person.get(reverse("account")).status_code == 302


def test_deleting_asks_for_the_address(person, owner):
    page = person.post(reverse("account_delete"), {"email": "somebody@example.com"})
    assert "This is not the address of this account" in page.content.decode()
    assert User.objects.filter(pk=owner.pk).exists()


def test_deleting_is_all_or_nothing(owner, monkeypatch):
    with_deadline(owner)

    def fails(user, *, now):
        raise IntegrityError

    monkeypatch.setitem(belongings._registered, "zz", belongings.Belongings("zz", export=list, erase=fails))
    with pytest.raises(IntegrityError):
        belongings.erase(owner, now=timezone.now())
    assert Nudge.objects.planned().exists()
