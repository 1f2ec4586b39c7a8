"""From a peer company that a level mapping names to what we have about it."""

from collections.abc import Iterable

from guides.models import Guide
from guides.vocabulary import vocabulary
from guides.words import squashed


def guides_of_peers(guide: Guide, companies: Iterable[str]) -> dict[str, list[Guide]]:
    """The readable guides of each company that is named, whatever its spelling, the same role's first. Companies without are left out."""
    wanted = set(companies)
    known = vocabulary().companies if wanted else {}
    keys = {name: known[squashed(name)] for name in wanted if squashed(name) in known}
    guides = Guide.objects.readable().filter(company__in=set(keys.values())).select_related("company", "role") if keys else []
    ordered = sorted(guides, key=lambda other: (other.role_id != guide.role_id, other.pk))
    found = {name: [other for other in ordered if other.company_id == key] for name, key in keys.items()}
    return {name: others for name, others in found.items() if others}


def same_role(guide: Guide, companies: Iterable[str]) -> dict[str, Guide]:
    """By company, the guide of the same role there."""
    return {name: others[0] for name, others in guides_of_peers(guide, companies).items() if others[0].role_id == guide.role_id}


def links(guide: Guide, companies: Iterable[str]) -> dict[str, str]:
    """By company, where to read on: the guide of the same role there, else the company's page."""
    found = guides_of_peers(guide, companies).items()
    return {name: (others[0] if others[0].role_id == guide.role_id else others[0].company).get_absolute_url() for name, others in found}
