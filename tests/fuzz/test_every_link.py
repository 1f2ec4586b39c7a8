"""Every link, filter, sort, page and asking form that the product draws leads somewhere.

For each visitor, on no data, the demo's and absurd data; and no value in their place makes the server fail.
"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guides.models import Band, Company, Flag, Guide
from guides.starting import load_starter_guides
from negotiate.accounts.models import User
from offers.demo import CANDIDATE_EMAIL, CURATOR_EMAIL, create_demo
from offers.negotiating import add_entry, start_negotiation
from offers.scheduling import set_deadline
from tests import factories
from tests.crawler import Crawl, crawl

pytestmark = pytest.mark.django_db
LONG = "Überlänge" * 11
CURRENCIES = ("USD", "EUR", "GBP", "CHF", "INR", "JPY", "ILS", "SEK", "PLN", "BRL", "TWD", "KWD")


HOSTILE = ("-1", "0", "abc", "9" * 21, "XXX", "%00", "%ED%A0%80", "x" * 5_000, "2026-02-30", "unicorn", "%27%22%3Cb%3E%25", "")


def root() -> User:
    return factories.create_staff("root@example.com", is_superuser=True)


def browser(user: User | None = None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    return client


def walked(candidate: User, *staff: User) -> list[tuple[Client, Crawl]]:
    """What a stranger, the candidate and each of the staff meet."""
    walks = [(browser(), ("/", "/guides/")), (browser(candidate), ("/", "/negotiations/", "/account/", "/compare/"))]
    walks += [(browser(one), ("/admin/",)) for one in staff]
    found = [(client, crawl(client, *starts)) for client, starts in walks]
    assert all(len(walk.statuses) > 8 for _, walk in found)
    return found


def broken(walks: list[tuple[Client, Crawl]]) -> list[str]:
    return [one for _, walk in walks for one in walk.broken]


def answered_wrong(walks: list[tuple[Client, Crawl]]) -> list[str]:
    """The questions that a hostile value of a parameter, one of those that the pages draw, makes the server fail at."""
    asked = {(path, name): client for client, walk in walks for path, name in walk.parameters}
    questions = ((client, f"{path}?{name}={value}") for (path, name), client in asked.items() for value in HOSTILE)
    return [question[:200] for client, question in questions if client.get(question).status_code >= 500]


def test_no_link_is_broken_where_nothing_is_there_yet(owner):
    walks = walked(owner, root())
    assert broken(walks) == []
    assert answered_wrong(walks) == []


def test_no_link_of_the_demo_is_broken():
    now = timezone.now()
    load_starter_guides(now=now)
    create_demo(candidate_password="correct-horse-9", curator_password="correct-horse-9", now=now)
    guide = Guide.objects.first()
    Flag.objects.create(guide=guide, revision=guide.published, about="The base is too low.", user=User.objects.get(email=CANDIDATE_EMAIL))
    clerk = factories.create_staff("clerk@example.com", "curator")
    candidate, editor = (User.objects.get(email=email) for email in (CANDIDATE_EMAIL, CURATOR_EMAIL))
    assert broken(walked(candidate, clerk, editor)) == []


def test_no_link_is_broken_on_absurd_data(owner):
    fill_with_absurd_data(owner)
    walks = walked(owner, root())
    assert broken(walks) == []
    assert answered_wrong(walks) == []


def fill_with_absurd_data(owner):
    """A very long name and sector, 48 regions, twelve currencies, sixty negotiations, one of them with thirty proposals."""
    now = timezone.now()
    guide = factories.create_guide(company="a" * 50, role_name="Ingénieur & <b>Löwe</b> / “Ω”")
    Company.objects.update(name=LONG, sector="Häuser & Söhne / 50% «off»")
    Band.objects.bulk_create(
        Band(revision=guide.published, region=f"Region {number} & Co", component="base", low=1, high=10**14, currency=code, period="year")
        for number, code in enumerate(CURRENCIES * 4)
    )
    for number in range(60):
        negotiation = start_negotiation(
            user=owner,
            now=now,
            guide=None if number % 2 else guide,
            employer=LONG,
            role_name=f"Rolle {number}",
            currency=CURRENCIES[number % 12],
        )
    for number in range(30):
        factories.create_proposal(negotiation, side=("employer", "candidate")[number % 2], base=10**14 + number, bonus=None)
    set_deadline(negotiation, kind="employer", wall=(now + timedelta(days=900)).replace(tzinfo=None), zone="Pacific/Chatham", now=now)
    for number in range(70):
        add_entry(negotiation, kind="note", who="candidate", channel="email", text=LONG, happened_at=now - timedelta(hours=number))
