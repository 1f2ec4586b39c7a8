"""Signing up and in, second factors, and what mail says about it."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from negotiate.accounts.models import User
from tests.letters import letters_to, newest_code, text_of

PASSWORD = "correct-horse-9"


def sign_up(client, email="ada@example.com", password=PASSWORD):
    return client.post(reverse("account_signup"), {"email": email, "password1": password}, follow=True)


def sign_in(client, email="owner@example.com", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def confirm(client, password=PASSWORD):
    """Answer the question whether it is really them."""
    return client.post(reverse("account_reauthenticate"), {"password": password})


def test_a_newcomer_signs_up_with_the_code_from_the_mail(client, db):
    assert b'name="password1"' in client.get(reverse("account_signup")).content
    page = sign_up(client)
    assert b'name="code"' in page.content
    answer = client.post(page.redirect_chain[-1][0], {"code": newest_code("ada@example.com")})
    assert (answer.status_code, answer.url) == (302, "/negotiations/")
    assert client.get(reverse("account")).status_code == 200


def test_a_wrong_code_opens_nothing_and_says_so(client, db):
    page = sign_up(client)
    answer = client.post(page.redirect_chain[-1][0], {"code": "BBBB-BBBB"})
    assert b"This is not the code" in answer.content
    assert client.get(reverse("account")).status_code == 302


def test_signing_up_with_a_known_address_does_not_tell_that_it_is_known(client, owner):
    known, new = sign_up(client, "owner@example.com"), sign_up(client, "new@example.com")
    assert (known.status_code, known.redirect_chain) == (new.status_code, new.redirect_chain)
    assert letters_to("owner@example.com")[0]["subject"] == "You have an account already"
    assert User.objects.filter(email="owner@example.com").count() == 1


def test_mails_are_plain_words_with_a_plain_subject(client, db):
    sign_up(client)
    letter = letters_to("ada@example.com")[0]
    assert letter["subject"] == "Your code to finish signing up"
    assert not letter.is_multipart()
    assert "http://127.0.0.1:8000" in text_of(letter) and "testserver" not in text_of(letter)


def test_where_signing_up_is_closed_the_page_says_so(client, db, settings):
    settings.SIGNUP = "closed"
    assert b"opens accounts themselves" in client.get(reverse("account_signup")).content
    sign_up(client)
    assert not User.objects.exists()


def test_passwords_that_are_easy_to_guess_are_refused_at_the_field(client, db):
    page = sign_up(client, password="12345678")
    assert b"too common" in page.content
    assert b'value="ada@example.com"' in page.content


def test_a_new_password_is_set_with_a_code(client, owner):
    page = client.post(reverse("account_reset_password"), {"email": owner.email}, follow=True)
    page = client.post(page.redirect_chain[-1][0], {"code": newest_code(owner.email)}, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "another-horse-10", "password2": "another-horse-10"})
    assert sign_in(client, password="another-horse-10").status_code == 302
    assert letters_to(owner.email)[-1]["subject"] == "Your password was set anew"


def test_changing_the_address_asks_for_a_code_from_the_new_one(client, owner):
    sign_in(client)
    confirm(client)
    page = client.post(reverse("account_email"), {"email": "new@example.com", "action_add": ""}, follow=True)
    owner.refresh_from_db()
    assert owner.email == "owner@example.com"
    client.post(page.redirect_chain[-1][0], {"code": newest_code("new@example.com")})
    owner.refresh_from_db()
    assert owner.email == "new@example.com"


@pytest.fixture
def with_second_factor(client, owner):
    """The owner's key, after switching the second factor on and signing out."""
    sign_in(client)
    confirm(client)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": current_code(secret)})
    client.post(reverse("account_logout"))
    return secret


def current_code(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def test_the_key_of_the_second_factor_rests_sealed(with_second_factor, owner):
    row = Authenticator.objects.get(user=owner, type="totp")
    assert with_second_factor not in json.dumps(row.data)
    assert row.wrap().validate_code(current_code(with_second_factor))


def test_recovery_codes_are_not_in_the_database_as_they_are_typed(with_second_factor, owner):
    row = Authenticator.objects.get(user=owner, type="recovery_codes")
    assert not any(code in json.dumps(row.data) for code in row.wrap().get_unused_codes())


def test_the_second_factor_is_asked_for(client, owner, with_second_factor):
    answer = sign_in(client)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get(reverse("account")).status_code == 302
    recovery = Authenticator.objects.get(user=owner, type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post(answer.url, {"code": recovery}).url == "/negotiations/"


def test_what_locks_people_out_asks_for_the_password_again(client, owner):
    client.force_login(owner)
    for name in ("account_key_create", "account_export", "account_delete", "mfa_activate_totp"):
        assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate")), name
