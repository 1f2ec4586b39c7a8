"""Trying the mail server, and what its answers mean in plain words."""

import socket
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import reverse

from negotiate.mail.models import Message
from negotiate.mail.relay import Relay, stuffed
from tests.running import free_port
from tests.smtp import smtp_server


@pytest.fixture
def server(settings):
    with smtp_server() as server:
        settings.EMAIL_URL = server.url
        yield server


def try_it(capsys):
    call_command("send_test_mail", "ada@example.com")
    return capsys.readouterr().out


def trouble():
    with pytest.raises(CommandError) as refusal:
        call_command("send_test_mail", "ada@example.com")
    return str(refusal.value)


def test_it_goes_now_and_not_through_the_queue(server, capsys, db):
    assert "took the mail for ada@example.com: 250 kept" in try_it(capsys)
    assert "test mail you asked for" in server.parsed[0].get_content() and not Message.objects.exists()


def test_a_refused_address_is_said(server):
    server.rcpt_answers = ["550 no such user"]
    assert "refuses mail from negotiate@localhost to ada@example.com: 550 no such user" in trouble()


def test_not_now_is_said(server):
    server.data_answers = ["451 come back"]
    assert "does not take it now" in trouble()


def test_nobody_at_the_port_is_said(settings):
    settings.EMAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    assert "the connection was refused" in trouble()


def test_a_wrong_password_or_no_login_is_said(server, settings):
    settings.EMAIL_URL = server.url.replace("smtp://", "smtp://ada:wrong@")
    assert "does not offer what EMAIL_URL asks for" in trouble()


def test_tls_where_there_is_none_is_said(server, settings):
    settings.EMAIL_URL = server.url.replace("smtp://", "smtps://")
    assert "does not speak TLS here" in trouble()
    settings.EMAIL_URL = server.url.replace("smtp://", "smtp+tls://")
    assert "does not offer what EMAIL_URL asks for" in trouble()


def test_a_server_that_hangs_up_is_said(settings):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
        thread = threading.Thread(target=lambda: listener.accept()[0].close())
        thread.start()
        assert "hung up before it greeted" in trouble()
        thread.join()


def test_without_a_mail_server_it_says_where_mail_stands(settings):
    settings.EMAIL_URL, settings.DEBUG = "", True
    assert trouble() == "No mail server is set: mail stands in the inbox page."
    settings.DEBUG = False
    assert trouble() == "No mail server is set: mail waits until EMAIL_URL is set."


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError, match="no email address"):
        call_command("send_test_mail", "ada")


def test_the_button_in_the_account_tries_ones_own_address(server, client, owner):
    client.force_login(owner)
    assert client.get(reverse("test_mail")).status_code == 405
    page = client.post(reverse("test_mail"), {"address": "other@example.com"}, follow=True)
    assert [address for address, _ in server.mails] == [owner.email]
    assert "took the mail for owner@example.com" in page.content.decode()


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtp://mail.example.com", Relay(host="mail.example.com", port=25, security="plain", user="", password="")),
        ("smtp+tls://a%40b:p%2Fw@mail:587", Relay(host="mail", port=587, security="starttls", user="a@b", password="p/w")),
        ("smtps://u:p@mail", Relay(host="mail", port=465, security="tls", user="u", password="p")),
        ("smtp+ssl://u:p@mail:4650", Relay(host="mail", port=4650, security="tls", user="u", password="p")),
    ],
)
def test_the_setting_is_read(url, relay):
    assert Relay.from_url(url) == relay


@pytest.mark.parametrize("url", ["mail.example.com", "http://mail", "consolemail://", "smtp://mail:port"])
def test_a_setting_that_cannot_be_read_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        Relay.from_url(url)


def test_a_dot_at_the_start_of_a_line_is_doubled():
    assert stuffed(b"a\n.b\r\n..\n") == b"a\r\n..b\r\n...\r\n.\r\n"
