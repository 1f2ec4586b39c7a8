"""Links of the navigation, which know where the reader is."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

register = template.Library()


@register.simple_tag(takes_context=True)
def current(context, name):
    """The href of the named page, marked as the current one on it and below it."""
    try:
        address = reverse(name)
    except NoReverseMatch:
        return ""
    request = context.get("request")
    path = request.path if request is not None else ""
    if not path.startswith(address):
        return format_html('href="{}"', address)
    return format_html('href="{}" aria-current="{}"', address, "page" if path == address else "true")
