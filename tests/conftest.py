"""The cast of the tests: an owner, a stranger, staff."""

from importlib import import_module

import pytest
from django.apps import apps
from django.template import Template
from pytest_django.plugin import blocking_manager_key

from tests import factories

OF_FORMS = ("django/forms/", "admin/widgets/")
WHOLE = ("test_backup", "test_journey", "test_up")
BROUGHT = (("0003_curators_and_editors", "create_groups"), ("0009_flags", "let_staff_answer"))


@pytest.fixture
def owner(db):
    return factories.create_user("owner@example.com")


@pytest.fixture
def stranger(db):
    return factories.create_user("stranger@example.com")


@pytest.fixture
def curator(db):
    return factories.create_staff("curator@example.com", "curator")


@pytest.fixture
def editor(db):
    return factories.create_staff("editor@example.com", "editor")


@pytest.fixture
def guide(db):
    return factories.create_guide()


@pytest.fixture
def desk(client, curator):
    """A browser in which a curator has signed in."""
    client.force_login(curator)
    return client


@pytest.fixture(autouse=True)
def mail_goes_into_the_outbox(settings):
    """pytest-django puts a list in place of our backend; tests see the rows that the product writes."""
    settings.EMAIL_BACKEND = "negotiate.mail.backend.OutboxBackend"


@pytest.fixture(autouse=True)
def passwords_are_hashed_fast(settings):
    """Half a second for each person of the cast adds up to minutes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True, scope="session")
def widgets_are_drawn_without_a_record(django_test_environment):
    """The test client copies the context of each template that is drawn. A form draws hundreds, and no test asks what was in those."""
    recorded = Template._render

    def draw(template, context):
        return template.nodelist.render(context) if str(template.name).startswith(OF_FORMS) else recorded(template, context)

    Template._render = draw
    yield
    Template._render = recorded


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What starts the whole product is first: in one process, which makes a module's product once, and not what all wait for at the end."""
    items.sort(key=lambda item: item.path.stem not in WHOLE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with transactions of its own leaves every table empty: staff have their groups again for what runs after it in its process."""
    result = yield
    marker = item.get_closest_marker("django_db")
    emptied = "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction"))
    if emptied and nextitem is not None:  # after the last one the database is gone
        with item.config.stash[blocking_manager_key].unblock():
            for migration, bring in BROUGHT:
                getattr(import_module(f"guides.migrations.{migration}"), bring)(apps, None)
    return result
