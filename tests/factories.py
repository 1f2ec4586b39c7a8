"""Rows for tests: each function makes one thing with sensible defaults, changed by keywords."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from guides.indexing import index_guides
from guides.models import Band, Company, Guide, Revision, Role, Target
from guides.models import Entry as Indexed
from negotiate.accounts.mail_kinds import AT_FIRST
from negotiate.accounts.models import User
from offers.models import Entry, Negotiation, Proposal, Term


def create_user(email="owner@example.com", password="correct-horse-9", zone="America/New_York", **fields):
    """Somebody who wants no invitations, so that a mail in a test is one about time; tests of invitations turn them on."""
    fields.setdefault("mail_kinds", [kind for kind in AT_FIRST if kind != "invitation"])
    user = User.objects.create_user(email, password, zone=zone, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def create_staff(email, *groups, **fields):
    """Somebody at the desk, in the groups named: curator, editor."""
    user = create_user(email, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


FIGURES = (("base", 255, 340, (330, 290, 255)), ("bonus", 145, 230, (220, 190, 145)))  # in thousands: low, high, the marks

ENTRIES: dict[tuple, dict] = {}  # of guides that are alike in all that an entry is made of


def create_guide(company="acme-capital", role="ml-ai-engineer", role_name="ML/AI Engineer", **fields):
    """A published guide: New York, base 255–340K and bonus 145–230K in USD, with anchor, accept and walk-away for both."""
    guide = Guide.objects.create(
        company=Company.objects.get_or_create(slug=company, defaults={"name": company.replace("-", " ").title()})[0],
        role=Role.objects.get_or_create(slug=role, defaults={"name": role_name})[0],
    )
    revision = Revision.objects.create(guide=guide, number=1, state="published", title=f"{guide.role} | {guide.company}", **fields)
    Band.objects.bulk_create(band(revision, component, low, high) for component, low, high, _ in FIGURES)
    Target.objects.bulk_create(
        target(revision, kind, component, mark)
        for component, _, _, marks in FIGURES
        for kind, mark in zip(("anchor", "accept", "walk_away"), marks, strict=True)
    )
    index(revision, *sorted(fields.items()))
    return guide


def index(revision, *said):
    """The guide's entry in the search index: made by the product for the first of its kind, copied for those like it."""
    company, role = revision.guide.company, revision.guide.role
    like = (company.name, company.slug, role.name, role.slug, *said)
    if like in ENTRIES:
        Indexed.objects.create(guide=revision.guide, revision=revision, **ENTRIES[like])
        return
    index_guides([revision.guide_id])
    ENTRIES[like] = Indexed.objects.values("vector", "regions", "tags", "place", "line", "digest", "rules").get(guide=revision.guide)


def band(revision, component, low, high):
    amounts = {"low": low * 1000, "high": high * 1000, "currency": "USD", "period": "year", "original": f"${low}K - ${high}K"}
    return Band(revision=revision, region="New York (HQ)", component=component, **amounts)


def target(revision, kind, component, mark):
    amounts = {"low": mark * 1000, "high": mark * 1000, "currency": "USD", "period": "year", "original": f"{kind} at ${mark}K"}
    return Target(revision=revision, kind=kind, component=component, **amounts)


def create_negotiation(user=None, guide=None, **fields):
    user = user or User.objects.filter(email="owner@example.com").first() or create_user()
    fields = {"employer": "Acme Capital", "role_name": "ML/AI Engineer", "region": "New York (HQ)", "currency": "USD", **fields}
    return Negotiation.objects.create(user=user, revision=guide.published if guide else None, **fields)


def create_promise(negotiation, amount=50_000, component="sign_on", text="A sign-on, on the phone.", **fields):
    """A number that the employer named, without a letter."""
    named = {"kind": "promise", "who": "employer", "currency": negotiation.currency, **fields}
    return Entry.objects.create(negotiation=negotiation, component=component, amount=amount, text=text, **named)


def create_proposal(negotiation, side="employer", base=300_000, bonus=200_000, **fields):
    proposal = Proposal.objects.create(negotiation=negotiation, side=side, **fields)
    for component, amount, certainty in (("base", base, "contractual"), ("bonus", bonus, "guaranteed")):
        if amount is not None:
            Term.objects.create(
                proposal=proposal,
                component=component,
                amount=amount,
                currency=negotiation.currency,
                certainty=certainty,
                original=str(amount),
            )
    return proposal
