"""Money in templates: the functions of negotiate.money.formatting as filters."""

from django import template

from negotiate.money import formatting

register = template.Library()

register.filter("money", formatting.money)
register.filter("money_short", formatting.money_short)
register.filter("percent", formatting.percent)
register.filter("figure", formatting.figure_words)
register.filter("figure_range", formatting.figure_range)
register.filter("component", formatting.component_name)
