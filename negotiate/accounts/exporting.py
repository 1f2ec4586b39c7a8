"""Rows as JSON can hold them, field by field, so that a new field is never forgotten."""

from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import models

from negotiate.accounts import belongings
from negotiate.accounts.models import ApiKey, User

NEVER = {"password", "digest", "token", "content"}


def row_as_json(row: models.Model, *, without: tuple[str, ...] = ()) -> dict:
    """The row's own fields under their names; a relation gives the other row's key. Secrets and what is named in `without` are left out."""
    return {
        field.name: value_as_json(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.name not in NEVER and field.name not in without
    }


def rows_as_json(rows, *, without: tuple[str, ...] = ()) -> list[dict]:
    return [row_as_json(row, without=without) for row in rows]


def value_as_json(value):
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return str(value) if isinstance(value, UUID) else value


def plain_decimal(value: Decimal) -> str:
    """The number as people write it: no exponent, no zeros behind that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def account_of(user: User) -> dict:
    return {
        **row_as_json(user, without=("is_staff", "is_superuser", "is_active")),
        "email_addresses": rows_as_json(EmailAddress.objects.filter(user=user), without=("user",)),
        "api_keys": rows_as_json(ApiKey.objects.owned_by(user), without=("user",)),
        "messages": rows_as_json(user.messages.order_by("created_at"), without=("user",)),
    }


def erase_account(user: User, *, now: datetime) -> None:
    """Nothing: the person's own row takes these with it."""


belongings.register("account", export=account_of, erase=erase_account)
