"""The front page, the frame of every page, and the pages for errors."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_the_front_page_says_what_it_is_and_leads_to_the_guides(client):
    html = client.get("/").content.decode()
    assert "You have an offer and a deadline." in html
    assert 'action="/guides/"' in html
    assert reverse("account_signup") in html


def test_a_closed_sign_up_is_not_offered(client, settings):
    settings.SIGNUP = "closed"
    assert reverse("account_signup") not in client.get("/").content.decode()


def test_people_who_are_signed_in_see_their_way_and_how_to_leave(client, owner):
    client.force_login(owner)
    html = client.get("/").content.decode()
    assert 'href="/negotiations/"' in html
    assert 'href="/account/"' in html
    assert f'action="{reverse("account_logout")}"' in html
    assert 'href="/admin/"' not in html


def test_staff_see_the_way_to_the_desk(client, curator):
    client.force_login(curator)
    assert 'href="/admin/"' in client.get("/").content.decode()


def test_every_page_begins_with_a_link_to_its_content(client):
    html = client.get("/guides/").content.decode()
    assert html.index('href="#content"') < html.index("<header")
    assert '<main id="content"' in html


def test_the_place_where_the_reader_is_is_marked(client):
    assert 'href="/guides/" aria-current="page"' in client.get("/guides/").content.decode()
    assert "aria-current" not in client.get("/").content.decode()


def test_a_missing_page_is_our_own(client):
    answer = client.get("/guides/nobody/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


@pytest.mark.parametrize("name", ("400", "403", "403_csrf", "404", "429", "500"))
def test_an_error_page_needs_nothing_from_its_request(name):
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert "Front page" in html
