"""Widgets that are drawn without templates are, to the byte, what Django's templates draw."""

from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from negotiate.widgets import Renderer

CHOICES = [
    ("", "—"),
    (1, 2),
    (None, "nothing"),
    (True, "<b>"),
    ("Europe", [("Zurich", mark_safe("Z&uuml;rich")), ("Q'", gettext_lazy("Yes"))]),
]
VALUES = [None, "", "0", 0, 1, "Zurich", True, False, Decimal("1.50"), "<&'\">", " a\nb ", mark_safe("&amp;"), ("", "Zurich")]
ATTRIBUTES = [{}, {"id": "x", "required": True, "disabled": False, "maxlength": 5, "data-a": "<&'\">", "title": mark_safe("&amp;")}]
KINDS = [
    forms.CheckboxInput,
    forms.DateInput,
    forms.EmailInput,
    forms.FileInput,
    forms.HiddenInput,
    forms.NullBooleanSelect,
    forms.NumberInput,
    forms.PasswordInput,
    forms.RadioSelect,
    forms.Select,
    forms.SelectMultiple,
    forms.TextInput,
    forms.Textarea,
    forms.TimeInput,
    forms.URLInput,
]


def both(widget, value, attributes):
    return [widget.render("name<", value, attributes, renderer=renderer()) for renderer in (Renderer, DjangoTemplates)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_widget_is_what_the_templates_draw(kind):
    widget = kind()
    if hasattr(widget, "choices") and kind is not forms.NullBooleanSelect:
        widget.choices = CHOICES
    for value in VALUES:
        for attributes in ATTRIBUTES:
            ours, theirs = both(widget, value, attributes)
            assert ours == theirs, value


@pytest.mark.parametrize("kind", [forms.CheckboxInput, forms.DateInput, forms.Select, forms.Textarea, forms.TextInput])
def test_no_template_is_asked_for_it(monkeypatch, kind):
    monkeypatch.setattr(Renderer, "get_template", None)
    assert 'name="pay"' in kind().render("pay", "1")
