"""Where each page of the product is for each person: written down in the product's own process, as JSON."""

import json
import sys
import time

from allauth.account.internal.userkit import user_id_to_str
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils.timezone import now as current_time

from guides.models import Band, Guide, Revision, Target, Upload
from guides.uploading import keep
from negotiate.accounts.models import User
from negotiate.mail.models import Message
from offers.models import Comparison, Deadline, Entry, Negotiation, Nudge, Proposal
from offers.nudging.links import deadline_link, stop_link
from tests.browser.absurd import LONG, NAME, SLUG, make_absurd
from tests.routes import Route, all_routes

SHEET = f"company,role,kind,{LONG}\n{SLUG},{SLUG},band,{LONG}\n"


def write_places(password: str) -> None:
    """A line of JSON: by person, the session's key and (route, path) of every page that could be theirs."""
    make_absurd(password, current_time())
    people = {name: User.objects.get(email=f"{name}@example.com") for name in ("candidate", "curator", "empty", NAME)}
    root = User.objects.create_superuser(f"root-{NAME}@example.com", password, zone="Asia/Tokyo")
    EmailAddress.objects.create(user=root, email=root.email, verified=True, primary=True)
    TOTP.activate(root, generate_totp_secret())
    RecoveryCodes.activate(root)
    assert Authenticator.objects.filter(user=root).exists()
    found = {name: {"session": session_of(user), "paths": paths_of(user)} for name, user in (people | {"root": root}).items()}
    found["stranger"] = {"session": None, "paths": [(route.pattern, route.path()) for route in pages() if not route.places]}
    sys.stdout.write(json.dumps(found))


def pages() -> list[Route]:
    return [route for route in all_routes() if not route.is_api]


def session_of(user) -> str:
    """Signed in by password just now."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "email": user.email}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
    return session.session_key


def paths_of(user) -> list[tuple[str, str]]:
    if user.is_staff:
        keep(name="absurd.csv", content=SHEET.encode(), by=user, now=current_time())
    return [(route.pattern, route.path(**values)) for route in pages() if is_theirs(route, user) for values in values_of(route, user)]


def is_theirs(route: Route, user) -> bool:
    """Whether it is on this person's walk: each page is walked with the demo's data and with absurd data, not by everybody."""
    if user.is_superuser:
        return route.pattern.startswith(("account/2fa/", "admin/accounts/", "admin/auth/"))
    return user.email.startswith(NAME) or route.is_admin == user.is_staff


def values_of(route: Route, user) -> list[dict]:
    """What fills the route's places: nothing where there is no such thing."""
    if not route.places:
        return [{}]
    if route.is_admin:
        return desk_values(route, user)
    if {"company", "role"} & route.places:
        return guide_values(user)
    if route.pattern.startswith("mail/"):
        return [{"token": token} for token in tokens(route.name, user)]
    if route.pattern.startswith("inbox/"):
        return [{"pk": pk} for pk in Message.objects.filter(address=user.email).values_list("pk", flat=True)[:1]]
    if "comparison_pk" in route.places:
        return [{"comparison_pk": pk} for pk in Comparison.objects.filter(user=user).values_list("pk", flat=True)[:1]]
    owned = Negotiation.objects.owned_by(user)
    return [negotiation_values(each) for each in (*owned.exclude(deadlines=None)[:1], *owned.filter(deadlines=None)[:1])]


def desk_values(route: Route, user) -> list[dict]:
    app, _, rest = route.name.partition("_")
    model = rest.partition("_")[0]
    if route.name == "sheet_preview":
        return [{"pk": pk} for pk in Upload.objects.filter(user=user).values_list("pk", flat=True)]
    if route.name == "auth_user_password_change":
        return [{"id": user.pk}]
    if app not in ("guides", "accounts", "auth", "mail") or model not in apps.all_models[app]:
        return [{}] if route.name == "app_list" else []
    rows = apps.get_model(app, model)._default_manager
    keys = rows.order_by("pk").values_list("pk", flat=True)
    if (app, model) == ("guides", "revision"):
        absurd = Revision.objects.filter(guide__company__slug=SLUG)
        keys = (absurd if user.email.startswith(NAME) else Revision.objects.exclude(guide__company__slug=SLUG)[:1]).values_list(
            "pk", flat=True
        )
        return [{"pk": pk, "object_id": pk} for pk in keys]
    return [{"pk": pk, "object_id": pk} for pk in keys.reverse()[:1]]


def guide_values(user) -> list[dict]:
    guide = Guide.objects.readable().get(company__slug=SLUG) if user.email.startswith(NAME) else Guide.objects.readable().first()
    band, target = (kind.objects.filter(revision=guide.published).values_list("pk", flat=True).first() for kind in (Band, Target))
    return [{"company": guide.company.slug, "role": guide.role.slug, "pk": pk} for pk in {band, target} - {None}]


def negotiation_values(negotiation) -> dict:
    values = {"pk": negotiation.pk, "component": "base"}
    for name, kind in (("proposal_pk", Proposal), ("entry_pk", Entry), ("deadline_pk", Deadline)):
        row = kind.objects.filter(negotiation=negotiation).last()
        values |= {name: row.pk} if row else {}
    return values


def tokens(name: str, user) -> list[str]:
    if name == "mail_stop":
        return [stop_link(user, ["deadline"]).rstrip("/").split("/")[-1]]
    nudges = [(nudge, Deadline.objects.filter(pk=nudge.about).first()) for nudge in Nudge.objects.filter(user=user, kind="deadline")[:1]]
    return [deadline_link(name, nudge, deadline).rstrip("/").split("/")[-1] for nudge, deadline in nudges if deadline]
