"""Bounces and complaints that a provider reports, in the words of the providers' own documents; without the secret, nobody reports."""

import base64
import json
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, include, path, reverse

pytest.importorskip("anymail", reason="the optional extra django-anymail is not installed")

from anymail.signals import AnymailTrackingEvent

from negotiate import urls
from negotiate.mail import failing, webhooks
from tests.running import run

urlpatterns = [*urls.urlpatterns, path("mail/events/", include("negotiate.mail.webhooks"))]
SECRET = "provider:long-and-random"


@pytest.fixture(autouse=True)
def configured(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}
    settings.ROOT_URLCONF = __name__


def report(client, provider, body, secret=SECRET):
    authorization = {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"} if secret else {}
    return client.post(f"/mail/events/{provider}/tracking/", json.dumps(body), content_type="application/json", headers=authorization)


def postmark(address, kind="HardBounce", record="Bounce"):
    """As https://postmarkapp.com/developer/webhooks/bounce-webhook and …/spam-complaint-webhook show it."""
    details = "smtp;550 5.1.1 The email account that you tried to reach does not exist."
    return {
        "RecordType": record,
        "ID": 901542550,
        "Type": kind,
        "TypeCode": 1,
        "MessageID": "2706ee8a-737c-4285-b032-ccd317af53ed",
        "Description": "The server was unable to deliver your message.",
        "Details": details,
        "Email": address,
        "BouncedAt": "2026-04-27T16:28:50.3963933-04:00",
        "Inactive": True,
    }


def brevo(address, event):
    """As https://developers.brevo.com/docs/transactional-webhooks shows it."""
    return {
        "event": event,
        "email": address,
        "id": 1,
        "ts_event": 1534486682,
        "message-id": "<a@example.com>",
        "reason": "550 5.1.1 unknown",
    }


@pytest.mark.parametrize("kind", ["HardBounce", "BadEmailAddress"])
def test_a_bounce_for_good_marks_the_address(client, owner, kind):
    assert report(client, "postmark", postmark(owner.email.upper(), kind)).status_code == 200
    owner.refresh_from_db()
    assert owner.address_fails and owner.failing_reason


def test_a_complaint_marks_it_too(client, owner):
    report(client, "postmark", postmark(owner.email, "SpamComplaint", "SpamComplaint"))
    owner.refresh_from_db()
    assert owner.failing_reason == failing.COMPLAINED


@pytest.mark.parametrize("event", ["hard_bounce", "invalid_email", "spam"])
def test_another_provider_says_it_in_its_own_words(client, owner, event):
    report(client, "brevo", brevo(owner.email, event))
    owner.refresh_from_db()
    assert owner.address_fails


@pytest.mark.parametrize("body", [postmark("owner@example.com", "SoftBounce"), postmark("owner@example.com", "Transient")])
def test_what_passes_marks_nothing(client, owner, body):
    assert report(client, "postmark", body).status_code == 200
    for event in ("delivered", "soft_bounce", "deferred", "opened"):
        assert report(client, "brevo", brevo(owner.email, event)).status_code == 200
    owner.refresh_from_db()
    assert not owner.address_fails


def mailjet(hard):
    """As https://dev.mailjet.com/email/guides/webhooks/ shows it."""
    return {"event": "bounce", "time": 1430812195, "email": "owner@example.com", "hard_bounce": hard, "error": "user unknown"}


def sparkpost(number):
    """As https://developers.sparkpost.com/api/webhooks/ shows it."""
    event = {"type": "bounce", "bounce_class": number, "raw_rcpt_to": "owner@example.com", "raw_reason": "550 5.1.1 unknown"}
    return [{"msys": {"message_event": event}}]


@pytest.mark.parametrize(
    ("provider", "lasting", "passing"),
    [
        ("mailjet", mailjet(True), mailjet(False)),
        ("sparkpost", sparkpost("10"), sparkpost("22")),
    ],
)
def test_each_provider_has_its_own_way_to_say_that_a_bounce_passes(client, owner, provider, lasting, passing):
    assert report(client, provider, passing).status_code == 200
    owner.refresh_from_db()
    assert not owner.address_fails
    assert report(client, provider, lasting).status_code == 200
    owner.refresh_from_db()
    assert owner.address_fails


def amazon(kind):
    """As https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html shows it."""
    return {"notificationType": "Bounce", "bounce": {"bounceType": kind, "bounceSubType": "General"}, "mail": {"headers": []}}


@pytest.mark.parametrize(
    ("said", "reason", "fails"),
    [
        (amazon("Permanent"), "bounced", True),
        (amazon("Transient"), "bounced", False),
        ({"event": "bounce", "type": "bounce", "status": "5.1.1"}, None, True),  # SendGrid: no reason
        ({"event": "bounce", "type": "blocked", "status": "5.7.1"}, None, False),
        ({"event": "hard_bounce", "msg": {}}, None, True),  # Mandrill: no reason either
        ({"event": "soft_bounce", "msg": {}}, None, False),
        ({"type": "webhook", "data": {"type": "soft_bounced"}}, "bounced", False),  # MailerSend
        ({"type": "email.bounced", "data": {"bounce": {"type": "Permanent"}}}, "bounced", True),  # Resend
    ],
)
def test_a_bounce_is_for_good_unless_the_provider_calls_it_passing(owner, said, reason, fails):
    """As django-anymail reads the reports of providers that need keys, or packages, of their own."""
    webhooks.note_event(None, AnymailTrackingEvent(event_type="bounced", recipient=owner.email, reject_reason=reason, esp_event=said))
    owner.refresh_from_db()
    assert owner.address_fails is fails


def test_an_address_of_nobody_is_no_trouble(client, db):
    assert report(client, "postmark", postmark("nobody@example.com")).status_code == 200


@pytest.mark.parametrize("secret", ["", "provider:wrong", "long-and-random"])
def test_who_does_not_know_the_secret_reports_nothing(client, owner, secret):
    assert report(client, "postmark", postmark(owner.email), secret).status_code == 400
    owner.refresh_from_db()
    assert not owner.address_fails


@pytest.mark.parametrize("secret", [SECRET, ""])
def test_a_provider_whose_keys_are_missing_has_no_webhook(client, db, secret):
    assert report(client, "mailgun", {}, secret).status_code == 404


def test_only_reports_about_our_mail_have_an_address():
    assert not [pattern for pattern in webhooks.urlpatterns if "inbound" in pattern.name]


def test_where_no_secret_is_set_there_is_no_webhook(settings):
    settings.ROOT_URLCONF = "negotiate.urls"
    with pytest.raises(NoReverseMatch):
        reverse("anymail:postmark_tracking_webhook")


def test_the_secret_in_the_environment_opens_it(tmp_path: Path):
    words = "import django; django.setup(); from django.urls import reverse; print(reverse('anymail:postmark_tracking_webhook'))"
    said = run("-c", words, var=tmp_path, DJANGO_SETTINGS_MODULE="negotiate.settings", ANYMAIL_WEBHOOK_SECRET=SECRET)
    assert said.stdout.strip() == "/mail/events/postmark/tracking/", said.stderr
