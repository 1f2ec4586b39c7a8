"""What an operator sets is read strictly: what cannot be read says which variable it is and what is expected, and not what stood there."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from negotiate.environment import Environment


@pytest.fixture
def env(monkeypatch):
    monkeypatch.setattr(Environment, "ENVIRON", {})
    return Environment()


WRONG = [
    ("database", "nonsense", {"default": str}),
    ("database", "mysql://me:hush@host/name", {"default": str}),
    ("database", "postgres://me:hush@host", {"default": str}),
    ("database", "postgres://me:hush@[host/name", {"default": str}),
    ("int", "hush", {"default": 0}),
    ("bool", "hush", {"default": True}),
    ("site", "hush", {"default": ""}),
    ("site", "ftp://hush", {"default": ""}),
]


@pytest.mark.parametrize(("kind", "value", "options"), WRONG)
def test_what_cannot_be_read_names_its_variable_and_not_its_value(env, kind, value, options):
    env.ENVIRON["THING"] = value
    with pytest.raises(ImproperlyConfigured, match="^THING must be ") as error:
        getattr(env, kind)("THING", **options)
    assert "hush" not in str(error.value)


def test_a_choice_is_one_of_its_words(env):
    env.ENVIRON["SIGNUP"] = "perhaps"
    with pytest.raises(ImproperlyConfigured, match="^SIGNUP must be open or closed.$"):
        env.choice("SIGNUP", ("open", "closed"), "open")


@pytest.mark.parametrize("url", ["postgres:///name", "postgresql://me:hush@host:5432/name?sslmode=require", "postgres://%2Frun%2Fpg/name"])
def test_addresses_of_postgresql_are_taken(env, url):
    env.ENVIRON["DATABASE_URL"] = url
    assert env.database("DATABASE_URL", default=str)["NAME"] == "name"


def test_what_is_not_set_is_the_default(env):
    assert (env.int("A", default=2), env.bool("B", default=True), env.site("C", default="http://x/")) == (2, True, "http://x")


@pytest.mark.parametrize(("value", "expected"), [("on", True), ("TRUE", True), ("off", False), ("no", False), ("0", False)])
def test_yes_and_no_have_many_words(env, value, expected):
    env.ENVIRON["B"] = value
    assert env.bool("B", default=not expected) is expected
