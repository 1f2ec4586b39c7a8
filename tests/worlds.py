"""Data for those who walk the product: none, the demo's, and absurd ones; and who walks there."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from guides.models import Band, Company, Flag, Guide
from guides.starting import load_starter_guides
from negotiate.accounts.models import User
from negotiate.mail.models import Message
from offers.demo import CANDIDATE_EMAIL, CURATOR_EMAIL, create_demo
from offers.models import Negotiation
from offers.negotiating import add_entry, record_outcome, start_negotiation
from offers.scheduling import set_deadline
from tests import factories
from tests.crawler import Crawl, crawl

LONG = "Überlänge" * 11
CURRENCIES = ("USD", "EUR", "GBP", "CHF", "INR", "JPY", "ILS", "SEK", "PLN", "BRL", "TWD", "KWD")
PASSWORD = "correct-horse-9"


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


def nothing() -> list[User]:
    """A candidate, a curator, and an administrator, who sees all that is at the desk."""
    return [factories.create_user(), factories.create_staff("clerk@example.com", "curator"), administrator()]


def demo() -> list[User]:
    """The demo's candidate, a curator, its editor and an administrator; a flag, a comparison, an outcome and a mail have come to it."""
    now = timezone.now()
    load_starter_guides(now=now)
    create_demo(candidate_password=PASSWORD, curator_password=PASSWORD, now=now)
    candidate, editor = (User.objects.get(email=email) for email in (CANDIDATE_EMAIL, CURATOR_EMAIL))
    guide = Guide.objects.first()
    Flag.objects.create(guide=guide, revision=guide.published, about="The base is too low.", user=candidate)
    keys = ",".join(str(pk) for pk in Negotiation.objects.values_list("pk", flat=True))
    browser(candidate).post(f"/compare/keep/?ids={keys}", {"name": "Both"})
    record_outcome(factories.create_negotiation(candidate), kind="declined", now=now)
    Message.objects.create(kind="nudges", address=candidate.email, user=candidate)
    return [candidate, factories.create_staff("clerk@example.com", "curator"), editor, administrator()]


def absurd() -> list[User]:
    """A very long name and sector, 48 regions, twelve currencies, sixty negotiations, one of them with thirty proposals."""
    now, owner = timezone.now(), factories.create_user()
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
    return [owner, administrator()]


def administrator() -> User:
    return factories.create_staff("root@example.com", is_superuser=True)
