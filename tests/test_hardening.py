"""What every answer carries, what the logs never hold, and how often a password may be guessed."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from guides.models import Revision
from negotiate.accounts.models import ApiKey
from negotiate.secrecy import MASK, SecretsFilter
from tests import factories
from tests.routes import all_routes
from tests.test_security import ids  # noqa: F401

SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.S)
DATA_TYPES = ("application/json",)
INLINE = re.compile(r"""<style\b|\sstyle=["']|\son[a-z]+=["']|javascript:""", re.I)
ROOT = Path(__file__).resolve().parent.parent


def pages(client, **values):
    """(route, answer) of every page that opens by GET."""
    for route in all_routes():
        answer = client.get(route.path(**values))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            yield route, answer


def inline_scripts(html: str) -> list[str]:
    return [body for attributes, body in SCRIPT.findall(html) if body.strip() and not any(kind in attributes for kind in DATA_TYPES)]


def assert_strict(route, answer):
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, route
    html = answer.content.decode()
    assert not inline_scripts(html), route
    assert not INLINE.search(html), (route, INLINE.search(html).group())


def test_every_page_of_a_person_works_under_the_strict_policy(client, owner, ids):  # noqa: F811
    guide = factories.create_guide()
    client.force_login(owner)
    client.post(reverse("account_reauthenticate"), {"password": "correct-horse-9"})
    seen = [assert_strict(*page) for page in pages(client, company=guide.company.slug, role=guide.role.slug, **ids)]
    assert len(seen) > 25


def test_what_is_not_there_looks_the_same_on_ones_own_machine(client, settings, db):
    settings.DEBUG = True
    for path, headers, status in (("/nope/", {}, 404), ("/guides/nobody/", {}, 404), ("/guides/", {"Host": "elsewhere.example.com"}, 400)):
        answer = client.get(path, headers=headers)
        assert answer.status_code == status
        assert "error-number" in answer.content.decode() and "URLconf" not in answer.content.decode()
        assert_strict(path, answer)
    assert "Content-Security-Policy" in client.get("/api/v1/nope").headers


def test_every_page_of_the_entrance_works_under_the_strict_policy(client, db):
    seen = [assert_strict(*page) for page in pages(client)]
    assert len(seen) >= 7


def test_the_admin_works_under_the_strict_policy(client, db):
    factories.create_guide()
    client.force_login(factories.create_user("root@example.com", is_staff=True, is_superuser=True))
    addresses = [reverse("admin:index"), reverse("admin:guides_revision_changelist")]
    addresses += [reverse("admin:guides_revision_change", args=[revision.pk]) for revision in Revision.objects.all()]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert_strict(address, answer)


@pytest.mark.parametrize(
    "address", ["/", "/account/login/", "/guides/nobody/", "/api/v1/guides", "/api/v1/nothing", "/healthz", "/nothing/"]
)
def test_every_answer_carries_the_headers(client, db, address):
    headers = client.get(address).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "unsafe-" not in headers["Content-Security-Policy"]


def test_what_is_somebodys_own_is_kept_by_no_cache(client, owner, db):
    assert "Cache-Control" not in Client().get("/").headers
    _, key = ApiKey.create(user=owner, scope="read")
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {key}"}).headers["Cache-Control"] == "private, no-store"
    client.force_login(owner)
    for address in ("/account/", "/", "/api/v1/me"):
        assert "no-store" in client.get(address).headers["Cache-Control"], address


def test_cookies_of_the_session_are_closed_to_scripts_and_other_sites(client, owner):
    client.post(reverse("account_login"), {"login": owner.email, "password": "correct-horse-9"})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def guess(client, password="wrong-guess-1", **headers):
    return client.post(reverse("account_login"), {"login": "owner@example.com", "password": password}, headers=headers)


def test_guessing_a_password_is_refused_after_five_tries_wherever_they_come_from(owner):
    assert configured.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    cache.clear()
    first, second = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR="203.0.113.2")
    for number in range(5):
        assert b"do not belong together" in guess(first if number % 2 else second).content
    for client in (first, second):
        answer = guess(client, password="correct-horse-9")
        assert b"Too many tries with a wrong password" in answer.content
        assert b"correct-horse-9" not in answer.content
    assert "sessionid" not in first.cookies


def test_one_address_cannot_guess_for_many_accounts(db):
    cache.clear()
    client = Client(REMOTE_ADDR="203.0.113.3")
    answers = [client.post(reverse("account_login"), {"login": f"{n}@example.com", "password": "x"}) for n in range(11)]
    assert b"Too many tries" in answers[-1].content and b"Too many tries" not in answers[0].content


def test_a_forwarded_address_is_believed_only_from_our_own_proxies(owner, settings):
    cache.clear()
    client = Client(REMOTE_ADDR="203.0.113.4")
    for n in range(10):
        client.post(
            reverse("account_login"), {"login": f"{n}@example.com", "password": "x"}, headers={"X-Forwarded-For": f"198.51.100.{n}"}
        )
    assert b"Too many tries" in guess(client, **{"X-Forwarded-For": "198.51.100.99"}).content
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert b"Too many tries" not in guess(client, **{"X-Forwarded-For": "198.51.100.99"}).content


def test_too_many_sign_ups_get_a_page_of_ours(db):
    cache.clear()
    client = Client(REMOTE_ADDR="203.0.113.5")
    answers = [client.post(reverse("account_signup"), {"email": "no", "password1": "x"}) for _ in range(21)]
    assert answers[-1].status_code == 429 and b"Wait a few minutes" in answers[-1].content


SECRETS = [
    ("key %s refused", ("neg_abcdefghijklmnop",)),
    ("headers: %s", ({"Authorization": "Bearer topsecretvalue"},)),
    ("connecting to postgres://user:topsecretvalue@host/db", ()),
    ("POST %r", ({"email": "a@b.c", "password1": "topsecretvalue"},)),
    ("Cookie: sessionid=topsecretvalue; theme=dark", ()),
    ("GET /calendar/topsecretvalue.ics", ()),
    ("Forbidden (CSRF cookie not set.): /mail/handled/topsecretvalue/", ()),
    ("Gone: /mail/snooze/topsecretvalue/", ()),
    ("Not Found: %s", ("/mail/stop/topsecretvalue/",)),
    ("password=topsecretvalue&next=/", ()),
]


@pytest.mark.parametrize(("message", "arguments"), SECRETS)
def test_secrets_are_masked_in_logs(message, arguments):
    record = logging.LogRecord("negotiate", logging.ERROR, __file__, 1, message, arguments, None)
    assert SecretsFilter().filter(record)
    said = logging.Formatter().format(record)
    assert MASK in said and "topsecretvalue" not in said and "abcdefghijkl" not in said


def test_secrets_are_masked_in_tracebacks():
    try:
        raise ValueError("Bearer topsecretvalue")
    except ValueError:
        record = logging.LogRecord("negotiate", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    SecretsFilter().filter(record)
    said = logging.Formatter().format(record)
    assert "ValueError" in said and "topsecretvalue" not in said


def test_every_handler_of_the_settings_masks_secrets():
    assert all("secrets" in handler["filters"] for handler in configured.LOGGING["handlers"].values())


PRODUCTION = {
    "SECRET_KEY": "an-operators-own-key-of-fifty-characters-or-more-0123456789",
    "DEBUG": "off",
    "SITE_URL": "https://negotiate.example.com",
    "ALLOWED_HOSTS": "negotiate.example.com",
    "EMAIL_URL": "smtp://localhost:25",
    "EMAIL_FROM": "Negotiate <negotiate@example.com>",
    "TRUSTED_PROXIES": "1",
}


def check_deploy(**environment):
    command = [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "INFO"]
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "negotiate.settings", **environment}
    return subprocess.run(command, env=given, cwd=ROOT, capture_output=True, text=True, check=False)


def test_djangos_own_checks_find_nothing_in_production():
    found = check_deploy(**PRODUCTION)
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "EMAIL_FROM"])
def test_production_without_what_matters_refuses_to_start_and_says_which(name):
    found = check_deploy(**{key: value for key, value in PRODUCTION.items() if key != name})
    assert found.returncode and name in found.stderr
