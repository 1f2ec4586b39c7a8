"""The pages of negotiations as their owner walks them."""

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils.timezone import now as current_time

from guides.models import Revision, Target
from negotiate.mail.models import Heartbeat
from offers.models import Entry, Negotiation, Nudge, Proposal
from offers.negotiating import add_entry, record_outcome
from offers.scheduling import set_deadline
from tests import factories

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)
GUIDE = "?guide=acme-capital/ml-ai-engineer"
PAGES = ("negotiation", "proposal_add", "entry_add", "outcome_add", "negotiation_reopen", "negotiation_delete")


@pytest.fixture
def guide(db):
    return factories.create_guide()


@pytest.fixture
def mine(client, owner):
    client.force_login(owner)
    return client


def words(response) -> str:
    """The page's text in one line."""
    text = re.sub(r"<svg.*?</svg>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&nbsp;", " ").replace("\u00a0", " ").split())


def lines(**values):
    """The formset's fields as a browser sends them: five lines with what is given, `base="300k"` or `line_5_text="…"`."""
    first = ("base", "bonus", "sign_on", "equity", "pnl")
    sent = {"terms-TOTAL_FORMS": "5", "terms-INITIAL_FORMS": "5", "terms-MIN_NUM_FORMS": "0", "terms-MAX_NUM_FORMS": "60"}
    for place, component in enumerate(first):
        field = "percent" if component == "pnl" else "amount"
        sent |= {f"terms-{place}-component": component, f"terms-{place}-{field}": values.pop(component, "")}
    return sent | {name.replace("__", "-"): value for name, value in values.items()}


def start(client, query=GUIDE, **values):
    return client.post(reverse("negotiation_start") + query, lines(region="New York (HQ)", **values), follow=True)


def test_from_the_guide_to_a_verdict(mine, guide):
    page = start(mine, base="$300K", bonus="$200K")
    assert "Inside the band, above accept" in words(page)
    assert "As a whole at or above accept: base salary and bonus decide." in words(page)
    negotiation = Negotiation.objects.get()
    assert (negotiation.revision, negotiation.currency) == (guide.published, "USD")


def test_the_negotiation_says_which_revision_it_is_measured_against(mine, guide):
    page = start(mine)
    assert "revision 1" in words(page)
    Revision.objects.filter(guide=guide).update(state="archived")
    Revision.objects.create(guide=guide, number=2, state="published", title="Newer")
    assert "The guide has a newer revision, 2. Yours is still measured against revision 1." in words(mine.get(page.request["PATH_INFO"]))


def test_at_accept_and_below_walk_away_are_said(mine, guide):
    page = start(mine, base="290,000", bonus="144k")
    assert "Inside the band, at accept" in words(page)
    assert "Below the band, below walk-away" in words(page)
    assert "As a whole below walk-away: bonus decides." in words(page)


def test_the_standing_is_drawn_and_told_in_figures(mine, guide):
    page = start(mine, base="$300K", bonus="$200K").content.decode()
    assert "Anchor $330,000" in page and "Offer $300,000" in page
    assert "53\u00a0%" in page


def test_what_is_not_stated_is_said_so(mine, guide):
    Target.objects.create(revision=guide.published, kind="accept", component="pnl", unit="percent_of_pnl", low=4, high=4)
    assert "PnL share Not stated" in words(start(mine, base="$300K"))


def test_conditions_in_words_are_a_checklist(mine, guide):
    Target.objects.create(revision=guide.published, kind="walk_away", component="other", unit="none", condition="no deployment authority")
    guide.published.targets.filter(kind="accept", component="bonus").update(condition="guaranteed")
    page = words(start(mine))
    assert "Accept $190,000, Bonus: guaranteed" in page
    assert "Walk away: no deployment authority" in page


def test_a_negotiation_without_a_guide_works_in_full(mine):
    values = {"employer": "Tiny Fund", "role_name": "Quant", "region": "Zug", "currency": "chf"}
    page = mine.post(reverse("negotiation_start"), lines(base="180k", **values), follow=True)
    assert "Base salary CHF 180,000" in words(page)
    assert "No guide" in words(page) and "Not measured" in words(page) and "Nothing in the guide" not in words(page)


def test_the_guides_names_cannot_be_changed_by_what_is_sent(mine, guide):
    start(mine, employer="Someone else", role_name="Janitor")
    assert str(Negotiation.objects.get()) == "ML/AI Engineer at Acme Capital"


def test_the_currency_follows_the_region(mine, guide):
    guide.published.bands.create(region="London", component="base", low=1, high=2, currency="GBP", period="year")
    mine.post(reverse("negotiation_start") + GUIDE, lines(base="195k", region="London"))
    assert Negotiation.objects.get().currency == "GBP"


def test_a_region_that_the_guide_lacks_is_refused(mine, guide):
    page = mine.post(reverse("negotiation_start") + GUIDE, lines(base="$300K", region="Atlantis"))
    assert "is not one of the available choices" in words(page)
    assert 'value="$300K"' in page.content.decode()
    assert not Negotiation.objects.exists()


@pytest.mark.parametrize("asked", ["?guide=acme-capital/unknown", "?guide=nowhere", "?guide=%00/x"])
def test_a_guide_that_is_not_there_is_not_found(mine, guide, asked):
    assert mine.get(reverse("negotiation_start") + asked).status_code == 404


def test_a_retired_guide_starts_nothing(mine, guide):
    guide.retired_at = NOW
    guide.save()
    assert mine.get(reverse("negotiation_start") + GUIDE).status_code == 404


def negotiated(client):
    """An offer of 300K + 200K and a counter of 330K + 220K."""
    start(client, base="$300K", bonus="$200K")
    negotiation = Negotiation.objects.get()
    client.post(reverse("proposal_add", args=[negotiation.pk]), lines(side="candidate", base="330K", bonus="220K"))
    return negotiation


def test_they_agree_to_the_counter_and_the_uplift_is_shown(mine, guide):
    negotiation = negotiated(mine)
    set_deadline(negotiation, kind="employer", wall=datetime.fromisoformat("2099-11-27T17:00"), zone="America/New_York", now=NOW)
    planned = Nudge.objects.reminders().count()
    page = mine.post(reverse("outcome_add", args=[negotiation.pk]), {"kind": "accepted", "proposal": "counter"}, follow=True)
    assert f"{planned} reminders were stopped" in words(page)
    assert "Base +$30,000" in words(page) and "Bonus +$20,000" in words(page)
    assert "This negotiation is closed" in words(page)
    assert "Counter</a>" not in page.content.decode()
    assert [proposal.side for proposal in negotiation.proposals.all()] == ["employer", "candidate", "employer"]


def test_the_outcome_offers_what_may_have_been_agreed(mine, guide):
    page = words(mine.get(reverse("outcome_add", args=[negotiated(mine).pk])))
    assert "Their newest offer: Base salary $300,000; Bonus $200,000 guaranteed" in page
    assert "They agreed to my counter: Base salary $330,000; Bonus $220,000 guaranteed" in page


def test_accepting_without_an_offer_is_an_error_at_the_field(mine, guide):
    start(mine)
    url = reverse("outcome_add", args=[Negotiation.objects.get().pk])
    page = mine.post(url, {"kind": "accepted", "note": "Really?"})
    assert "There is no offer to accept yet" in words(page) and "Really?" in words(page)


def test_an_empty_outcome_says_what_is_missing(mine, guide):
    assert "This field is required" in words(mine.post(reverse("outcome_add", args=[negotiated(mine).pk]), {}))


def test_reopening_takes_a_reason_and_keeps_the_outcome_on_the_timeline(mine, guide):
    negotiation = negotiated(mine)
    record_outcome(negotiation, kind="declined", now=NOW)
    url = reverse("negotiation_reopen", args=[negotiation.pk])
    assert "This field is required" in words(mine.post(url, {"reason": ""}))
    page = words(mine.post(url, {"reason": "They called again."}, follow=True))
    assert "Outcome: declined" in page and "They called again." in page and "Log an offer" in page
    assert "is open" in words(mine.post(url, {"reason": "Twice"}))


def test_a_closed_negotiation_refuses_a_proposal_and_keeps_what_was_typed(mine, guide):
    negotiation = negotiated(mine)
    record_outcome(negotiation, kind="declined", now=NOW)
    page = mine.post(reverse("proposal_add", args=[negotiation.pk]), lines(base="1m"))
    assert "This negotiation is closed. Reopen it first." in words(page)
    assert 'value="1m"' in page.content.decode()


def test_the_timeline_tells_everything_in_order(mine, guide):
    negotiation = negotiated(mine)
    data = {"kind": "promise", "who": "employer", "channel": "phone", "text": "A sign-on of 50K", "happened_at": "2020-01-02T03:04"}
    mine.post(reverse("entry_add", args=[negotiation.pk]), data)
    page = words(mine.get(negotiation.get_absolute_url()))
    told = ["Promise, phone", "A sign-on of 50K", "Negotiation begun", "Their offer, said", "My counter, said"]
    places = [page.index(item, page.index("Timeline")) for item in told]
    assert places == sorted(places)
    assert "Thursday 2 January 2020, 03:04 in New York" in page


@pytest.mark.parametrize("when", ["2999-01-01T00:00", "1969-12-31T00:00", "0000", "yesterday", "9999-12-31T23:59:59-23:00"])
def test_a_note_of_an_impossible_time_is_refused_at_the_field(mine, guide, when):
    start(mine)
    page = mine.post(
        reverse("entry_add", args=[Negotiation.objects.get().pk]), {"kind": "note", "who": "candidate", "text": "Hm", "happened_at": when}
    )
    assert page.status_code == 200 and "errorlist" in page.content.decode()
    assert f'value="{when}"' in page.content.decode()
    assert not Entry.objects.exists()


def test_deleting_asks_first(mine, guide):
    negotiation = negotiated(mine)
    url = reverse("negotiation_delete", args=[negotiation.pk])
    assert "Delete this negotiation?" in words(mine.get(url))
    assert mine.get(negotiation.get_absolute_url()).status_code == 200
    assert "is deleted" in words(mine.post(url, follow=True))
    assert mine.get(negotiation.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing(client, owner, stranger, name):
    url = reverse(name, args=[factories.create_negotiation(owner).pk])
    client.force_login(stranger)
    assert client.get(url).status_code == 404
    assert client.post(url, lines(base="1", reason="x", kind="note")).status_code in (404, 405)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_signed_in_is_asked_to(client, owner, name):
    response = client.get(reverse(name, args=[factories.create_negotiation(owner).pk]))
    assert (response.status_code, response.url.startswith("/account/login/")) == (302, True)


def test_staff_see_no_ones_negotiation_but_their_own(client, owner, curator):
    client.force_login(curator)
    assert client.get(factories.create_negotiation(owner).get_absolute_url()).status_code == 404


def test_an_empty_list_leads_to_the_guides(mine):
    page = mine.get(reverse("negotiations"))
    assert "No negotiation yet." in words(page) and reverse("guides") in page.content.decode()


def test_the_list_shows_what_must_be_decided_first(mine, owner, guide):
    later, sooner, closed, idle = (
        factories.create_negotiation(owner, guide, employer=name) for name in ("Later", "Sooner", "Closed", "Idle")
    )
    for negotiation, day in ((later, "2099-12-30"), (sooner, "2099-12-01"), (closed, "2099-11-01")):
        factories.create_proposal(negotiation)
        set_deadline(negotiation, kind="employer", wall=datetime.fromisoformat(f"{day}T17:00"), zone="America/New_York", now=NOW)
    record_outcome(closed, kind="declined", now=NOW)
    page = words(mine.get(reverse("negotiations")))
    places = [page.index(f"at {name}") for name in ("Sooner", "Later", "Idle", "Closed")]
    assert places == sorted(places)
    assert "Decide by Tuesday 1 December 2099, 17:00 in New York" in page
    assert "As a whole at or above accept" in page


def fill(negotiation, proposals, entries):
    for hour in range(proposals):
        factories.create_proposal(negotiation, side=("employer", "candidate")[hour % 2], made_at=NOW + timedelta(hours=hour))
    for _ in range(entries):
        add_entry(negotiation, kind="note", who="candidate", channel="", text="A note", happened_at=NOW)
    for day in range(proposals):
        wall = datetime.fromisoformat("2099-01-01T17:00") + timedelta(days=day)
        set_deadline(negotiation, kind="own", wall=wall, zone="Europe/London", now=NOW)


def test_pages_open_with_few_queries_however_much_happened(mine, owner, guide, settings, django_assert_max_num_queries):
    """With a mail server and without, with a worker that makes its rounds and with none that ever did."""
    negotiation = factories.create_negotiation(owner, guide)
    fill(negotiation, 12, 36)
    for _ in range(12):
        fill(factories.create_negotiation(owner, guide), 2, 1)
    for makes_rounds, settings.EMAIL_URL in product((False, True), ("", "smtp://localhost")):
        if makes_rounds:
            Heartbeat.objects.get_or_create(defaults={"beat_at": current_time()})
        for most, page in ((12, negotiation.get_absolute_url()), (8, reverse("negotiations"))):
            with django_assert_max_num_queries(most):
                assert mine.get(page).status_code == 200
