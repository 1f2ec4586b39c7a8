"""Promises on the page and in the API: open points until the letter keeps them or they are settled by hand."""

import pytest
from django.urls import reverse

from offers.models import Entry, Term
from tests import factories
from tests.test_api import Api
from tests.test_offer_pages import words
from tests.test_undoing import offered, press_undo

PROMISE = {"kind": "promise", "who": "employer", "channel": "Phone", "text": "The recruiter called."}
NEED = {"kind": "statement", "who": "candidate", "text": "I said I need 320K base."}


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


@pytest.fixture
def negotiation(owner):
    return factories.create_negotiation(owner)


def say(client, negotiation, **said):
    return client.post(reverse("entry_add", args=[negotiation.pk]), PROMISE | said, follow=True)


def letter(negotiation, sign_on=None):
    proposal = factories.create_proposal(negotiation, status="written")
    if sign_on:
        Term.objects.create(proposal=proposal, component="sign_on", amount=sign_on, currency="USD", period="one_time")
    return proposal


def points(client, negotiation) -> list[str]:
    return [told for _, told in client.get(negotiation.get_absolute_url()).context["page"].points]


def test_a_promise_is_an_open_point_until_the_letter_keeps_it(mine, negotiation):
    page = say(mine, negotiation, claim="50k sign-on")
    assert "Kept as their claim: sign-on $50K." in words(page)
    assert points(mine, negotiation) == ["Verbal sign-on $50K, nothing in writing yet"]
    letter(negotiation)
    assert points(mine, negotiation) == ["Verbal sign-on $50K, letter silent"]
    assert "Open points Verbal sign-on $50K, letter silent Settle" in words(mine.get(negotiation.get_absolute_url()))
    letter(negotiation, sign_on=30_000)
    assert points(mine, negotiation) == ["Verbal sign-on $50K, letter says $30K"]
    letter(negotiation, sign_on=50_000)
    assert points(mine, negotiation) == []


def test_a_later_letter_that_takes_it_back_opens_it_again(mine, negotiation):
    say(mine, negotiation, claim="50k sign-on")
    letter(negotiation, sign_on=50_000)
    letter(negotiation)
    assert points(mine, negotiation) == ["Verbal sign-on $50K, letter silent"]


def test_the_number_is_read_from_the_words_where_none_is_typed(mine, negotiation):
    say(mine, negotiation, text="They promise a sign-on of 50K.")
    entry = Entry.objects.get()
    assert (entry.component, entry.amount, entry.currency) == ("sign_on", 50_000, "USD")


def test_a_claim_that_cannot_be_read_is_an_error_at_its_field(mine, negotiation):
    page = say(mine, negotiation, claim="a lot")
    assert "such as 50k sign-on" in words(page) and 'value="a lot"' in page.content.decode()
    assert "A note makes no claim" in words(say(mine, negotiation, claim="50k sign-on", kind="note"))
    assert not Entry.objects.exists()


def test_a_point_is_settled_by_hand_with_a_reason_and_undone(mine, negotiation):
    say(mine, negotiation, claim="50k sign-on")
    letter(negotiation)
    url = reverse("entry_settle", args=[negotiation.pk, Entry.objects.get().pk])
    assert "Sign-on $50K" in words(mine.get(url))
    assert "This field is required" in words(mine.post(url, {"reason": ""}))
    page = mine.post(url, {"reason": "It is in the base now."}, follow=True)
    assert points(mine, negotiation) == []
    assert "Open point settled It is in the base now." in words(page)
    press_undo(mine, negotiation, offered(page.content.decode()))
    assert points(mine, negotiation) == ["Verbal sign-on $50K, letter silent"]


def test_a_counter_below_what_one_said_one_needs_is_warned_of(mine, negotiation):
    page = say(mine, negotiation, **NEED)
    assert "Kept as your own number: base salary $320K." in words(page)
    factories.create_proposal(negotiation, side="candidate", base=310_000)
    warning = "You said that you need base salary $320K; the counter asks for $310K."
    assert warning in words(mine.get(negotiation.get_absolute_url()))
    factories.create_proposal(negotiation, side="candidate", base=330_000)
    assert warning not in words(mine.get(negotiation.get_absolute_url()))


def test_the_warning_comes_with_the_counter_itself(mine, negotiation):
    say(mine, negotiation, **NEED)
    sent = {
        "side": "candidate",
        "terms-TOTAL_FORMS": "1",
        "terms-INITIAL_FORMS": "1",
        "terms-0-component": "base",
        "terms-0-amount": "310k",
    }
    page = mine.post(reverse("proposal_add", args=[negotiation.pk]) + "?side=candidate", sent, follow=True)
    assert [str(message) for message in page.context["messages"]][-1].startswith("You said that you need base salary $320K")


def test_a_stranger_settles_nothing(client, mine, negotiation, stranger):
    say(mine, negotiation, claim="50k sign-on")
    client.force_login(stranger)
    url = reverse("entry_settle", args=[negotiation.pk, Entry.objects.get().pk])
    assert client.get(url).status_code == client.post(url, {"reason": "x"}).status_code == 404


@pytest.fixture
def api(client, owner):
    return Api(client, owner)


def test_the_api_tells_open_points_and_settles_them(api, negotiation):
    path = f"/negotiations/{negotiation.pk}"
    said = {"kind": "promise", "who": "employer", "text": "By phone", "component": "sign_on", "amount": "50000"}
    entry = api("post", f"{path}/entries", said).json()
    assert (entry["component"], entry["amount"], entry["currency"], entry["settled_at"]) == ("sign_on", "50000", "USD", None)
    letter(negotiation, sign_on=30_000)
    (point,) = api("get", path).json()["open_points"]
    assert (point["entry"], point["state"], point["written"]) == (entry["id"], "lower", "30000")
    assert point["words"] == "Verbal sign-on $50K, letter says $30K"
    settled = api("post", f"{path}/entries/{entry['id']}/settle", {"reason": "Agreed."}).json()
    assert settled["settled_reason"] == "Agreed."
    assert api("get", path).json()["open_points"] == []


def test_the_api_reads_the_number_from_the_words_and_warns_of_a_counter(api, negotiation):
    path = f"/negotiations/{negotiation.pk}"
    assert api("post", f"{path}/entries", NEED).json()["meaning"] == "need"
    factories.create_proposal(negotiation, side="candidate", base=310_000)
    assert api("get", path).json()["contradictions"] == ["You said that you need base salary $320K; the counter asks for $310K."]


@pytest.mark.parametrize(
    "said",
    [
        {"amount": "1"},
        {"component": "base"},
        {"component": "base", "amount": "1", "percent": "2"},
        {"component": "base", "amount": "1", "kind": "note"},
        {"component": "base", "amount": "-1"},
        {"component": "nonsense", "amount": "1"},
    ],
)
def test_the_api_refuses_claims_that_make_no_sense(api, negotiation, said):
    given = {"kind": "promise", "who": "employer", "text": "x", **said}
    assert api("post", f"/negotiations/{negotiation.pk}/entries", given).status_code == 422
