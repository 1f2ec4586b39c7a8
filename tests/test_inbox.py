"""The inbox of one's own machine, which for everybody else does not exist."""

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.management import call_command
from django.urls import reverse

from negotiate.mail.inbox import BODY_POLICY
from negotiate.mail.models import Message

LOCAL = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(autouse=True)
def own_machine(settings, db):
    settings.EMAIL_URL, settings.DEBUG = "", True
    settings.ALLOWED_HOSTS = ["*"]


@pytest.fixture
def code_mail(db):
    send_mail("Your code", "The code is ABC-123.", None, ["ada@example.com"])
    call_command("worker", once=True)
    return Message.objects.get()


def pages(message):
    return [reverse("inbox"), reverse("inbox_message", args=[message.pk]), reverse("inbox_body", args=[message.pk])]


def test_a_code_is_read_in_the_list_and_on_its_page_without_signing_in(client, code_mail):
    for page in pages(code_mail)[:2]:
        assert "The code is ABC-123." in client.get(page, **LOCAL).content.decode()


@pytest.mark.parametrize(
    "request_from",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "evil.example.com"},
        {"HTTP_HOST": "127.0.0.1.example.com"},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.7"},
    ],
)
def test_from_elsewhere_there_is_no_inbox(client, code_mail, request_from):
    for page in pages(code_mail):
        for ask in (client.get, client.head, client.post, client.options):
            assert ask(page, **{**LOCAL, **request_from}).status_code == 404


def test_a_host_that_django_refuses_itself_finds_no_inbox_either(client, code_mail, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    for page in pages(code_mail):
        assert client.get(page, **{**LOCAL, "HTTP_HOST": "evil.example.com"}).status_code == 404
    assert client.get("/guides/", **{**LOCAL, "HTTP_HOST": "evil.example.com"}).status_code == 400


@pytest.mark.parametrize("local", [{"HTTP_HOST": "localhost"}, {"HTTP_HOST": "[::1]:8000", "REMOTE_ADDR": "::1"}])
def test_every_local_name_is_local(client, code_mail, local):
    assert client.get(reverse("inbox"), **{**LOCAL, **local}).status_code == 200


def test_links_in_a_text_can_be_followed(client):
    send_mail("Hello", "Open http://127.0.0.1:8731/negotiations/?a=1&b=<2>", None, ["ada@example.com"])
    page = client.get(reverse("inbox_message", args=[Message.objects.get().pk]), **LOCAL).content.decode()
    assert '<a href="http://127.0.0.1:8731/negotiations/?a=1&amp;b=' in page and "<2>" not in page


def test_it_is_read_and_nothing_else(client, code_mail):
    answered = [ask(reverse("inbox"), **LOCAL).status_code for ask in (client.head, client.post, client.delete)]
    assert answered == [200, 405, 405]


@pytest.mark.parametrize(("name", "value"), [("DEBUG", False), ("EMAIL_URL", "smtp://localhost")])
def test_in_production_or_with_a_mail_server_there_is_no_inbox(client, code_mail, settings, name, value):
    setattr(settings, name, value)
    for page in pages(code_mail):
        assert client.get(page, **LOCAL).status_code == 404


def test_html_is_shown_on_a_page_of_its_own_where_nothing_can_act(client):
    mail = EmailMultiAlternatives("Hello", "Hello", None, ["ada@example.com"])
    mail.attach_alternative('<p style="color: red">Hello</p><script>alert(1)</script>', "text/html")
    mail.send()
    answer = client.get(pages(Message.objects.get())[2], **LOCAL)
    assert answer["Content-Security-Policy"] == BODY_POLICY and b"color: red" in answer.content
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_mail_that_failed_or_is_not_written_yet_is_listed(client):
    Message.objects.create(kind="nudges", address="ada@example.com", state="failed", reason="550 no such user")
    Message.objects.create(kind="nudges", address="bea@example.com")
    words = client.get(reverse("inbox"), **LOCAL).content.decode()
    assert "550 no such user" in words and "Not written yet" in words and "Planned" in words
    assert client.get(reverse("inbox_message", args=[Message.objects.last().pk]), **LOCAL).status_code == 200


@pytest.mark.parametrize(
    ("state", "title", "why"),
    [
        ("planned", "Not written yet", "It is written when it is due"),
        ("failed", "Not sent", "Nothing of what it said is kept"),
        ("sent", "No longer kept", "Nothing of what it said is kept"),
    ],
)
def test_where_there_is_no_mail_to_show_it_says_why(client, state, title, why):
    message = Message.objects.create(kind="nudges", address="ada@example.com", state=state)
    assert title in client.get(reverse("inbox"), **LOCAL).content.decode()
    page = client.get(reverse("inbox_message", args=[message.pk]), **LOCAL).content.decode()
    assert title in page and why in page


def test_an_empty_inbox_says_what_will_stand_there(client):
    assert "No mail yet" in client.get(reverse("inbox"), **LOCAL).content.decode()


def test_attachments_are_kept_as_files(client):
    mail = EmailMultiAlternatives("Hello", "Hello", None, ["ada@example.com"])
    mail.attach("deadline.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar")
    mail.send()
    pk = Message.objects.get().pk
    address = reverse("inbox_attachment", args=[pk, 0])
    assert address in client.get(reverse("inbox_message", args=[pk]), **LOCAL).content.decode()
    answer = client.get(address, **LOCAL)
    assert b"".join(answer.streaming_content).strip() == b"BEGIN:VCALENDAR"
    assert answer["Content-Disposition"] == 'attachment; filename="deadline.ics"' and answer["Content-Type"].startswith("text/calendar")
    assert client.get(reverse("inbox_attachment", args=[pk, 1]), **LOCAL).status_code == 404
    assert client.get(address, **{**LOCAL, "REMOTE_ADDR": "192.0.2.7"}).status_code == 404
