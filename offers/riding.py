"""Related rows that ride along in their parents' query, so that a page costs the same number of queries however much hangs on it.

rows = ride(Proposal.objects.filter(…), "terms", Term.objects.all(), link="proposal")     # each proposal brings its terms as JSON
for proposal in rows:
    seat(proposal, "terms")                                                              # proposal.terms.all() asks no more
"""

import json
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, JSONField, OuterRef
from django.db.models.functions import JSONObject

PREFIX = "riding_"


class Exact(json.JSONDecoder):
    """Decimals stay decimals."""

    def __init__(self, **kwargs):
        super().__init__(parse_float=Decimal, **kwargs)


class WholeRow(JSONObject):
    """All columns of a row as one JSON object."""

    output_field = JSONField(decoder=Exact)

    @classmethod
    def of(cls, model):
        return cls(**{field.attname: F(field.attname) for field in model._meta.concrete_fields})


def ride(queryset, name: str, rows, *, link: str, parent: str = "pk", most: int | None = None):
    """The queryset, each row with what `rows` has for it: those whose `link` is the row's `parent`, the first `most` of them."""
    found = rows.filter(**{link: OuterRef(parent)}).values(whole=WholeRow.of(rows.model))[:most]
    return queryset.annotate(**{f"{PREFIX}{name}": ArraySubquery(found)})


def taken(row, name: str, model) -> list:
    """What rode along under this name, as instances of the model."""
    return [revived(model, found) for found in getattr(row, f"{PREFIX}{name}")]


def seat(row, name: str, *, holder=None) -> None:
    """Let the relation `name` of the row (or of `holder`, which it leads to) answer with what rode along."""
    holder = holder or row
    seated = getattr(holder, name).get_queryset()
    link = holder._meta.get_field(name).remote_field
    seated._result_cache = taken(row, name, seated.model)
    for found in seated._result_cache:
        link.set_cached_value(found, holder)
    seated._prefetch_done = True
    holder.__dict__.setdefault("_prefetched_objects_cache", {})[name] = seated


def revived(model, row: dict):
    """The model's instance of a row that came as JSON."""
    fields = model._meta.concrete_fields
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in fields], [value_of(field, row[field.attname]) for field in fields])


def value_of(field, value):
    if isinstance(field, JSONField):
        return json.loads(json.dumps(value, default=float))
    return field.to_python(value)
