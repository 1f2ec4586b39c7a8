"""Own numbers, ticks and claims go with the account: into its export, and away with it."""

from datetime import UTC, datetime

import pytest

from negotiate.accounts import belongings
from offers.models import Entry, OwnNumber, Tick
from tests import factories

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.fixture
def negotiation(owner):
    negotiation = factories.create_negotiation(owner)
    mark = {"low": 310_000, "high": 310_000, "currency": "USD", "period": "year"}
    OwnNumber.objects.create(negotiation=negotiation, component="base", kind="accept", reason="Rent.", **mark)
    Tick.objects.create(negotiation=negotiation, key="k", text="a desk by the window")
    claim = {"component": "sign_on", "amount": 50_000, "currency": "USD", "settled_reason": "Agreed."}
    Entry.objects.create(negotiation=negotiation, kind="promise", who="employer", text="By phone", **claim)
    return negotiation


def test_the_export_holds_them(negotiation):
    (exported,) = belongings.export_of(negotiation.user, now=NOW)["negotiations"]
    (number,), (tick,), (entry,) = exported["own_numbers"], exported["ticks"], exported["entries"]
    assert (number["component"], number["kind"], number["reason"]) == ("base", "accept", "Rent.")
    assert tick["text"] == "a desk by the window"
    assert (entry["component"], entry["settled_reason"]) == ("sign_on", "Agreed.")


def test_they_are_erased_with_the_account_and_strangers_keep_theirs(negotiation, stranger):
    theirs = factories.create_negotiation(stranger)
    Tick.objects.create(negotiation=theirs, key="k", text="theirs")
    belongings.erase(negotiation.user, now=NOW)
    assert not OwnNumber.objects.exists() and not Entry.objects.exists()
    assert Tick.objects.get().text == "theirs"
