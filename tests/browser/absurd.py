"""What no page was drawn for: names without a blank, amounts of 15 digits, words of 200 letters, forty regions, thirty proposals."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import reverse

from guides.flags import raise_flag
from guides.indexing import index_guides
from guides.models import Band, Company, Guide, LevelPeer, LevelRow, Lever, Revision, Role, Section, Source, Tag, Target
from negotiate.accounts.models import ApiKey
from offers.models import Comparison, Term
from offers.negotiating import add_entry, add_proposal, record_outcome, start_negotiation
from offers.own_numbers import Given, keep_own_numbers
from offers.present_job import keep_present_job
from offers.scheduling import set_deadline
from tests.factories import create_user

NAME = "absurd-" + "x" * 50
LONG = "Donaudampfschifffahrt" * 9
MUCH = Decimal("123456789012345")
CURRENCIES = ("USD", "GBP", "EUR", "CHF", "JPY", "INR", "SGD", "HKD", "CAD", "AUD", "PLN", "BRL")
KINDS = ("anchor", "accept", "walk_away")
SLUG = "absurd"
PNL = {"of": LONG, "scenarios": [{"pnl": "-999999999999999", "chance": "0.5"}, {"pnl": "999999999999999", "chance": "0.5"}]}
REPAYMENT = {"months": 24, "method": "linear", "basis": "gross", "triggers": ["resignation"]}
MARKDOWN = f"# {LONG}\n\n{LONG}\n\n- {LONG}\n\n```\n{LONG}\n```\n\n| A | B | {LONG} |\n|---|---|---|\n| {MUCH} | {LONG} | c |\n"


@transaction.atomic
def make_absurd(password: str, now: datetime) -> None:
    """A guide and a person whose every page is too full, and one who has nothing at all."""
    user = create_user(f"{NAME}@example.com", password)
    user.is_staff = True
    user.save()
    user.groups.set(Group.objects.filter(name__in=("curator", "editor")))
    create_user("empty@example.com", password)
    guide = make_guide()
    raise_flag(guide.published.bands.first(), by=user, reason=LONG, now=now)
    ApiKey.create(user=user, name=LONG[:100], scope="read")
    negotiations = [negotiate(user, guide, now, currency) for currency in CURRENCIES[:2]]
    close(user, now)
    keep_present_job(user, terms=package(), currency="USD", employer=LONG, role_name=LONG, now=now)
    keys = [*(str(each.pk) for each in negotiations), "present"]
    compared = Client(headers={"host": "127.0.0.1"})
    compared.force_login(user)
    compared.post(f"{reverse('comparison_keep')}?ids={','.join(keys)}&currency=USD", {"name": LONG})
    assert Comparison.objects.filter(user=user).exists()


def make_guide() -> Guide:
    """Forty regions in twelve currencies, twelve peers, and every text of one word."""
    company = Company.objects.create(slug=SLUG, name=LONG, sector=LONG[:100])
    guide = Guide.objects.create(company=company, role=Role.objects.create(slug=SLUG, name=LONG))
    old, new = (
        Revision.objects.create(guide=guide, number=number, title=LONG, notice=LONG, summary=LONG, state=state)
        for number, state in ((1, "archived"), (2, "published"))
    )
    draft = Revision.objects.create(guide=guide, number=3, title=LONG, summary=LONG)
    for revision in (old, new, draft):
        fill(revision)
    index_guides([guide.pk])
    return guide


def fill(revision) -> None:
    source = Source.objects.create(revision=revision, title=LONG, url=f"https://example.com/{LONG}")
    shared = {"revision": revision, "period": "year", "original": LONG, "source": source, "as_of": date(2026, 1, 1)}
    places = [(number, CURRENCIES[number % len(CURRENCIES)], component) for number in range(40) for component in ("base", "bonus")]
    for number, currency, component in places:
        amounts = {"low": number + 1, "high": MUCH - revision.number, "currency": currency}
        Band.objects.create(**shared, **amounts, position=number, region=f"{number} {LONG}", level=LONG, component=component, note=LONG)
    for component in ("base", "bonus"):
        for number, kind in enumerate(KINDS):
            amounts = {"low": MUCH - number, "high": MUCH, "currency": "USD"}
            Target.objects.create(**shared, **amounts, position=number, kind=kind, component=component, scope=LONG, condition=LONG)
    Tag.objects.create(revision=revision, name=LONG)
    Lever.objects.create(revision=revision, name=LONG, body=LONG, script=f"[{LONG}] {LONG}")
    Section.objects.create(revision=revision, kind="other", heading=LONG, markdown=MARKDOWN)
    for number in range(3):
        row = LevelRow.objects.create(revision=revision, own_level=LONG, position=number)
        LevelPeer.objects.bulk_create(LevelPeer(row=row, position=peer, company=f"{peer} {LONG}", level=LONG) for peer in range(12))


def package(currency="USD") -> list[Term]:
    """Fifteen digits of each sort and certainty, some of it negative."""
    amounts = {"currency": currency, "amount": MUCH, "original": LONG}
    bonuses = [
        Term(component="bonus", kind=certainty, certainty=certainty, **amounts) for certainty in ("guaranteed", "target", "discretionary")
    ]
    return [
        Term(component="base", certainty="contractual", **amounts),
        *bonuses,
        Term(component="sign_on", period=Term.Period.ONE_TIME, repayment=REPAYMENT, **amounts),
        Term(component="equity", certainty="market", kind="RSU", period=Term.Period.GRANT, **amounts),
        Term(component="pnl", percent=Decimal(6), certainty=Term.Certainty.DISCRETIONARY, original=LONG, pnl=PNL),
        Term(component="notice", text=LONG),
    ]


def negotiate(user, guide, now, currency):
    """Thirty proposals, long notes and promises, a deadline with words, numbers of one's own."""
    started = start_negotiation(
        user=user,
        now=now - timedelta(days=40),
        guide=guide,
        employer=LONG + LONG[:11],
        role_name=LONG,
        region=f"0 {LONG}",
        currency=currency,
    )
    for number in range(30):
        side, made = ("employer", "candidate")[number % 2], now - timedelta(days=31 - number)
        add_proposal(started, side=side, terms=package(currency), now=made, note=LONG, status="written")
    add_entry(started, kind="note", who="candidate", channel=LONG[:100], text=LONG, happened_at=now - timedelta(days=1))
    claim = {"component": "sign_on", "amount": MUCH, "currency": currency}
    add_entry(started, kind="promise", who="employer", channel=LONG[:100], text=LONG, happened_at=now - timedelta(hours=2), **claim)
    wall = (now + timedelta(days=4)).astimezone(ZoneInfo("America/New_York")).replace(tzinfo=None, microsecond=0)
    set_deadline(started, kind="employer", wall=wall, zone="America/New_York", now=now, source="written", note=LONG, set_by=LONG[:100])
    given = Given(low=MUCH - 1, high=MUCH, original=LONG[:120], currency=currency, period="year", source=LONG)
    keep_own_numbers(started, "base", {"band": given, "accept": given}, now=now)
    return started


def close(user, now) -> None:
    closed = start_negotiation(user=user, now=now - timedelta(days=9), employer=LONG, role_name=LONG, currency="USD")
    offer = add_proposal(closed, side="employer", terms=package(), now=now - timedelta(days=8))
    record_outcome(closed, kind="accepted", proposal=offer, now=now, note=LONG)
