"""The words of guides in templates: sanitised Markdown, and scripts with their placeholders marked."""

from django import template
from django.utils.safestring import mark_safe

from guides import rendering

register = template.Library()


@register.filter
def markdown(text):
    return mark_safe(rendering.words(text))  # noqa: S308 cleaned by nh3


@register.filter
def script(text):
    return mark_safe(rendering.marked(text))  # noqa: S308 escaped


register.filter("is_safe_link", rendering.is_safe_link)
