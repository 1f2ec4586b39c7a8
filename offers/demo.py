"""Two people to try the product with: a candidate in the middle of two negotiations, and a curator."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from guides.models import Guide
from negotiate.accounts.models import User
from offers.models import Term
from offers.negotiating import add_entry, add_proposal, start_negotiation
from offers.own_numbers import Given as OwnFigure
from offers.own_numbers import keep_own_numbers
from offers.present_job import keep_present_job
from offers.scheduling import set_deadline

CANDIDATE_EMAIL = "candidate@example.com"
CURATOR_EMAIL = "curator@example.com"
ZONE = "America/New_York"
REGION = "New York (HQ)"
DAYS_TO_DECIDE = 4
SATURDAY = 5
CASES = ((10, "0.25"), (25, "0.5"), (40, "0.25"))  # millions a year, 25 in the mean
PNL = {"of": "all pods that use my signals", "scenarios": [{"pnl": f"{pnl}000000", "chance": chance} for pnl, chance in CASES]}
HEARD = {"currency": "USD", "period": "year", "source": "Two people who work there"}
OWN_BASE = {
    "band": OwnFigure(low=Decimal(290_000), high=Decimal(350_000), original="290K to 350K", **HEARD),
    "accept": OwnFigure(low=Decimal(300_000), high=Decimal(300_000), original="300K", **HEARD),
}
REPAYMENT = {"months": 24, "method": "linear", "basis": "gross", "triggers": ["resignation"]}


@transaction.atomic
def create_demo(*, candidate_password, curator_password, now) -> None:
    """The candidate and the curator, with all that the candidate has done so far. Works without the guide too."""
    candidate = create_person(CANDIDATE_EMAIL, candidate_password)
    curator = create_person(CURATOR_EMAIL, curator_password, is_staff=True)
    curator.groups.set(Group.objects.filter(name__in=("curator", "editor")))
    negotiate_with_millennium(candidate, now)
    negotiate_with_citadel(candidate, now)
    say_what_the_present_job_pays(candidate, now)


def create_person(email, password, **fields) -> User:
    user = User.objects.create_user(email, password, zone=ZONE, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def amount(component, number, **fields) -> Term:
    return Term(component=component, amount=Decimal(number), original=f"${number // 1000}K", **fields)


def package(base, bonus) -> list[Term]:
    return [amount("base", base), amount("bonus", bonus, certainty=Term.Certainty.GUARANTEED, years_of_service=[1])]


def negotiate_with_millennium(candidate, now):
    """The live one: their offer, a counter, a promise on the phone, and a deadline some days away."""
    guide = Guide.objects.readable().filter(company__slug="millennium-management", role__slug="ml-ai-engineer").first()
    negotiation = start_negotiation(
        user=candidate,
        now=now - timedelta(days=6),
        guide=guide,
        employer="Millennium Management",
        role_name="ML/AI Engineer",
        region=REGION,
        currency="USD",
    )
    offered, countered = now - timedelta(days=5), now - timedelta(days=2)
    add_proposal(negotiation, side="employer", terms=package(300_000, 200_000), now=offered, note="On the phone, from the recruiter.")
    asked = [
        Term(component="pnl", percent=Decimal(6), certainty=Term.Certainty.DISCRETIONARY, original="6 %", pnl=PNL),
        amount("sign_on", 90_000, period=Term.Period.ONE_TIME, repayment=REPAYMENT),
    ]
    add_proposal(negotiation, side="candidate", terms=package(330_000, 220_000) + asked, now=countered, status="written")
    text = "They take the counter to the committee and answer before the deadline. A sign-on is possible."
    add_entry(negotiation, kind="promise", who="employer", channel="Phone", text=text, happened_at=now - timedelta(days=1))
    set_deadline(negotiation, kind="employer", wall=wall_to_decide(now), zone=ZONE, now=now, source="written", note="In their letter.")


def negotiate_with_citadel(candidate, now):
    """The rival offer, without a guide: measured by the candidate's own numbers; its letter is silent on what was said on the phone."""
    negotiation = start_negotiation(
        user=candidate,
        now=now - timedelta(days=4),
        employer="Citadel",
        role_name="Quantitative Researcher (ML)",
        region="New York",
        currency="USD",
    )
    add_proposal(negotiation, side="employer", terms=package(310_000, 210_000), now=now - timedelta(days=3), status="written")
    said = {"kind": "promise", "who": "employer", "channel": "Phone", "text": "There will be a sign-on of 50K too."}
    claim = {"component": "sign_on", "amount": Decimal(50_000), "currency": "USD"}
    add_entry(negotiation, **said, **claim, happened_at=now - timedelta(days=3, hours=2))
    keep_own_numbers(negotiation, "base", OWN_BASE, now=now - timedelta(days=2))


def say_what_the_present_job_pays(candidate, now):
    """What both offers are compared with."""
    bonus = Term(component="bonus", percent=Decimal(30), certainty=Term.Certainty.TARGET, original="30 %")
    words = [Term(component="notice", text="3 months"), Term(component="remote", text="Two days a week")]
    terms = [amount("base", 240_000), bonus, *words]
    keep_present_job(candidate, terms=terms, currency="USD", employer="Barclays", role_name="Machine Learning Engineer", now=now)


def wall_to_decide(now) -> datetime:
    """17:00 in New York on the first weekday that is some days away."""
    day = now.astimezone(ZoneInfo(ZONE)).date() + timedelta(days=DAYS_TO_DECIDE)
    return datetime.combine(weekday_from(day), time(17))


def weekday_from(day: date) -> date:
    """The day itself, or the Monday after it where it is on a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day
