"""The cast of the tests: an owner, a stranger, staff."""

import pytest

from tests import factories


@pytest.fixture
def owner(db):
    return factories.create_user("owner@example.com")


@pytest.fixture
def stranger(db):
    return factories.create_user("stranger@example.com")


@pytest.fixture
def curator(db):
    return factories.create_user("curator@example.com", is_staff=True)


@pytest.fixture(autouse=True)
def mail_goes_into_the_outbox(settings):
    """pytest-django puts a list in place of our backend; tests see the rows that the product writes."""
    settings.EMAIL_BACKEND = "negotiate.mail.backend.OutboxBackend"
