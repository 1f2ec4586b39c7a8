import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError

from guides.models import Band
from offers import models
from tests import factories


def test_models_and_migrations_are_in_step(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_package_of_models_hands_out_every_one():
    assert {model.__name__ for model in apps.get_app_config("offers").get_models()} <= set(models.__all__)


def test_a_band_with_low_above_high_needs_a_flag(db):
    revision = factories.create_guide().published
    with pytest.raises(IntegrityError, match="band_low_not_above_high"):
        Band.objects.create(revision=revision, component="base", low=2, high=1, currency="USD")


def test_a_negotiation_belongs_to_its_owner(owner, stranger):
    negotiation = factories.create_negotiation(owner)
    assert list(type(negotiation).objects.owned_by(owner)) == [negotiation]
    assert not type(negotiation).objects.owned_by(stranger)
