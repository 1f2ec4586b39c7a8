"""A row's cells beside the columns they stand in, so that each can say its column's name where the row is a card."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()


@register.filter
def beside(cells: Iterable, columns: Iterable) -> list[tuple]:
    """Pairs of (cell, column). Raises ValueError where they are not as many."""
    return list(zip(cells, columns, strict=True))


@register.filter
def under(cell: SafeString, column: str) -> SafeString:
    """A finished cell of the desk's lists ("<td …"), with its column's name in it. A column of boxes to tick has none."""
    name = strip_tags(str(column)).strip()
    if not name or not cell.startswith("<td"):
        return cell
    label = format_html('<td data-label="{}"', capfirst(name))
    return label + mark_safe(cell.removeprefix("<td"))  # noqa: S308  Django made the cell
